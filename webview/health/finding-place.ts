import type { Quantity } from "../../src/core/explanation/quantity.ts";
import type { FindingPlace } from "../../src/core/findings/finding.ts";
import type { SpecPath } from "../../src/run/protocol.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { strings } from "../strings.ts";
import { healthStrings } from "./strings.ts";

/** A part of the picture that a finding is about. */
export interface PicturePlace {
  readonly name: string;
  /** What is asked about there. */
  readonly quantity: Quantity;
}

/** Where in the picture of the network a finding belongs; null for what the picture does not show. */
export function pictureOf(where: FindingPlace, { layers, inputs }: Outline): PicturePlace | null {
  switch (where.of) {
    case "unit": {
      const { layer, unit } = where;
      return { name: strings.unitOf(layers[layer].name, unit + 1), quantity: { of: "delta", layer, unit } };
    }
    case "layer": {
      const { layer } = where;
      const parameter = { layer, kind: "weights", unit: 0, input: 0 } as const;
      return { name: layers[layer].name, quantity: { of: "parameter", parameter } };
    }
    case "input":
      return { name: inputs[where.input], quantity: { of: "input", input: where.input } };
    case "spec":
      return where.key === "loss" ? { name: healthStrings.loss, quantity: { of: "loss" } } : null;
  }
}

/** Where in the spec a finding belongs. */
export function specPathOf(where: FindingPlace): SpecPath {
  switch (where.of) {
    case "unit":
      return ["layers", where.layer, "weights", where.unit];
    case "layer":
      return where.key === null ? ["layers", where.layer] : ["layers", where.layer, where.key];
    case "input":
      return ["inputs", where.input];
    case "spec":
      return [where.key];
  }
}
