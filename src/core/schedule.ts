import { power } from "./elementary/elementary.ts";
import { cos } from "./elementary/trigonometry.ts";

/** How the learning rate changes from epoch to epoch, as PyTorch's schedulers do. */
export type Schedule =
  | { readonly kind: "constant" }
  /** times `factor` after every `every` epochs */
  | { readonly kind: "step"; readonly every: number; readonly factor: number }
  /** times `factor` after every epoch */
  | { readonly kind: "exponential"; readonly factor: number }
  /** from η down to 0 within `epochs` epochs, along half a wave of the cosine */
  | { readonly kind: "cosine"; readonly epochs: number };

/** The learning rate in an epoch, counted from 1, given the one to begin with. */
export function learningRateIn(epoch: number, initial: number, schedule: Schedule): number {
  const done = epoch - 1;
  switch (schedule.kind) {
    case "constant":
      return initial;
    case "step":
      return initial * power(schedule.factor, Math.floor(done / schedule.every));
    case "exponential":
      return initial * power(schedule.factor, done);
    case "cosine":
      // After the epochs it goes up again and down: whole waves are taken off, since cos wants a small argument.
      return (initial / 2) * (1 + cos((Math.PI * (done % (2 * schedule.epochs))) / schedule.epochs));
  }
}
