// @ts-check
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import asc from "assemblyscript/asc";
import { cache, root } from "./paths.mjs";

/** The module that src/kernels imports its binaries from. */
const name = "unboxed:kernels";

const folder = join(root, "src", "kernels", "assembly");

/** `real` is the type of all numbers; without a runtime, since kernels make no objects. */
const options = ["-O3", "--runtime", "stub", "--importMemory", "--noAssert"];

// That vectors are passed between functions concerns only those that a host would call, and there are none.
options.push("--disableWarning", "112");

/** For bundles by esbuild. @type {import("esbuild").Plugin} */
export const kernels = {
  name: "kernels",
  setup: (build) => {
    build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: "kernels" }));
    build.onLoad({ filter: /.*/, namespace: "kernels" }, async () => ({
      contents: await moduleText(),
      watchFiles: (await sources()).map((file) => join(folder, file)),
    }));
  },
};

/** For tests by Vitest, as a plugin of Vite's. */
export const kernelsInTests = {
  name: "kernels",
  enforce: /** @type {const} */ ("pre"),
  /** @param {string} id */
  resolveId: (id) => (id === name ? `\0${name}` : undefined),
  /** @param {string} id */
  load: (id) => (id === `\0${name}` ? moduleText() : undefined),
};

/**
 * The binaries: for each precision one, and one for engines whose vectors can multiply and add with one rounding.
 * @type {readonly (readonly [name: string, real: "f64" | "f32", feature: string])[]}
 */
const binaries = [
  ["float64", "f64", "simd"],
  ["float32", "f32", "simd"],
  ["fusedFloat32", "f32", "relaxed-simd"],
];

/** The kernels as a module of strings in base64. They are compiled when their sources have changed. */
async function moduleText() {
  const hash = createHash("sha256").update(asc.version).update(options.join()).update(binaries.join());
  for (const file of await sources()) hash.update(file).update(await readFile(join(folder, file)));
  const file = join(cache, `kernels-${hash.digest("hex").slice(0, 16)}.mjs`);
  return readFile(file, "utf8").catch(async () => {
    let text = "";
    for (const [name, real, feature] of binaries) {
      text += `export const ${name} = "${await compile(real, feature)}";\n`;
    }
    await mkdir(cache, { recursive: true });
    await writeFile(file, text);
    return text;
  });
}

async function sources() {
  return (await readdir(folder)).filter((file) => file.endsWith(".ts")).sort();
}

/** @param {"f64" | "f32"} real @param {string} feature */
async function compile(real, feature) {
  /** @type {Uint8Array | null} */
  let binary = null;
  const { error, stderr } = await asc.main(
    ["kernels.ts", ...options, "--enable", feature, "--use", `real=${real}`, "--outFile", "kernels.wasm"],
    {
      readFile: (file) => readFile(join(folder, file), "utf8").catch(() => null),
      writeFile: (_file, contents) => {
        binary = /** @type {Uint8Array} */ (contents);
      },
      listFiles: () => [],
    },
  );
  if (error || !binary) throw new Error(`The kernels cannot be compiled: ${error?.message}\n${stderr}`);
  return Buffer.from(binary).toString("base64");
}
