/** The elements that others refer to. */
export const ids = {
  values: "values",
  diagramHint: "diagram-hint",
  toolbarMenu: "toolbar-menu",
  lossSummary: "loss-summary",
} as const;
