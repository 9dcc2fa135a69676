/** The elements that others refer to. */
export const ids = {
  values: "values",
  diagramHint: "diagram-hint",
  lossSummary: "loss-summary",
} as const;
