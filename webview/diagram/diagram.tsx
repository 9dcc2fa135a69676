import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { foldSections, isUnfolded } from "../fold.tsx";
import { ids } from "../ids.ts";
import type { RunView } from "../run-view.ts";
import type { Store } from "../store.ts";
import { strings } from "../strings.ts";
import { Values } from "../values/values.tsx";
import { Chain } from "./chain.tsx";
import { standsUpright } from "./chain-layout.ts";
import { DiagramHeader } from "./diagram-header.tsx";
import { Legend } from "./legend.tsx";
import { Network } from "./network.tsx";
import { UprightChain } from "./upright-chain.tsx";
import { useHeightRoom } from "./use-height-room.ts";
import { useOneTabStop } from "./use-one-tab-stop.ts";
import { useOverhang } from "./use-overhang.ts";
import { usePictureKeys } from "./use-picture-keys.ts";
import { useSelectedInView } from "./use-selected-in-view.ts";
import { useWidth } from "./use-width.ts";

interface DiagramProps {
  readonly run: RunView;
  readonly store: Store;
}

/** The network with the numbers of its last step: as a picture, or as a table of all of them. */
export function Diagram({ run, store }: DiagramProps): JSX.Element {
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const room = useHeightRoom(area);
  const { left, right } = useOverhang(area);
  const { asTable, quantity } = store.arrangement.value;
  usePictureKeys(area);
  useOneTabStop(area);
  useSelectedInView(area, quantity);
  const isUpright = run.isChain && standsUpright(width, run.layers.length);
  const name = run.isChain ? strings.chain : strings.network;
  const isFolded = !isUnfolded(store.arrangement.value, foldSections.diagram);
  return (
    <section
      class={`diagram ${isFolded ? "folded" : ""} ${asTable ? "as-table" : ""}`}
      aria-label={name}
      aria-describedby={ids.diagramHint}
    >
      <p id={ids.diagramHint} class="visually-hidden">
        {strings.diagramHint}
      </p>
      <DiagramHeader run={run} store={store} name={name} isUpright={isUpright} />
      <div class={`picture-frame ${left ? "more-left" : ""} ${right ? "more-right" : ""}`}>
        <div class="picture-area" ref={area}>
          {asTable && <Values run={run} arrangement={store.arrangement} chosen={store.chosenUnit.value} />}
          {!asTable && width > 0 && <Picture run={run} available={width} room={room} isUpright={isUpright} />}
        </div>
      </div>
      {!asTable && !isUpright && <Legend run={run} />}
    </section>
  );
}

interface PictureProps extends DiagramProps {
  readonly available: number;
  /** The height that there is for the picture. */
  readonly room: number;
  readonly isUpright: boolean;
}

function Picture({ run, available, room, isUpright }: Omit<PictureProps, "store">): JSX.Element {
  if (isUpright) return <UprightChain run={run} available={available} />;
  if (run.isChain) return <Chain run={run} available={available} />;
  return <Network run={run} available={available} room={room} />;
}
