/** The elements that others refer to. */
export const ids = {
  values: "values",
  findings: "findings",
  diagramHint: "diagram-hint",
  lossSummary: "loss-summary",
} as const;
