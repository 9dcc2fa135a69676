import { exp, expm1, log, log1p, power, sigmoid, tanh } from "../../src/core/elementary/elementary.ts";
import { erf, erfc } from "../../src/core/elementary/error-function.ts";
import { cos, sin } from "../../src/core/elementary/trigonometry.ts";

/** What `hashElementaryBits` gives on every engine. */
export const elementaryBits: Readonly<Record<string, string>> = {
  exp: "9fe7bae5",
  expm1: "28275c24",
  log: "dfd99367",
  log1p: "48067506",
  tanh: "56459f01",
  sigmoid: "1f8f9bf7",
  erf: "fab73169",
  erfc: "e3ef2ffa",
  sin: "1b57a7f5",
  cos: "4bfc605d",
  power: "e5f349e1",
};

/** A hash of the bits of each elementary function's results, for the same arguments on every engine. */
export function hashElementaryBits(): Record<string, string> {
  const positive = spread();
  const both = [...positive, ...positive.map((x) => -x)];
  const inRange = both.filter((x) => Math.abs(x) < 1e6);
  return {
    exp: hashBits(both.map(exp)),
    expm1: hashBits(both.map(expm1)),
    log: hashBits(positive.map(log)),
    log1p: hashBits(both.filter((x) => x > -1).map(log1p)),
    tanh: hashBits(both.map(tanh)),
    sigmoid: hashBits(both.map(sigmoid)),
    erf: hashBits(both.map(erf)),
    erfc: hashBits(both.map(erfc)),
    sin: hashBits(inRange.map(sin)),
    cos: hashBits(inRange.map(cos)),
    power: hashBits(both.map((x, i) => power(x, i % 40))),
  };
}

/** Some 10,000 positive arguments: evenly spread up to 40, and three between any two powers of 2, denormal ones among them. */
function spread(): number[] {
  const evenly = Array.from({ length: 4000 }, (_, i) => (i + 1) / 100);
  const binades: number[] = [];
  for (let x = Number.MIN_VALUE; x < Number.POSITIVE_INFINITY; x *= 2) {
    binades.push(x, x * 1.2345678901234567, x * 1.765432109876543);
  }
  return [...evenly, ...binades.filter(Number.isFinite)];
}

/** FNV-1a over the bytes of the numbers. */
function hashBits(numbers: readonly number[]): string {
  let hash = 0x811c9dc5;
  const view = new DataView(new ArrayBuffer(8));
  for (const x of numbers) {
    view.setFloat64(0, x);
    for (let i = 0; i < 8; i++) hash = Math.imul(hash ^ view.getUint8(i), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
