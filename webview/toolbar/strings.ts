/** The words of the toolbar's menu. */
export const toolbarStrings = {
  more: "More",
  moreTitle: "More that can be done with this run",
  writeParameters: "Write parameters to spec",
  writeParametersTitle: "Put the current weights and biases into the spec's text, as an edit that can be undone",
} as const;
