import type { ComponentChildren, CSSProperties, JSX } from "preact";
import { formatCount } from "../../src/format/number-format.ts";
import { networkNaming } from "../naming.ts";
import { Numeral, Quantity } from "../numeral.tsx";
import type { RunView } from "../run-view.ts";
import { activationNames, fullLossNames, lossNames, strings } from "../strings.ts";
import { type BreakableFormula, Formula, inLines, letter, repeats } from "../symbols.tsx";
import type { UnitAddress } from "../values/sections.ts";
import { lossFormula, lossFormulaText } from "./loss-formula.tsx";
import { NetworkEdges } from "./network-edges.tsx";
import { type Column, cardHeight, type NetworkLayout, networkLayout } from "./network-layout.ts";
import { UnitCard } from "./unit-card.tsx";

interface NetworkProps {
  readonly run: RunView;
  readonly available: number;
  readonly chosen: UnitAddress | null;
  readonly onChoose: (unit: UnitAddress) => void;
}

/** More targets than this are left to the table. */
const mostTargets = 4;

/** A network as columns of units; a unit that is pressed shows its numbers in the table below. */
export function Network({ run, available, chosen, onChoose }: NetworkProps): JSX.Element {
  const { outline, layers } = run;
  const targets = Math.min(outline.targets.length, mostTargets);
  const lossLines = 1 + targets + (outline.targets.length > targets ? 1 : 0) + (outline.samples > 1 ? 1 : 0);
  const units = layers.map(({ units }) => units);
  const formula = lossFormula(outline.loss, outline.targets.length);
  const formulaLines = (room: number) => inLines(formula, room).length;
  const layout = networkLayout(available, outline.inputs.length, units, lossLines, formulaLines);
  return (
    <div
      class="picture network"
      style={{ width: `${layout.width}px`, height: `${layout.height}px`, zoom: layout.scale }}
    >
      <NetworkEdges layout={layout} layers={layers} />
      <Inputs run={run} layout={layout} onChoose={onChoose} />
      {layers.map((layer, l) => {
        const column = layout.layers[l];
        return (
          <ColumnOfCards
            key={l}
            name={layer.name}
            detail={`${formatCount(layer.units)} ${activationNames[layer.activation]}`}
            column={column}
          >
            {column.tops.slice(0, column.shown).map((top, unit) => (
              <UnitCard
                key={unit}
                layer={layer}
                unit={unit}
                style={cardStyle(column, top)}
                isChosen={chosen?.layer === l && chosen.unit === unit}
                onChoose={() => onChoose({ layer: l, unit })}
              />
            ))}
            {column.hidden > 0 && (
              <RestCard
                column={column}
                text={strings.moreUnits(column.hidden)}
                title={strings.restTitle(layer.name)}
                onChoose={() => onChoose({ layer: l, unit: column.shown })}
              />
            )}
          </ColumnOfCards>
        );
      })}
      <LossCard run={run} formula={formula} layout={layout} targets={targets} />
    </div>
  );
}

interface InputsProps {
  readonly run: RunView;
  readonly layout: NetworkLayout;
  readonly onChoose: (unit: UnitAddress) => void;
}

function Inputs({ run: { outline, sample }, layout, onChoose }: InputsProps): JSX.Element {
  const { inputs: column, inputRoom, hasInputNames } = layout;
  return (
    <ColumnOfCards name={strings.input} detail={formatCount(outline.inputs.length)} column={column}>
      {column.tops.slice(0, column.shown).map((top, i) => {
        const name = outline.inputs[i];
        const x = letter("x", ...networkNaming.input(i));
        return (
          <div key={i} class="card input" style={cardStyle(column, top)} title={name}>
            <Quantity symbol={x} value={sample ? sample.inputs[i] : null} room={inputRoom} />
            {hasInputNames && !repeats(name, x) && <span class="quiet name">{name}</span>}
          </div>
        );
      })}
      {column.hidden > 0 && (
        <RestCard
          column={column}
          text={hasInputNames ? strings.moreInputs(column.hidden) : strings.more(column.hidden)}
          title={strings.inputsTitle}
          onChoose={() => onChoose({ layer: "input", unit: column.shown })}
        />
      )}
    </ColumnOfCards>
  );
}

interface ColumnOfCardsProps {
  readonly name: string;
  readonly detail: string;
  readonly column: Column;
  readonly children: ComponentChildren;
}

function ColumnOfCards({ name, detail, column, children }: ColumnOfCardsProps): JSX.Element {
  const style = { left: `${column.x}px`, width: `${column.width}px`, top: `${column.headerTop}px` };
  return (
    <section aria-label={name}>
      <div class="column-header" style={style}>
        <span class="name" title={name}>
          {name}
        </span>
        <span class="quiet">{detail}</span>
      </div>
      {children}
    </section>
  );
}

interface RestCardProps {
  readonly column: Column;
  readonly text: string;
  readonly title: string;
  readonly onChoose: () => void;
}

/** Stands for the units that have no card of their own. */
function RestCard({ column, text, title, onChoose }: RestCardProps): JSX.Element {
  return (
    <button
      type="button"
      class="card rest"
      style={cardStyle(column, column.tops[column.shown])}
      title={title}
      onClick={onChoose}
    >
      {text}
    </button>
  );
}

interface LossCardProps {
  readonly run: RunView;
  readonly formula: BreakableFormula;
  readonly layout: NetworkLayout;
  readonly targets: number;
}

function LossCard({ run, formula, layout: { loss }, targets }: LossCardProps): JSX.Element {
  const { outline, sample } = run;
  const hidden = outline.targets.length - targets;
  const index = (target: number) => (outline.targets.length === 1 ? [] : networkNaming.unit(0, target));
  return (
    <>
      <div class="column-header" style={{ left: `${loss.x}px`, width: `${loss.width}px`, top: `${loss.top - 20}px` }}>
        <span class="name">{strings.loss}</span>
        {!loss.isTight && <span class="quiet kind">{lossNames[outline.loss]}</span>}
      </div>
      <div
        class={`card loss ${loss.isTight ? "tight" : ""}`}
        title={`${fullLossNames[outline.loss]}: ${lossFormulaText(outline.loss, formula)}`}
        style={{ left: `${loss.x}px`, width: `${loss.width}px`, top: `${loss.top}px`, height: `${loss.height}px` }}
      >
        {inLines(formula, loss.formulaRoom).map((line, k) => (
          <div key={k} class="formula">
            <Formula>{line}</Formula>
          </div>
        ))}
        {outline.samples > 1 && (
          <div class="whose quiet">{sample ? strings.ofSample(formatCount(sample.index + 1)) : ""}</div>
        )}
        <div class="value" data-symbol="ℓ">
          <Numeral value={run.loss} room={loss.room} title="ℓ" />
        </div>
        {outline.targets.slice(0, targets).map((name, k) => (
          <div key={k} class="target" title={name}>
            <Quantity
              symbol={letter("t", ...index(k))}
              value={sample ? sample.targets[k] : null}
              room={loss.room - 2}
              class="beside"
            />
          </div>
        ))}
        {hidden > 0 && <div class="target quiet">{strings.more(hidden)}</div>}
      </div>
    </>
  );
}

function cardStyle({ x, width }: Column, top: number): CSSProperties {
  return { left: `${x}px`, width: `${width}px`, top: `${top}px`, height: `${cardHeight}px` };
}
