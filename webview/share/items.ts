import type { Remote } from "../../src/run/channel.ts";
import type { HostCalls } from "../../src/run/protocol.ts";
import type { MenuItem } from "../menu-button.tsx";
import type { Store } from "../store.ts";
import { type Picture, pngOf, readPicture } from "./picture.ts";
import { shareStrings } from "./strings.ts";

/** What of a run can be saved from the toolbar's menu. */
export function shareItems(store: Store): readonly MenuItem[] {
  const name = nameOf(store.update.peek()?.file ?? "");
  return [
    {
      isFirstOfGroup: true,
      name: shareStrings.savePng,
      title: shareStrings.savePngTitle,
      onChoose: () => void withPicture((picture) => savePng(picture, name, store.remote)),
    },
    {
      name: shareStrings.saveSvg,
      title: shareStrings.saveSvgTitle,
      onChoose: () => void withPicture((picture) => saveSvg(picture, name, store.remote)),
    },
  ];
}

/** Does something with the diagram as it is shown now. */
async function withPicture(use: (picture: Picture) => Promise<void>): Promise<void> {
  const diagram = document.querySelector<HTMLElement>(".diagram .picture");
  if (diagram) await use(readPicture(diagram));
}

async function savePng(picture: Picture, name: string, remote: Remote<HostCalls>): Promise<void> {
  await remote.save({ name: `${name}-network.png`, content: await pngOf(picture), encoding: "base64" });
}

async function saveSvg({ svg }: Picture, name: string, remote: Remote<HostCalls>): Promise<void> {
  await remote.save({ name: `${name}-network.svg`, content: svg, encoding: "text" });
}

/** A spec's file name without its endings: xor of xor.nn.json. */
function nameOf(file: string): string {
  return file.replace(/(\.nn)?\.jsonc?$/, "");
}
