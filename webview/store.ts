import { batch, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Quantity } from "../src/core/explanation/quantity.ts";
import { applyTail, createSeries, type LossSeries } from "../src/core/series.ts";
import { connect, type Port, type Remote } from "../src/run/channel.ts";
import { pack, unpack } from "../src/run/packing.ts";
import type { HostCalls, ViewCalls, ViewUpdate } from "../src/run/protocol.ts";
import { type Arrangement, arrange, createArrangement, setOpen, setSpec } from "./arrangement.ts";
import { afterPaint, nextFrame } from "./frame.ts";
import { setMotion } from "./motion.ts";
import { setDigits } from "./numbers.ts";
import { createSeeker, type Seeker } from "./seeker.ts";
import { stageAfter } from "./stage.ts";
import { layerSection, type UnitAddress, unitSection } from "./values/sections.ts";
import type { VsCodeApi } from "./vscode-api.ts";

/** All that the page shows, and the way back to the host. */
export interface Store {
  /** The last update that was drawn; null until the first. */
  readonly update: ReadonlySignal<ViewUpdate | null>;
  /** The losses of all steps so far; a new object whenever they changed. */
  readonly series: ReadonlySignal<Readonly<LossSeries>>;
  readonly arrangement: Signal<Arrangement>;
  /** The unit whose numbers the person asked for in this run. */
  readonly chosenUnit: ReadonlySignal<UnitAddress | null>;
  /** Opens a unit's numbers and shows them. */
  readonly chooseUnit: (unit: UnitAddress) => void;
  /** Asks why a quantity is its number; null for none. */
  readonly select: (quantity: Quantity | null) => void;
  /** Shows the step for the sample in that row of the data; null for the first of each batch. */
  readonly showSample: (row: number | null) => void;
  /** The badge that the pointer or the focus is on, in the derivation or in the picture; null for none. */
  readonly litBadge: Signal<number | null>;
  /**
   * Whether the selected parameter is being set by hand. Whoever selects one and sets this to true, as F2 and a double
   * click on it do, puts the cursor into its field in the derivation.
   */
  readonly editing: Signal<boolean>;
  /** The stage of the step up to which it is shown, counted from 0; null for the whole step. */
  readonly stage: Signal<number | null>;
  /** Leads the run to steps taken before. */
  readonly seeker: Seeker;
  readonly remote: Remote<HostCalls>;
}

/** Joins the page to the host, and asks it for everything. */
export function createStore(api: VsCodeApi): Store {
  const update = signal<ViewUpdate | null>(null);
  const series = signal<Readonly<LossSeries>>(createSeries());
  const chosenUnit = signal<UnitAddress | null>(null);
  const arrangement = createArrangement(api);
  const stage = signal<number | null>(null);
  let losses = createSeries();
  let waiting: ViewUpdate | null = null;

  /** Tails build on each other, so each is taken up at once, even if its frame is never drawn. */
  function take(next: ViewUpdate): void {
    const known = waiting ?? update.peek();
    const isNewRun = next.snapshot?.generation !== known?.snapshot?.generation;
    if (isNewRun || next.series?.from === 0) losses = createSeries();
    if (next.series) applyTail(losses, next.series);
    if (isNewRun) chosenUnit.value = null;
    waiting = next;
  }

  function draw(): void {
    if (!waiting) return;
    const next = waiting;
    waiting = null;
    batch(() => {
      setSpec(arrangement, next.spec);
      stage.value = stageAfter(stage.peek(), update.peek(), next);
      setDigits(next.settings.digits);
      setMotion(next.settings.animation);
      update.value = next;
      if (isNews(series.peek(), losses)) series.value = { ...losses };
    });
  }

  const { remote } = connect<ViewCalls, HostCalls>(
    portOf(api),
    {
      show: async (next) => {
        take(next);
        await nextFrame();
        draw();
        await afterPaint();
      },
      select: ({ quantity }) => arrange(arrangement, { quantity }),
    },
    null,
  );
  void remote.ready();
  effect(() => {
    const { sample, quantity } = arrangement.value;
    void remote.focus({ focus: { sample, quantity } });
  });

  const seeker = createSeeker((step) => remote.seek({ step }));
  effect(() => {
    const { snapshot } = update.value ?? {};
    if (snapshot) seeker.arrive(snapshot);
  });

  function chooseUnit(unit: UnitAddress): void {
    batch(() => {
      setOpen(arrangement, layerSection(unit.layer), true);
      setOpen(arrangement, unitSection(unit), true);
      chosenUnit.value = unit;
    });
  }
  return {
    update,
    series,
    arrangement,
    chosenUnit,
    chooseUnit,
    select: (quantity) => arrange(arrangement, { quantity }),
    showSample: (sample) => arrange(arrangement, { sample }),
    litBadge: signal(null),
    stage,
    editing: signal(false),
    seeker,
    remote,
  };
}

function isNews(shown: Readonly<LossSeries>, losses: LossSeries): boolean {
  return shown.values !== losses.values || shown.steps !== losses.steps || shown.stride !== losses.stride;
}

function portOf(api: VsCodeApi): Port {
  return {
    post: (message) => api.postMessage(pack(message)),
    listen: (listener) => window.addEventListener("message", ({ data }) => listener(unpack(data))),
  };
}
