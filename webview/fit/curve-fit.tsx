import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import type { FitCurve } from "../../src/core/inspection/fit-curve.ts";
import type { FitPoints } from "../../src/core/inspection/fit-points.ts";
import type { PaneProps } from "../tabs/tabs.tsx";
import { useInspection } from "../use-inspection.ts";
import { CurvePicture } from "./curve-picture.tsx";
import { FitFrame } from "./fit-frame.tsx";
import { FitNumbers } from "./fit-numbers.tsx";
import { LineFormula } from "./line-formula.tsx";
import { chosenOutput, OutputChoice } from "./output-choice.tsx";
import { numberText, pointText } from "./point-text.ts";
import { shownRow } from "./shown-sample.ts";
import { fitStrings } from "./strings.ts";

/** The name of the choice of the output whose curve is drawn. */
const outputChoice = "fit-curve";

/** A network of one input: its function as a curve, and the points that it is to fit. */
export function CurveFit(props: PaneProps): JSX.Element {
  const { run, store } = props;
  const { outline, snapshot } = run;
  const { targets } = outline;
  const shown = shownRow(props);
  const curve = useInspection(store, snapshot, "fitCurve", {});
  const points = useInspection(store, snapshot, "fitPoints", { part: "all", row: shown });
  const summaryId = useId();
  const [pointed, setPointed] = useState<{ point: number | null; at: number | null }>({ point: null, at: null });
  if (!curve || !points) return <p class="map-waiting quiet">{fitStrings.waiting}</p>;
  const output = chosenOutput(store, outputChoice, targets.length);
  const readout =
    pointed.point !== null && pointed.point < points.rows.length
      ? pointText(points, outline, pointed.point)
      : pointed.at !== null
        ? placeText(curve, pointed.at, outline.inputs[0], targets)
        : fitStrings.pointAtCurve;
  return (
    <FitFrame
      {...props}
      points={points}
      readout={readout}
      summary={summaryOf(curve, points, outline.inputs[0], output)}
      summaryId={summaryId}
      controls={<OutputChoice store={store} name={outputChoice} targets={targets} output={output} />}
      picture={
        <CurvePicture
          curve={curve}
          points={points}
          outline={outline}
          output={output}
          shown={shown}
          active={pointed.point}
          summaryId={summaryId}
          onChoose={store.showSample}
          onPoint={(point, at) => setPointed({ point, at })}
        />
      }
      side={
        <>
          <FitNumbers run={run} points={points} shown={shown} />
          {curve.lines && <LineFormula line={curve.lines[output]} layers={outline.layers.length} />}
        </>
      }
    />
  );
}

/** The curve at one of its places, in words. */
function placeText({ x, outputs }: FitCurve, at: number, input: string, targets: readonly string[]): string {
  const answers = targets.map((name, j) => `${targets.length > 1 ? `${name} ` : ""}${numberText(outputs[j][at])}`);
  return `${input} ${numberText(x[at])} · ${fitStrings.prediction.toLowerCase()} ${answers.join(", ")}`;
}

function summaryOf({ x, outputs }: FitCurve, points: FitPoints, input: string, output: number): string {
  const values = outputs[output];
  const last = x.length - 1;
  return fitStrings.curveSummary(
    `${input} from ${numberText(x[0])} to ${numberText(x[last])}`,
    numberText(values[0]),
    numberText(values[last]),
    points.rows.length,
  );
}
