import type { Derivation } from "../derivation.ts";
import { difference, fraction, known, literal } from "../notation/expression.ts";
import type { Quantity } from "../quantity.ts";
import { sentences } from "../sentences.ts";
import { noTrace } from "../trace.ts";
import { aOf, type Given, line, lines, targetOf } from "./given.ts";

/** An input of the network: a number of the data, or made from one. */
export function deriveInput(given: Given, quantity: Quantity & { readonly of: "input" }): Derivation {
  const { spec, sample } = given;
  const { is: symbol, value } = aOf(given, -1, quantity.input);
  const name = spec.inputs[quantity.input];
  const { normalization } = spec.data;
  const about = { quantity, symbol, value, at: null, remarks: [], consequence: null, update: null, trace: noTrace };
  if (!normalization) return { ...about, lead: sentences.input(name, sample.index + 1), blocks: [] };
  const offset = normalization.offset[quantity.input];
  const scale = normalization.scale[quantity.input];
  // Taking the normalization back leaves noise in the last digit, which the data did not have.
  const raw = Number((value * scale + offset).toPrecision(15));
  const rawSymbol = sentences.rawInput(name);
  return {
    ...about,
    lead: sentences.normalizedInput(name, sample.index + 1, raw),
    blocks: [
      lines(
        line({
          left: symbol,
          forms: [
            fraction(
              difference(known(rawSymbol, raw, null), known(sentences.offset, offset, null)),
              known(sentences.scale, scale, null),
            ),
          ],
          value,
          at: null,
        }),
      ),
    ],
    remarks: [sentences.whyNormalized],
  };
}

/** A target: a number of the data. */
export function deriveTarget(given: Given, quantity: Quantity & { readonly of: "target" }): Derivation {
  const { spec, sample, outputs } = given;
  const { is: symbol, value } = targetOf(given, quantity.unit);
  const { classes } = spec.data;
  return {
    quantity,
    symbol,
    value,
    at: null,
    lead: classes
      ? sentences.targetClass(classes[outputs === 1 ? value : sample.targets.indexOf(1)], sample.index + 1)
      : sentences.target(spec.targets[quantity.unit], sample.index + 1),
    blocks: [],
    remarks: classes && outputs > 1 ? [sentences.oneHot(classes[quantity.unit], literal(value))] : [],
    consequence: null,
    update: null,
    trace: noTrace,
  };
}
