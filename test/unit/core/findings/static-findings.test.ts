import { describe, expect, it } from "vitest";
import { staticFindings } from "../../../../src/core/findings/static-findings.ts";
import type { Spec } from "../../../../src/core/spec.ts";
import { handBuilt } from "../../../support/hand-built.ts";

const tanh = { units: 2, activation: "tanh" } as const;
const linear = { units: 1 } as const;
const rows = [
  [0, 0, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
];

function kindsOf(spec: Spec): string[] {
  return staticFindings(spec).map(({ kind }) => kind);
}

/** The only finding of a spec. */
function findingOf(spec: Spec) {
  const findings = staticFindings(spec);
  expect(findings.map(({ kind }) => kind)).toHaveLength(1);
  expect(findings[0].since).toBe(0);
  return findings[0];
}

it("finds nothing wrong with XOR, the chain, Mazur's network and a line", () => {
  const relu = (weight: number, bias: number) =>
    ({ units: 1, activation: "relu", weights: [[weight]], biases: [bias] }) as const;
  const sigmoid = { units: 2, activation: "sigmoid" } as const;
  const weights = [
    [0.15, 0.2],
    [0.25, 0.3],
  ];
  const biases = [0.35, 0.35];
  const specs = [
    handBuilt({
      rows,
      layers: [
        { units: 4, activation: "tanh" },
        { units: 1, activation: "sigmoid" },
      ],
    }),
    handBuilt({ rows: [[2, 1]], layers: [relu(0.5, 0.25), relu(1.5, -0.5), relu(2, 1)] }),
    handBuilt({ rows: [[0.05, 0.1, 0.01, 0.99]], layers: [{ ...sigmoid, weights, biases }, sigmoid] }),
    handBuilt({ rows: [-2, -1, 0, 1, 2].map((x) => [x, 2 * x + 1]), layers: [linear] }),
  ];
  expect(specs.map(kindsOf)).toEqual([[], [], [], []]);
});

describe("linearStack", () => {
  const line = [
    { units: 2, weights: [[2], [3]], biases: [1, -1] },
    { units: 1, weights: [[1, -2]], biases: [0.5] },
  ];
  const data = [
    [0, 0],
    [1, 2],
  ];

  it("computes m and c", () => {
    const { kind, numbers, message } = findingOf(handBuilt({ rows: data, layers: line }));
    expect(kind).toBe("linearStack");
    // 1·(2x + 1) − 2·(3x − 1) + 0.5
    expect(numbers).toEqual({ m: -4, c: 3.5 });
    expect(message).toBe("These 2 layers collapse to y = m·x + c, with m = −4 and c = 3.5.");
  });

  it("counts missing biases as 0", () => {
    const layers = line.map((layer) => ({ ...layer, biases: false as const }));
    expect(findingOf(handBuilt({ rows: data, layers })).numbers).toEqual({ m: -4, c: 0 });
  });

  it("names a small matrix", () => {
    const weights = [
      [1, 2],
      [3, 4],
    ];
    const layers = [
      { units: 2, weights, biases: [1, 1] },
      { units: 1, weights: [[1, -1]], biases: [0] },
    ];
    expect(findingOf(handBuilt({ rows, layers })).numbers).toEqual({ m11: -2, m12: -2, c1: 0 });
  });

  it("names no larger matrix", () => {
    const of = (inputs: number, targets: number) => {
      const weights = Array.from({ length: targets }, () => new Array<number>(inputs).fill(1));
      const square = Array.from({ length: targets }, () => new Array<number>(targets).fill(1));
      const biases = new Array<number>(targets).fill(0);
      const data = [0, 1].map((x) => new Array<number>(inputs + targets).fill(x));
      const layers = [weights, square].map((weights) => ({ units: targets, weights, biases }));
      return Object.keys(staticFindings(handBuilt({ rows: data, layers }))[0].numbers).length;
    };
    expect([of(2, 2), of(4, 1), of(5, 1), of(3, 2)]).toEqual([6, 5, 0, 0]);
  });

  it("gives no numbers where biases are drawn", () => {
    const layers = [line[0], { ...line[1], biases: null }];
    expect(findingOf(handBuilt({ rows: data, layers })).numbers).toEqual({});
  });

  it("gives no numbers where some are drawn", () => {
    const { numbers, message } = findingOf(handBuilt({ rows: data, layers: [line[0], linear] }));
    expect(numbers).toEqual({});
    expect(message).toBe("These 2 layers collapse to y = m·x + c.");
  });

  it("counts linear layers before an output of another kind, too", () => {
    const layers = [{ units: 2 }, { units: 3 }, { units: 1, activation: "sigmoid" as const }];
    const { kind, message } = findingOf(handBuilt({ rows, layers }));
    expect(kind).toBe("linearStack");
    expect(message).toBe(
      "The 2 layers before the output are linear: with the output they collapse to the one layer y = sigmoid(M·x + c), whose borders are straight.",
    );
  });

  it.each([[[linear]], [[tanh, linear]], [[{ units: 2 }, tanh, linear]]])("says nothing of %j", (layers) =>
    expect(kindsOf(handBuilt({ rows, layers }))).toEqual([]),
  );
});

describe("nothingTrainable", () => {
  const frozen = { weights: false, biases: false };
  const ofBiases = { weights: false, biases: true };

  it("tells of a network in which nothing may change, and of nothing else then", () => {
    const layers = [
      { ...tanh, trainable: frozen },
      { ...linear, trainable: ofBiases, biases: false as const, init: "zeros" as const },
    ];
    expect(kindsOf(handBuilt({ rows, layers }))).toEqual(["nothingTrainable"]);
  });

  it("says nothing where a layer may change", () => {
    const layers = [
      { ...tanh, trainable: frozen },
      { ...linear, trainable: ofBiases },
    ];
    expect(kindsOf(handBuilt({ rows, layers }))).toEqual([]);
  });
});

describe("targets that the outputs cannot reach", () => {
  const to = (activation: "relu" | "softplus" | "sigmoid" | "softmax" | "tanh" | "leakyRelu", targets: number[]) =>
    handBuilt({
      rows: [
        [1, ...targets],
        [2, ...targets.map(() => 0.5)],
      ],
      layers: [tanh, { units: targets.length, activation }],
    });

  it.each([
    ["relu", [-0.5], "reluOutput", { smallest: -0.5, count: 1 }],
    ["softplus", [-3, -2], "reluOutput", { smallest: -3, count: 2 }],
    ["sigmoid", [1.5], "sigmoidOutput", { smallest: 0.5, largest: 1.5, count: 1 }],
    ["sigmoid", [-0.5], "sigmoidOutput", { smallest: -0.5, largest: 0.5, count: 1 }],
    ["softmax", [2, -1], "sigmoidOutput", { smallest: -1, largest: 2, count: 2 }],
    ["tanh", [-1.5], "tanhOutput", { smallest: -1.5, largest: 0.5, count: 1 }],
  ] as const)("tells of %s with %j", (activation, targets, kind, numbers) => {
    expect(findingOf(to(activation, [...targets]))).toMatchObject({ kind, numbers, where: { layer: 1 } });
  });

  it.each([
    ["relu", [0]],
    ["leakyRelu", [-1]],
    ["sigmoid", [0]],
    ["sigmoid", [1]],
    ["softmax", [0, 1]],
    ["tanh", [-1]],
    ["tanh", [1]],
  ] as const)("says nothing of %s with %j", (activation, targets) => {
    expect(kindsOf(to(activation, [...targets]))).toEqual([]);
  });
});

describe("softmaxSingle", () => {
  const softmax = (units: number) =>
    handBuilt({
      rows: rows.map((row) => [...row.slice(0, 2), ...[2, 0].slice(0, units)]),
      layers: [tanh, { units, activation: "softmax" }],
    });

  it("says only that one share is always 1, whatever the targets", () => {
    expect(findingOf(softmax(1))).toMatchObject({ kind: "softmaxSingle", where: { of: "layer", layer: 1 } });
  });

  it("says nothing of that with two", () => expect(kindsOf(softmax(2))).toEqual(["sigmoidOutput"]));
});

describe("inputScales", () => {
  const scaled = (factor: number, data = {}) =>
    handBuilt({ rows: rows.map(([a, b, t]) => [a, b * factor, t]), layers: [linear], data });

  it("names both features", () => {
    const { kind, where, numbers, message } = findingOf(scaled(101));
    expect({ kind, where }).toEqual({ kind: "inputScales", where: { of: "input", input: 1 } });
    expect(numbers).toEqual({ largest: 50.5, smallest: 0.5, factor: 101 });
    expect(message).toMatch(/^x2 spreads 101 times as wide as x1: .* 50\.5 and 0\.5,/);
  });

  it("lets a factor of 100 pass", () => expect(kindsOf(scaled(100))).toEqual([]));

  it("takes a feature that never changes for as wide as it is large", () => {
    const spec = handBuilt({ rows: rows.map(([a, , t]) => [a, -1000, t]), layers: [linear] });
    expect(staticFindings(spec)).toMatchObject([
      { kind: "inputScales", numbers: { largest: 1000, smallest: 0.5 } },
      { kind: "constantFeature" },
    ]);
  });

  it("lets normalized features pass", () => {
    expect(kindsOf(scaled(101, { normalization: { offset: [0, 0], scale: [1, 1] } }))).toEqual([]);
  });
});

describe("constantFeature", () => {
  it("names it, with the value that the data has", () => {
    const data = { normalization: { offset: [0, 6], scale: [1, 2] } };
    const spec = handBuilt({ rows: rows.map(([a, , t]) => [a, 0.5, t]), layers: [linear], data });
    expect(findingOf(spec)).toMatchObject({
      kind: "constantFeature",
      where: { of: "input", input: 1 },
      numbers: { value: 7, samples: 4 },
    });
  });

  it("says nothing of a single sample", () => {
    expect(kindsOf(handBuilt({ rows: [[1, 1, 1]], layers: [linear] }))).toEqual([]);
    const two = { rows: rows.slice(0, 2), layers: [linear] };
    expect(kindsOf(handBuilt(two))).toEqual(["constantFeature"]);
    expect(kindsOf(handBuilt({ ...two, training: { testFraction: 0.5 } }))).toEqual([]);
  });

  it("looks only at the samples trained on", () => {
    const many = Array.from({ length: 10 }, (_, k) => [k, k === 0 ? 1 : 0, k]);
    const kinds = Array.from({ length: 20 }, (_, seed) => {
      return kindsOf(handBuilt({ rows: many, layers: [linear], seed, training: { testFraction: 0.5 } })).join();
    });
    expect(new Set(kinds)).toEqual(new Set(["", "constantFeature"]));
  });

  it("puts many into one finding", () => {
    const spec = handBuilt({ rows: rows.map(([a, , t]) => [a, 1, 1, 1, 1, t]), layers: [linear] });
    expect(findingOf(spec)).toMatchObject({ numbers: { features: 4 }, where: { of: "input", input: 1 } });
  });
});

describe("zeroWeights", () => {
  const zeros = { init: "zeros" } as const;
  const weights = [
    [0, 0],
    [0, 0],
  ];

  it.each([
    [
      "tanh layers that are all zero",
      [
        { ...tanh, ...zeros },
        { ...linear, ...zeros },
      ],
      [0, 2],
    ],
    [
      "given zeros",
      [
        { ...tanh, weights, biases: [0, 0] },
        { ...linear, ...zeros },
      ],
      [0, 2],
    ],
    ["a relu layer of zeros alone", [{ units: 2, activation: "relu" as const, ...zeros }, linear], [0, 1]],
    ["a last relu layer of zeros", [tanh, { units: 1, activation: "relu" as const, ...zeros }], [1, 1]],
    [
      "a zero layer that is frozen",
      [tanh, { ...linear, ...zeros, trainable: { weights: false, biases: true } }],
      [1, 1],
    ],
    [
      "zeros that feed zeros through a layer of drawn weights without biases of its own",
      [
        { ...tanh, ...zeros },
        { ...tanh, init: "xavierUniform" as const },
        { ...linear, ...zeros },
      ],
      [0, 2],
    ],
    [
      "normal of width 0",
      [
        { ...tanh, init: { normal: [0, 0] as const } },
        { ...linear, init: { uniform: [0, 0] as const } },
      ],
      [0, 2],
    ],
  ] as const)("tells of %s", (_, layers, [layer, count]) => {
    const { kind, where, numbers } = findingOf(handBuilt({ rows, layers }));
    expect({ kind, ...where, ...numbers }).toMatchObject({ kind: "zeroWeights", layer, layers: count });
  });

  it.each([
    ["a single layer", [{ ...linear, ...zeros }]],
    ["the last layer alone", [tanh, { ...linear, ...zeros }]],
    ["a tanh layer before a drawn one", [{ ...tanh, ...zeros }, linear]],
    [
      "a relu layer that its biases keep awake",
      [{ units: 2, activation: "relu" as const, weights, biases: [1, 2] }, linear],
    ],
    [
      "tanh layers that biases keep awake",
      [
        { ...tanh, weights, biases: [1, 2] },
        { ...linear, ...zeros },
      ],
    ],
  ] as const)("says nothing of %s", (_, layers) => expect(kindsOf(handBuilt({ rows, layers }))).toEqual([]));

  it("lets a softmax of zeros pass", () => {
    const layers = [tanh, { units: 2, activation: "softmax" as const, ...zeros }];
    expect(kindsOf(handBuilt({ rows, layers }))).toEqual([]);
  });

  it("lets zeros in sigmoid layers pass as what they are: all the same", () => {
    const layers = [
      { units: 2, activation: "sigmoid" as const, ...zeros },
      { ...linear, ...zeros },
    ];
    expect(kindsOf(handBuilt({ rows, layers }))).toEqual(["symmetricWeights"]);
  });
});

describe("symmetricWeights", () => {
  const weights = [
    [1, 2],
    [3, 4],
    [1, 2],
  ];
  const hidden = { units: 3, activation: "tanh", weights, biases: [1, 1, 1] } as const;
  const output = { units: 1, weights: [[5, 6, 5]], biases: [0] } as const;

  it("names the units", () => {
    const finding = findingOf(handBuilt({ rows, layers: [hidden, output] }));
    expect(finding).toMatchObject({ kind: "symmetricWeights", numbers: { units: 2, different: 2 } });
    expect(finding.where).toEqual({ of: "layer", layer: 0, key: "weights" });
    expect(finding.message).toMatch(/^Units 1 and 3 of layer 1 have the same weights/);
  });

  it("names no more than four units", () => {
    const messageOf = (twins: number) => {
      const weights = Array.from({ length: 6 }, (_, j) => (j < twins ? [1, 2] : [j, j]));
      const wide = { units: 6, activation: "tanh", weights, biases: new Array<number>(6).fill(0) } as const;
      const layers = [wide, { units: 1, weights: [new Array<number>(6).fill(1)], biases: [0] }];
      return findingOf(handBuilt({ rows, layers })).message;
    };
    expect([4, 5, 6].map((twins) => messageOf(twins).replace(/ have.*/, ""))).toEqual([
      "Units 1, 2, 3 and 4 of layer 1",
      "5 units of layer 1",
      "All 6 units of layer 1",
    ]);
  });

  it("tells of ones everywhere", () => {
    const ones = { init: "ones" } as const;
    const finding = findingOf(
      handBuilt({
        rows,
        layers: [
          { ...tanh, ...ones },
          { ...linear, ...ones },
        ],
      }),
    );
    expect(finding).toMatchObject({ where: { key: "init" }, numbers: { units: 2, different: 1 } });
  });

  it.each([
    ["another bias", [{ ...hidden, biases: [1, 1, 2] }, output]],
    [
      "another bias that is nothing beside the weights",
      [
        {
          ...hidden,
          weights: [
            [1e17, 2],
            [3, 4],
            [1e17, 2],
          ],
          biases: [1, 1, 2],
        },
        output,
      ],
    ],
    ["biases that are drawn", [{ ...hidden, biases: null }, output]],
    [
      "other weights coming in",
      [
        {
          ...hidden,
          weights: [
            [1, 2],
            [3, 4],
            [2, 1],
          ],
        },
        output,
      ],
    ],
    [
      "the same sum of other weights",
      [
        {
          ...hidden,
          weights: [
            [1, 2],
            [3, 4],
            [3, 1],
          ],
        },
        output,
      ],
    ],
    ["other weights going out", [hidden, { ...output, weights: [[5, 6, 7]] }]],
    ["weights going out that are drawn", [hidden, linear]],
    [
      "nothing that is trained",
      [
        { ...hidden, trainable: { weights: false, biases: false } },
        { ...output, trainable: { weights: false, biases: true } },
      ],
    ],
  ] as const)("says nothing with %s", (_, layers) => expect(kindsOf(handBuilt({ rows, layers }))).toEqual([]));
});

describe("noDistribution", () => {
  const softmax = (...targets: number[][]) =>
    handBuilt({
      rows: targets.map((row, k) => [k, ...row]),
      layers: [{ units: 2, activation: "softmax" }],
      loss: "crossEntropy",
    });

  it("names the first row", () => {
    const finding = findingOf(softmax([0, 1], [0.5, 0.4], [1, 0], [1, 1]));
    expect(finding).toMatchObject({ kind: "noDistribution", numbers: { row: 2, sum: 0.9, count: 2 } });
    expect(finding.where).toEqual({ of: "spec", key: "data" });
  });

  it("tells of negative shares", () => {
    expect(findingOf(softmax([0, 1], [1.5, -0.5])).message).toMatch(/^The targets of row 2 hold −0\.5/);
  });

  it("lets rounded shares pass", () => expect(kindsOf(softmax([0.3333333, 0.6666666], [1, 0]))).toEqual([]));
});
