/** Every sentence and word of the network's picture. Numbers and symbols are handed in as they are to be read. */
export const networkStrings = {
  unitTitle: (layer: string, unit: string) => `${layer}, unit ${unit}`,
  spokenEdge: (symbol: string, value: string, from: string, to: string) => `${symbol} ${value}, from ${from} to ${to}`,
  unit: (unit: string) => `unit ${unit}`,
  input: (input: string) => `input ${input}`,
  edges: "Weights",

  ofUnit: (drawn: string, all: string) => `${drawn} of ${all}`,
  ofUnitTitle: (drawn: string, all: string) =>
    `Of the ${all} weights of the unit that is asked about, the ${drawn} of largest size are drawn`,
  weights: (count: string) => `${count} weights`,
  weightsTitle: "All of them are in the map of the layer that they lead to; choose a unit to see its strongest",

  mapsTitle: (unit: string) => `a of ${unit} over the plane of the two inputs, at the current parameters`,
  inputMapTitle: (name: string) => `${name} over the plane of the two inputs`,

  foldTitle: (layer: string, count: string) => `${layer}: choose one of its ${count} units`,
  foldInputsTitle: (count: string) => `Choose one of the ${count} inputs`,
  foldSummary: (name: string, parts: readonly string[]) => `${name}. ${parts.join("; ")}.`,
  mapSummary: (title: string, low: string, high: string) => `${title} from ${low} to ${high}`,
  strongest: (symbol: string, value: string) => `largest: ${symbol} = ${value}`,
  pendingPart: (title: string) => `${title} not yet computed`,
  weightsTitleOf: "Weights: a row for each unit, a column for each of its inputs. Blue is positive, orange negative",
  gradientsTitleOf: "Gradients: how the loss changes with each weight. Blue is positive, orange negative",
  activationsTitleOf: "a of each unit: to the right if positive, to the left if negative",
  deltasTitleOf: "δ of each unit: to the right if positive, to the left if negative",
  inputsTitleOf: "Each input: to the right if positive, to the left if negative",
  chooseHint: "Up and down go from unit to unit, with Shift left and right along its weights; Enter asks why.",
  about: (value: string) => `up to ${value} in size`,
  readOut: (parts: readonly string[]) => parts.join("  "),
  equals: (symbol: string, value: string) => `${symbol} = ${value}`,

  zoom: "Size of the picture",
  zoomIn: "Larger",
  zoomOut: "Smaller",
  fit: "Fit",
  zoomInTitle: "Larger (+)",
  zoomOutTitle: "Smaller (−)",
  fitTitle: "Show the whole picture (0)",
} as const;
