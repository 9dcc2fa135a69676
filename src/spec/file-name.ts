/** What the name of a spec ends in; editors know it by that. */
export const specExtension = ".nn.json";
