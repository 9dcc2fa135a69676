import type { JSX } from "preact";
import type { BadgePlace, Badge as TracedBadge } from "../../src/core/explanation/trace.ts";
import { Badge } from "./badge.tsx";
import { heightAt } from "./edge-curve.ts";
import { cardHeight, middleOf, type NetworkLayout } from "./network-layout.ts";

interface NetworkBadgesProps {
  readonly layout: NetworkLayout;
  readonly badges: readonly TracedBadge[];
}

/** The numbers that the derivation's factors carry, where they come from. */
export function NetworkBadges({ layout, badges }: NetworkBadgesProps): JSX.Element {
  return (
    <>
      {badges.map((badge) => {
        const [x, y] = placeOf(badge.at, layout);
        const style = { left: `${x - badgeSize / 2}px`, top: `${y - badgeSize / 2}px` };
        return <Badge key={badge.number} badge={badge} layers={layout.columns.length - 1} style={style} />;
      })}
    </>
  );
}

const badgeSize = 16;

/** At the corner of a card, and at the first quarter of an edge, where its number does not stand. */
function placeOf(at: BadgePlace, { columns, loss }: NetworkLayout): readonly [x: number, y: number] {
  if (at.of === "loss") return [loss.x + loss.width, loss.top];
  const to = columns[at.layer + 1];
  if (at.of === "unit") return [to.x + to.width, middleOf(to, at.unit) - cardHeight / 2];
  const from = columns[at.layer];
  const ends = { x1: from.x + from.width, y1: middleOf(from, at.input), x2: to.x, y2: middleOf(to, at.unit) };
  const x = ends.x1 + (ends.x2 - ends.x1) / 4;
  return [x, heightAt(ends, x)];
}
