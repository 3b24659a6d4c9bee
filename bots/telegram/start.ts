import type { Log } from "../../core/audit/incidents.ts";
import type { TelegramChannel } from "./channel.ts";
import { failureOf } from "./failure.ts";
import { setTelegramMenu, type TelegramMenu } from "./menu.ts";
import { ALLOWED_UPDATES, startTelegramPolling } from "./polling.ts";
import {
  createTelegramReceiver,
  createTelegramUpdates,
  type TelegramReceiverOptions,
  type WebhookHandler,
} from "./receiver.ts";

export interface TelegramOptions extends Omit<TelegramReceiverOptions, "channel" | "botUsername"> {
  readonly channel: TelegramChannel;
  readonly token: string;
  readonly apiRoot?: string;
  readonly log: Log;
  /** Where updates come from: Telegram calls `url` with the secret, or we ask for them. */
  readonly intake:
    | { readonly mode: "webhook"; readonly url: string; readonly secret: string | undefined }
    | { readonly mode: "polling" };
  readonly menu: TelegramMenu;
}

export interface RunningTelegram {
  /** Mount it at the path of `url`; only with a webhook. */
  readonly handler?: WebhookHandler;
  /** Resolves when Telegram knows where our updates go, and our menu. */
  readonly ready: Promise<void>;
  /** The bot's name without the @, once Telegram said it; links to the bot are `https://t.me/<name>?start=<payload>`. */
  username(): string;
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 60_000;
const MAX_CONNECTIONS = 40;

/** Starts receiving. Does not wait for Telegram: the process runs while it is out of reach. Throws without a secret. */
export function startTelegram(options: TelegramOptions): RunningTelegram {
  const { channel, intake, log } = options;
  let username = "";
  let stopped = false;
  let stopPolling: (() => Promise<void>) | undefined;
  const parts = { ...options, botUsername: () => username };
  const webhook = intake.mode === "webhook" ? createTelegramReceiver({ ...parts, secret: intake.secret }) : undefined;
  const updates = webhook ?? createTelegramUpdates(parts);

  const introduce = async (): Promise<void> => {
    username = (await channel.api.getMe()).username;
    if (intake.mode === "webhook") {
      await channel.api.setWebhook(intake.url, {
        secret_token: intake.secret,
        allowed_updates: ALLOWED_UPDATES,
        max_connections: MAX_CONNECTIONS,
      });
    } else {
      await channel.api.deleteWebhook();
      if (!stopped && !stopPolling) stopPolling = startTelegramPolling({ ...options, updates }).stop;
    }
    await setTelegramMenu(channel.api, options.menu);
  };

  const ready = (async () => {
    for (let pause = FIRST_PAUSE_MS; !stopped; pause = Math.min(LAST_PAUSE_MS, pause * 2)) {
      try {
        return await introduce();
      } catch (error) {
        const failure = failureOf(error, "setup", true);
        log.warn({ failure: failure.message }, "Telegram does not know us yet");
        const wait = Math.max(pause, failure.retryAfterMs ?? 0);
        await new Promise((resolve) => setTimeout(resolve, wait).unref());
      }
    }
  })();

  return {
    handler: webhook?.handler,
    ready,
    username: () => username,
    async stop() {
      stopped = true;
      await stopPolling?.();
      channel.close();
    },
  };
}
