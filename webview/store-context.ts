import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Store } from "./store.ts";

/** The page's store, for parts deep within a picture. */
export const StoreContext = createContext<Store | null>(null);

/** The page's store. */
export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error("There is no store around this part of the page");
  return store;
}
