import type { JSX } from "preact";
import { useStore } from "../store-context.ts";

/** The number that a factor carries here and in the picture. */
export function Badge({ number }: { readonly number: number }): JSX.Element {
  const isLit = useStore().litBadge.value === number;
  return <span class={`badge ${isLit ? "lit" : ""}`}>{number}</span>;
}
