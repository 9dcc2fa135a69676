// @ts-check
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";

/** Draws media/icon.svg as the 128 px PNG that the Marketplace and VS Code show. */
export async function drawIcon() {
  const wasm = createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm");
  await initWasm(await readFile(wasm));
  const picture = new Resvg(await readFile("media/icon.svg", "utf8"), { fitTo: { mode: "width", value: 128 } });
  await writeFile("media/icon.png", picture.render().asPng());
}
