import { type Browser, chromium, type Page } from "playwright-core";
import { chromiumArguments, ensureChromium } from "../../../scripts/lib/chromium.mjs";
import { type Channel, connect, type Handlers, type Remote } from "../../../src/run/channel.ts";
import { pack, unpack } from "../../../src/run/packing.ts";
import type { HostCalls, ViewCalls, ViewUpdate } from "../../../src/run/protocol.ts";
import { editorStub, encode } from "./editor-stub.ts";
import { type PageServer, servePage } from "./server.ts";
import { type ThemeName, themes } from "./themes.ts";

/** A browser and a server that pages are opened with. */
export interface PageLab {
  readonly open: (options?: PageOptions) => Promise<TestPage>;
  readonly close: () => Promise<void>;
}

/** How to open a page. */
export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: ThemeName;
  readonly reducedMotion?: boolean;
  /** What the page has kept from before. */
  readonly state?: object;
  /** What answers the page's calls, beside being noted; by default nothing does. */
  readonly answers?: Partial<Handlers<HostCalls>>;
}

/** The training page in a browser, and the host's end of its channel. */
export interface TestPage {
  readonly page: Page;
  readonly remote: Remote<ViewCalls>;
  /** Sends an update, and waits until the page says that it was drawn. */
  readonly show: (update: ViewUpdate) => Promise<void>;
  /** The names of the calls that the page made, each with what it handed over. */
  readonly calls: { readonly name: keyof HostCalls; readonly params: unknown }[];
  /** What went wrong in the page: uncaught errors, console errors, violations of its policy. */
  readonly errors: string[];
  readonly setTheme: (theme: ThemeName) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts a browser and a server. */
export async function openLab(): Promise<PageLab> {
  const [browser, server] = await Promise.all([launch(), servePage()]);
  return {
    open: (options) => openPage(browser, server, options),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

async function launch(): Promise<Browser> {
  return chromium.launch({ ...(await ensureChromium()), args: chromiumArguments });
}

async function openPage(browser: Browser, server: PageServer, options: PageOptions = {}): Promise<TestPage> {
  const { width = 1100, height = 900, theme = "dark", reducedMotion = false, state, answers = {} } = options;
  const page = await browser.newPage({
    viewport: { width, height },
    reducedMotion: reducedMotion ? "reduce" : "no-preference",
  });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") errors.push(message.text());
  });

  const calls: { name: keyof HostCalls; params: unknown }[] = [];
  let listener: (message: unknown) => void = () => undefined;
  let isReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  await page.exposeFunction("fromPage", (message: string) => listener(unpack(JSON.parse(message))));
  await page.addInitScript(editorStub, { theme: themes[theme], state: state ?? null });

  const names = [
    "ready",
    "train",
    "pause",
    "step",
    "reset",
    "seek",
    "focus",
    "edit",
    "inspect",
    "reveal",
    "writeParameters",
    "copy",
    "save",
    "setSpeed",
    "openSpec",
  ] as const;
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      (params: unknown) => {
        calls.push({ name, params });
        if (name === "ready") isReady();
        return (answers[name] as ((params: unknown) => unknown) | undefined)?.(params) ?? null;
      },
    ]),
  ) as unknown as Handlers<HostCalls>;
  const channel: Channel<ViewCalls> = connect<HostCalls, ViewCalls>(
    {
      post: (message) => {
        page
          .evaluate(
            (text) => (window as unknown as { toPage: (text: string) => void }).toPage(text),
            encode(pack(message)),
          )
          .catch(() => undefined);
      },
      listen: (listen) => {
        listener = listen;
      },
    },
    handlers,
    10_000,
  );

  await page.goto(server.address);
  await ready;
  return {
    page,
    calls,
    errors,
    remote: channel.remote,
    show: (update) => channel.remote.show(update),
    setTheme: (name) =>
      page.evaluate(
        (theme) => (window as unknown as { setTheme: (theme: unknown) => void }).setTheme(theme),
        themes[name],
      ),
    close: () => page.close(),
  };
}
