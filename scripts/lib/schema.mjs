// @ts-check
import { writeFile } from "node:fs/promises";
import esbuild from "esbuild";

/** Writes the schema that the editor's JSON service reads, from the one definition in src/spec/schema.ts. */
export async function writeSchema() {
  const { outputFiles } = await esbuild.build({
    entryPoints: ["src/spec/editor-schema.ts"],
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
  });
  const module = `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`;
  const { editorSchema } = await import(module);
  await writeFile("dist/nn.schema.json", `${JSON.stringify(editorSchema, null, 1)}\n`);
}
