import type { TabName } from "../arrangement.ts";

/** The words of the row of tabs. */
export const tabStrings = {
  tabs: "More of the run",
  names: {
    loss: "Loss",
    fit: "Fit",
    surface: "Surface",
    parameters: "Parameters",
    health: "Health",
    data: "Data",
  } satisfies Record<TabName, string>,
} as const;
