import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { isSameQuantity, type Quantity } from "../../src/core/explanation/quantity.ts";
import { formatCount } from "../../src/format/number-format.ts";
import { isEdited } from "../edited.ts";
import { formatNumber } from "../numbers.ts";
import type { RunView } from "../run-view.ts";
import { useStore } from "../store-context.ts";
import { Formula } from "../symbols.tsx";
import type { DrawnEdge, GapEdges } from "./drawn-edges.ts";
import { heightAt, nearestEdge } from "./edge-curve.ts";
import type { EdgePlace } from "./network-focus.ts";
import { cardHeight, type NetworkLayout } from "./network-layout.ts";
import { networkStrings } from "./network-strings.ts";
import { inputSymbol, parameterSymbol, unitSymbol } from "./network-symbols.ts";
import { useSelectable } from "./selectable.ts";
import { diagramStrings } from "./strings.ts";

interface EdgePickerProps {
  readonly run: RunView;
  readonly layout: NetworkLayout;
  readonly gaps: readonly GapEdges[];
  readonly selected: EdgePlace | null;
}

/** How far from an edge the pointer still means it, in pixels. */
const reach = 8;
/** The handles of a unit's edges stand before its card, one below the other in the order of the inputs. */
const handleWidth = 10;

/** Lets every weight that is drawn be pointed at, walked to and chosen; the one meant has its number beside it. */
export function EdgePicker({ run, layout, gaps, selected }: EdgePickerProps): JSX.Element {
  const store = useStore();
  const [hovered, setHovered] = useState<EdgePlace | null>(null);
  const edgeUnder = (event: MouseEvent, edges: readonly DrawnEdge[]): DrawnEdge | null => {
    const picture = (event.currentTarget as SVGElement).ownerSVGElement?.getBoundingClientRect();
    if (!picture) return null;
    const zoom = picture.width / layout.width;
    return nearestEdge(edges, (event.clientX - picture.left) / zoom, (event.clientY - picture.top) / zoom, reach);
  };
  const shown = [selected, hovered].filter((place) => place !== null);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <svg
        role="group"
        aria-label={networkStrings.edges}
        class={`edge-picker ${hovered ? "is-over" : ""}`}
        width={layout.width}
        height={layout.height}
      >
        {gaps.map(({ edges }, l) => {
          if (edges.length === 0) return null;
          const { x1, x2 } = edges[0];
          return (
            <g key={l}>
              {/* biome-ignore lint/a11y/noStaticElementInteractions: the handles are for the keyboard */}
              <rect
                class="edge-ground"
                x={x1}
                y={0}
                width={x2 - x1}
                height={layout.height}
                onPointerMove={(event) => setHovered(edgeUnder(event, edges))}
                onPointerLeave={() => setHovered(null)}
                onClick={(event) => {
                  const edge = edgeUnder(event, edges);
                  // The second click of a double click takes nothing back.
                  if (edge && event.detail < 2) store.select(isSamePlace(edge, selected) ? null : quantityOf(edge));
                }}
                onDblClick={(event) => {
                  const edge = edgeUnder(event, edges);
                  if (!edge) return;
                  event.stopPropagation();
                  store.select(quantityOf(edge));
                  store.editing.value = true;
                }}
              />
              {edges.map((edge, k) => (
                <EdgeHandle
                  key={`${edge.unit} ${edge.input}`}
                  run={run}
                  edge={edge}
                  {...handlePlace(edges, k)}
                  onMeant={setHovered}
                />
              ))}
            </g>
          );
        })}
      </svg>
      {shown.map((place, k) => {
        const edge = gaps[place.layer]?.edges.find((edge) => isSamePlace(edge, place));
        if (!edge || (k === 1 && isSamePlace(place, shown[0]))) return null;
        return (
          <EdgeChip
            key={k}
            edge={edge}
            isSelected={place === selected}
            isHovered={isSamePlace(place, hovered)}
            isByHand={isEdited(run, { ...edge, kind: "weights" })}
          />
        );
      })}
    </>
  );
}

interface HandlePlace {
  readonly top: number;
  readonly height: number;
}

/** The handle of the k-th edge: those of the same unit share the height of its card. */
function handlePlace(edges: readonly DrawnEdge[], k: number): HandlePlace {
  const { unit, y2 } = edges[k];
  const ofUnit = edges.filter((edge) => edge.unit === unit);
  const height = (cardHeight - 2) / ofUnit.length;
  return { top: y2 - (cardHeight - 2) / 2 + ofUnit.indexOf(edges[k]) * height, height };
}

interface EdgeHandleProps extends HandlePlace {
  readonly run: RunView;
  readonly edge: DrawnEdge;
  readonly onMeant: (edge: EdgePlace | null) => void;
}

/** What the keyboard reaches of an edge: it has no look of its own but the focus. */
function EdgeHandle({ run, edge, top, height, onMeant }: EdgeHandleProps): JSX.Element {
  const selectable = useSelectable(quantityOf(edge));
  const { layer, unit, input, weight } = edge;
  const from =
    layer === 0 ? (run.outline.inputs[input] ?? inputSymbol(input).text) : unitSymbol("a", layer - 1, input).text;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its role, of a button, comes with what makes it selectable
    <rect
      {...selectable}
      class="edge-handle"
      x={edge.x2 - handleWidth - 1}
      y={top}
      width={handleWidth}
      height={height}
      aria-label={networkStrings.spokenEdge(
        parameterSymbol({ ...edge, kind: "weights" }).text,
        formatNumber(weight),
        from,
        networkStrings.unit(formatCount(unit + 1)),
      )}
      onPointerEnter={() => onMeant(edge)}
      onPointerLeave={() => onMeant(null)}
      onFocus={() => onMeant(edge)}
      onBlur={() => onMeant(null)}
    />
  );
}

interface EdgeChipProps {
  readonly edge: DrawnEdge;
  readonly isSelected: boolean;
  readonly isHovered: boolean;
  readonly isByHand: boolean;
}

/** Between columns that are nearer, a number would cover theirs. */
const roomForNumber = 88;

/** The symbol and the number of an edge, on it; while nobody points at it, the symbol alone where there is no room. */
function EdgeChip({ edge, isSelected, isHovered, isByHand }: EdgeChipProps): JSX.Element {
  const x = (edge.x1 + edge.x2) / 2;
  const isTight = edge.x2 - edge.x1 < roomForNumber && !isHovered;
  const parameter = { ...edge, kind: "weights" } as const;
  return (
    <div
      class={`edge-chip ${isSelected ? "selected" : ""} ${isByHand ? "edited" : ""} ${isTight ? "tight" : ""}`}
      style={{ left: `${x}px`, top: `${heightAt(edge, x)}px` }}
      aria-hidden="true"
    >
      <Formula>{parameterSymbol(parameter).math}</Formula>
      {!isTight && <span class="numeral">{formatNumber(edge.weight)}</span>}
      {isByHand && !isTight && <span class="quiet note">{diagramStrings.setByHand}</span>}
    </div>
  );
}

function quantityOf({ layer, unit, input }: EdgePlace): Quantity {
  return { of: "parameter", parameter: { layer, kind: "weights", unit, input } };
}

function isSamePlace(a: EdgePlace, b: EdgePlace | null): boolean {
  return b !== null && isSameQuantity(quantityOf(a), quantityOf(b));
}
