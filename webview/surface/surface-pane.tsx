import type { JSX } from "preact";
import { useId, useMemo, useState } from "preact/hooks";
import type { Surface } from "../../src/core/inspection/surface.ts";
import type { SurfacePath } from "../../src/core/inspection/surface-path.ts";
import { numberText } from "../fit/point-text.ts";
import { parameterCount } from "../run-view.ts";
import type { MathSymbol } from "../symbols.tsx";
import type { PaneProps } from "../tabs/tabs.tsx";
import { useInspection } from "../use-inspection.ts";
import { contourLevels, endsOf } from "./contour-levels.ts";
import { downhillOf } from "./run-way.tsx";
import { surfaceStrings } from "./strings.ts";
import { axisSymbols, useSurfaceChoices } from "./surface-choices.ts";
import { SurfaceControls } from "./surface-controls.tsx";
import { SurfaceCurve } from "./surface-curve.tsx";
import { SurfaceNumbers } from "./surface-numbers.tsx";
import { SurfacePicture } from "./surface-picture.tsx";
import { coordinatesOf, SurfaceTable } from "./surface-table.tsx";

/** While training, the surface is drawn anew, and the way over it asked for, at most this often, in milliseconds. */
const drawEvery = 1500;
const askEvery = 250;
/** Along directions of a large network the way takes longer. */
const askDirectionsEvery = 1000;

/** The loss over two parameters or directions, with the way of the run over it. */
export function SurfacePane(props: PaneProps): JSX.Element {
  const { run, store } = props;
  const { snapshot } = run;
  const choices = useSurfaceChoices(props);
  const { axes, zoom, isTable } = choices;
  const isRunning = snapshot.state === "running";
  const surface = useInspection(
    store,
    snapshot,
    "surface",
    { axes, zoom, coarse: isRunning },
    isRunning ? drawEvery : askEvery,
  );
  const way = useInspection(
    store,
    snapshot,
    "surfacePath",
    { axes },
    axes.of === "directions" ? askDirectionsEvery : askEvery,
  );
  return (
    <div class="map-pane">
      <SurfaceControls {...props} choices={choices} />
      {surface ? (
        <SurfaceBody
          surface={surface}
          path={pathOn(surface, way)}
          symbols={axisSymbols(run.outline, surface.axes)}
          isStale={!isSame(surface.axes, axes) || surface.zoom !== zoom}
          isTable={isTable}
          parameters={parameterCount(run.layers)}
        />
      ) : (
        <p class="map-waiting late quiet">{surfaceStrings.waiting}</p>
      )}
    </div>
  );
}

/** The latest way that lies on a surface: one over other axes does not. */
function pathOn(surface: Surface, way: SurfacePath | null): SurfacePath {
  return way && isSame(way.axes, surface.axes) ? way : surface;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

interface SurfaceBodyProps {
  readonly surface: Surface;
  readonly path: SurfacePath;
  /** What the axes are called, one or two. */
  readonly symbols: readonly MathSymbol[];
  /** Whether another surface has been asked for. */
  readonly isStale: boolean;
  readonly isTable: boolean;
  readonly parameters: number;
}

function SurfaceBody({ surface, path, symbols, isStale, isTable, parameters }: SurfaceBodyProps): JSX.Element {
  const levels = useMemo(() => contourLevels(surface.losses), [surface]);
  const summaryId = useId();
  const [cell, setCell] = useState<number | null>(null);
  const isCurve = surface.rows === 1;
  const names = symbols.map(({ text }) => text);
  return (
    <>
      <div class={isStale ? "map-body stale" : "map-body"}>
        {isTable ? (
          <SurfaceTable surface={surface} names={names} />
        ) : isCurve ? (
          <SurfaceCurve surface={surface} path={path} name={names[0]} summaryId={summaryId} onPoint={setCell} />
        ) : (
          <SurfacePicture
            surface={surface}
            path={path}
            levels={levels}
            names={names}
            summaryId={summaryId}
            onPoint={setCell}
          />
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
        <section class="map-side" aria-label={surfaceStrings.numbers} tabIndex={0}>
          <SurfaceNumbers surface={surface} path={path} levels={levels} symbols={symbols} />
          <p class="quiet note">{explanationOf(surface, parameters)}</p>
        </section>
        {isStale && <p class="computing quiet">{surfaceStrings.computing}</p>}
      </div>
      <p class="map-readout quiet">
        {cell !== null && cell < surface.losses.length ? cellText(surface, names, cell) : wayText(path, isCurve)}
      </p>
      <p class="visually-hidden" id={summaryId}>
        {summaryOf(surface, path, names)}
      </p>
    </>
  );
}

function explanationOf({ axes, rows }: Surface, parameters: number): string {
  if (axes.of === "directions") return surfaceStrings.explanationOfDirections(parameters);
  return rows === 1 ? surfaceStrings.explanationOfCurve : surfaceStrings.explanation(parameters);
}

function wayText(path: SurfacePath, isCurve: boolean): string {
  if (isCurve) return surfaceStrings.curveNote;
  if (!downhillOf(path)) return surfaceStrings.flat;
  return path.x.length > 1 ? surfaceStrings.way : surfaceStrings.wayOfNone;
}

function cellText(surface: Surface, names: readonly string[], cell: number): string {
  const coordinates = coordinatesOf(surface, cell).map(numberText);
  return surfaceStrings.place(names, coordinates, numberText(surface.losses[cell]));
}

/** The picture in words, for those who do not see it. */
function summaryOf(surface: Surface, path: SurfacePath, names: readonly string[]): string {
  const { lowest, highest } = endsOf(surface.losses);
  const last = path.x.length - 1;
  const point = names.map((name, k) => `${name} ${numberText([path.x, path.y][k][last])}`).join(", ");
  const moves = names
    .filter((_, k) => path.gradient[k] !== 0)
    .map((name, k) => (path.gradient[k] < 0 ? surfaceStrings.larger(name) : surfaceStrings.smaller(name)));
  return [
    surfaceStrings.summary(names, numberText(lowest), numberText(highest)),
    surfaceStrings.summaryOfPoint(
      point,
      numberText(path.loss),
      moves.length > 0 ? surfaceStrings.downhill(moves.join(", ")) : surfaceStrings.flat,
    ),
  ].join(" ");
}
