import type { ComponentChildren, JSX } from "preact";
import { formatCount, formatShare } from "../../src/format/number-format.ts";
import type { Outline, Snapshot } from "../../src/run/snapshot.ts";
import { formatNumber } from "../numbers.ts";
import { strings } from "../strings.ts";

interface ReadoutsProps {
  readonly outline: Outline;
  readonly snapshot: Snapshot;
}

/**
 * Step, epoch, loss and how well it does on samples it did not see, each with room for the longest that it can become,
 * so that nothing jumps.
 */
export function Readouts({ outline, snapshot }: ReadoutsProps): JSX.Element {
  const { loss, testLoss, accuracy } = snapshot;
  const heldOut = outline.samples - outline.trainingSamples;
  const [step, steps, epoch, epochs] = [snapshot.step, snapshot.stepsInAll, snapshot.epoch, snapshot.epochsInAll].map(
    formatCount,
  );
  return (
    <dl class="readouts">
      <Readout
        quantity="step"
        name={strings.stepRead}
        value={step}
        width={steps.length}
        title={strings.progressTitle(step, steps)}
      >
        <span class="quiet"> {strings.of(steps)}</span>
      </Readout>
      <Readout
        quantity="epoch"
        name={strings.epochRead}
        value={epoch}
        width={epochs.length}
        title={strings.epochTitle(epoch, epochs)}
      />
      <Readout
        quantity="loss"
        name={strings.lossNow}
        value={formatNumber(loss, lossWidth)}
        width={lossWidth}
        title={strings.lossTitle(String(loss))}
      />
      {testLoss !== null && (
        <Readout
          quantity="test"
          name={strings.testRead}
          value={formatNumber(testLoss, lossWidth)}
          width={lossWidth}
          title={strings.testTitle(heldOut, String(testLoss))}
        />
      )}
      {accuracy !== null && (
        <Readout
          quantity="accuracy"
          name={strings.accuracyRead}
          value={formatShare(accuracy)}
          width={shareWidth}
          title={strings.accuracyTitle(heldOut, formatShare(accuracy))}
        />
      )}
    </dl>
  );
}

/** As long as 1.23×10⁻³²: no digit fewer than where the loss stands in the diagram. */
const lossWidth = 10;
/** As long as 97.3 %. */
const shareWidth = 6;

interface ReadoutProps {
  readonly quantity: string;
  readonly name: string;
  readonly value: string;
  /** The room kept for the value, in characters. */
  readonly width: number;
  readonly title: string;
  /** What follows the value, where there is room for it. */
  readonly children?: ComponentChildren;
}

/** A number right beside its name; the room that it may yet need lies after it. */
function Readout({ quantity, name, value, width, title, children }: ReadoutProps): JSX.Element {
  return (
    <div class="readout" data-readout={quantity} title={title} style={{ "--most": `${width}ch` }}>
      <dt>{name}</dt>
      <dd>
        <span class="numeral">{value}</span>
        <span class="after">
          {children}
          <span class="reserve" style={{ width: `${Math.max(0, width - value.length)}ch` }} />
        </span>
      </dd>
    </div>
  );
}
