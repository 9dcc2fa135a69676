import type { MenuItem } from "./menu-button.tsx";
import { shareItems } from "./share/items.ts";
import type { Store } from "./store.ts";
import { toolbarStrings } from "./toolbar/strings.ts";

/** What the toolbar's menu has beside what the toolbar itself has no room for, in its order. */
export function menuItems(store: Store): readonly MenuItem[] {
  return [
    {
      name: toolbarStrings.writeParameters,
      title: toolbarStrings.writeParametersTitle,
      onChoose: () => void store.remote.writeParameters(),
    },
    ...shareItems(store),
  ];
}
