import { type ConfigurationChangeEvent, type Uri, workspace } from "vscode";
import { type Figures, figuresWith } from "../format/figures.ts";

/** The settings as package.json names and describes them. What makes no sense is as if it were not set. */
const names = {
  significantDigits: "unboxed.numbers.significantDigits",
  inlineValues: "unboxed.inlineValues.enabled",
  updatesPerSecond: "unboxed.updatesPerSecond",
  linkCursorAndView: "unboxed.linkCursorAndView",
  animation: "unboxed.animation",
} as const;

/** The name of a setting within this extension. */
export type SettingName = keyof typeof names;

const fewestDigits = 3;
const mostDigits = 15;

const fewestUpdates = 1;
const mostUpdates = 20;

/** Significant digits of every number; null for whole short numbers and four decimals of others. */
export function significantDigits(spec: Uri): number | null {
  return wholeNumber(read("significantDigits", spec), fewestDigits, mostDigits);
}

/** How numbers are written, as it is set. */
export function figuresFor(spec: Uri): Figures {
  return figuresWith(significantDigits(spec));
}

/** Whether values of the run stand in the text of a spec. */
export function showsInlineValues(spec: Uri): boolean {
  return read("inlineValues", spec) !== false;
}

/** How often a second a view is told of a run that trains, at most. */
export function updatesPerSecond(spec: Uri): number {
  return wholeNumber(read("updatesPerSecond", spec), fewestUpdates, mostUpdates) ?? mostUpdates;
}

/** Whether the cursor in the text and the selection in the view follow each other. */
export function linksCursorAndView(spec: Uri): boolean {
  return read("linkCursorAndView", spec) !== false;
}

/** Whether the view may move things. */
export function animates(spec: Uri): boolean {
  return read("animation", spec) !== false;
}

/** Whether a change of settings changed one of ours for a spec. */
export function affects(change: ConfigurationChangeEvent, name: SettingName, spec: Uri): boolean {
  return change.affectsConfiguration(names[name], spec);
}

function read(name: SettingName, spec: Uri): unknown {
  return workspace.getConfiguration(undefined, spec).get<unknown>(names[name]);
}

function wholeNumber(value: unknown, least: number, most: number): number | null {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most ? Number(value) : null;
}
