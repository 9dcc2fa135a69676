import type { JSX } from "preact";
import { SaveIcon } from "../icons.tsx";
import { MenuButton } from "../menu-button.tsx";
import type { Store } from "../store.ts";
import { readChartLook } from "../theme.ts";
import { chartSvg, svgSize } from "./chart-svg.ts";
import { chartPng, paintSvg, seriesCsv } from "./export.ts";
import type { ShownLosses } from "./shown-losses.ts";
import { lossStrings } from "./strings.ts";

interface SaveMenuProps {
  /** Null while there are none. */
  readonly losses: ShownLosses | null;
  /** The name of the spec's file. */
  readonly file: string;
  readonly isOfBatch: boolean;
  readonly save: Store["remote"]["save"];
}

/** Pictures are so many times as large as the drawing, to be sharp in print. */
const pictureScale = 2;

/** Saves the chart as a picture, as a drawing, or its numbers. */
export function SaveMenu({ losses, file, isOfBatch, save }: SaveMenuProps): JSX.Element {
  const name = `${file.replace(/\.nn\.json$/, "")}-loss`;

  async function savePicture(shown: ShownLosses): Promise<void> {
    const canvas = await paintSvg(draw(shown), svgSize.width, svgSize.height, pictureScale);
    const content = chartPng(canvas, readChartLook().colours.background);
    await save({ name: `${name}.png`, content, encoding: "base64" });
  }

  function draw(shown: ShownLosses): string {
    return chartSvg(shown, { title: lossStrings.exportTitle(file), isOfBatch }, readChartLook());
  }

  const text = (ending: string, content: string) => void save({ name: `${name}.${ending}`, content, encoding: "text" });
  const items = losses && [
    { name: lossStrings.savePicture, title: lossStrings.pictureTitle, onChoose: () => void savePicture(losses) },
    { name: lossStrings.saveDrawing, title: lossStrings.drawingTitle, onChoose: () => text("svg", draw(losses)) },
    {
      name: lossStrings.saveCsv,
      title: lossStrings.csvTitle,
      onChoose: () => text("csv", seriesCsv(losses.series, losses.evaluations)),
    },
  ];
  return (
    <MenuButton label={lossStrings.save} items={items ?? []}>
      <SaveIcon />
    </MenuButton>
  );
}
