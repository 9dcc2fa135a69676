/** The most characters of a number among the values: what the narrowest columns have room for. */

/** Where five numbers of a unit stand side by side. */
export const quantityRoom = 9;

/** Before, gradient, after. */
export const parameterRoom = 11;
