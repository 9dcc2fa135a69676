import type { JSX } from "preact";
import { isEdited } from "../edited.ts";
import type { RunView } from "../run-view.ts";
import { Arrow } from "./arrow.tsx";
import type { DrawnEdge, GapEdges } from "./drawn-edges.ts";
import { curve, heightAt } from "./edge-curve.ts";
import { largestWeight } from "./layer-weights.ts";
import type { NetworkFocus } from "./network-focus.ts";
import { type Column, middleOf, type NetworkLayout, unitsExtent } from "./network-layout.ts";
import { NetworkRibbons } from "./network-ribbons.tsx";
import { edgeWidth, signOf } from "./stroke.ts";

interface NetworkEdgesProps {
  readonly run: RunView;
  readonly layout: NetworkLayout;
  readonly gaps: readonly GapEdges[];
  readonly focus: NetworkFocus;
}

/** The weights between the columns, the way from the outputs to the loss, and below both the ribbons. */
export function NetworkEdges({ run, layout, gaps, focus }: NetworkEdgesProps): JSX.Element {
  const { columns } = layout;
  const isByHand = (edge: DrawnEdge) => isEdited(run, { ...edge, kind: "weights" });
  return (
    <svg class="wires" width={layout.width} height={layout.height} aria-hidden="true">
      {gaps.map(({ isWhole }, l) => !isWhole && <Bundle key={l} from={columns[l]} to={columns[l + 1]} />)}
      <NetworkRibbons layout={layout} ribbons={focus.ribbons} />
      {gaps.map(({ edges }, l) => {
        const isToCome = isYetToCome(run, l);
        const largest = largestWeight(run.layers[l]);
        const [others, lit] = parted(edges, focus.isLit);
        return (
          <g key={l} class={`layer-edges ${isToCome ? "to-come" : ""}`}>
            <Edges class="edges" edges={others} largest={largest} isEdited={isByHand} />
            {lit.length > 0 && <Edges class="edges lit" edges={lit} largest={largest} isEdited={isByHand} />}
          </g>
        );
      })}
      <EdgesToLoss
        outputs={columns[columns.length - 1]}
        loss={layout.loss}
        isToCome={run.worked !== null && run.loss === null}
      />
    </svg>
  );
}

/** Whether a layer's way forward, or once the way back has begun its way back, is yet to come at this stage. */
function isYetToCome({ worked, layers }: RunView, l: number): boolean {
  if (!worked) return false;
  const { forward, backward } = layers[l];
  return !forward || (!backward && layers.some((layer) => layer.backward !== null));
}

interface EdgesProps {
  readonly class: string;
  readonly edges: readonly DrawnEdge[];
  readonly largest: number;
  readonly isEdited: (edge: DrawnEdge) => boolean;
}

function Edges({ class: className, edges, largest, isEdited }: EdgesProps): JSX.Element {
  return (
    <g class={className}>
      {edges.map((edge) => (
        <path
          key={`${edge.unit} ${edge.input}`}
          class={`wire ${signOf(edge.weight)}`}
          d={curve(edge)}
          stroke-width={edgeWidth(edge.weight, largest)}
        />
      ))}
      {edges.filter(isEdited).map((edge) => (
        <EditedMark key={`edited ${edge.unit} ${edge.input}`} edge={edge} />
      ))}
    </g>
  );
}

/** A small square on an edge whose weight was set by hand. */
function EditedMark({ edge }: { edge: DrawnEdge }): JSX.Element {
  const x = edge.x1 + 0.7 * (edge.x2 - edge.x1);
  return <rect class="edited-mark" x={x - 3} y={heightAt(edge, x) - 3} width={6} height={6} />;
}

/** Between columns of which one is folded: too many edges to draw each, so the area that they fill. */
function Bundle({ from, to }: { from: Column; to: Column }): JSX.Element {
  const [[top1, bottom1], [top2, bottom2]] = [unitsExtent(from), unitsExtent(to)];
  const [x1, x2] = [from.x + from.width, to.x];
  const back = curve({ x1: x2, y1: bottom2, x2: x1, y2: bottom1 }).replace("M", "L");
  return <path class="bundle" d={`${curve({ x1, y1: top1, x2, y2: top2 })}${back}z`} />;
}

interface EdgesToLossProps {
  readonly outputs: Column;
  readonly loss: NetworkLayout["loss"];
  readonly isToCome: boolean;
}

function EdgesToLoss({ outputs, loss, isToCome }: EdgesToLossProps): JSX.Element {
  const x1 = outputs.x + outputs.width;
  const y2 = loss.top + loss.height / 2;
  const join = loss.x - 12;
  const starts =
    outputs.kind === "cards"
      ? outputs.tops.map((_, unit) => middleOf(outputs, unit))
      : [outputs.rowsTop + outputs.rows.height / 2];
  return (
    <g class={isToCome ? "to-come" : ""}>
      {starts.map((y1) => (
        <path key={y1} class="wire none" d={curve({ x1, y1, x2: join, y2 })} stroke-width={1.25} />
      ))}
      <Arrow from={[join, y2]} to={[loss.x, y2]} kind="wire none" strokeWidth={1.25} />
    </g>
  );
}

function parted<Item>(items: readonly Item[], isOfLatter: (item: Item) => boolean): [Item[], Item[]] {
  const [others, those]: [Item[], Item[]] = [[], []];
  for (const item of items) (isOfLatter(item) ? those : others).push(item);
  return [others, those];
}
