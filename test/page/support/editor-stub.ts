import type { Theme } from "./themes.ts";

/** A message with its arrays of numbers marked, as text. */
export function encode(message: unknown): string {
  return JSON.stringify(message, (_key, value) =>
    value instanceof Float64Array || value instanceof Float32Array
      ? { $kind: value.constructor.name, $bytes: Buffer.from(value.buffer).toString("base64") }
      : value,
  );
}

/**
 * Runs in the page before its script, in place of the editor around a webview: theme, style, state and
 * messages. Messages to the page travel as JSON with arrays of numbers intact, as the editor's do.
 */
export function editorStub({ theme, state }: { theme: Theme; state: object | null }): void {
  const stateKey = "webview-state";
  if (state && !sessionStorage.getItem(stateKey)) sessionStorage.setItem(stateKey, JSON.stringify(state));
  const host = window as unknown as {
    fromPage: (message: string) => void;
    toPage: (message: string) => void;
    acquireVsCodeApi: () => unknown;
    setTheme: (theme: Theme) => void;
  };

  host.acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => host.fromPage(JSON.stringify(message)),
    getState: () => JSON.parse(sessionStorage.getItem(stateKey) ?? "null") ?? undefined,
    setState: (state: unknown) => sessionStorage.setItem(stateKey, JSON.stringify(state)),
  });
  host.toPage = (text) => {
    const kinds = { Float64Array, Float32Array };
    const data = JSON.parse(text, (_key, value) => {
      if (!value?.$kind) return value;
      const bytes = Uint8Array.from(atob(value.$bytes), (byte) => byte.charCodeAt(0));
      return new kinds[value.$kind as keyof typeof kinds](bytes.buffer);
    });
    window.dispatchEvent(new MessageEvent("message", { data }));
  };
  host.setTheme = ({ bodyClass, variables }) => {
    const { style } = document.documentElement;
    for (const name of [...style]) if (name.startsWith("--vscode-")) style.removeProperty(name);
    for (const [name, value] of Object.entries(variables)) style.setProperty(`--vscode-${name}`, value);
    document.body.className = bodyClass;
  };

  const defaults = new CSSStyleSheet();
  defaults.replaceSync(`@layer vscode-default {
    html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
    body { overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground);
      font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight);
      font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }
    a:focus, input:focus, select:focus, textarea:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
    ::-webkit-scrollbar { width: 10px; height: 10px; }
    ::-webkit-scrollbar-thumb { background-color: var(--vscode-scrollbarSlider-background); }
  }`);
  document.adoptedStyleSheets = [defaults];
  // The page's script runs at the end of the body, when there is one.
  const observer = new MutationObserver(() => {
    if (!document.body) return;
    observer.disconnect();
    host.setTheme(theme);
  });
  observer.observe(document, { childList: true, subtree: true });
}
