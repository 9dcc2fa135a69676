/** Whether things are not to move: as set in the system, or in the editor, which says so by a class. */
export function wantsLittleMotion(): boolean {
  const { classList } = document.body;
  return classList.contains("vscode-reduce-motion") || matchMedia("(prefers-reduced-motion: reduce)").matches;
}
