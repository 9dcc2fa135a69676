import type { JSX } from "preact";
import type { LayerView } from "../run-view.ts";
import { Arrow } from "./arrow.tsx";
import { type Column, middleOf, type NetworkLayout } from "./network-layout.ts";
import { edgeWidth, largestMagnitude, signOf } from "./stroke.ts";

interface NetworkEdgesProps {
  readonly layout: NetworkLayout;
  readonly layers: readonly LayerView[];
}

/** The weights between the units that are shown, and the way from the outputs to the loss. */
export function NetworkEdges({ layout, layers }: NetworkEdgesProps): JSX.Element {
  const columns = [layout.inputs, ...layout.layers];
  return (
    <svg class="wires" width={layout.width} height={layout.height} aria-hidden="true">
      {layers.map((layer, l) => (
        <LayerEdges key={l} layer={layer} from={columns[l]} to={columns[l + 1]} />
      ))}
      <EdgesToLoss outputs={columns[columns.length - 1]} loss={layout.loss} />
    </svg>
  );
}

function LayerEdges({ layer, from, to }: { layer: LayerView; from: Column; to: Column }): JSX.Element {
  const { weights } = layer.before;
  const largest = largestMagnitude(weights);
  const edges: JSX.Element[] = [];
  for (let unit = 0; unit < to.shown; unit++) {
    for (let input = 0; input < from.shown; input++) {
      const weight = weights[unit * layer.fanIn + input];
      edges.push(
        <path
          key={`${unit} ${input}`}
          class={`wire ${signOf(weight)}`}
          d={curve(from.x + from.width, middleOf(from, input), to.x, middleOf(to, unit))}
          stroke-width={edgeWidth(weight, largest)}
        />,
      );
    }
  }
  return <g class="edges">{edges}</g>;
}

function EdgesToLoss({ outputs, loss }: { outputs: Column; loss: NetworkLayout["loss"] }): JSX.Element {
  const start = outputs.x + outputs.width;
  const y = loss.top + loss.height / 2;
  const cards = outputs.tops.map((_, card) => middleOf(outputs, card));
  const join = loss.x - 12;
  return (
    <g>
      {cards.map((top) => (
        <path key={top} class="wire none" d={curve(start, top, join, y)} stroke-width={1.25} />
      ))}
      <Arrow from={[join, y]} to={[loss.x, y]} kind="wire none" strokeWidth={1.25} />
    </g>
  );
}

/** A curve that leaves and arrives level. */
function curve(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}
