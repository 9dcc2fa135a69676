import { activations } from "../../src/core/activation.ts";
import { erfc } from "../../src/core/elementary/error-function.ts";
import type { Expression } from "../../src/core/explanation/notation/expression.ts";

/** A value, and the size of the largest number on the way to it: what its rounding errors are relative to. */
export interface Evaluated {
  readonly value: number;
  readonly size: number;
}

/** What a formula comes to when the numbers that it shows are put in: as a person with a calculator would do it. */
export function evaluate(expression: Expression): Evaluated {
  const of = (e: Expression) => evaluate(e);
  switch (expression.kind) {
    case "letter":
      if (expression.letter === "e") return plain(Math.E);
      if (expression.letter === "π") return plain(Math.PI);
      throw new Error(`No number was put in for ${expression.letter}`);
    case "literal":
    case "known":
      return plain(expression.value);
    case "product":
      return expression.factors.map(of).reduce((a, b) => ({ value: a.value * b.value, size: a.size * b.size }));
    case "sum":
      return expression.terms
        .map(of)
        .reduce((a, b) => ({ value: a.value + b.value, size: Math.max(a.size, b.size, Math.abs(a.value + b.value)) }));
    case "negative": {
      const { value, size } = of(expression.of);
      return { value: -value, size };
    }
    case "fraction": {
      const [over, under] = [of(expression.over), of(expression.under)];
      return {
        value: over.value / under.value,
        // A denominator that is a difference of large numbers has lost digits.
        size: (over.size / Math.abs(under.value)) * Math.max(1, under.size / Math.abs(under.value)),
      };
    }
    case "power": {
      const exponent = of(expression.exponent);
      const { base } = expression;
      if (base.kind === "letter" && base.letter === "e") {
        const value = Math.exp(exponent.value);
        return { value, size: value * Math.max(1, exponent.size) };
      }
      const value = of(base).value ** exponent.value;
      return { value, size: Math.max(Math.abs(value), of(base).size ** exponent.value) };
    }
    case "root":
      return plain(Math.sqrt(of(expression.of).value));
    case "size": {
      const { value, size } = of(expression.of);
      return { value: Math.abs(value), size };
    }
    case "call":
      return called(expression.name, expression.isDerivative, expression.of.map(of));
    default:
      throw new Error(`There are no numbers in a ${expression.kind}`);
  }
}

function called(name: string, isDerivative: boolean, [x, y]: readonly Evaluated[]): Evaluated {
  const activation = Object.entries(activations).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  if (isDerivative) {
    if (!activation) throw new Error(`${name} has no derivative`);
    return plain(activation.derivative(x.value, activation.value(x.value)));
  }
  switch (name) {
    case "max":
      return { value: Math.max(x.value, y.value), size: Math.max(x.size, y.size) };
    case "sign":
      return plain(Math.sign(x.value));
    case "ln":
      // An error of the size of x's shows in its logarithm divided by x.
      return { value: Math.log(x.value), size: Math.max(Math.abs(Math.log(x.value)), x.size / Math.abs(x.value)) };
    case "erf":
      return plain(1 - erfc(x.value));
    case "tanh":
      return plain(Math.tanh(x.value));
    default:
      throw new Error(`Nobody knows ${name}`);
  }
}

function plain(value: number): Evaluated {
  return { value, size: Math.abs(value) };
}
