import { accountOf } from "./account.ts";
import { CODE_LIFE_MS, MAX_CODES, START_TIMEOUT_MS } from "./limits.ts";
import type { WebClient } from "./port.ts";
import { within } from "./timed.ts";

/** Why a session does not go on by itself. */
export type StopReason = "logout" | "auth_failure" | "blocked" | "conflict" | "outdated" | "proxy" | "unscanned";
/** How one client came to its end: `failed` is worth another try. */
export type Ending =
  | { readonly kind: "failed"; readonly why: string }
  | { readonly kind: "stop"; readonly why: StopReason };

export interface AttemptTimes {
  /** Between two signs of life before the session is ready. */
  readonly startMs: number;
  readonly codeLifeMs: number;
  readonly maxCodes: number;
  /** Between two looks at a ready session. */
  readonly checkMs: number;
  /** How long an answer may take. */
  readonly answerMs: number;
  /** So long without being connected, and the session is started anew. */
  readonly silentMs: number;
  /** How long each step of closing may take before the browser is ended the hard way. */
  readonly closeMs: number;
}

export const ATTEMPT_TIMES: AttemptTimes = {
  startMs: START_TIMEOUT_MS,
  codeLifeMs: CODE_LIFE_MS,
  maxCodes: MAX_CODES,
  checkMs: 20_000,
  answerMs: 10_000,
  silentMs: 90_000,
  closeMs: 5_000,
};

export interface AttemptHooks {
  onCode(code: string): void;
  onReady(account: string): void;
  /** Once, unless it was closed before. */
  onEnded(ending: Ending): void;
}

/** States in which WhatsApp lets nobody in until a person does something. */
const STOPPING: Readonly<Record<string, StopReason>> = {
  LOGOUT: "logout",
  UNPAIRED: "logout",
  UNPAIRED_IDLE: "logout",
  TOS_BLOCK: "blocked",
  SMB_TOS_BLOCK: "blocked",
  CONFLICT: "conflict",
  DEPRECATED_VERSION: "outdated",
  PROXYBLOCK: "proxy",
};

/** One client from its start to its end, watched: whatever stays silent for too long has failed. */
export class Attempt {
  readonly #client: WebClient;
  readonly #times: AttemptTimes;
  readonly #hooks: AttemptHooks;
  readonly #initializing: Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #over = false;
  #codes = 0;
  #connectedAt = 0;
  #closing: Promise<void> | undefined;

  constructor(client: WebClient, times: AttemptTimes, hooks: AttemptHooks) {
    this.#client = client;
    this.#times = times;
    this.#hooks = hooks;
    const alive = (): void => this.#expect(times.startMs, "it showed no sign of life while it was starting");
    client.on("qr", (code) => this.#onCode(code));
    client.on("loading_screen", alive);
    client.on("authenticated", alive);
    client.on("ready", () => this.#onReady());
    client.on("auth_failure", () => this.#end({ kind: "stop", why: "auth_failure" }));
    client.on("disconnected", (reason) => this.#end(endingOf(String(reason))));
    client.on("change_state", (state) => {
      if (STOPPING[state]) this.#end(endingOf(state));
    });
    alive();
    this.#initializing = Promise.resolve()
      .then(() => client.initialize())
      .catch((error: unknown) => this.#end({ kind: "failed", why: `it did not start (${reasonOf(error)})` }));
  }

  /** Ends it and its browser, whatever state they are in. */
  close(): Promise<void> {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { closeMs } = this.#times;
    await within(closeMs, this.#client.destroy()).catch(() => undefined);
    // A browser that was just being launched is there only now.
    await within(closeMs, this.#initializing).catch(() => undefined);
    if (isRunning(this.#client)) await within(closeMs, this.#client.destroy()).catch(() => undefined);
    endHard(this.#client);
  }

  #expect(ms: number, otherwise: string): void {
    if (this.#over) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end({ kind: "failed", why: otherwise }), ms);
  }

  #onCode(code: string): void {
    if (this.#over) return;
    this.#codes += 1;
    if (this.#codes > this.#times.maxCodes) {
      this.#end({ kind: "stop", why: "unscanned" });
      return;
    }
    this.#expect(2 * this.#times.codeLifeMs, "it showed no new code");
    this.#hooks.onCode(code);
  }

  #onReady(): void {
    const account = accountOf(this.#client);
    if (this.#over || this.#connectedAt > 0) return;
    if (!account) {
      this.#end({ kind: "failed", why: "it did not say whose account it is" });
      return;
    }
    this.#connectedAt = Date.now();
    this.#watch();
    this.#hooks.onReady(account);
  }

  #watch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      const state = await within(this.#times.answerMs, this.#client.getState()).catch(() => undefined);
      if (this.#over) return;
      if (state && STOPPING[state]) return this.#end(endingOf(state));
      if (state === "CONNECTED") this.#connectedAt = Date.now();
      const silent = Date.now() - this.#connectedAt > this.#times.silentMs;
      if (silent)
        return this.#end({ kind: "failed", why: `it has not been connected lately (${state ?? "no answer"})` });
      this.#watch();
    }, this.#times.checkMs);
  }

  #end(ending: Ending): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#hooks.onEnded(ending);
  }
}

function endingOf(reason: string): Ending {
  const why = STOPPING[reason];
  if (why) return { kind: "stop", why };
  return { kind: "failed", why: `WhatsApp ended the connection (${reason.slice(0, 60)})` };
}

/** The library throws texts as well as errors; the first line says it. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split("\n")[0] ?? "").slice(0, 200);
}

function isRunning(client: WebClient): boolean {
  const browser = client.pupBrowser?.process();
  return browser !== null && browser !== undefined && browser.exitCode === null && browser.signalCode === null;
}

/** The browser and its children are a process group of their own, made by Puppeteer. */
function endHard(client: WebClient): void {
  const pid = client.pupBrowser?.process()?.pid;
  if (pid === undefined || !isRunning(client)) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
