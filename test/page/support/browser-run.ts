import { createRun } from "../../../src/run/run.ts";
import type { RunState } from "../../../src/run/state.ts";
import { makeAnew } from "../../../src/spec/data-file.ts";
import { loadSpec } from "../../../src/spec/load.ts";

/** What a test calls in a browser: everything from a spec's text to its parameters happens there. */
export interface BrowserRun {
  /**
   * Trains in the worker that the web extension host has.
   * @param worker the text of the worker's script
   * @param goesBack whether there is a pause and a way back in between
   * @returns the bits of all parameters after `steps` steps
   */
  readonly trainedBits: (spec: string, worker: string, steps: number, goesBack: boolean) => Promise<string>;
  /** The bits of what a spec's data comes to. */
  readonly dataBits: (spec: string) => Promise<string>;
}

/** The 64 bits of each number, as hexadecimal digits. */
export function bitsOf(arrays: readonly ArrayLike<number>[]): string {
  const words = arrays.flatMap((array) => [...new BigUint64Array(Float64Array.from(array).buffer)]);
  return words.map((word) => word.toString(16).padStart(16, "0")).join("");
}

const noFile = () => Promise.reject(new Error("there are no files here"));

/** A spec from its text; it must have no mistakes and no data file. */
async function specFrom(text: string) {
  const { spec, diagnostics } = await loadSpec(text, "test.nn.json", { open: noFile, once: makeAnew });
  if (!spec) throw new Error(diagnostics[0].message);
  return spec;
}

/** See `BrowserRun`. */
export async function dataBits(text: string): Promise<string> {
  const { data } = await specFrom(text);
  return bitsOf([data.inputs, data.targets]);
}

/** See `BrowserRun`. */
export async function trainedBits(text: string, script: string, steps: number, goesBack: boolean): Promise<string> {
  const spec = await specFrom(text);
  const run = createRun(async () => {
    const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    return {
      port: {
        post: (message) => worker.postMessage(message),
        listen: (listener) => {
          worker.onmessage = ({ data }) => listener(data);
        },
      },
      onDeath: () => undefined,
      end: () => worker.terminate(),
    };
  }, console.error);
  const arrival = (step: number, ...states: RunState[]) =>
    new Promise<void>((resolve) => {
      const check = () => {
        const snapshot = run.snapshot();
        if (snapshot && snapshot.step === step && states.includes(snapshot.state)) resolve();
      };
      run.onChange(check);
      check();
    });
  await run.start(spec);
  if (goesBack) {
    await run.trainTo(Math.floor(steps / 2));
    await arrival(Math.floor(steps / 2), "paused");
    await run.seek(Math.floor(steps / 5));
    await arrival(Math.floor(steps / 5), "paused");
  }
  await run.trainTo(steps);
  await arrival(steps, "paused", "finished");
  const parameters = (await run.parameters()) ?? [];
  run.end();
  return bitsOf(parameters.flatMap(({ weights, biases }) => [weights, biases]));
}
