import type { ComponentChildren, JSX } from "preact";
import type { Remote } from "../src/run/channel.ts";
import type { HostCalls, ViewUpdate } from "../src/run/protocol.ts";
import { ErrorIcon, WarningIcon } from "./icons.tsx";
import { strings } from "./strings.ts";

interface NoticesProps {
  readonly update: ViewUpdate;
  readonly remote: Remote<HostCalls>;
}

/** What the person must know about the run before reading its numbers. */
export function Notices({ update: { snapshot, changed, problems }, remote }: NoticesProps): JSX.Element {
  return (
    <>
      {snapshot?.state === "failed" && (
        <Notice kind="error" action={strings.reset} onAction={remote.reset}>
          {snapshot.failure ?? strings.failed}
        </Notice>
      )}
      {problems.length > 0 && (
        <Notice
          kind="warning"
          action={strings.showError(problems.length)}
          onAction={() => remote.openSpec({ problem: problems[0] })}
        >
          {strings.specHasErrors(problems.length)}
        </Notice>
      )}
      {/* A spec with errors can't be applied, so nothing is said of what else changed in it. */}
      {problems.length === 0 && changed.length > 0 && (
        <Notice kind="warning" action={strings.resetToApply} onAction={remote.reset}>
          {strings.specChanged(changed)}
        </Notice>
      )}
    </>
  );
}

interface NoticeProps {
  readonly kind: "warning" | "error";
  readonly action: string;
  readonly onAction: () => Promise<void>;
  readonly children: ComponentChildren;
}

function Notice({ kind, action, onAction, children }: NoticeProps): JSX.Element {
  return (
    <section class={`notice ${kind}`} aria-label={kind}>
      {kind === "error" ? <ErrorIcon /> : <WarningIcon />}
      <p>{children}</p>
      <button type="button" class="button secondary" onClick={() => void onAction()}>
        {action}
      </button>
    </section>
  );
}
