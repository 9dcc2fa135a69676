import { expect, it } from "vitest";
import { parseNumber, stepped } from "../../webview/data/number-text.ts";

it.each([
  ["5.1", 5.1],
  [" -2 ", -2],
  ["−2", -2],
  ["1e-12", 1e-12],
  ["", null],
  ["5,1", null],
  ["two", null],
  ["Infinity", null],
])("%j is %j", (text, value) => expect(parseNumber(text)).toBe(value));

it.each([
  ["5.1", 1, "5.2"],
  ["5.1", -10, "4.1"],
  ["0.1", 2, "0.3"],
  ["13", -1, "12"],
  ["0", -1, "-1"],
  ["0.0", 1, "0.1"],
  // No more than the third digit.
  ["0.123456", 1, "0.124456"],
  ["1998", 1, "2008"],
  ["−3.5", 1, "-3.4"],
  ["1e-12", 1, "2e-12"],
  ["two", 1, null],
])("%s by %d steps is %s", (text, steps, next) => expect(stepped(text, steps)).toBe(next));
