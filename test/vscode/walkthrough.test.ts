import { expect, it } from "vitest";
import { codeLenses } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { useVsCode } from "./support/servers.ts";
import { pressButton, waitForNumber, waitForState } from "./support/training-view.ts";
import { chooseQuickItem, problems, runCommand } from "./support/workbench.ts";

const vscode = useVsCode("node");

it("leads from the walkthrough to a training view that works, in three actions", async () => {
  const page = await vscode.open();
  await runCommand(page, "Welcome: Open Walkthrough...");
  await chooseQuickItem(page, /^Get Started with Unboxed/);
  await page.getByRole("button", { name: "Open the Chain" }).click();
  await waitForNumber(page, "w₁", "0.5");
  await pressButton(page, "Step");
  await waitForNumber(page, "ℓ", "7.5625");
  await eventually(
    "The lenses after a step",
    () => codeLenses(page),
    (lenses) => lenses.includes("step 1 · loss 0.2082"),
  );
  expect(await problems(page)).toEqual([]);

  // From behind the walkthrough's tab its commands mean the view that is in sight.
  await page.locator(".tab", { hasText: "Walkthrough" }).first().click();
  await page.locator(".step-title", { hasText: "Train it" }).first().click();
  const train = page.locator(".gettingStartedContainer").getByRole("button", { name: "Train", exact: true });
  await train.click();
  await waitForState(page, /Finished/);
  const picture = page.locator('.gettingStartedContainer img[alt^="The loss of a run"]:visible');
  await eventually(
    "The picture of the step",
    () => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth, undefined, { timeout: 1000 }),
    (width) => width > 0,
  );
});
