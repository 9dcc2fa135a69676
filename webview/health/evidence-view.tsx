import type { JSX } from "preact";
import type { Finding } from "../../src/core/findings/finding.ts";
import type { Evidence } from "../../src/core/inspection/evidence.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { BreakdownTable, BrokenLossesText } from "./breakdown-table.tsx";
import { ChangesTable } from "./changes-table.tsx";
import { DeltasTable } from "./deltas-table.tsx";
import { DistributionFigure } from "./distribution-figure.tsx";
import { NumbersTable } from "./numbers-table.tsx";
import { RangesTable } from "./ranges-table.tsx";
import { TrendFigure } from "./trend-figure.tsx";
import { WeightsTable } from "./weights-table.tsx";

interface EvidenceViewProps {
  readonly finding: Finding;
  readonly evidence: Evidence | null;
  readonly outline: Outline;
}

/** The numbers that show that a finding is true. */
export function EvidenceView({ finding, evidence, outline }: EvidenceViewProps): JSX.Element | null {
  if (evidence === null) return <NumbersTable numbers={finding.numbers} />;
  switch (evidence.of) {
    case "distribution":
      return <DistributionFigure distribution={evidence} outline={outline} />;
    case "deltas":
      return <DeltasTable deltas={evidence} outline={outline} />;
    case "trend":
      return <TrendFigure trend={evidence} />;
    case "changes":
      return <ChangesTable changes={evidence} />;
    case "weights":
      return <WeightsTable shown={evidence} outline={outline} />;
    case "ranges":
      return <RangesTable ranges={evidence} outline={outline} />;
    case "breakdown":
      return <BreakdownTable breakdown={evidence} outline={outline} />;
    case "brokenLosses":
      return <BrokenLossesText losses={evidence} />;
  }
}
