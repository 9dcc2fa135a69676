import type { JSX } from "preact";
import type { Remote } from "../src/run/channel.ts";
import type { HostCalls, Problem } from "../src/run/protocol.ts";
import { ErrorIcon } from "./icons.tsx";
import { strings } from "./strings.ts";

interface NoNetworkProps {
  readonly file: string;
  readonly problems: readonly Problem[];
  readonly remote: Remote<HostCalls>;
}

/** In place of the network: what must be corrected in the spec before there can be one. */
export function NoNetwork({ file, problems, remote }: NoNetworkProps): JSX.Element {
  if (problems.length === 0) return <main class="no-network quiet">{strings.reading(file)}</main>;
  return (
    <main class="no-network">
      <section>
        <h1>{strings.cannotRun(file)}</h1>
        <p class="quiet">{strings.toCorrect(problems.length)}</p>
        <ul class="problems">
          {problems.map((problem) => (
            <li key={`${problem.offset} ${problem.message}`}>
              <button type="button" onClick={() => void remote.openSpec({ problem })}>
                <ErrorIcon />
                <span class="message">{problem.message}</span>
                <span class="place quiet">{problem.place}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </main>
  );
}
