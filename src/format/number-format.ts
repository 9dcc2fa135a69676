/** Numbers as people read them: a real minus sign, commas for thousands, powers of ten in superscript. */

/** Decimal fractions with at most so many significant digits are shown whole. */
const wholeDigits = 7;
const usualDecimals = 4;
const usualMantissaDigits = 3;
/** More decimals than this say nothing about a number of 16 digits. */
const mostDecimals = 15;
/** Below and from here on, numbers are written as a power of ten. */
const smallest = 0.0005;
const largest = 1e7;

/**
 * The number whole if it is short, otherwise to 4 decimals, or as 2×10⁻⁴ where that would hide it.
 * @param room the most characters there is room for; precision is given up until it fits
 */
export function formatNumber(value: number, room = Number.POSITIVE_INFINITY): string {
  if (!isPlain(value)) return formatSpecial(value);
  const magnitude = Math.abs(value);
  if (magnitude < smallest || magnitude >= largest) return formatPower(value, room);
  const shortest = String(magnitude);
  const candidates = significantDigits(shortest) <= wholeDigits ? [groupThousands(shortest)] : [];
  return fitting(value, candidates, usualDecimals, room);
}

/** The number to `decimals` decimals, for columns of numbers that are only compared. */
export function formatRounded(value: number, decimals: number, room = Number.POSITIVE_INFINITY): string {
  if (!isPlain(value)) return formatSpecial(value);
  const magnitude = Math.abs(value);
  if (magnitude < smallest || magnitude >= largest) return signed(value, powerOfTen(magnitude, 1));
  return fitting(value, [], decimals, room);
}

/** The number in four characters, for factors that are 0 or 1 most of the time: 0.5, 0.24, 0.00. */
export function formatBrief(value: number): string {
  const text = formatNumber(value);
  if (text.length <= 4 || Math.abs(value) >= 1) return formatNumber(value, 4);
  return signed(value, Math.abs(value).toFixed(2));
}

/**
 * The number as one of those that `result` is computed from: whole if it is short, otherwise with a digit more than the
 * result is written with, so that the line can be checked by hand.
 * @param decimals those of the result
 */
export function formatInput(value: number, result: number, decimals = usualDecimals): string {
  if (!isPlain(value)) return formatSpecial(value);
  const magnitude = Math.abs(value);
  const shortest = String(magnitude);
  const isInRange = magnitude >= smallest && magnitude < largest;
  if (isInRange && significantDigits(shortest) <= wholeDigits) return signed(value, groupThousands(shortest));
  const digits = significantDigitsOf(result, decimals);
  if (!isInRange) return signed(value, powerOfTen(magnitude, Math.max(usualMantissaDigits + 1, digits)));
  const places = Math.max(decimals + 1, digits - 1 - Math.floor(Math.log10(magnitude)));
  return signed(value, groupThousands(magnitude.toFixed(Math.min(places, mostDecimals))));
}

/** The number to at least so many decimals, however small it is, for what changes only a little; whole if it is short. */
export function formatExact(value: number, decimals: number): string {
  if (decimals <= usualDecimals || !isPlain(value)) return formatNumber(value);
  const magnitude = Math.abs(value);
  if (magnitude < smallest || magnitude >= largest) return signed(value, powerOfTen(magnitude, decimals));
  const shortest = String(magnitude);
  const isShort = significantDigits(shortest) <= wholeDigits;
  return signed(value, groupThousands(isShort ? shortest : magnitude.toFixed(Math.min(decimals, mostDecimals))));
}

/** The number to four significant digits, for sentences: 0.25, 1,234, 1.2×10⁻⁵. */
export function formatSignificant(value: number): string {
  if (!isPlain(value)) return formatSpecial(value);
  const magnitude = Math.abs(value);
  if (magnitude < smallest || magnitude >= largest) return signed(value, powerOfTen(magnitude, 2));
  return signed(
    value,
    groupThousands(String(magnitude >= 1000 ? Math.round(magnitude) : Number(magnitude.toPrecision(4)))),
  );
}

/**
 * The number to so many significant digits, also where they are zeros: 0.250, 12.0, 1.50×10⁻⁵. What stands before the
 * decimal point is shown whole: 1,235.
 * @param room the most characters there is room for; digits are given up until it fits
 */
export function formatFixed(value: number, digits: number, room = Number.POSITIVE_INFINITY): string {
  if (!isPlain(value)) return formatSpecial(value);
  const magnitude = Math.abs(value);
  const isPower = magnitude < smallest || magnitude >= largest;
  const fewerAndFewer = Array.from({ length: digits }, (_, k) => digits - k);
  const candidates = [
    ...(isPower ? [] : fewerAndFewer.map((kept) => significant(magnitude, kept))),
    ...fewerAndFewer.map((kept) => powerOfTen(magnitude, kept, true)),
  ].map((text) => signed(value, text));
  return candidates.find((text) => text.length <= room) ?? candidates[candidates.length - 1];
}

/** All of a number's digits, as a title beside one that is written short. */
export function formatFully(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** A share of 1 in per cent: 97.3 %. Only all is 100 %, and only none is 0 %. */
export function formatShare(share: number): string {
  if (share === 0 || share === 1) return `${100 * share} %`;
  const percent = Math.min(99.9, Math.max(0.1, 100 * share));
  return `${percent.toFixed(1)} %`;
}

/** How many there are of something: 1 sample, 2 samples. */
export function formatCounted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** A whole number, with commas for thousands. */
export function formatCount(count: number): string {
  return groupThousands(String(count));
}

/** A value that is a multiple of a power of ten, for an axis: 10, 0.001, 10⁻⁵, 2×10⁻⁵. */
export function formatTick(value: number): string {
  if (!isPlain(value)) return formatSpecial(value);
  const magnitude = Math.abs(value);
  if (magnitude < 0.000999 || magnitude >= largest) {
    return signed(value, powerOfTen(magnitude, usualMantissaDigits).replace(/^1×/, ""));
  }
  return signed(value, groupThousands(String(Number(magnitude.toPrecision(wholeDigits)))));
}

/** With how many significant digits a number is written. */
function significantDigitsOf(value: number, decimals: number): number {
  const magnitude = Math.abs(value);
  if (!isPlain(value)) return 0;
  if (magnitude < smallest || magnitude >= largest) return usualMantissaDigits;
  return Math.max(1, Math.floor(Math.log10(magnitude)) + 1 + decimals);
}

function isPlain(value: number): boolean {
  return Number.isFinite(value) && value !== 0;
}

function formatSpecial(value: number): string {
  if (value === 0) return "0";
  if (Number.isNaN(value)) return "NaN";
  return signed(value, "∞");
}

/** The first of `candidates`, then of fewer and fewer decimals, then of powers of ten, that fits. */
function fitting(value: number, candidates: string[], decimals: number, room: number): string {
  const magnitude = Math.abs(value);
  const fits = (text: string) => signed(value, text).length <= room;
  for (let places = decimals; places >= 0; places--) {
    const rounded = magnitude.toFixed(places);
    // The number of decimals that was asked for may give zero; giving up more of them may not.
    if (places === decimals || Number(rounded) !== 0) candidates.push(groupThousands(rounded));
  }
  const found = candidates.find(fits);
  if (found === undefined) return formatPower(value, room);
  return Number(found) === 0 ? found : signed(value, found);
}

function formatPower(value: number, room: number): string {
  const magnitude = Math.abs(value);
  let text = "";
  for (let digits = usualMantissaDigits; digits >= 1; digits--) {
    text = signed(value, powerOfTen(magnitude, digits));
    if (text.length <= room) break;
  }
  return text;
}

/** To `digits` significant digits; what stands before the decimal point is shown whole. */
function significant(magnitude: number, digits: number): string {
  const [, exponent] = magnitude.toExponential(digits - 1).split("e");
  return groupThousands(magnitude.toFixed(Math.max(0, digits - 1 - Number(exponent))));
}

/** @param isFixed whether to keep zeros at the end of the mantissa */
function powerOfTen(magnitude: number, digits: number, isFixed = false): string {
  const [mantissa, exponent] = magnitude.toExponential(digits - 1).split("e");
  return `${isFixed ? mantissa : Number(mantissa)}×10${superscript(Number(exponent))}`;
}

function superscript(exponent: number): string {
  return String(exponent)
    .replace("-", "⁻")
    .replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]);
}

function significantDigits(decimal: string): number {
  return decimal.replace(".", "").replace(/^0+/, "").length;
}

function groupThousands(decimal: string): string {
  const [whole, fraction] = decimal.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function signed(value: number, magnitude: string): string {
  return value < 0 ? `−${magnitude}` : magnitude;
}
