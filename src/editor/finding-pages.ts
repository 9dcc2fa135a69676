import { type Command, commands, type Disposable, Uri, window } from "vscode";
import { type FindingKind, findingKinds } from "../core/findings/finding.ts";

/** The pages that explain findings; they come with the extension, so that nothing is fetched. */

/** Only links and offers ask for it, so it stands in no menu. */
const explain = "unboxed.explainFinding";

/** What shows the page of a kind of finding, in the editor's own preview. */
export function pageCommand(kind: FindingKind): Pick<Command, "command" | "arguments"> {
  return { command: explain, arguments: [kind] };
}

/** The address that a finding's name leads to. */
export function linkToPage(kind: FindingKind): Uri {
  return Uri.parse(`command:${explain}?${encodeURIComponent(JSON.stringify([kind]))}`);
}

/** Shows a page where its link is followed. */
export function registerFindingPages(extension: Uri): Disposable {
  return commands.registerCommand(explain, async (kind: unknown) => {
    if (!findingKinds.some((known) => known === kind)) return;
    const page = Uri.joinPath(extension, "docs", "findings", `${kind}.md`);
    try {
      await commands.executeCommand("markdown.showPreviewToSide", page);
    } catch {
      // The extension that draws Markdown can be switched off.
      await window.showTextDocument(page);
    }
  });
}
