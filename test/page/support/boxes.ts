import type { Page } from "playwright-core";

/** A piece of text on the page and where it stands. */
interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * The pieces of text within an element that overlap each other, or reach beyond it.
 * @param selector elements that hold text and stand beside each other
 */
export async function misplacedTexts(page: Page, within: string, selector: string): Promise<string[]> {
  return page.locator(within).evaluate((root, texts) => {
    const frame = root.getBoundingClientRect();
    const boxes: (TextBox & { element: Element })[] = [...root.querySelectorAll(texts)]
      .filter((element) => element.checkVisibility() && !element.closest(".visually-hidden"))
      .map((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const content = range.getBoundingClientRect();
        const box = content.width > 0 ? content : element.getBoundingClientRect();
        // What is cut with an ellipsis reaches as far as its element only.
        const limit = getComputedStyle(element).textOverflow === "ellipsis" ? element.getBoundingClientRect() : box;
        // Lines are higher than their letters.
        return {
          element,
          text: element.closest("[data-symbol]")?.getAttribute("data-symbol") ?? element.textContent ?? "",
          left: Math.max(box.left, limit.left),
          right: Math.min(box.right, limit.right),
          top: box.top + 4,
          bottom: box.bottom - 4,
        };
      });
    const faults: string[] = [];
    for (const [k, box] of boxes.entries()) {
      if (box.left < frame.left - 1 || box.right > frame.left + root.scrollWidth + 1)
        faults.push(`${box.text} is beyond`);
      for (const other of boxes.slice(k + 1)) {
        if (box.element.contains(other.element) || other.element.contains(box.element)) continue;
        const overlapX = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const overlapY = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        if (overlapX > 0.5 && overlapY > 0.5) faults.push(`${box.text} overlaps ${other.text}`);
      }
    }
    return faults;
  }, selector);
}

/** The cards whose content is wider or higher than they are. */
export async function overfullCards(page: Page): Promise<string[]> {
  return page
    .locator(".card")
    .evaluateAll((cards) =>
      cards
        .filter((card) => card.scrollWidth > card.clientWidth + 1 || card.scrollHeight > card.clientHeight + 1)
        .map((card) => card.textContent ?? ""),
    );
}
