import { formatCount } from "../../src/format/number-format.ts";
import type { TabName } from "../arrangement.ts";

/** The words of the row of tabs. */
export const tabStrings = {
  tabs: "More of the run",
  moreTabs: "More tabs",
  findings: (count: number) => (count === 1 ? "1 finding" : `${formatCount(count)} findings`),
  names: {
    loss: "Loss",
    fit: "Fit",
    surface: "Surface",
    parameters: "Parameters",
    health: "Health",
    data: "Data",
  } satisfies Record<TabName, string>,
} as const;
