import type { RunView } from "./run-view.ts";
import { shareItems } from "./share/items.ts";
import type { Store } from "./store.ts";
import { toolbarStrings } from "./toolbar/strings.ts";
import type { MenuItem } from "./toolbar-menu.tsx";

/** What the toolbar's menu has beside what the toolbar itself has no room for, in its order. */
export function menuItems(store: Store, run: RunView): readonly MenuItem[] {
  return [
    {
      key: "writeParameters",
      label: toolbarStrings.writeParameters,
      title: toolbarStrings.writeParametersTitle,
      onChoose: () => void store.remote.writeParameters(),
    },
    ...shareItems(store, run),
  ];
}
