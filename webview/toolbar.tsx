import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";
import { formatCount, formatNumber, formatShare } from "../src/format/number-format.ts";
import type { Remote } from "../src/run/channel.ts";
import type { HostCalls, Speed } from "../src/run/protocol.ts";
import type { Outline, Snapshot } from "../src/run/snapshot.ts";
import { allows } from "../src/run/state.ts";
import { useWidth } from "./diagram/use-width.ts";
import { PauseIcon, PlayIcon, ResetIcon, StepIcon } from "./icons.tsx";
import { SpeedSlider } from "./speed-slider.tsx";
import { stateSentence, stateWords, strings } from "./strings.ts";

interface ToolbarProps {
  readonly outline: Outline;
  readonly snapshot: Snapshot;
  readonly speed: Speed;
  readonly remote: Remote<HostCalls>;
}

/** What the person can do with the run, and where it stands. */
export function Toolbar({ outline, snapshot, speed, remote }: ToolbarProps): JSX.Element {
  const { state } = snapshot;
  const header = useRef<HTMLElement>(null);
  const rows = rowsFor(useWidth(header), snapshot);
  return (
    <header ref={header} class={`toolbar ${rows}`}>
      <div class="controls" role="toolbar" aria-label={strings.controls}>
        <TrainButton snapshot={snapshot} remote={remote} />
        <ToolbarButton
          label={strings.step}
          title={strings.stepTitle}
          enabled={allows(state, "step")}
          onPress={remote.step}
        >
          <StepIcon />
        </ToolbarButton>
        <ToolbarButton
          label={strings.reset}
          title={strings.resetTitle}
          enabled={allows(state, "reset")}
          onPress={remote.reset}
        >
          <ResetIcon />
        </ToolbarButton>
        <span class="separator" />
        <SpeedSlider speed={speed} remote={remote} />
      </div>
      <div class="standing">
        <span class="state" title={stateSentence(snapshot)}>
          {stateWords[state]}
        </span>
        <Readouts outline={outline} snapshot={snapshot} />
      </div>
      {state === "running" && <ProgressBar snapshot={snapshot} />}
    </header>
  );
}

/** The width that a page must have for everything in one row, and for step, epoch and loss in one. */
const oneRow = 1040;
const oneRowOfReadouts = 520;
/** With test loss and accuracy: what the row of read-outs takes besides the counts, a digit of them, and the controls. */
const aroundCounts = 590;
const extraReadout = 120;
const countDigit = 8;
const controls = 560;

/** How many rows there is room for; at first, while the width is not known, as few as can be. */
function rowsFor(width: number, snapshot: Snapshot): "one-row" | "two-rows" | "folded" {
  const { testLoss, accuracy, stepsInAll, epochsInAll } = snapshot;
  const extra = [testLoss, accuracy].filter((value) => value !== null).length;
  const digits = formatCount(stepsInAll).length + formatCount(epochsInAll).length;
  const readouts = extra === 0 ? 0 : aroundCounts - (2 - extra) * extraReadout + countDigit * digits;
  if (width === 0 || width >= Math.max(oneRow, readouts && readouts + controls)) return "one-row";
  return width >= Math.max(oneRowOfReadouts, readouts) ? "two-rows" : "folded";
}

/** The main action: train, pause while training, or train again when all epochs are done. */
function TrainButton({ snapshot, remote }: Pick<ToolbarProps, "snapshot" | "remote">): JSX.Element {
  const { state } = snapshot;
  const isRunning = state === "running";
  const isFinished = state === "finished";
  const label = isRunning ? strings.pause : isFinished ? strings.trainAgain : strings.train;
  const title = isRunning ? strings.pauseTitle : isFinished ? strings.trainAgainTitle : strings.trainTitle;
  return (
    <button
      type="button"
      class="button primary train"
      title={title}
      // A finished run does not allow to train on: the host resets it first.
      disabled={!isRunning && !isFinished && !allows(state, "train")}
      onClick={() => void (isRunning ? remote.pause() : remote.train())}
    >
      {isRunning ? <PauseIcon /> : <PlayIcon />}
      <span class="train-label">{label}</span>
    </button>
  );
}

interface ToolbarButtonProps {
  readonly label: string;
  readonly title: string;
  readonly enabled: boolean;
  readonly onPress: () => Promise<void>;
  readonly children: ComponentChildren;
}

function ToolbarButton({ label, title, enabled, onPress, children }: ToolbarButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="button plain"
      aria-label={label}
      title={title}
      disabled={!enabled}
      onClick={() => void onPress()}
    >
      {children}
      <span class="word">{label}</span>
    </button>
  );
}

/** Step, epoch, loss and how well it does on samples it did not see, each with room for the longest that it can become, so that nothing jumps. */
function Readouts({ outline, snapshot }: { outline: Outline; snapshot: Snapshot }): JSX.Element {
  const { loss, testLoss, accuracy } = snapshot;
  const heldOut = outline.samples - outline.trainingSamples;
  const [step, steps, epoch, epochs] = [snapshot.step, snapshot.stepsInAll, snapshot.epoch, snapshot.epochsInAll].map(
    formatCount,
  );
  return (
    <dl class="readouts">
      <Readout
        quantity="step"
        name={strings.stepRead}
        value={step}
        width={steps.length}
        title={strings.progressTitle(step, steps)}
      >
        <span class="quiet"> {strings.of(steps)}</span>
      </Readout>
      <Readout
        quantity="epoch"
        name={strings.epochRead}
        value={epoch}
        width={epochs.length}
        title={strings.epochTitle(epoch, epochs)}
      />
      <Readout
        quantity="loss"
        name={strings.lossNow}
        value={formatNumber(loss, lossWidth)}
        width={lossWidth}
        title={strings.lossTitle(String(loss))}
      />
      {testLoss !== null && (
        <Readout
          quantity="test"
          name={strings.testRead}
          value={formatNumber(testLoss, lossWidth)}
          width={lossWidth}
          title={strings.testTitle(heldOut, String(testLoss))}
        />
      )}
      {accuracy !== null && (
        <Readout
          quantity="accuracy"
          name={strings.accuracyRead}
          value={formatShare(accuracy)}
          width={shareWidth}
          title={strings.accuracyTitle(heldOut, formatShare(accuracy))}
        />
      )}
    </dl>
  );
}

/** As long as 1.23×10⁻³²: no digit fewer than where the loss stands in the diagram. */
const lossWidth = 10;
/** As long as 97.3 %. */
const shareWidth = 6;

interface ReadoutProps {
  readonly quantity: string;
  readonly name: string;
  readonly value: string;
  /** The room kept for the value, in characters. */
  readonly width: number;
  readonly title: string;
  /** What follows the value, where there is room for it. */
  readonly children?: ComponentChildren;
}

/** A number right beside its name; the room that it may yet need lies after it. */
function Readout({ quantity, name, value, width, title, children }: ReadoutProps): JSX.Element {
  return (
    <div class="readout" data-readout={quantity} title={title} style={{ "--most": `${width}ch` }}>
      <dt>{name}</dt>
      <dd>
        <span class="numeral">{value}</span>
        <span class="after">
          {children}
          <span class="reserve" style={{ width: `${Math.max(0, width - value.length)}ch` }} />
        </span>
      </dd>
    </div>
  );
}

function ProgressBar({ snapshot: { step, stepsInAll } }: { snapshot: Snapshot }): JSX.Element {
  return (
    <div
      class="progress"
      role="progressbar"
      aria-label={strings.progress}
      aria-valuemin={0}
      aria-valuemax={stepsInAll}
      aria-valuenow={step}
    >
      <div class="progress-bar" style={{ width: `${(100 * step) / stepsInAll}%` }} />
    </div>
  );
}
