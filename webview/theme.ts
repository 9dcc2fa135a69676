import { type ReadonlySignal, signal } from "@preact/signals";

/** The style sheet's names of the colours that a canvas needs. */
const chartColours = {
  line: "--chart-line",
  quietLine: "--chart-quiet",
  band: "--chart-band",
  grid: "--chart-grid",
  text: "--text-quiet",
  textStrong: "--text",
  background: "--background",
  focus: "--focus",
  positive: "--positive",
  negative: "--negative",
  chainRule: "--chain-rule",
  warning: "--warning",
  test: "--chart-test",
  hoverBackground: "--hover-background",
  hoverBorder: "--hover-border",
  hoverText: "--hover-text",
} as const;

/** The colours and the font of a chart's numbers, as a canvas takes them. */
export interface ChartLook {
  readonly colours: Readonly<Record<keyof typeof chartColours, string>>;
  readonly font: string;
}

/** Reads the look of the current theme: a canvas knows neither variables nor mixtures of colours. */
export function readChartLook(): ChartLook {
  const probe = document.body.appendChild(document.createElement("span"));
  const read = (variable: string) => {
    probe.style.color = `var(${variable})`;
    return getComputedStyle(probe).color;
  };
  const colours = Object.entries(chartColours).map(([role, variable]) => [role, read(variable)]);
  probe.style.fontFamily = "var(--numbers)";
  const font = getComputedStyle(probe).fontFamily;
  probe.remove();
  return { colours: Object.fromEntries(colours) as ChartLook["colours"], font };
}

/** A number that changes whenever the editor changes its theme or fonts: it does so on these elements. */
export const themeVersion: ReadonlySignal<number> = watchTheme();

function watchTheme(): ReadonlySignal<number> {
  const version = signal(0);
  const observer = new MutationObserver(() => {
    version.value++;
  });
  for (const element of [document.documentElement, document.body]) {
    observer.observe(element, { attributes: true, attributeFilter: ["class", "style"] });
  }
  return version;
}
