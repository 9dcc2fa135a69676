import type { JSX } from "preact";
import { formatCount } from "../../src/format/number-format.ts";
import { arrange } from "../arrangement.ts";
import { FoldButton, foldSections } from "../fold.tsx";
import { TableIcon } from "../icons.tsx";
import { parameterCount, type RunView } from "../run-view.ts";
import type { Store } from "../store.ts";
import { activationNames, strings } from "../strings.ts";
import { SampleChooser } from "./sample-chooser.tsx";
import { diagramStrings } from "./strings.ts";

interface DiagramHeaderProps {
  readonly run: RunView;
  readonly store: Store;
  readonly name: string;
  /** Whether the picture is a chain from top to bottom. */
  readonly isUpright: boolean;
}

/** What the picture shows, of which step and sample, and how. */
export function DiagramHeader({ run, store, name, isUpright }: DiagramHeaderProps): JSX.Element {
  const { arrangement } = store;
  const { asTable } = arrangement.value;
  const title = asTable ? diagramStrings.asPictureTitle : diagramStrings.asTableTitle;
  return (
    <header class="section-header">
      <FoldButton arrangement={arrangement} section={foldSections.diagram} name={name} />
      <h2>{name}</h2>
      <Summary run={run} />
      {isUpright && !asTable && (
        <span class="quiet directions" aria-hidden="true">
          {strings.forward} {strings.backward}
        </span>
      )}
      <span class="right">
        <span class="quiet hint">{diagramStrings.selectSomething}</span>
        <WhatIsShown run={run} />
        <SampleChooser run={run} />
        <button
          type="button"
          class="icon-button as-table"
          title={title}
          aria-label={diagramStrings.asTable}
          aria-pressed={asTable}
          onClick={() => arrange(arrangement, { asTable: !asTable })}
        >
          <TableIcon />
        </button>
      </span>
    </header>
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

/** Which step the numbers belong to. */
function WhatIsShown({ run: { worked, batch } }: { run: RunView }): JSX.Element {
  if (!worked) {
    return (
      <span class="quiet what" title={strings.noStepYetTitle}>
        {strings.noStepYet}
      </span>
    );
  }
  const title = batch > 1 ? strings.workedBatchTitle(batch) : strings.workedStepTitle;
  return (
    <span class="quiet what" title={title}>
      {diagramStrings.step(worked.step)}
    </span>
  );
}
