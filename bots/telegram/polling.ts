import { Api } from "grammy";
import type { Log } from "../../core/audit/incidents.ts";
import { botIdOf } from "./conversation.ts";
import { failureOf } from "./failure.ts";
import type { TelegramReceiver } from "./receiver.ts";

export interface TelegramPollingOptions {
  readonly token: string;
  readonly apiRoot?: string;
  readonly updates: TelegramReceiver;
  readonly log: Log;
  /** How long one request waits for something to come, in seconds. */
  readonly timeoutS?: number;
}

const TIMEOUT_S = 25;
const BATCH = 100;
const FIRST_PAUSE_MS = 500;
const LAST_PAUSE_MS = 30_000;
/** What we read; the rest is not sent to us. */
export const ALLOWED_UPDATES = [
  "message",
  "edited_message",
  "callback_query",
  "inline_query",
  "my_chat_member",
] as const;

const polled = new Set<string>();

/**
 * Asks for updates, one request at a time, and confirms them only once the inbox has them: what a crash cut off comes
 * again. For development and for machines without a public address. Throws when this process polls for this bot already.
 */
export function startTelegramPolling(options: TelegramPollingOptions): { stop(): Promise<void> } {
  const { updates, log } = options;
  const bot = botIdOf(options.token);
  if (polled.has(bot)) throw new Error("telegram: this process asks for this bot's updates already");
  polled.add(bot);
  const timeout = options.timeoutS ?? TIMEOUT_S;
  const api = new Api(options.token, {
    apiRoot: (options.apiRoot ?? "https://api.telegram.org").replace(/\/+$/, ""),
    timeoutSeconds: timeout + 15,
  });
  const stop = new AbortController();
  const signal = stop.signal as Parameters<Api["getUpdates"]>[1];

  const poll = async (): Promise<void> => {
    let offset = 0;
    let pause = FIRST_PAUSE_MS;
    while (!stop.signal.aborted) {
      try {
        const allowed_updates = ALLOWED_UPDATES;
        for (const update of await api.getUpdates({ offset, limit: BATCH, timeout, allowed_updates }, signal)) {
          await updates.take(update);
          offset = update.update_id + 1;
        }
        pause = FIRST_PAUSE_MS;
      } catch (error) {
        if (stop.signal.aborted) return;
        // The inbox or Telegram: the same updates come again.
        const failure = failureOf(error, "getUpdates", true);
        log.warn({ failure: failure.message }, "Telegram updates have to wait");
        await sleep(Math.max(pause, failure.retryAfterMs ?? 0), stop.signal);
        pause = Math.min(LAST_PAUSE_MS, pause * 2);
      }
    }
  };
  const running = poll().finally(() => polled.delete(bot));
  return {
    async stop() {
      stop.abort();
      await running;
    },
  };
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
