import { build } from "esbuild";
import type { Page } from "playwright-core";
import type { Picture } from "../../../webview/share/picture.ts";

/** The module that draws pictures, as a script for a page. */
export async function pictureScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ["webview/share/picture.ts"],
    bundle: true,
    format: "iife",
    globalName: "share",
    write: false,
  });
  return `${outputFiles[0].text}; window.share = share;`;
}

/** The diagram of a page as a drawing and as a PNG in base64, made in the page under its policy. */
export async function pictureOf(page: Page, script: string): Promise<Picture & { readonly png: string }> {
  await page.evaluate(script);
  return page.evaluate(async () => {
    const { share } = window as unknown as { share: typeof import("../../../webview/share/picture.ts") };
    const picture = share.readPicture(document.querySelector(".diagram .picture") as HTMLElement);
    return { ...picture, png: await share.pngOf(picture) };
  });
}
