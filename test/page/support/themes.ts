import { readFileSync } from "node:fs";

/** A colour theme of VS Code, as a webview gets it. */
export interface Theme {
  readonly name: string;
  readonly bodyClass: string;
  /** The values of the `--vscode-*` variables, without that prefix. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The themes that the page is looked at in. */
export const themes = {
  dark: readTheme("dark-modern"),
  light: readTheme("light-modern"),
  highContrast: readTheme("high-contrast-dark"),
  highContrastLight: readTheme("high-contrast-light"),
} satisfies Record<string, Theme>;

/** The name of a theme. */
export type ThemeName = keyof typeof themes;

function readTheme(file: string): Theme {
  return JSON.parse(readFileSync(new URL(`../themes/${file}.json`, import.meta.url), "utf8")) as Theme;
}
