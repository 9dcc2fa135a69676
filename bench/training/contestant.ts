import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { connect, type Port, type Remote } from "../../src/run/channel.ts";
import type { ContestantCalls } from "./contestant-calls.ts";
import type { Command } from "./core.ts";
import { isPython, type Peer, type PythonPeer } from "./peer.ts";
import { initialParameters, type Workload } from "./workload.ts";

/** The process of a peer at one workload. */
export interface Contestant {
  readonly calls: Remote<ContestantCalls>;
  readonly samplesPerStep: number;
  readonly end: () => void;
}

/** Where what is measured lies, and how long it may take. */
export interface Arena {
  /** The bundle of contestant-process.ts. */
  readonly script: string;
  readonly python: Python | null;
  /** Where commands run: all on one core. */
  readonly placed: (command: Command) => Command;
  /** A peer that has not answered a call after so many milliseconds is left out. */
  readonly patience: number;
}

/** An interpreter that has numpy and perhaps PyTorch, and the script with the peers. */
export interface Python {
  readonly command: string;
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Starts the process of a peer; fails where it cannot train the workload, with the reason. */
export async function startContestant(peer: Peer, workload: Workload, arena: Arena): Promise<Contestant> {
  const child = isPython(peer) ? startPython(arena) : startScript(arena);
  const channel = connect<Record<never, never>, ContestantCalls>(
    isPython(peer) ? linePort(child) : messagePort(child),
    {},
    arena.patience,
  );
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-2000);
  });
  child.on("error", (error) => channel.close(error.message));
  child.on("exit", (status, signal) => channel.close(whyEnded(said, status ?? signal)));
  const end = () => {
    child.kill("SIGKILL");
  };
  try {
    const begin = isPython(peer)
      ? beginPython(peer, workload, channel.remote)
      : beginScript(peer, workload, channel.remote);
    return { calls: channel.remote, ...(await begin), end };
  } catch (error) {
    end();
    throw error;
  }
}

function beginScript(peer: Peer, workload: Workload, calls: Remote<ContestantCalls>) {
  return calls.begin({ peer: peer.name, workload: workload.name });
}

/** Samples and parameters go in a file: as text they would be long. */
async function beginPython({ library, precision }: PythonPeer, workload: Workload, calls: Remote<ContestantCalls>) {
  const folder = mkdtempSync(join(tmpdir(), "unboxed-bench-"));
  try {
    const { data, ...rest } = workload;
    const file = join(folder, "numbers");
    const parameters = initialParameters(workload).flatMap(({ weights, biases }) => [weights, biases]);
    writeFileSync(file, Buffer.concat([...parameters, data.inputs, data.targets].map(bytesOf)));
    const params = { library, precision, workload: { ...rest, samples: data.samples, file } };
    return await (calls.begin as unknown as (given: typeof params) => ReturnType<typeof calls.begin>)(params);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function startScript({ script, placed }: Arena): ChildProcess {
  const [command, args] = placed([process.execPath, [script]]);
  return spawn(command, args, { stdio: ["ignore", "ignore", "pipe", "ipc"] });
}

function startPython({ python, placed }: Arena): ChildProcess {
  if (!python) throw new Error("there is no Python with numpy");
  const [command, args] = placed([python.command, [python.script]]);
  return spawn(command, args, { env: python.env, stdio: ["pipe", "pipe", "pipe"] });
}

function messagePort(child: ChildProcess): Port {
  return {
    post: (message) => child.send(message as object),
    listen: (listener) => child.on("message", listener),
  };
}

/** Messages as lines of JSON. */
function linePort({ stdin, stdout }: ChildProcess): Port {
  // What is written to a process that has just ended is lost; its end tells that.
  stdin?.on("error", () => {});
  return {
    post: (message) => stdin?.write(`${JSON.stringify(message)}\n`),
    listen: (listener) => {
      if (stdout) createInterface(stdout).on("line", (line) => listener(JSON.parse(line)));
    },
  };
}

/** The last line that a process said, which names its error. */
function whyEnded(said: string, status: number | string | null): string {
  return said.trim().split("\n").at(-1) || `its process ended with ${status}`;
}
