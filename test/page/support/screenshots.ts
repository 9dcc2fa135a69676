import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { ViewUpdate } from "../../../src/run/protocol.ts";
import type { RunState } from "../../../src/run/state.ts";
import { deadUnits, inputScales, vanishingGradients } from "./findings.ts";
import { openLab } from "./page.ts";
import { createRun, snapshotOf, type TestRun, takeSteps, updateOf } from "./run.ts";
import {
  articleChain,
  chainWith,
  chainWithoutBias,
  fourEightThree,
  irisLike,
  longNames,
  mazur,
  networkWithoutBiases,
  severalProbabilities,
  twentyThirtyTwo,
  twoHiddenLayers,
} from "./specs.ts";
import { type ThemeName, themes } from "./themes.ts";

/** The states that the page is looked at in. */
const scenes: Readonly<Record<string, () => ViewUpdate>> = {
  "chain-0": () => updateOf(createRun(articleChain()), "idle"),
  "chain-1": () => updateOf(takeSteps(createRun(articleChain()), 1), "paused"),
  "chain-9": () => updateOf(takeSteps(createRun(articleChain()), 9), "running", { speed: 10 }),
  "chain-negative": () => updateOf(takeSteps(createRun(articleChain(-2, "linear")), 3), "paused"),
  "chain-long-run": () => withLongCounts(takeSteps(createRun(articleChain()), 9), "running"),
  mazur: () => updateOf(takeSteps(createRun(mazur()), 60), "paused"),
  "4-8-3": () => updateOf(takeSteps(createRun(fourEightThree()), 400), "paused"),
  "2-8-8-1": () => updateOf(takeSteps(createRun(twoHiddenLayers()), 600), "finished"),
  "20-30-2": () => updateOf(takeSteps(createRun(twentyThirtyTwo()), 1500), "running"),
  "20-30-2-start": () => updateOf(createRun(twentyThirtyTwo()), "idle"),
  problems: () => ({ ...updateOf(createRun(mazur()), "idle"), outline: null, snapshot: null, series: null, problems }),
  notice: () => updateOf(takeSteps(createRun(mazur()), 3), "paused", { changed: ["layers", "optimizer"] }),
  "old-network": () => updateOf(takeSteps(createRun(articleChain()), 3), "paused", { problems }),
  "chain-long": () => updateOf(takeSteps(createRun(longNames()), 1), "paused"),
  "softplus-huber": () => updateOf(takeSteps(createRun(chainWith("softplus", "huber")), 3), "paused"),
  "swish-bce": () => updateOf(takeSteps(createRun(chainWith("swish", "binaryCrossEntropy", "sigmoid")), 3), "paused"),
  "softmax-chain": () => updateOf(takeSteps(createRun(chainWith("leakyRelu", "crossEntropy", "softmax")), 3), "paused"),
  "iris-softmax": () => updateOf(takeSteps(createRun(irisLike()), 600), "running"),
  "several-probabilities": () => updateOf(takeSteps(createRun(severalProbabilities()), 60), "paused"),
  "chain-no-bias": () => updateOf(takeSteps(createRun(chainWithoutBias()), 2), "paused"),
  "network-no-bias": () => updateOf(takeSteps(createRun(networkWithoutBiases()), 20), "paused"),
  findings: () => {
    const run = takeSteps(createRun(irisLike()), 600);
    const findings = [deadUnits(), inputScales, vanishingGradients];
    return updateOf(run, "paused", { snapshot: { ...snapshotOf(run, "paused"), findings } });
  },
  failed: () => {
    const run = takeSteps(createRun(articleChain()), 2);
    const failure =
      "The loss became infinite at step 3: the learning rate 10 is so large that every update overshoots. Try a smaller one.";
    return updateOf(run, "failed", { snapshot: { ...snapshotOf(run, "failed"), failure } });
  },
};

/** A run of 10⁹ epochs that is nearly done, and has learned all there is. */
function withLongCounts(run: TestRun, state: RunState): ViewUpdate {
  const counts = { step: 999_999_999, stepsInAll: 1e9, epoch: 999_999_999, epochsInAll: 1e9, loss: 1.2326e-32 };
  return updateOf(run, state, { snapshot: { ...snapshotOf(run, state), ...counts } });
}

const problems = [
  { message: 'Unknown activation "rellu". Did you mean "relu"?', place: "chain.nn.json:6:52", offset: 120 },
  { message: "The last layer has 2 units, but there is 1 target.", place: "chain.nn.json:9:3", offset: 310 },
];

const sizes = [
  { width: 1240, height: 900 },
  { width: 1100, height: 900 },
  { width: 940, height: 900 },
  { width: 690, height: 900 },
  // Beside the editor in a window of 1400 pixels.
  { width: 526, height: 900 },
  { width: 420, height: 1000 },
];

/** Takes a picture of each scene in each theme and size. */
export async function takeScreenshots(folder: string, only: string | undefined): Promise<void> {
  await mkdir(folder, { recursive: true });
  const lab = await openLab();
  try {
    for (const { width, height } of sizes) {
      for (const theme of Object.keys(themes) as ThemeName[]) {
        const { page, show, errors, close } = await lab.open({ width, height, theme });
        for (const [name, scene] of Object.entries(scenes)) {
          const file = `${name}-${theme}-${width}.png`;
          if (only && !file.includes(only)) continue;
          await show(scene());
          await page.waitForTimeout(150);
          await page.screenshot({ path: join(folder, file) });
        }
        if (errors.length > 0) throw new Error(errors.join("\n"));
        await close();
      }
    }
  } finally {
    await lab.close();
  }
}
