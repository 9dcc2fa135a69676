/** The words of the derivation. */
export const whyStrings = {
  why: "Why",
  selectSomething: "Select any weight, bias or value to see why it is what it is.",
} as const;
