import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

const source = readFileSync(new URL("../../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/**
 * What axe-core finds in a part of the page, a line for each element, by all of its rules. The page's content security
 * policy holds for what the page does, not for what a debugger puts into it. Only of formulas it is not asked to find
 * their letters in their names, as WCAG 2.5.3 does not ask it either: b₁ is written as a b and a small 1.
 * @param rules all, or those alone that a theme can break
 */
export async function violationsIn(page: Page, within = "html", rules: "all" | "colours" = "all"): Promise<string[]> {
  await page.evaluate(`window.axe || (() => { ${source} })()`);
  return page.evaluate(
    async ({ selector, colours }) => {
      const { axe } = window as unknown as { axe: typeof import("axe-core") };
      const { violations } = await axe.run(selector, {
        resultTypes: ["violations"],
        // Otherwise it fetches the style sheet once more, which the policy forbids; what it would judge by it, the
        // orientation of a telephone, is none of an editor's.
        preload: false,
        elementRef: true,
        ...(colours && { runOnly: ["color-contrast", "link-in-text-block"] }),
      });
      return violations.flatMap(({ id, help, nodes }) =>
        nodes
          .filter(({ element }) => !(id === "label-content-name-mismatch" && element?.querySelector("math")))
          .map(({ html, any }) => `${id}: ${help}: ${html.slice(0, 160)} ${any[0]?.message ?? ""}`),
      );
    },
    { selector: within, colours: rules === "colours" },
  );
}
