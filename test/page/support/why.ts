import type { Quantity } from "../../../src/core/explanation/quantity.ts";
import type { Spec } from "../../../src/core/spec.ts";
import { type LivePage, openLive } from "./live.ts";
import type { PageLab, PageOptions } from "./page.ts";

/** A weight, or with null for its input a bias. */
export function parameter(layer: number, unit = 0, input: number | null = 0): Quantity {
  return { of: "parameter", parameter: { layer, kind: input === null ? "biases" : "weights", unit, input } };
}

/** A page on a real run of `spec` that has taken `steps` steps, in which `quantity` was asked about before. */
export async function openWhy(
  lab: PageLab,
  spec: Spec,
  steps: number,
  quantity: Quantity | null,
  options: PageOptions = {},
): Promise<LivePage> {
  const view = await openLive(lab, spec, { ...options, state: { quantity } });
  if (steps > 0) {
    await view.run.trainTo(steps);
    await view.arriveAt(steps);
  }
  await view.page.locator(".why .pane-content :is(.question, p)").first().waitFor();
  return view;
}

/** What a part of the pane says, as a person reads it: white space as one blank, indices beside their letters. */
export async function read(view: LivePage, selector: string): Promise<string[]> {
  const texts = await view.page.locator(`.why ${selector}`).allTextContents();
  return texts.map((text) => text.replace(/\s+/g, " ").trim());
}
