/** One end of a connection that carries structured clones, in order. */
export interface Port {
  readonly post: (message: unknown) => void;
  /** Sets the one listener. */
  readonly listen: (listener: (message: unknown) => void) => void;
}

/** The calls one side answers: name → function of one value, or of none. */
// biome-ignore lint/suspicious/noExplicitAny: any function type must fit; the callers' types are exact
type Calls<T> = { [K in keyof T]: (params: any) => unknown };

/** How the side that answers writes its calls: a result may come later. */
export type Handlers<T extends Calls<T>> = {
  readonly [K in keyof T]: (...params: Parameters<T[K]>) => ReturnType<T[K]> | Promise<ReturnType<T[K]>>;
};

/** How the other side makes those calls. A promise rejects if the call fails or takes too long. */
export type Remote<T extends Calls<T>> = {
  readonly [K in keyof T]: (...params: Parameters<T[K]>) => Promise<ReturnType<T[K]>>;
};

/** A connection: the calls of the other side, and a way to end it. */
export interface Channel<Theirs extends Calls<Theirs>> {
  readonly remote: Remote<Theirs>;
  readonly isOpen: () => boolean;
  /** Rejects what is still unanswered, with `reason`, and takes no more messages. */
  readonly close: (reason: string) => void;
}

type Message =
  | { readonly kind: "call"; readonly id: number; readonly name: string; readonly params: unknown }
  | { readonly kind: "result"; readonly id: number; readonly result: unknown }
  | { readonly kind: "error"; readonly id: number; readonly message: string };

interface Unanswered {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Joins two sides over a port: answers the other side's calls with `handlers` and makes calls to it.
 * @param timeout milliseconds until an unanswered call is rejected; null for never, where the other
 *   side may be asleep (a hidden page) and `close` tells when it is gone
 * @param untimed calls whose answer may take as long as it takes
 */
export function connect<Mine extends Calls<Mine>, Theirs extends Calls<Theirs>>(
  port: Port,
  handlers: Handlers<Mine>,
  timeout: number | null,
  untimed: readonly (keyof Theirs & string)[] = [],
): Channel<Theirs> {
  const unanswered = new Map<number, Unanswered>();
  let lastId = 0;
  let closed: string | null = null;

  async function answer(id: number, name: string, params: unknown): Promise<void> {
    try {
      if (!Object.hasOwn(handlers, name)) throw new Error(`Nobody answers "${name}"`);
      const result = await (handlers as Record<string, (params: unknown) => unknown>)[name](params);
      if (closed === null) port.post({ kind: "result", id, result } satisfies Message);
    } catch (error) {
      if (closed === null) port.post({ kind: "error", id, message: messageOf(error) } satisfies Message);
    }
  }

  function settle(id: number, how: (call: Unanswered) => void): void {
    const call = unanswered.get(id);
    if (!call) return;
    unanswered.delete(id);
    clearTimeout(call.timer);
    how(call);
  }

  port.listen((raw) => {
    if (closed !== null) return;
    const message = raw as Message;
    if (message.kind === "call") void answer(message.id, message.name, message.params);
    else if (message.kind === "result") settle(message.id, (call) => call.resolve(message.result as never));
    else settle(message.id, (call) => call.reject(new Error(message.message)));
  });

  function call(name: string, params: unknown): Promise<never> {
    return new Promise((resolve, reject) => {
      if (closed !== null) {
        reject(new Error(closed));
        return;
      }
      const id = ++lastId;
      const late = () => settle(id, (late) => late.reject(new Error(`No answer to "${name}" in ${timeout} ms`)));
      const isTimed = timeout !== null && !(untimed as readonly string[]).includes(name);
      const timer = isTimed ? setTimeout(late, timeout) : undefined;
      unanswered.set(id, { resolve, reject, timer });
      port.post({ kind: "call", id, name, params } satisfies Message);
    });
  }

  const remote = new Proxy({} as Remote<Theirs>, {
    get: (_target, name) => (params: unknown) => call(String(name), params),
  });
  return {
    remote,
    isOpen: () => closed === null,
    close: (reason) => {
      closed = reason;
      for (const id of [...unanswered.keys()]) settle(id, (call) => call.reject(new Error(reason)));
    },
  };
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
