/** The most weights and biases that a network may have: what memory and patience allow. */
export const maxParameters = 2_000_000;

/** The most units that a layer may have, and the most inputs: a single step is to take no longer than a moment. */
export const maxWidth = 50_000;
