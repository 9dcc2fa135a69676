import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { formatCount } from "../../src/format/number-format.ts";
import { ids } from "../ids.ts";
import { parameterCount, type RunView } from "../run-view.ts";
import type { Store } from "../store.ts";
import { activationNames, strings } from "../strings.ts";
import { Chain } from "./chain.tsx";
import { standsUpright } from "./chain-layout.ts";
import { Legend } from "./legend.tsx";
import { Network } from "./network.tsx";
import { UprightChain } from "./upright-chain.tsx";
import { useOverhang } from "./use-overhang.ts";
import { useWidth } from "./use-width.ts";

interface DiagramProps {
  readonly run: RunView;
  readonly store: Store;
}

/** The picture of the network with the numbers of its last step. */
export function Diagram({ run, store }: DiagramProps): JSX.Element {
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const { left, right } = useOverhang(area);
  const isUpright = run.isChain && standsUpright(width, run.layers.length);
  const name = run.isChain ? strings.chain : strings.network;
  return (
    <section class="diagram" aria-label={name} aria-describedby={ids.diagramHint} aria-details={ids.values}>
      <p id={ids.diagramHint} class="visually-hidden">
        {strings.diagramHint}
      </p>
      <header class="section-header">
        <h2>{name}</h2>
        <Summary run={run} />
        {isUpright && (
          <span class="quiet directions" aria-hidden="true">
            {strings.forward} {strings.backward}
          </span>
        )}
        <WhatIsShown run={run} />
      </header>
      <div class={`picture-frame ${left ? "more-left" : ""} ${right ? "more-right" : ""}`}>
        <div class="picture-area" ref={area}>
          {width > 0 && !run.isChain && (
            <Network run={run} available={width} chosen={store.chosenUnit.value} onChoose={store.chooseUnit} />
          )}
          {width > 0 && run.isChain && !isUpright && <Chain run={run} available={width} />}
          {width > 0 && isUpright && <UprightChain run={run} available={width} />}
        </div>
      </div>
      {!isUpright && <Legend />}
    </section>
  );
}

/** The network in a line: its widths, its activation where they all have the same, and its size. */
function Summary({ run: { outline, layers } }: { run: RunView }): JSX.Element {
  const widths = [outline.inputs.length, ...layers.map(({ units }) => units)].map(formatCount).join("-");
  const isUniform = layers.every(({ activation }) => activation === layers[0].activation);
  const shape = isUniform ? `${widths} ${activationNames[layers[0].activation]}` : widths;
  const heldOutSamples = outline.samples - outline.trainingSamples;
  const heldOut = heldOutSamples > 0 ? [strings.heldOutCount(heldOutSamples)] : [];
  const text = [
    shape,
    strings.parameterCount(parameterCount(layers)),
    strings.sampleCount(outline.samples),
    ...heldOut,
  ].join(", ");
  return (
    <span class="quiet summary" title={text}>
      {text}
    </span>
  );
}

/** Which step and sample the numbers belong to. */
function WhatIsShown({ run: { outline, worked, sample, batch } }: { run: RunView }): JSX.Element {
  if (!worked || !sample) {
    return (
      <span class="quiet what" title={strings.noStepYetTitle}>
        {strings.noStepYet}
      </span>
    );
  }
  const title = batch > 1 ? strings.workedBatchTitle(batch) : strings.workedStepTitle;
  return (
    <span class="quiet what" title={title}>
      {strings.workedStep(worked.step, sample.index + 1, outline.samples)}
    </span>
  );
}
