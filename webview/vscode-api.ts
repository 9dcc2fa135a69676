/** What the editor gives a webview's page. */
export interface VsCodeApi {
  readonly postMessage: (message: unknown) => void;
  /** What `setState` kept, also over a reload; undefined at first. */
  readonly getState: () => unknown;
  readonly setState: (state: unknown) => void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The editor's side of this page; it may be asked for only once. */
export function vscodeApi(): VsCodeApi {
  return acquireVsCodeApi();
}
