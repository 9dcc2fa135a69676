import fc from "fast-check";
import { expect, it } from "vitest";
import { asWritten, normalized } from "../../../src/core/normalization.ts";

it("takes inputs as they are where nothing is normalized", () => {
  expect(normalized([5.1, -2], null)).toEqual([5.1, -2]);
  expect(asWritten(5.1, 0, null, "float64")).toBe(5.1);
});

it("takes the offset off each input and divides by its scale", () => {
  expect(normalized([150, 5.25], { offset: [100, 5], scale: [200, 0.5] })).toEqual([0.25, 0.5]);
});

it("gives back 0, which undoing the arithmetic would only come near", () => {
  const normalization = { offset: [-3.4104001903689664e-37], scale: [0.02320973646380819] };
  const [taken] = normalized([0], normalization);
  expect(taken * normalization.scale[0] + normalization.offset[0]).not.toBe(0);
  expect(asWritten(taken, 0, normalization, "float64")).toBe(0);
});

it("gives back short decimal numbers exactly as they were", () => {
  const decimal = fc.tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 4 })).map(
    // As a person writes them: 12345 with two places is 123.45.
    ([digits, places]) => Number(`${digits}e-${places}`),
  );
  const usual = fc.double({ min: -1000, max: 1000, noNaN: true });
  const scale = fc.double({ min: 0.01, max: 1000, noNaN: true });
  fc.assert(
    fc.property(decimal, usual, scale, (x, offset, scale) => {
      const normalization = { offset: [offset], scale: [scale] };
      const [taken] = normalized([x], normalization);
      const back = asWritten(taken, 0, normalization, "float64");
      // Where two numbers are normalized to the same one, nobody can tell them apart.
      expect(normalized([back], normalization)[0]).toBe(taken);
      expect(String(back).length).toBeLessThanOrEqual(String(x).length);
    }),
  );
});

it("gives back short decimal numbers that float32 has only nearly", () => {
  expect(asWritten(Math.fround(0.1), 0, null, "float32")).toBe(0.1);
  expect(asWritten(Math.fround(-1234.567), 0, null, "float32")).toBe(-1234.567);
  const normalization = { offset: [3.3], scale: [7] };
  expect(asWritten(Math.fround((5.1 - 3.3) / 7), 0, normalization, "float32")).toBe(5.1);
  expect(asWritten(Math.fround((0 - 3.3) / 7), 0, normalization, "float32")).toBe(0);
});
