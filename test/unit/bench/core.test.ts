import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { onOneCore } from "../../../bench/training/core.ts";

it("runs a command as it is, and where the system can, on one core", () => {
  const count = "process.stdout.write(String(require('node:os').availableParallelism()))";
  const [command, args] = onOneCore()([process.execPath, ["-e", count]]);
  const { stdout } = spawnSync(command, args, { encoding: "utf8" });
  expect(Number(stdout)).toBeGreaterThan(0);
  if (command === "taskset") expect(stdout).toBe("1");
});
