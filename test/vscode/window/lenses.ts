import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { clickCodeLens, codeLenses, editor } from "../support/editor.ts";
import { endlessChain } from "../support/endless.ts";
import { eventually } from "../support/eventually.ts";
import type { VsCode } from "../support/servers.ts";
import { openFile } from "../support/workbench.ts";

/** Lenses tell how a run stands, and stay where they are. */
export function lenses(vscode: VsCode): void {
  it("the lenses stay where they are while a network trains, and tell how far it has come", async () => {
    writeFileSync(join(vscode.server.workspace, "endless.nn.json"), endlessChain);
    const page = await vscode.open();
    await openFile(page, "endless.nn.json");
    await clickCodeLens(page, /Train/);
    const line = editor(page).locator(".codelens-decoration", { hasText: /Pause/ });
    const readout = async () => /step [\d,]+ · loss .*/.exec((await line.textContent()) ?? "")?.[0];
    const first = await eventually("Where the run stands", readout, (text) => text !== undefined);
    const lens = await line.elementHandle();
    const place = await line.boundingBox();
    let last = first;
    for (let changes = 0; changes < 4; changes++) {
      const before = last;
      last = await eventually(
        "Where it stands later",
        readout,
        (text) => text !== undefined && text !== before,
        10_000,
      );
    }
    expect(await lens?.evaluate((element) => element.isConnected)).toBe(true);
    expect((await line.boundingBox())?.y).toBe(place?.y);
    await clickCodeLens(page, /Pause/);
    const paused = await eventually(
      "The lenses of a pause",
      () => codeLenses(page),
      ([action]) => action === "▶ Train",
    );
    expect(paused.slice(1, 3)).toEqual(["Step", "Reset"]);
  });
}
