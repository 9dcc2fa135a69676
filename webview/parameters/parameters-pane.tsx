import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Statistics } from "../../src/core/inspection/statistics.ts";
import type { ParameterKind } from "../../src/core/parameters.ts";
import { setChoice } from "../arrangement.ts";
import { useWidth } from "../diagram/use-width.ts";
import type { PaneProps } from "../tabs/tabs.tsx";
import { useInspection } from "../use-inspection.ts";
import { Choice } from "./choice.tsx";
import { Largest } from "./largest.tsx";
import { LayerPictures } from "./layer-pictures.tsx";
import { StatisticsTables } from "./statistics-tables.tsx";
import { parametersStrings as strings } from "./strings.ts";

/** What the person chose to see; the first of each is the usual one. */
const choices = {
  "parameters.kind": ["weights", "biases"],
  "parameters.scale": ["own", "same"],
  "parameters.as": ["pictures", "table"],
} as const;

/** How the parameters and their gradients are distributed in each layer, and how their sizes went. */
export function ParametersPane({ run, store }: PaneProps): JSX.Element {
  const chosen = <Name extends keyof typeof choices>(name: Name): (typeof choices)[Name][number] =>
    choices[name].find((choice) => choice === store.arrangement.value.choices[name]) ?? choices[name][0];
  const choose = (name: keyof typeof choices) => (choice: string) => setChoice(store.arrangement, name, choice);
  const kind: ParameterKind = chosen("parameters.kind");
  const sameScale = chosen("parameters.scale") === "same";
  const asTable = chosen("parameters.as") === "table";
  const statistics = useInspection(store, run.snapshot, "statistics", { sameScale });
  const isOfThisNetwork = statistics?.layers.length === run.layers.length;
  return (
    <div class="parameters-room">
      <div class="choices">
        <Choice
          name="parameters-kind"
          label={strings.kind}
          options={[
            { value: "weights", label: strings.weights },
            { value: "biases", label: strings.biases },
          ]}
          value={kind}
          onChange={choose("parameters.kind")}
        />
        {!asTable && (
          <Choice
            name="parameters-scale"
            label={strings.scale}
            options={[
              { value: "own", label: strings.ownScale, title: strings.ownScaleTitle },
              { value: "same", label: strings.sameScale, title: strings.sameScaleTitle },
            ]}
            value={sameScale ? "same" : "own"}
            onChange={choose("parameters.scale")}
          />
        )}
        <Choice
          name="parameters-as"
          label={strings.pictures}
          options={[
            { value: "pictures", label: strings.asPictures, title: strings.asPicturesTitle },
            { value: "table", label: strings.asTable, title: strings.asTableTitle },
          ]}
          value={asTable ? "table" : "pictures"}
          onChange={choose("parameters.as")}
        />
      </div>
      {!(statistics && isOfThisNetwork) ? (
        <p class="quiet">{strings.counting}</p>
      ) : (
        <>
          {asTable ? (
            <StatisticsTables statistics={statistics} kind={kind} run={run} />
          ) : (
            <Pictures statistics={statistics} kind={kind} sameScale={sameScale} run={run} store={store} />
          )}
          <Largest largest={statistics.largest} run={run} store={store} />
        </>
      )}
    </div>
  );
}

interface PicturesProps extends PaneProps {
  readonly statistics: Statistics;
  readonly kind: ParameterKind;
  readonly sameScale: boolean;
}

/** So many layers are shown at first, and so many more each time they are asked for. */
const layersAtOnce = 8;
/** The least width that two columns need, and the room between them. */
const twoColumns = 360;
const columnGap = 24;

function Pictures({ statistics, kind, sameScale, run, store }: PicturesProps): JSX.Element {
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const [shownLayers, setShownLayers] = useState(layersAtOnce);
  const hasTwoColumns = width >= twoColumns;
  const isWithoutBiases = kind === "biases" && statistics.layers.every(({ biases }) => biases === null);
  const more = run.layers.length - shownLayers;
  return (
    <div ref={area} class={hasTwoColumns ? "layers two-columns" : "layers"}>
      {isWithoutBiases && <p class="quiet">{strings.noneHasBiases}</p>}
      {width > 0 &&
        !isWithoutBiases &&
        run.layers
          .slice(0, shownLayers)
          .map((view, l) => (
            <LayerPictures
              key={l}
              statistics={statistics}
              kind={kind}
              layer={l}
              view={view}
              lastStep={store.series.value.steps}
              sameScale={sameScale}
              width={hasTwoColumns ? (width - columnGap) / 2 : width}
            />
          ))}
      {more > 0 && !isWithoutBiases && (
        <button type="button" class="button secondary" onClick={() => setShownLayers(shownLayers + layersAtOnce)}>
          {strings.moreLayers(Math.min(more, layersAtOnce))}
        </button>
      )}
    </div>
  );
}
