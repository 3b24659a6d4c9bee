import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "../../core/audit/incidents.ts";
import { ATTEMPT_TIMES, Attempt, type AttemptTimes, type Ending, type StopReason } from "./attempt.ts";
import type { SessionFolder } from "./folder.ts";
import type { WebClient, WebLibrary } from "./port.ts";

export type SessionState =
  | { readonly kind: "off" | "starting" }
  /** A code to be scanned with the phone, good until then (milliseconds). */
  | { readonly kind: "pairing"; readonly code: string; readonly until: number }
  | { readonly kind: "ready"; readonly account: string }
  | { readonly kind: "pausing"; readonly until: number; readonly why: string }
  | { readonly kind: "stopped"; readonly why: StopReason };

export interface SessionTimes extends AttemptTimes {
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** A session that was ready for so long starts with the first pause again. */
  readonly steadyMs: number;
}

const TIMES: SessionTimes = {
  ...ATTEMPT_TIMES,
  firstPauseMs: 5_000,
  longestPauseMs: 600_000,
  steadyMs: 300_000,
};

/** Failed starts in a row after which the operator is told. */
const TELL_AFTER = 4;

/** What the operator does about a session that stopped. */
const NEXT: Readonly<Record<StopReason, string>> = {
  logout: "the phone logged this device out. Link it again: scan the new code (Settings, Linked devices).",
  auth_failure: "WhatsApp did not accept the stored session. Link it again: scan the new code.",
  blocked:
    "WhatsApp blocked this account for breaking its terms. Do not link another number to go on; use the Cloud API (docs/whatsapp-web.md).",
  conflict: "another browser uses the same session. Stop that one, then start this again.",
  outdated: "WhatsApp Web no longer works with this version of whatsapp-web.js. Update Kolega.",
  proxy: "WhatsApp refuses this network. Start it from another one.",
  unscanned: "nobody scanned the code. Ask for a new one when the phone is at hand.",
};

export interface SessionOptions {
  readonly library: WebLibrary;
  readonly folder: SessionFolder;
  readonly log: Log;
  readonly reportIncident: (error: Error) => void;
  /** Each new client, before it starts. */
  readonly onClient: (client: WebClient) => void;
  readonly onReady: (client: WebClient, account: string) => void;
  readonly onState?: (state: SessionState) => void;
  readonly times?: Partial<SessionTimes>;
}

/** A WhatsApp Web session that keeps itself running, and says what to do when it cannot. */
export interface WebSession {
  state(): SessionState;
  /** The client while it is ready. */
  ready(): { readonly client: WebClient; readonly account: string } | undefined;
  /** Since when nothing can be sent (milliseconds); undefined while it can. */
  downSince(): number | undefined;
  /** Begins; throws SessionInUse. What comes of it is told by `state`. */
  start(): void;
  /** Tries again now, after a pause or a stop; nothing otherwise. */
  again(): void;
  /** The running client cannot be trusted any more: something of it failed where nobody waited for it. */
  fail(why: string): void;
  close(): Promise<void>;
}

export function createWebSession(options: SessionOptions): WebSession {
  const { library, folder, log } = options;
  const times = { ...TIMES, ...options.times };
  let state: SessionState = { kind: "off" };
  let attempt: { readonly run: Attempt; readonly client: WebClient } | undefined;
  let pause: NodeJS.Timeout | undefined;
  let failures = 0;
  let readySince = 0;
  let down = Date.now();
  /** Clients follow each other: the next starts when the one before is really gone. */
  let last: Promise<void> = Promise.resolve();
  const next = (step: () => unknown): Promise<void> => {
    last = last.then(step).then(
      () => undefined,
      (error: unknown) => log.error({ error: String(error) }, "whatsapp-web: a step of the session failed"),
    );
    return last;
  };

  const become = (to: SessionState): void => {
    if (state.kind === "ready" && to.kind !== "ready") down = Date.now();
    state = to;
    options.onState?.(to);
  };

  const begin = (): void => {
    clearTimeout(pause);
    become({ kind: "starting" });
    next(() => {
      if (state.kind !== "starting") return;
      const client = library.open();
      options.onClient(client);
      const run = new Attempt(client, times, {
        onCode: (code) => become({ kind: "pairing", code, until: Date.now() + times.codeLifeMs }),
        onReady: (account) => {
          readySince = Date.now();
          log.info({}, "whatsapp-web: ready");
          become({ kind: "ready", account });
          options.onReady(client, account);
        },
        onEnded: (ending) => end(ending),
      });
      attempt = { run, client };
    });
  };

  const drop = (): Promise<void> => {
    const run = attempt?.run;
    attempt = undefined;
    return next(() => run?.close());
  };

  const end = (ending: Ending): void => {
    const wasSteady = state.kind === "ready" && Date.now() - readySince >= times.steadyMs;
    failures = wasSteady ? 1 : failures + 1;
    drop();
    if (ending.kind === "failed") {
      const wait = Math.min(times.longestPauseMs, times.firstPauseMs * 2 ** (failures - 1));
      log.warn({ why: ending.why, failures, pauseMs: wait }, "whatsapp-web: starting anew");
      if (failures === TELL_AFTER) {
        const text = `WhatsApp Web does not start: ${ending.why}. Look at "kolega doctor"; it is tried again by itself.`;
        options.reportIncident(new Error(text));
      }
      become({ kind: "pausing", until: Date.now() + wait, why: ending.why });
      pause = setTimeout(begin, wait);
      return;
    }
    log.warn({ why: ending.why }, "whatsapp-web: stopped");
    become({ kind: "stopped", why: ending.why });
    if (ending.why !== "unscanned") options.reportIncident(new Error(`WhatsApp Web stopped: ${NEXT[ending.why]}`));
    if (ending.why !== "logout" && ending.why !== "auth_failure") return;
    // Nothing of the old session is of use, and the next may be another account's.
    next(() => {
      folder.setMark(undefined);
      rmSync(join(folder.path, "session"), { recursive: true, force: true, maxRetries: 5 });
    });
  };

  return {
    state: () => (state.kind === "pairing" && state.until <= Date.now() ? { kind: "starting" } : state),
    ready: () => (state.kind === "ready" && attempt ? { client: attempt.client, account: state.account } : undefined),
    downSince: () => (state.kind === "ready" ? undefined : down),
    start() {
      folder.lock();
      begin();
    },
    again() {
      if (state.kind !== "pausing" && state.kind !== "stopped") return;
      failures = 0;
      begin();
    },
    fail(why) {
      if (attempt) end({ kind: "failed", why });
    },
    async close() {
      clearTimeout(pause);
      become({ kind: "off" });
      await drop();
      folder.unlock();
    },
  };
}

/** What to do about a state, in one sentence; undefined where there is nothing to do. */
export function nextStep(state: SessionState): string | undefined {
  return state.kind === "stopped" ? NEXT[state.why] : undefined;
}
