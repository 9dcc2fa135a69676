import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Factor, Product } from "../../src/core/explanation/derivation-parts.ts";
import { plainText } from "../../src/core/explanation/notation/plain.ts";
import type { LineFigures } from "../../src/format/figures.ts";
import { useWidth } from "../diagram/use-width.ts";
import { formatNumber } from "../numbers.ts";
import type { RunView } from "../run-view.ts";
import { useStore } from "../store-context.ts";
import { strings } from "../strings.ts";
import { Badge } from "./badge.tsx";
import { figuresOf } from "./figures.ts";
import { Result, Symbols } from "./formulas.tsx";
import { factorWidths, leastColumns } from "./product-widths.ts";
import { PutIn } from "./put-in.tsx";
import { whyStrings } from "./strings.ts";
import { lit } from "./terms-block.tsx";
import { isThere } from "./visibility.ts";

interface ProductBlockProps {
  readonly product: Product;
  /** What the product leads to, in a word. */
  readonly end: string;
  readonly run: RunView;
}

/** A product of local slopes: factors side by side where there is room, one below the other where there is not. */
export function ProductBlock({ product, end, run }: ProductBlockProps): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const room = useWidth(frame);
  const figures = figuresOf(product.value);
  const widths = useSteady(factorWidths(product.factors, figures.input));
  // What was reckoned may be too little for the fonts that are there: then the columns say how much they need.
  const [needed, setNeeded] = useState(0);
  const isWide = room >= Math.max(leastColumns(widths), needed);
  useLayoutEffect(() => {
    const { scrollWidth, clientWidth } = frame.current?.firstElementChild ?? { scrollWidth: 0, clientWidth: 0 };
    if (isWide && scrollWidth > clientWidth) setNeeded(scrollWidth);
  });
  return (
    <div class="product-frame" ref={frame}>
      {isWide ? (
        <WideProduct {...{ product, run, figures, widths }} />
      ) : (
        <NarrowProduct {...{ product, end, run, figures }} />
      )}
    </div>
  );
}

/** The widths so far at their widest: numbers that change must not move the columns. */
function useSteady(widths: readonly number[]): readonly number[] {
  const widest = useRef<readonly number[]>([]);
  const isSame = widest.current.length === widths.length;
  widest.current = isSame ? widths.map((width, k) => Math.max(width, widest.current[k])) : widths;
  return widest.current;
}

interface FactorsProps {
  readonly product: Product;
  readonly end: string;
  readonly run: RunView;
  readonly figures: LineFigures;
}

function WideProduct({
  product,
  run,
  figures,
  widths,
}: Omit<FactorsProps, "end"> & { widths: readonly number[] }): JSX.Element {
  const { factors, left, value, at } = product;
  const { litBadge } = useStore();
  const hasNames = factors.some(({ symbol }) => symbol !== null);
  const hasSoFar = factors.some(({ soFar }) => soFar !== null);
  const isShown = isThere(run, at);
  const columns = widths.map((width) => `minmax(${width}px, max-content)`).join(" minmax(12px, 24px) ");
  const column = (k: number) => 3 + 2 * k;
  const cell = (row: number, k: number) => ({ gridRow: row, gridColumn: column(k) });

  /** A row of cells with signs between them. */
  function row(at: number, name: string, cells: (factor: Factor) => JSX.Element): JSX.Element[] {
    return factors.flatMap((factor, k) => [
      ...(k > 0 ? [<Between key={`${name} sign ${k}`} row={at} column={column(k) - 1} symbol="·" />] : []),
      <div
        key={`${name} ${k}`}
        class={`cell ${name} ${factor.badge !== null && litBadge.value === factor.badge ? "lit" : ""}`}
        style={cell(at, k)}
        {...(factor.badge === null ? {} : lit(litBadge, factor.badge))}
      >
        {cells(factor)}
      </div>,
    ]);
  }

  return (
    <div class="product wide" style={{ gridTemplateColumns: `max-content 24px ${columns}` }}>
      {factors.map((factor, k) =>
        factor.badge === null ? null : (
          <div key={`badge ${k}`} class="cell badges" style={cell(1, k)} {...lit(litBadge, factor.badge)}>
            <Badge number={factor.badge} />
          </div>
        ),
      )}
      <div class="cell left" style={{ gridRow: hasNames ? 2 : 3, gridColumn: 1 }}>
        <Symbols of={left} form="stacked" />
      </div>
      {hasNames && <Between row={2} column={2} symbol="=" />}
      {hasNames && row(2, "name", (factor) => <FactorName factor={factor} run={run} form="stacked" />)}
      <Between row={3} column={2} symbol="=" />
      {row(3, "formula", (factor) =>
        hasNames ? <Symbols of={factor.formula} /> : <FactorName factor={factor} run={run} form="slanted" />,
      )}
      <Between row={4} column={2} symbol="=" />
      {row(4, "numbers", (factor) => (
        <PutIn of={factor.formula} run={run} format={figures.input} />
      ))}
      <Between row={5} column={2} symbol="=" />
      {row(5, "value", ({ value, at }) => (
        <Result value={value} isKnown={isThere(run, at)} format={figures.input} class="factor-value" />
      ))}
      {!hasSoFar && <Between row={6} column={2} symbol="=" />}
      {!hasSoFar && (
        <div class="cell value" style={{ gridRow: 6, gridColumn: "3 / -1" }}>
          <Result value={value} isKnown={isShown} format={figures.result} class="result" />
        </div>
      )}
      {hasSoFar && <div class="rule" style={{ gridRow: 7, gridColumn: "1 / -1" }} />}
      {hasSoFar && (
        <div class="so-far-label quiet" style={{ gridRow: "8 / 10", gridColumn: "1 / 3" }}>
          {whyStrings.productSoFar}
        </div>
      )}
      {factors.map(({ soFar }, k) => {
        const isLast = k === factors.length - 1;
        return (
          soFar && (
            <div key={`so far ${k}`} class="cell so-far" style={cell(8, k)}>
              <SoFarCell soFar={soFar} isLast={isLast} run={run} figures={figures} />
            </div>
          )
        );
      })}
      {hasSoFar &&
        factors.slice(1).map((_, k) => <Between key={`arrow ${k}`} row={8} column={column(k) + 1} symbol="→" />)}
    </div>
  );
}

interface FactorNameProps {
  readonly factor: Factor;
  readonly run: RunView;
  readonly form: "stacked" | "slanted";
}

/** A factor's symbol, which asks for its reason. */
function FactorName({ factor, run, form }: FactorNameProps): JSX.Element {
  const { select } = useStore();
  const { badge, symbol, formula, value, at, quantity } = factor;
  const shown = symbol ?? formula;
  const spoken = isThere(run, at) ? formatNumber(value) : strings.notYetComputed;
  return (
    <button
      type="button"
      class="factor-name"
      aria-label={whyStrings.factorSpoken(badge, plainText(shown), spoken)}
      onClick={() => select(quantity)}
    >
      <Symbols of={shown} form={form} />
    </button>
  );
}

interface SoFarCellProps {
  readonly soFar: NonNullable<Factor["soFar"]>;
  readonly isLast: boolean;
  readonly run: RunView;
  readonly figures: LineFigures;
}

/** What the factors up to here make, which is a gradient of the picture. */
function SoFarCell({ soFar: { symbol, value, at, quantity }, isLast, run, figures }: SoFarCellProps): JSX.Element {
  const { select } = useStore();
  const content = (
    <>
      <Result value={value} isKnown={isThere(run, at)} format={figures.result} class={isLast ? "result" : ""} />
      <Symbols of={symbol} />
    </>
  );
  if (!quantity) return <span class="so-far-part">{content}</span>;
  return (
    <button
      type="button"
      class="so-far-part"
      aria-label={whyStrings.follow(plainText(symbol))}
      onClick={() => select(quantity)}
    >
      {content}
    </button>
  );
}

function Between({ row, column, symbol }: { row: number; column: number; symbol: string }): JSX.Element {
  return (
    <span class="between" style={{ gridRow: row, gridColumn: column }}>
      {symbol}
    </span>
  );
}

function NarrowProduct({ product, end, run, figures }: FactorsProps): JSX.Element {
  const { factors, value, at } = product;
  const { litBadge } = useStore();
  const hasSoFar = factors.some(({ soFar }) => soFar !== null);
  return (
    <div class="product narrow">
      <div class="head quiet">
        <span>{whyStrings.slopes(end)}</span>
        <span class="factor-head">{whyStrings.factor}</span>
        {hasSoFar && <span class="so-far-head">{whyStrings.productSoFar}</span>}
      </div>
      {factors.map((factor, k) => {
        const { badge, symbol, formula, soFar } = factor;
        return (
          <div
            key={k}
            class={`factor-row ${badge !== null && litBadge.value === badge ? "lit" : ""}`}
            {...(badge === null ? {} : lit(litBadge, badge))}
          >
            <span class="badge-cell">{badge !== null && <Badge number={badge} />}</span>
            <span class="name-and-formula">
              <FactorName factor={factor} run={run} form="slanted" />
              {symbol && (
                <span class="formula">
                  = <Symbols of={formula} />
                </span>
              )}
            </span>
            <Result
              value={factor.value}
              isKnown={isThere(run, factor.at)}
              format={figures.input}
              class="factor-value"
            />
            {soFar && <SoFarCell soFar={soFar} isLast={k === factors.length - 1} run={run} figures={figures} />}
          </div>
        );
      })}
      {!hasSoFar && (
        <div class="factor-row">
          <span class="badge-cell" />
          <span>{whyStrings.pathProduct}</span>
          <Result value={value} isKnown={isThere(run, at)} format={figures.result} class="result" />
        </div>
      )}
    </div>
  );
}
