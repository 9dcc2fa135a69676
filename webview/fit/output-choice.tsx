import type { JSX } from "preact";
import { setChoice } from "../arrangement.ts";
import type { Store } from "../store.ts";
import { Choice } from "./choice.tsx";
import { fitStrings } from "./strings.ts";

interface OutputChoiceProps {
  readonly store: Pick<Store, "arrangement">;
  /** By this name the arrangement remembers the choice. */
  readonly name: string;
  readonly targets: readonly string[];
  readonly output: number;
}

/** Which output of a network is drawn, where there are several. */
export function OutputChoice({ store, name, targets, output }: OutputChoiceProps): JSX.Element | null {
  if (targets.length < 2) return null;
  return (
    <Choice
      label={fitStrings.output}
      value={String(output)}
      options={targets.map((text, j) => ({ value: String(j), text }))}
      onChange={(value) => setChoice(store.arrangement, name, value)}
    />
  );
}

/** The output that was chosen by that name; the first where none was, or where there is none such any more. */
export function chosenOutput({ arrangement }: Pick<Store, "arrangement">, name: string, targets: number): number {
  const chosen = Number(arrangement.value.choices[name] ?? "0");
  return chosen < targets ? chosen : 0;
}
