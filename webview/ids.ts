/** The elements that others refer to. */
export const ids = {
  values: "values",
  findings: "findings",
  diagramHint: "diagram-hint",
  toolbarMenu: "toolbar-menu",
  lossSummary: "loss-summary",
} as const;
