import { expect, it } from "vitest";
import { power } from "../../../src/core/elementary/elementary.ts";
import { createUpdate, prepareUpdate } from "../../../src/core/optimizer.ts";

it.each([0, 0.5, 0.9, 0.999, 0.999_999])(
  "what makes up for a running mean's beginning at zero is 1 − βᵗ for β = %d",
  (β) => {
    const hyperparameters = { momentum: 0, epsilon: 0, alpha: 0, weightDecay: 0 };
    const update = createUpdate({ ...hyperparameters, beta1: β, beta2: β / 2 });
    const { settled1 } = update;
    for (const t of [1, 2, settled1 / 2, settled1 - 1, settled1, settled1 + 1, 10 * settled1]) {
      const whole = Math.max(1, Math.floor(t));
      prepareUpdate(update, whole);
      expect([update.correction1, update.correction2]).toEqual([1 - power(β, whole), 1 - power(β / 2, whole)]);
    }
  },
);
