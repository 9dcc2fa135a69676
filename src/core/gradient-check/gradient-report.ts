import { formatCounted } from "../../format/number-format.ts";
import { quantityPathText } from "../quantity-path.ts";
import type { GradientComparison, GradientReport } from "./gradient-check.ts";

/** What was compared, and where the two lie farthest apart, in one line with full precision. */
export function gradientReportText({ parameters, samples, kinks, unclear, worst }: GradientReport): string {
  return [
    `${formatCounted(parameters, "parameter")}, ${formatCounted(samples, "sample")}`,
    ...(worst && worst.difference > 0 ? [`farthest apart ${comparisonText(worst)}`] : []),
    ...(kinks > 0 ? [`${kinks} at a kink, without a derivative`] : []),
    ...(unclear > 0 ? [`${unclear} that differences cannot judge`] : []),
  ].join("; ");
}

/** One gradient and what differences make of it. */
export function gradientText(comparison: GradientComparison): string {
  return `the gradient of ${comparisonText(comparison)}`;
}

function comparisonText({ parameter, backpropagation, differences }: GradientComparison): string {
  const path = quantityPathText({ of: "layers", parameter });
  return `${path}: ${backpropagation} by backpropagation, ${differences} by differences`;
}
