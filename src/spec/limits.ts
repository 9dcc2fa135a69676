/** The most weights and biases that a network may have: what memory and patience allow. */
export const maxParameters = 2_000_000;

/** The most units that a layer may have, and the most inputs: a single step is to take no longer than a moment. */
export const maxWidth = 50_000;

/** The largest data file that is read, in bytes: what patience allows, since all of it is read. */
export const maxDataBytes = 256 * 1024 * 1024;

/**
 * The most numbers that data may become, inputs and targets together: what memory allows, 400 MB of them in float64.
 * The 60,000 digits of MNIST are just below.
 */
export const maxDataNumbers = 50_000_000;
