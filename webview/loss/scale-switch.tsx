import type { JSX } from "preact";
import type { LossScale } from "../arrangement.ts";
import { lossStrings } from "./strings.ts";

interface ScaleSwitchProps {
  readonly scale: LossScale;
  readonly canBeLog: boolean;
  readonly onChange: (scale: LossScale) => void;
}

/** Logarithmic or linear. */
export function ScaleSwitch({ scale, canBeLog, onChange }: ScaleSwitchProps): JSX.Element {
  const choice = (value: LossScale, label: string, isPossible: boolean) => (
    <label class={isPossible ? "" : "impossible"} title={isPossible ? "" : lossStrings.logImpossible}>
      <input
        type="radio"
        name="loss-scale"
        value={value}
        checked={scale === value}
        disabled={!isPossible}
        onChange={() => onChange(value)}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <div class="scale-switch" role="radiogroup" aria-label={lossStrings.scale}>
      {choice("log", lossStrings.log, canBeLog)}
      {choice("linear", lossStrings.linear, true)}
    </div>
  );
}
