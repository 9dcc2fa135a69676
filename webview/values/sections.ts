/** A unit of a layer, or an input; each asking for one is a new object. */
export interface UnitAddress {
  readonly layer: number | "input";
  readonly unit: number;
}

/** The keys under which the arrangement remembers whether a section of the values is open. */

/** The section of one layer, or of the inputs. */
export function layerSection(layer: UnitAddress["layer"]): string {
  return `layer ${layer}`;
}

/** The section of one unit, in a network too large to show all at once. */
export function unitSection({ layer, unit }: UnitAddress): string {
  return `unit ${layer} ${unit}`;
}

/** The section of the loss and the targets. */
export const lossSection = "loss";
