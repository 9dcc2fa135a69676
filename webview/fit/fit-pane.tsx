import type { JSX } from "preact";
import type { PaneProps } from "../tabs/tabs.tsx";
import { ConfusionFit } from "./confusion-fit.tsx";
import { CurveFit } from "./curve-fit.tsx";
import { MapFit } from "./map-fit.tsx";
import { ScatterFit } from "./scatter-fit.tsx";

/** How the network's function fits the data, at the current parameters: drawn as the number of inputs allows. */
export function FitPane(props: PaneProps): JSX.Element {
  const { inputs, classifies } = props.run.outline;
  if (inputs.length === 1) return <CurveFit {...props} />;
  if (inputs.length === 2) return <MapFit {...props} />;
  return classifies ? <ConfusionFit {...props} /> : <ScatterFit {...props} />;
}
