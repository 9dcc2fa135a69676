import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Python } from "./contestant.ts";

/** An interpreter, and the versions of what it has. */
export interface InstalledPython extends Python {
  readonly versions: string;
  readonly hasTorch: boolean;
}

/** Debian's own first: it has PyTorch where `python3-torch` is installed. */
const commands = ["/usr/bin/python3", "python3"];

const question = `
import platform, numpy
print("Python", platform.python_version() + ", numpy", numpy.__version__, end="")
try:
    import torch
    print(", PyTorch", torch.__version__, end="")
except ImportError:
    pass
`;

/**
 * Finds a Python that has PyTorch, or else one that has numpy; null where there is none.
 * @param folder that of peers.py
 */
export function findPython(folder: string): InstalledPython | null {
  // OpenBLAS finds out by itself which processor it computes on.
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...inherited } = process.env;
  const env = {
    ...inherited,
    OMP_NUM_THREADS: "1",
    OPENBLAS_NUM_THREADS: "1",
    MKL_NUM_THREADS: "1",
  };
  const found = commands.flatMap((command): InstalledPython[] => {
    const { status, stdout } = spawnSync(command, ["-c", question], { env, encoding: "utf8" });
    if (status !== 0) return [];
    return [{ command, script: join(folder, "peers.py"), env, versions: stdout, hasTorch: stdout.includes("PyTorch") }];
  });
  return found.find(({ hasTorch }) => hasTorch) ?? found[0] ?? null;
}
