import { describe, expect, test } from "vitest";
import type { Problem } from "../../src/run/protocol.ts";
import { createRun, snapshotOf, takeSteps, updateOf } from "./support/run.ts";
import { articleChain } from "./support/specs.ts";
import { useView } from "./support/view.ts";

const problems: Problem[] = [
  { message: 'Unknown activation "rellu"', place: "chain.nn.json:6:52", offset: 120 },
  { message: "The last layer has 2 units, but there is 1 target", place: "chain.nn.json:9:3", offset: 310 },
];

const view = useView();

describe("notices", () => {
  test("none while the run is that of the spec", async () => {
    await view.show(updateOf(createRun(articleChain()), "idle"));
    expect(await view.page.locator(".notice").count()).toBe(0);
  });

  test("the spec was changed", async () => {
    await view.show(updateOf(createRun(articleChain()), "paused", { changed: ["layers", "optimizer"] }));
    const notice = view.page.locator(".notice");
    expect(await notice.locator("p").textContent()).toBe(
      "Spec changed (layers, optimizer). What you see is still the old network.",
    );
    await notice.getByRole("button", { name: "Reset to apply" }).click();
    await expect.poll(() => view.calls.at(-1)?.name).toBe("reset");
  });

  test("the spec has errors, while the network from before is shown", async () => {
    await view.show(updateOf(createRun(articleChain()), "paused", { changed: ["layers"], problems }));
    const notice = view.page.locator(".notice");
    expect(await notice.locator("p").allTextContents()).toEqual([
      "The spec has 2 errors. What you see is the network from before.",
    ]);
    await notice.getByRole("button").click();
    await expect.poll(() => view.calls.at(-1)).toEqual({ name: "openSpec", params: { problem: problems[0] } });
  });

  test("the run failed: why, and the way out", async () => {
    const run = takeSteps(createRun(articleChain()), 2);
    const failure = "The loss became infinite at step 3. Try a smaller learning rate.";
    await view.show(updateOf(run, "failed", { snapshot: { ...snapshotOf(run, "failed"), failure } }));
    const notice = view.page.locator(".notice.error");
    expect(await notice.locator("p").textContent()).toBe(failure);
    await notice.getByRole("button", { name: "Reset" }).click();
    await expect.poll(() => view.calls.at(-1)?.name).toBe("reset");
  });
});

describe("without a network", () => {
  const nothing = { outline: null, snapshot: null, worked: null, series: null };

  test("lists the errors, each leading to its place", async () => {
    await view.show(updateOf(createRun(articleChain()), "idle", { ...nothing, problems }));
    const items = view.page.locator(".problems button");
    expect(await items.locator(".message").allTextContents()).toEqual(problems.map(({ message }) => message));
    expect(await items.locator(".place").allTextContents()).toEqual(problems.map(({ place }) => place));
    await items.nth(1).click();
    await expect.poll(() => view.calls.at(-1)).toEqual({ name: "openSpec", params: { problem: problems[1] } });
    expect(await view.page.locator(".toolbar").count()).toBe(0);
  });

  test("says that the spec is being read", async () => {
    await view.show(updateOf(createRun(articleChain()), "idle", nothing));
    expect(await view.page.locator("main").textContent()).toBe("Reading chain.nn.json…");
  });

  test("shows the network as soon as there is one", async () => {
    await view.show(updateOf(createRun(articleChain()), "idle", { ...nothing, problems }));
    await view.show(updateOf(createRun(articleChain()), "idle"));
    expect(await view.page.locator(".picture.chain").count()).toBe(1);
  });
});
