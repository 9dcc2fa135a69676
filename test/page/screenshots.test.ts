import { test } from "vitest";
import { takeScreenshots } from "./support/screenshots.ts";

const folder = process.env.SCREENSHOTS;

// Pictures for people to look at: SCREENSHOTS=folder npx vitest run --project page screenshots
test.runIf(folder)(
  "takes a picture of every scene",
  async () => {
    await takeScreenshots(folder ?? "", process.env.SCREENSHOTS_ONLY);
  },
  600_000,
);
