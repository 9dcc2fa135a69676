/** The most characters of a number among the values: what the narrowest columns have room for. */
export const valueRoom = 11;
