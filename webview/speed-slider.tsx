import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Remote } from "../src/run/channel.ts";
import type { HostCalls, Speed } from "../src/run/protocol.ts";
import { strings } from "./strings.ts";

/** The speeds that the slider's positions stand for, in steps per second; the last is no limit. */
const speeds: readonly Speed[] = [1, 3, 10, 30, 100, 300, 1000, null];

interface SpeedSliderProps {
  readonly speed: Speed;
  readonly remote: Remote<HostCalls>;
}

/** How fast to train. */
export function SpeedSlider({ speed, remote }: SpeedSliderProps): JSX.Element {
  // The host's speed follows a moment later, and until then the slider must not jump back.
  const choice = useSignal<{ readonly chosen: Speed; readonly insteadOf: Speed } | null>(null);

  function choose(position: number): void {
    const chosen = speeds[position];
    choice.value = { chosen, insteadOf: speed };
    void remote.setSpeed({ speed: chosen });
  }

  const shown = choice.value?.insteadOf === speed ? choice.value.chosen : speed;
  const position = positionOf(shown);
  return (
    <label class="speed" title={strings.speedSpoken(shown)}>
      <span class="word">{strings.speed}</span>
      <input
        type="range"
        min={0}
        max={speeds.length - 1}
        step={1}
        value={position}
        aria-label={strings.speed}
        aria-valuetext={strings.speedSpoken(shown)}
        style={{ "--filled": `${(100 * position) / (speeds.length - 1)}%` }}
        onInput={(event) => choose(event.currentTarget.valueAsNumber)}
      />
      <span class="numeral" aria-hidden="true">
        {strings.speedOf(shown)}
      </span>
    </label>
  );
}

/** The first position that is at least as fast. */
function positionOf(speed: Speed): number {
  if (speed === null) return speeds.length - 1;
  return speeds.findIndex((candidate) => candidate === null || candidate >= speed);
}
