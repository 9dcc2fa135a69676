import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { allows } from "../../src/run/state.ts";
import { ChevronIcon, ChevronLeftIcon } from "../icons.tsx";
import type { RunView } from "../run-view.ts";
import { type StagePoint, stagesOf } from "../stage.ts";
import type { Store } from "../store.ts";
import { textScale } from "../text-size.ts";
import { stageSentence } from "./stage-sentence.ts";
import { type StageWalk, stageWalk } from "./stage-walk.ts";
import { stageStrings } from "./strings.ts";

interface StageStripProps {
  readonly run: RunView;
  readonly store: Store;
}

/** One of the five parts of a step, with its stages. */
interface Phase {
  readonly name: string;
  readonly stages: readonly { readonly stage: number; readonly point: StagePoint }[];
}

/** The stages of a step: done, now and to come, and a sentence on what has just happened. Only while walking through it. */
export function StageStrip({ run, store }: StageStripProps): JSX.Element | null {
  const walk = stageWalk(store, run);
  const { stage } = walk;
  if (stage === null) return null;
  return (
    <section class="stage-strip" aria-label={stageStrings.stages}>
      <div class="stage-row">
        <Phases run={run} walk={walk} stage={stage} />
        <NextButtons walk={walk} stage={stage} />
      </div>
      <p class="stage-sentence">{stageSentence(run, stage, allows(run.snapshot.state, "step"))}</p>
    </section>
  );
}

function Phases({ run, walk, stage }: { run: RunView; walk: StageWalk; stage: number }): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const now = list.current?.querySelector<HTMLElement>('[aria-current="step"]');
    if (!now || !list.current) return;
    const [frame, cell] = [list.current.getBoundingClientRect(), now.getBoundingClientRect()];
    list.current.scrollLeft += (cell.left + cell.width / 2 - frame.left - frame.width / 2) / textScale.peek();
  }, [stage]);

  /** The arrow keys move along the stages, and what they come to is shown. */
  function onKeyDown(event: KeyboardEvent): void {
    const places: Readonly<Record<string, number>> = {
      ArrowRight: Math.min(stage + 1, walk.count - 1),
      ArrowLeft: Math.max(stage - 1, 0),
      Home: 0,
      End: walk.count - 1,
    };
    const to = places[event.key];
    if (to === undefined || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    walk.goTo(to);
    list.current?.querySelector<HTMLElement>(`[data-stage="${to}"]`)?.focus();
  }

  return (
    <ol class="phases" ref={list}>
      {phasesOf(run.layers.length).map(({ name, stages }) => {
        const isNow = stages.some((one) => one.stage === stage);
        return (
          <li key={name} class={`phase ${isNow ? "now" : ""}`}>
            <span class="phase-name">{name}</span>
            <span class="cells">
              {stages.map(({ stage: k, point }) => (
                <Cell
                  key={k}
                  stage={k}
                  shown={stage}
                  text={"layer" in point ? String(point.layer + 1) : null}
                  title={stageStrings.stageTitle(name, "layer" in point ? run.layers[point.layer].name : null)}
                  onChoose={() => walk.goTo(k)}
                  onKeyDown={onKeyDown}
                />
              ))}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

interface CellProps {
  readonly stage: number;
  readonly shown: number;
  /** The number of its layer; null for stages that are none of a layer. */
  readonly text: string | null;
  readonly title: string;
  readonly onChoose: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Cell({ stage, shown, text, title, onChoose, onKeyDown }: CellProps): JSX.Element {
  const isNow = stage === shown;
  const isDone = stage < shown;
  const state = isNow ? stageStrings.isNow : isDone ? stageStrings.isDone : stageStrings.isToCome;
  return (
    <button
      type="button"
      class={`cell ${isNow ? "now" : isDone ? "done" : "to-come"}`}
      data-stage={stage}
      aria-current={isNow ? "step" : undefined}
      aria-label={`${title}: ${state}`}
      title={title}
      tabIndex={isNow ? 0 : -1}
      onClick={onChoose}
      onKeyDown={onKeyDown}
    >
      {text ?? (isNow || isDone ? "✓" : "")}
    </button>
  );
}

function NextButtons({ walk, stage }: { walk: StageWalk; stage: number }): JSX.Element {
  const next = useRef<HTMLButtonElement>(null);
  // Whoever pressed Stage is to press Next stage, again and again.
  useEffect(() => {
    if (document.activeElement?.matches('.toolbar [aria-pressed="true"]')) next.current?.focus();
  }, []);
  const isAtEnd = stage === walk.count - 1;
  const label = isAtEnd ? stageStrings.nextStep : stageStrings.nextStage;
  return (
    <span class="stage-buttons">
      <button
        type="button"
        class="icon-button"
        aria-label={stageStrings.previousStage}
        aria-keyshortcuts="Shift+ArrowUp"
        title={stageStrings.previousStageTitle}
        disabled={!walk.canGoBack}
        onClick={walk.previous}
      >
        <ChevronLeftIcon />
      </button>
      <button
        ref={next}
        type="button"
        class="button plain next-stage"
        aria-label={label}
        aria-keyshortcuts="Shift+ArrowDown"
        title={isAtEnd ? stageStrings.nextStepTitle : stageStrings.nextStageTitle}
        disabled={!walk.canGoOn}
        onClick={walk.next}
      >
        <ChevronIcon />
        <span class="word">{label}</span>
      </button>
    </span>
  );
}

function phasesOf(layers: number): Phase[] {
  const names: Readonly<Record<StagePoint["of"], string>> = {
    sample: stageStrings.sampleName,
    forward: stageStrings.forward,
    loss: stageStrings.lossName,
    backward: stageStrings.backward,
    update: stageStrings.updateName,
  };
  const stages = stagesOf(layers).map((point, stage) => ({ stage, point }));
  return (Object.keys(names) as StagePoint["of"][]).map((of) => ({
    name: names[of],
    stages: stages.filter(({ point }) => point.of === of),
  }));
}
