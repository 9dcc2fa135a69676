import type { ComponentChildren, CSSProperties, JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { UnitMaps } from "../../src/core/inspection/unit-maps.ts";
import { formatCount } from "../../src/format/number-format.ts";
import type { RunView } from "../run-view.ts";
import { StageCaption } from "../stage/stage-caption.tsx";
import { useStore } from "../store-context.ts";
import { activationNames, strings } from "../strings.ts";
import { type BreakableFormula, inLines } from "../symbols.tsx";
import { useInspection } from "../use-inspection.ts";
import { gapEdges } from "./drawn-edges.ts";
import { EdgePicker } from "./edge-picker.tsx";
import { FoldedInputs, FoldedLayer } from "./folded-column.tsx";
import { GapCaptions } from "./gap-captions.tsx";
import { InputCard } from "./input-card.tsx";
import { strongest } from "./layer-weights.ts";
import { lossFormula } from "./loss-formula.tsx";
import { NetworkBadges } from "./network-badges.tsx";
import { NetworkEdges } from "./network-edges.tsx";
import { focusOf, type NetworkFocus } from "./network-focus.ts";
import { type CardsColumn, type Column, cardHeight, type NetworkLayout, networkLayout } from "./network-layout.ts";
import { LossCard } from "./network-loss.tsx";
import { networkStrings } from "./network-strings.ts";
import { unitSymbol } from "./network-symbols.ts";
import { PanZoom } from "./pan-zoom.tsx";
import { mapScale, Thumbnail } from "./thumbnail.tsx";
import { UnitCard } from "./unit-card.tsx";

interface NetworkProps {
  readonly run: RunView;
  /** The width and height that there are for it. */
  readonly available: number;
  readonly room: number;
}

/** More targets than this are left to the table. */
const mostTargets = 4;

/** In a folded layer of this width there is room for a unit's name in its card. */
const leastNamed = 190;

/** How finely units are mapped, and of how wide layers: those in a folded one have maps where they are shown at large. */
const maps = { columns: 24, rows: 24, mostUnits: 64 } as const;

/** A network as columns of units, or of maps where there are many, with the weights between them. */
export function Network({ run, available, room }: NetworkProps): JSX.Element {
  const store = useStore();
  const { outline, layers } = run;
  const quantity = store.arrangement.value.quantity;
  const focus = useMemo(() => focusOf(run, quantity), [run, quantity]);
  const targets = useMemo(() => shownTargets(run), [run.sample, outline.targets.length]);
  const formula = useMemo(
    () => lossFormula(outline.loss, outline.targets.length),
    [outline.loss, outline.targets.length],
  );
  const shape = {
    units: [outline.inputs.length, ...layers.map(({ units }) => units)],
    open: focus.open,
    hasMaps: outline.inputs.length === 2,
    hasCaptions: run.isStaged,
    lossLines: 1 + targets.length + (outline.targets.length > targets.length ? 1 : 0) + (outline.samples > 1 ? 1 : 0),
  };
  const layout = useMemo(
    () => networkLayout(available, room, { ...shape, formulaLines: (pixels) => inLines(formula, pixels).length }),
    [available, room, formula, JSON.stringify(shape)],
  );
  const picture = { run, layout, focus, formula, targets, available };
  return layout.hasThumbnails ? <MappedNetwork {...picture} /> : <NetworkPicture {...picture} maps={null} />;
}

/** The first targets, or of very many the largest: of a class that is named by a single 1, that one. */
function shownTargets({ outline, sample }: RunView): number[] {
  const all = Array.from(outline.targets.keys());
  if (all.length <= mostTargets || !sample) return all.slice(0, mostTargets);
  return strongest(sample.targets, mostTargets).sort((a, b) => a - b);
}

interface NetworkPictureProps {
  readonly run: RunView;
  readonly layout: NetworkLayout;
  readonly focus: NetworkFocus;
  readonly formula: BreakableFormula;
  readonly targets: readonly number[];
  readonly available: number;
  readonly maps: UnitMaps | null;
}

/** The picture with the units' own maps, which are asked for as the run goes on. */
function MappedNetwork(props: Omit<NetworkPictureProps, "maps">): JSX.Element {
  return <NetworkPicture {...props} maps={useInspection(useStore(), props.run.snapshot, "unitMaps", maps)} />;
}

function NetworkPicture(props: NetworkPictureProps): JSX.Element {
  const { run, layout, focus, formula, targets, available } = props;
  const { layers, outline } = run;
  const { columns } = layout;
  const gaps = useMemo(
    () => layers.map((layer, l) => gapEdges(layer, l, columns[l], columns[l + 1], focus)),
    [layers, columns, focus],
  );
  const shape = [outline.inputs.length, ...layers.map(({ units }) => units)].join("-");
  return (
    <PanZoom
      width={layout.width}
      height={layout.height}
      scale={layout.scale}
      available={available}
      name={`zoom ${shape}`}
      class={`network ${focus.isDimmed ? "dimmed" : ""}`}
    >
      <NetworkEdges run={run} layout={layout} gaps={gaps} focus={focus} />
      <GapCaptions run={run} layout={layout} gaps={gaps} />
      <Inputs {...props} />
      {layers.map((_, l) => (
        <Layer key={l} {...props} index={l} />
      ))}
      <LossCard run={run} formula={formula} layout={layout} targets={targets} isOnPath={focus.isLossOnPath} />
      <EdgePicker run={run} layout={layout} gaps={gaps} selected={focus.edge} />
      <NetworkBadges layout={layout} badges={focus.trace.badges} />
    </PanZoom>
  );
}

function Inputs({ run, layout, maps }: NetworkPictureProps): JSX.Element {
  const { outline } = run;
  const column = layout.columns[0];
  const scale = useMemo(() => maps && mapScale("linear", false, maps.inputs), [maps]);
  const card = (input: number, style: CSSProperties) => (
    <InputCard
      key={input}
      run={run}
      input={input}
      style={style}
      room={layout.inputRoom}
      hasName={layout.hasInputNames}
      thumbnail={
        layout.hasThumbnails &&
        (maps && scale ? (
          <Thumbnail
            maps={maps}
            values={maps.inputs}
            unit={input}
            scale={scale}
            title={networkStrings.inputMapTitle(outline.inputs[input])}
          />
        ) : (
          <span class="thumbnail" />
        ))
      }
    />
  );
  return (
    <ColumnOfCards name={strings.input} detail={formatCount(outline.inputs.length)} column={column}>
      {column.kind === "fold" ? (
        <FoldedInputs run={run} column={column} card={card} />
      ) : (
        column.tops.map((top, input) => card(input, cardStyle(column, top)))
      )}
    </ColumnOfCards>
  );
}

interface LayerProps extends NetworkPictureProps {
  readonly index: number;
}

function Layer({ run, layout, focus, maps, index }: LayerProps): JSX.Element {
  const layer = run.layers[index];
  const column = layout.columns[index + 1];
  const values = maps?.layers[index];
  const isLast = index === run.layers.length - 1;
  const scale = useMemo(() => values && mapScale(layer.activation, isLast, values), [values, layer.activation, isLast]);
  const card = (unit: number, style: CSSProperties) => (
    <UnitCard
      key={unit}
      run={run}
      index={index}
      unit={unit}
      style={style}
      isOnPath={focus.isOnPath(index + 1, unit)}
      isNamed={column.kind === "fold" && column.width >= leastNamed}
      isAsked={focus.asked?.column === index + 1 && focus.asked.unit === unit}
      thumbnail={
        layout.hasThumbnails &&
        (maps && values && scale && values.length > 0 ? (
          <Thumbnail
            maps={maps}
            values={values}
            unit={unit}
            scale={scale}
            title={networkStrings.mapsTitle(unitSymbol("a", index, unit).text)}
          />
        ) : (
          <span class="thumbnail" />
        ))
      }
    />
  );
  return (
    <ColumnOfCards
      name={layer.name}
      detail={`${formatCount(layer.units)} ${activationNames[layer.activation]}`}
      column={column}
      isFresh={layer.fresh !== null}
    >
      {column.kind === "fold" ? (
        <FoldedLayer run={run} column={column} card={card} index={index} />
      ) : (
        column.tops.map((top, unit) => card(unit, cardStyle(column, top)))
      )}
      {run.isStaged && (
        <div
          class="layer-caption"
          style={{ left: `${column.x}px`, width: `${column.width}px`, top: `${column.top + column.height}px` }}
        >
          <StageCaption run={run} layer={index} />
        </div>
      )}
    </ColumnOfCards>
  );
}

interface ColumnOfCardsProps {
  readonly name: string;
  readonly detail: string;
  readonly column: Column;
  readonly isFresh?: boolean;
  readonly children: ComponentChildren;
}

function ColumnOfCards({ name, detail, column, isFresh, children }: ColumnOfCardsProps): JSX.Element {
  const style = { left: `${column.x}px`, width: `${column.width}px`, top: `${column.headerTop}px` };
  return (
    <section aria-label={name}>
      <div class={`column-header ${isFresh ? "fresh" : ""}`} style={style}>
        <span class="name" title={name}>
          {name}
        </span>
        <span class="quiet">{detail}</span>
      </div>
      {children}
    </section>
  );
}

function cardStyle({ x, width }: CardsColumn, top: number): CSSProperties {
  return { left: `${x}px`, width: `${width}px`, top: `${top}px`, height: `${cardHeight}px` };
}
