/** The words of what can be saved. */
export const shareStrings = {
  savePng: "Save picture as PNG…",
  savePngTitle: "Save the diagram as an image of twice its size on the screen",
  saveSvg: "Save picture as SVG…",
  saveSvgTitle: "Save the diagram as a drawing that stays sharp at any size",
} as const;
