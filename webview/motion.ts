/** The class that says to the styles that nothing is to move, as VS Code's own `vscode-reduce-motion` does. */
const still = "still";

/** Takes up whether things may move, as it is set for all views. */
export function setMotion(isWanted: boolean): void {
  document.body.classList.toggle(still, !isWanted);
}

/** Whether things are not to move: as set in the system, in the editor, or for all views. */
export function wantsLittleMotion(): boolean {
  const { classList } = document.body;
  const isReduced = classList.contains("vscode-reduce-motion") || classList.contains(still);
  return isReduced || matchMedia("(prefers-reduced-motion: reduce)").matches;
}
