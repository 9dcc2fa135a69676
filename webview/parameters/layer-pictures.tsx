import type { JSX } from "preact";
import type { Distribution, KindStatistics, Statistics } from "../../src/core/inspection/statistics.ts";
import type { ParameterKind } from "../../src/core/parameters.ts";
import type { LayerView } from "../run-view.ts";
import { activationNames, strings as pageStrings } from "../strings.ts";
import { HistogramPicture } from "./histogram-picture.tsx";
import { needsLog, normAxis } from "./norm-axis.ts";
import { NormPicture } from "./norm-picture.tsx";
import { gradientNorm, weightNorm } from "./norm-symbols.tsx";
import { parametersStrings as strings } from "./strings.ts";
import { SummaryList } from "./summary-list.tsx";

interface LayerPicturesProps {
  readonly statistics: Statistics;
  readonly kind: ParameterKind;
  readonly layer: number;
  readonly view: LayerView;
  /** The last step that is known of the run. */
  readonly lastStep: number;
  readonly sameScale: boolean;
  /** How wide each of the two columns is. */
  readonly width: number;
}

/** One layer: its parameters on the left, their gradients on the right; how they are distributed, and their norms. */
export function LayerPictures(props: LayerPicturesProps): JSX.Element {
  const { statistics, kind, layer, view } = props;
  const told = statistics.layers[layer][kind];
  return (
    <section class="layer-pictures" aria-label={view.name}>
      <h3>
        <span class="name" title={view.name}>
          {view.name}
        </span>
        <span class="quiet" title={strings.shapeTitle(view.units, view.fanIn)}>
          {strings.shapeOf(view.units, view.fanIn)}, {activationNames[view.activation]}
        </span>
      </h3>
      {told ? <TwoColumns {...props} told={told} /> : <p class="quiet">{strings.noBiases}</p>}
    </section>
  );
}

function TwoColumns(props: LayerPicturesProps & { readonly told: KindStatistics }): JSX.Element {
  const { statistics, kind, view, told, width } = props;
  const { values, gradients } = told;
  return (
    <div class="columns">
      <div class="column">
        <h4 title={strings.valuesTitle(statistics.step)}>{strings.valuesOf[kind](values.count)}</h4>
        <DistributionPicture
          told={values}
          what={strings.valuesOf[kind](values.count)}
          layer={view.name}
          width={width}
        />
        {kind === "weights" && <Norm {...props} of="weights" />}
      </div>
      <div class="column">
        {gradients && view.gradients ? (
          <>
            <h4 title={strings.gradientsTitle(statistics.step)}>{strings.gradientsOf[kind](gradients.count)}</h4>
            <DistributionPicture
              told={gradients}
              what={strings.gradientsOf[kind](gradients.count)}
              layer={view.name}
              width={width}
            />
          </>
        ) : (
          <>
            <h4 title={strings.gradientsToComeTitle}>{strings.gradientsToCome}</h4>
            <div
              class="gradients-to-come"
              role="img"
              aria-label={pageStrings.notYetComputed}
              title={pageStrings.notYetComputed}
            />
          </>
        )}
        {kind === "weights" && <Norm {...props} of="gradients" />}
      </div>
    </div>
  );
}

interface DistributionPictureProps {
  readonly told: Distribution;
  readonly what: string;
  readonly layer: string;
  readonly width: number;
}

function DistributionPicture({ told, what, layer, width }: DistributionPictureProps): JSX.Element {
  return (
    <>
      {told.histogram ? (
        <HistogramPicture histogram={told.histogram} what={what} layer={layer} width={width} />
      ) : (
        <p class="no-histogram quiet">{strings.allNotFinite}</p>
      )}
      <SummaryList summary={told} />
    </>
  );
}

function Norm(props: LayerPicturesProps & { readonly of: "weights" | "gradients" }): JSX.Element {
  const { statistics, layer, lastStep, sameScale, of } = props;
  const curves = statistics.layers.map((_, l) => curveOf(statistics, l, of));
  const { steps, norms } = curves[layer];
  const compared = (sameScale ? curves : [curves[layer]]).map((curve) => curve.norms);
  const isLog = needsLog(compared);
  return (
    <NormPicture
      symbol={of === "weights" ? weightNorm(layer) : gradientNorm(layer)}
      title={of === "weights" ? strings.normWeightsTitle : strings.normGradientsTitle}
      steps={steps}
      norms={norms}
      step={statistics.step}
      lastStep={Math.max(lastStep, statistics.step)}
      axis={normAxis(compared, isLog)}
      isLog={isLog}
    />
  );
}

/** The norms that were observed, and that of the weights as they are now; the gradients now are of a batch only. */
function curveOf({ step, layers, norms }: Statistics, layer: number, of: "weights" | "gradients") {
  const { steps, [of]: lists } = norms;
  const observed = lists[layer];
  if (of === "gradients" || steps[steps.length - 1] === step) return { steps, norms: observed };
  return {
    steps: Float64Array.of(...steps, step),
    norms: Float64Array.of(...observed, layers[layer].weights.values.norm),
  };
}
