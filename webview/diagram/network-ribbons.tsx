import type { JSX } from "preact";
import { curve } from "./edge-curve.ts";
import type { Ribbon } from "./network-focus.ts";
import { middleOf, type NetworkLayout } from "./network-layout.ts";

interface NetworkRibbonsProps {
  readonly layout: NetworkLayout;
  readonly ribbons: readonly Ribbon[];
}

/** A path's band without its outline, in high contrast. */
const outline = 2;

/** The ways from the loss back to what is asked about: bands as wide as their share of the gradient. */
export function NetworkRibbons({ layout, ribbons }: NetworkRibbonsProps): JSX.Element {
  const bands = ribbons.map((ribbon) => ({ d: pathOf(ribbon, layout), width: ribbon.width }));
  return (
    <>
      <g class="ribbons">
        {bands.map(({ d, width }) => (
          <path key={d} d={d} stroke-width={width} />
        ))}
      </g>
      {/* What makes outlines of them, in high contrast. */}
      <g class="ribbons-inside">
        {bands.map(({ d, width }) => (
          <path key={d} d={d} stroke-width={width - 2 * outline} />
        ))}
      </g>
    </>
  );
}

function pathOf(ribbon: Ribbon, { columns, loss }: NetworkLayout): string {
  if (ribbon.of === "loss") {
    const outputs = columns[columns.length - 1];
    return curve({
      x1: outputs.x + outputs.width,
      y1: middleOf(outputs, ribbon.unit),
      x2: loss.x,
      y2: loss.top + loss.height / 2,
    });
  }
  const [from, to] = [columns[ribbon.layer], columns[ribbon.layer + 1]];
  return curve({
    x1: from.x + from.width,
    y1: middleOf(from, ribbon.input),
    x2: to.x,
    y2: middleOf(to, ribbon.unit),
  });
}
