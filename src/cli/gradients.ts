import {
  createGradientCheck,
  type GradientComparison,
  type GradientReport,
} from "../core/gradient-check/gradient-check.ts";
import { gradientReportText, gradientText } from "../core/gradient-check/gradient-report.ts";
import { quantityPathText } from "../core/quantity-path.ts";
import type { Spec } from "../core/spec.ts";
import { workWithProgress } from "./progress.ts";

/** Checks the gradients of a spec's network at its initial parameters. */
export function checkSpecGradients(spec: Spec): GradientReport {
  const check = createGradientCheck(spec);
  workWithProgress(
    "parameter",
    () => check.advance(1),
    () => ({ done: check.checked, total: check.parameters, note: "comparing gradients with differences" }),
  );
  return check.report();
}

/** A gradient check's outcome as `--json` prints it. */
export function gradientsJson({ parameters, samples, kinks, unclear, wrong, worst, findings }: GradientReport) {
  return {
    parameters,
    samples,
    kinks,
    unclear,
    wrong,
    worst: worst && comparisonJson(worst),
    findings: findings.map(comparisonJson),
  };
}

function comparisonJson({ backpropagation, differences, difference, ...comparison }: GradientComparison) {
  return { parameter: pathOf(comparison), backpropagation, differences, difference };
}

/** What was compared, and where the two lie farthest apart, in one line. */
export function gradientsText(report: GradientReport): string {
  return `gradients: ${gradientReportText(report)}`;
}

/** What is wrong with one gradient. */
export function wrongGradientText(comparison: GradientComparison): string {
  return `a gradient is wrong, ${gradientText(comparison)}`;
}

function pathOf({ parameter }: Pick<GradientComparison, "parameter">): string {
  return quantityPathText({ of: "layers", parameter });
}
