import type { JSX } from "preact";
import { quantityKey } from "../../src/core/explanation/quantity.ts";
import type { Finding } from "../../src/core/findings/finding.ts";
import type { Remedy } from "../../src/core/findings/remedy.ts";
import type { Evidence } from "../../src/core/inspection/evidence.ts";
import { WarningIcon } from "../icons.tsx";
import type { RunView } from "../run-view.ts";
import type { Store } from "../store.ts";
import { EvidenceView } from "./evidence-view.tsx";
import { type PicturePlace, pictureOf, specPathOf } from "./finding-place.ts";
import { healthStrings } from "./strings.ts";

interface FindingCardProps {
  readonly finding: Finding;
  /** Null until it is gathered, and where there is none. */
  readonly evidence: Evidence | null;
  readonly run: RunView;
  readonly store: Store;
}

/** One finding: what is the case and where, the numbers that show it, and what to try. */
export function FindingCard({ finding, evidence, run, store }: FindingCardProps): JSX.Element {
  const { where, since, remedies } = finding;
  const { title, explanation } = inTwo(finding.message);
  const place = pictureOf(where, run.outline);
  return (
    <article class="finding">
      <WarningIcon />
      <h3>{title}</h3>
      {explanation && <p class="explanation">{explanation}</p>}
      <p class="where">
        <span class="quiet">{healthStrings.since(since)}</span>
        {place && <PictureLink place={place} store={store} />}
        <button type="button" class="link" onClick={() => void store.remote.reveal({ path: specPathOf(where) })}>
          {healthStrings.showInSpec}
        </button>
      </p>
      <div class="proof">
        <EvidenceView finding={finding} evidence={evidence} outline={run.outline} />
      </div>
      <Remedies remedies={remedies} store={store} />
    </article>
  );
}

/** A sentence as a title and what follows its colon. */
function inTwo(message: string): { title: string; explanation: string } {
  const end = message.indexOf(": ");
  if (end < 0) return { title: message.replace(/\.$/, ""), explanation: "" };
  const rest = message.slice(end + 2);
  return { title: message.slice(0, end), explanation: rest.charAt(0).toUpperCase() + rest.slice(1) };
}

function PictureLink({ place: { name, quantity }, store }: { place: PicturePlace; store: Store }): JSX.Element {
  function show(): void {
    store.select(quantity);
    // Where the parts of the page stand one below the other, the picture may be out of sight.
    requestAnimationFrame(() =>
      document.querySelector(`[data-quantity="${quantityKey(quantity)}"]`)?.scrollIntoView({ block: "nearest" }),
    );
  }
  return (
    <button type="button" class="link place" title={healthStrings.showInPicture(name)} onClick={show}>
      {name}
    </button>
  );
}

interface RemediesProps {
  readonly remedies: readonly Remedy[];
  readonly store: Store;
}

/** What to try, each with the way to where it is done. */
function Remedies({ remedies, store }: RemediesProps): JSX.Element {
  return (
    <div class="remedies">
      <h4>{healthStrings.try}</h4>
      <ul>
        {remedies.map(({ text, path }) => (
          <li key={text}>
            <span>{text}</span>
            <button
              type="button"
              class="link"
              aria-label={healthStrings.editSpecFor(text)}
              onClick={() => void store.remote.reveal({ path })}
            >
              {healthStrings.editSpec}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
