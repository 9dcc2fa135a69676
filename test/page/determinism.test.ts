import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumArguments, ensureChromium } from "../../scripts/lib/chromium.mjs";
import { kernels } from "../../scripts/lib/kernels.mjs";
import { createTrainer, takeStep } from "../../src/core/trainer.ts";
import { chooseEngine } from "../../src/kernels/choose-engine.ts";
import { specOf } from "../support/specs.ts";
import { type BrowserRun, bitsOf, dataBits } from "./support/browser-run.ts";

/**
 * The same spec gives the same run bit for bit: here in Node, and in Chromium with the web host's worker. In float32 it does
 * so on each, but the last digits are an engine's own: Chromium's vectors multiply and add with one rounding.
 */

declare global {
  // What browser-run.ts brings into the page.
  var browserRun: BrowserRun;
}

const activations = ["relu", "leakyRelu", "elu", "gelu", "sigmoid", "tanh", "softplus", "swish"];
const everyActivation = activations.map((activation) => ({ units: 3, activation, init: "xavierNormal" }));
const steps = 1000;

const specs: Readonly<Record<string, object>> = {
  "every activation, adam, noisy spiral": {
    inputs: 2,
    layers: [...everyActivation, { units: 1, activation: "sigmoid" }],
    optimizer: { type: "adam", learningRate: 0.01, schedule: { cosine: { epochs: 100 } } },
    training: { epochs: 100, batchSize: 7, testFraction: 0.2 },
    seed: 3,
    data: { generate: "spiral", samples: 100, noise: 0.3 },
  },
  "softmax on blobs, momentum, a norm that is clipped": {
    inputs: 2,
    layers: [
      { units: 8, activation: "tanh", init: "heNormal" },
      { units: 3, activation: "softmax" },
    ],
    optimizer: { type: "nesterov", learningRate: 0.1, clipNorm: 0.5 },
    regularization: { l1: 1e-4, l2: 1e-3 },
    training: { epochs: 100, batchSize: 3 },
    data: { generate: "blobs", samples: 60, noise: 0.5 },
  },
};

const inFloat32 = {
  inputs: 1,
  layers: [{ units: 16, activation: "gelu" }, { units: 1 }],
  optimizer: { type: "rmsprop", schedule: { exponential: { factor: 0.99 } } },
  training: { epochs: 100, batchSize: 5 },
  precision: "float32",
  data: { generate: "sine", samples: 50, noise: 0.1 },
};

let browser: Browser;
let page: Page;
let worker: string;

beforeAll(async () => {
  browser = await chromium.launch({ ...(await ensureChromium()), args: chromiumArguments });
  page = await browser.newPage();
  // A worker needs a page with an address; nothing is fetched from it.
  await page.route("http://unboxed.test/", (route) => route.fulfill({ contentType: "text/html", body: "" }));
  await page.goto("http://unboxed.test/");
  const { outputFiles } = await build({
    entryPoints: ["test/page/support/browser-run.ts"],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "browserRun",
    mainFields: ["browser", "module", "main"],
    plugins: [kernels],
  });
  await page.addScriptTag({ content: outputFiles[0].text });
  worker = readFileSync("dist/worker.browser.js", "utf8");
});
afterAll(() => browser?.close());

async function trainedInNode(file: object): Promise<string> {
  const trainer = createTrainer(await specOf(file), chooseEngine);
  while (trainer.step < steps) expect(takeStep(trainer)).toBe(true);
  return bitsOf(trainer.network.layers.flatMap(({ parameters }) => [parameters.weights, parameters.biases]));
}

function trainedInChromium(file: object, goesBack: boolean): Promise<string> {
  return page.evaluate(([text, script, count, goesBack]) => browserRun.trainedBits(text, script, count, goesBack), [
    JSON.stringify(file),
    worker,
    steps,
    goesBack,
  ] as const);
}

describe.each(Object.entries({ ...specs, "a noisy sine in float32": inFloat32 }))("%s", (_name, file) => {
  it("has the same data in Chromium", async () => {
    const inChromium = await page.evaluate((text) => browserRun.dataBits(text), JSON.stringify(file));
    expect(inChromium).toBe(await dataBits(JSON.stringify(file)));
  });
});

const title = `has the same parameters after ${steps} steps in Chromium, with a pause and a way back in between`;

it.each(Object.entries(specs))(`%s ${title}`, async (_name, file) => {
  expect(await trainedInChromium(file, true)).toBe(await trainedInNode(file));
});

it(`in float32 ${title} or not, and nearly those of Node`, async () => {
  const inChromium = await trainedInChromium(inFloat32, true);
  expect(inChromium).toBe(await trainedInChromium(inFloat32, false));
  const expected = numbersOf(await trainedInNode(inFloat32));
  for (const [k, value] of numbersOf(inChromium).entries()) expect(Math.abs(value - expected[k])).toBeLessThan(1e-4);
});

/** The numbers of `bitsOf`. */
function numbersOf(bits: string): number[] {
  return (bits.match(/.{16}/g) ?? []).map((word) => Buffer.from(word, "hex").readDoubleBE());
}
