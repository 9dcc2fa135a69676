import { test } from "vitest";
import { takeScreenshots } from "./support/screenshots.ts";

// Every scene of the page in every theme and width, for people to look at.
test("scenes of the page", () =>
  takeScreenshots(process.env.PICTURES_FOLDER ?? ".cache/pictures", process.env.PICTURES_ONLY));
