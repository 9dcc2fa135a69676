import fc from "fast-check";
import { expect, it } from "vitest";
import { sortInPieces } from "../../../../src/core/inspection/rows-sorting.ts";
import { answerOf } from "../../../support/inspect.ts";

it("sorts as a list does, and leaves equal entries as they were", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 1000 }), (count, kinds) => {
      const key = (entry: number) => (entry * 7919) % kinds;
      const entries = Uint32Array.from({ length: count }, (_, k) => k);
      const expected = Array.from(entries).sort((a, b) => key(a) - key(b));
      expect([...answerOf(sortInPieces(entries, (a, b) => key(a) - key(b)))]).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});
