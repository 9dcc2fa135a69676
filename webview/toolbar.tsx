import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";
import { formatCount } from "../src/format/number-format.ts";
import type { Speed } from "../src/run/protocol.ts";
import type { Snapshot } from "../src/run/snapshot.ts";
import { useWidth } from "./diagram/use-width.ts";
import { BackIcon, MoreIcon, PauseIcon, PlayIcon, ResetIcon, StageIcon, StepIcon } from "./icons.tsx";
import { MenuButton } from "./menu-button.tsx";
import { menuItems } from "./menu-items.ts";
import type { RunView } from "./run-view.ts";
import { SpeedSlider } from "./speed-slider.tsx";
import type { Store } from "./store.ts";
import { strings } from "./strings.ts";
import { Readouts } from "./toolbar/readouts.tsx";
import { type RunAction, runActions } from "./toolbar/run-actions.ts";
import { type Shortcut, shortcuts } from "./toolbar/shortcuts.ts";
import { standingOf } from "./toolbar/standing.ts";
import { toolbarStrings } from "./toolbar/strings.ts";

interface ToolbarProps {
  readonly run: RunView;
  readonly store: Store;
  readonly speed: Speed;
}

/** What the person can do with the run, and where it stands. */
export function Toolbar({ run, store, speed }: ToolbarProps): JSX.Element {
  const { snapshot, outline } = run;
  const header = useRef<HTMLElement>(null);
  const rows = rowsFor(useWidth(header), snapshot);
  const actions = runActions(store, run);
  const { word, text, sentence } = standingOf(run, store.series.value.steps);
  return (
    <header ref={header} class={`toolbar ${rows}`}>
      <div class="controls" role="toolbar" aria-label={strings.controls}>
        <TrainButton action={actions.train} isRunning={snapshot.state === "running"} />
        <ToolbarButton action={actions.step} shortcut={shortcuts.step}>
          <StepIcon />
        </ToolbarButton>
        <ToolbarButton action={actions.stage} isOn={actions.stage.isOn}>
          <StageIcon />
        </ToolbarButton>
        <ToolbarButton action={actions.back} shortcut={shortcuts.back}>
          <BackIcon />
        </ToolbarButton>
        <ToolbarButton action={actions.reset}>
          <ResetIcon />
        </ToolbarButton>
        <span class="separator" />
        <SpeedSlider speed={speed} remote={store.remote} />
        <MenuButton label={toolbarStrings.more} title={toolbarStrings.moreTitle} items={menuItems(store)}>
          <MoreIcon />
        </MenuButton>
      </div>
      <div class="standing">
        <span class="state" title={sentence}>
          {rows === "folded" ? word : text}
        </span>
        <Readouts outline={outline} snapshot={snapshot} />
      </div>
      {snapshot.state === "running" && <ProgressBar snapshot={snapshot} />}
    </header>
  );
}

/** The width that a page must have for everything in one row, and for step, epoch and loss in one. */
const oneRow = 1060;
const oneRowOfReadouts = 520;
/** With test loss and accuracy: what the row of read-outs takes besides the counts, a digit of them, and the controls. */
const aroundCounts = 590;
const extraReadout = 120;
const countDigit = 8;
const controls = 660;

/** How many rows there is room for; at first, while the width is not known, as few as can be. */
function rowsFor(width: number, snapshot: Snapshot): "one-row" | "two-rows" | "folded" {
  const { testLoss, accuracy, stepsInAll, epochsInAll } = snapshot;
  const extra = [testLoss, accuracy].filter((value) => value !== null).length;
  const digits = formatCount(stepsInAll).length + formatCount(epochsInAll).length;
  const readouts = extra === 0 ? 0 : aroundCounts - (2 - extra) * extraReadout + countDigit * digits;
  if (width === 0 || width >= Math.max(oneRow, readouts && readouts + controls)) return "one-row";
  return width >= Math.max(oneRowOfReadouts, readouts) ? "two-rows" : "folded";
}

function TrainButton({ action, isRunning }: { action: RunAction; isRunning: boolean }): JSX.Element {
  const { keys, aria } = shortcuts.train;
  return (
    <button
      type="button"
      class="button primary train"
      title={toolbarStrings.withShortcut(action.title, keys)}
      aria-keyshortcuts={aria}
      disabled={!action.isEnabled}
      onClick={action.press}
    >
      {isRunning ? <PauseIcon /> : <PlayIcon />}
      <span class="train-label">{action.label}</span>
    </button>
  );
}

interface ToolbarButtonProps {
  readonly action: RunAction;
  readonly shortcut?: Shortcut;
  /** Whether a mode is on that it turns on and off. */
  readonly isOn?: boolean;
  readonly children: ComponentChildren;
}

function ToolbarButton({ action, shortcut, isOn, children }: ToolbarButtonProps): JSX.Element {
  const { label, title } = action;
  return (
    <button
      type="button"
      class="button plain"
      aria-label={label}
      aria-pressed={isOn}
      aria-keyshortcuts={shortcut?.aria}
      title={shortcut ? toolbarStrings.withShortcut(title, shortcut.keys) : title}
      disabled={!action.isEnabled}
      onClick={action.press}
    >
      {children}
      <span class="word">{label}</span>
    </button>
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
