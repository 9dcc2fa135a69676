import type { ExpectationResult } from "../core/expectation/expectation-check.ts";
import type { GradientReport } from "../core/gradient-check/gradient-check.ts";
import { formatCounted } from "../format/number-format.ts";
import { CliError, parseArguments, type Verb } from "./arguments.ts";
import { checkExpectations, expectationsJson, failedExpectation, firstDifferenceText } from "./expectations.ts";
import { checkSpecGradients, gradientsJson, gradientsText, wrongGradientText } from "./gradients.ts";
import { jsonText } from "./json.ts";
import { printable } from "./printable.ts";
import { type Remark, readSpec, remarkOf, remarkText, type SpecOnDisk } from "./spec-file.ts";
import { emphasize } from "./style.ts";

const options = { json: { type: "boolean" } } as const;

/** `unboxed check FILE…`: mistakes in the specs, their gradients, and what they expect of their runs. */
export const check: Verb = {
  synopsis: "FILE… [--json]",
  summary: "Reports every mistake, checks the gradients, and tests whether what specs expect comes true.",
  help: `Mistakes and failures are reported as file:line:column: severity: message. A spec without errors is run:
- The gradients of backward propagation are compared with differences (l(w + h) − l(w − h)) / 2h for every
  weight and bias at the beginning, and the two that lie farthest apart are printed. Where the loss has a kink,
  as relu has at 0, there is no derivative to compare with.
- What the spec lists under "expect" is looked at in a run of its own.

  --json   prints a list with an entry for each file:
    { "file", "error", "diagnostics": [{ "file", "line", "column", "severity", "message" }],
      "gradients": { "parameters", "samples", "kinks", "unclear", "wrong", "worst", "findings" },
      "expectations": [{ "line", "column", "after", "quantity", "condition", "holds", "actual", "step",
        "differsFirst" }] }

error says why the file cannot be read, and is null otherwise. gradients and expectations are null for a spec
that cannot run. worst is the comparison { "parameter", "backpropagation", "differences", "difference" } with
the largest difference, findings are those that are wrong. actual is null where the run ended before, after
the step that step names. differsFirst is true for the first number that differs, as a run computes them: what
follows from it differs, too. What is no finite number is "Infinity", "-Infinity" or "NaN".

Exit status: 0 all is well; 1 a spec has errors, a gradient is wrong, or an expectation fails; 2 a file cannot
be read, or the arguments make no sense.`,
  run,
};

/** What was found out about a file. */
interface Checked {
  readonly read: SpecOnDisk;
  readonly diagnostics: readonly Remark[];
  /** What the checks of a spec that can run have found; null for one that cannot. */
  readonly outcome: Outcome | null;
}

interface Outcome {
  readonly gradients: GradientReport;
  readonly expectations: readonly ExpectationResult[];
  /** What does not hold. */
  readonly failures: readonly Remark[];
}

async function run(args: string[]): Promise<number> {
  const { values, positionals: files } = parseArguments(args, options);
  if (files.length === 0) throw new CliError("At least one .nn.json file is expected; see unboxed check --help");
  const entries: object[] = [];
  let status = 0;
  for (const file of files) {
    const checked = await checkFile(file);
    status = Math.max(status, statusOf(checked));
    if (checked instanceof CliError) console.error(`unboxed: ${printable(checked.message)}`);
    else if (!values.json) printChecked(checked);
    entries.push(entryOf(file, checked));
  }
  if (values.json) console.log(jsonText(entries));
  return status;
}

/** An error that is returned concerns this file only: the others are checked all the same. */
async function checkFile(file: string): Promise<Checked | CliError> {
  try {
    const read = await readSpec(file);
    return {
      read,
      diagnostics: read.diagnostics.map((diagnostic) => remarkOf(read, diagnostic)),
      outcome: outcomeOf(read),
    };
  } catch (error) {
    if (error instanceof CliError) return error;
    throw error;
  }
}

function outcomeOf(read: SpecOnDisk): Outcome | null {
  const { spec, file } = read;
  if (!spec) return null;
  const gradients = checkSpecGradients(spec);
  const expectations = checkExpectations(spec);
  // A wrong gradient is a mistake of ours, and has no place in the spec but the whole of it.
  const wrong = gradients.findings.map((comparison): Remark => {
    return { file, line: 1, column: 1, severity: "error", message: wrongGradientText(comparison) };
  });
  const failed = expectations.flatMap((result, index) =>
    result.holds ? [] : [failedExpectation(read, spec, result, index)],
  );
  return { gradients, expectations, failures: [...wrong, ...failed] };
}

function statusOf(checked: Checked | CliError): number {
  if (checked instanceof CliError) return checked.status;
  const remarks = [...checked.diagnostics, ...(checked.outcome?.failures ?? [])];
  return remarks.some(({ severity }) => severity === "error") ? 1 : 0;
}

function printChecked({ read: { file }, diagnostics, outcome }: Checked): void {
  for (const remark of diagnostics) console.log(remarkText(remark));
  if (!outcome) return;
  for (const remark of outcome.failures) console.log(remarkText(remark));
  const first = firstDifferenceText(outcome.expectations);
  if (first) console.log(`${printable(file)}: ${first}`);
  console.log(`${printable(file)}: ${gradientsText(outcome.gradients)}`);
  console.log(`${printable(file)}: ${summaryText(outcome)}`);
}

/** `3 expectations hold, gradients right (6 parameters)` */
function summaryText({ gradients, expectations }: Outcome): string {
  const { wrong, parameters } = gradients;
  const held = expectations.filter(({ holds }) => holds).length;
  const isAll = held === expectations.length;
  const sentences = [
    expectations.length === 0
      ? "no expectations"
      : judged(
          isAll,
          isAll
            ? `${formatCounted(held, "expectation")} ${held === 1 ? "holds" : "hold"}`
            : `${held} of ${expectations.length} expectations hold`,
        ),
    judged(wrong === 0, wrong === 0 ? "gradients right" : `${formatCounted(wrong, "gradient")} wrong`),
  ];
  return `${sentences.join(", ")} (${formatCounted(parameters, "parameter")})`;
}

function judged(isGood: boolean, text: string): string {
  return emphasize(isGood ? "green" : "red", text);
}

function entryOf(file: string, checked: Checked | CliError) {
  if (checked instanceof CliError) {
    return { file, error: checked.message, diagnostics: [], gradients: null, expectations: null };
  }
  const { read, diagnostics, outcome } = checked;
  return {
    file,
    error: null,
    diagnostics,
    gradients: outcome && gradientsJson(outcome.gradients),
    expectations: outcome && expectationsJson(read, outcome.expectations),
  };
}
