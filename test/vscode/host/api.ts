// Runs inside the extension host: tests that share one, since starting VS Code takes longer than most of them.

/** Each is loaded when its turn comes: some check documents from then on, as the extension does. */
const tests = {
  basics: () => import("./basics.ts"),
  inline: () => import("./inline.ts"),
  link: () => import("./link.ts"),
  viewCalls: () => import("./view-calls.ts"),
};

/** The tests through the API of VS Code that need no files or settings of their own. */
export async function run(): Promise<void> {
  for (const [name, load] of Object.entries(tests)) {
    const test = await load();
    await test.run();
    console.log(`${name} passed`);
  }
}
