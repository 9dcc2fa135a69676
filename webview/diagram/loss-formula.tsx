import type { LossName } from "../../src/core/loss.ts";
import { type BreakableFormula, fractionOfSum, half, halfOfSum, letter, squaredError } from "../symbols.tsx";

/**
 * The formula of a loss with a given number of outputs.
 * @param outputIndex the index of the single output's a, in a chain its layer
 */
export function lossFormula(loss: LossName, outputs: number, ...outputIndex: number[]): BreakableFormula {
  const isSum = outputs > 1;
  const a = isSum ? letter("a", "k") : letter("a", ...outputIndex);
  const t = isSum ? letter("t", "k") : letter("t");
  switch (loss) {
    case "mse":
      return squaredError(isSum ? fractionOfSum(outputs) : null, a, t);
    case "halfSquaredError":
      return squaredError(isSum ? halfOfSum() : half(), a, t);
  }
}
