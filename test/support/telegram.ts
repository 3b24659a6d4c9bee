import express from "express";
import type { Receiver } from "../../bots/runtime/receiver.ts";
import {
  createTelegramChannel,
  type TelegramChannel,
  type TelegramChannelOptions,
} from "../../bots/telegram/channel.ts";
import { type RunningTelegram, startTelegram, type TelegramOptions } from "../../bots/telegram/start.ts";
import {
  createTelegramSandbox,
  type TelegramSandbox,
  type TelegramSandboxOptions,
} from "../../sandbox/telegram/server.ts";
import { serveWithOutages } from "./outage.ts";

/** The sandbox's bot and people; nobody's real ids. */
export const TELEGRAM_BOT = {
  id: 7_000_000_001,
  username: "KolegaBot",
  name: "Kolega",
  token: "7000000001:SANDBOX-token-of-the-test-bot",
};
export const BIMA = { id: 5_000_000_002, firstName: "Bima", lastName: "Santoso", username: "bima", languageCode: "id" };
export const RANI = { id: 5_000_000_101, firstName: "Rani", username: "rani", languageCode: "id" };
export const GROUP = { id: -1_005_000_000_001, title: "Kilau", memberIds: [BIMA.id, RANI.id] };
export const WEBHOOK_SECRET = "a-secret_of-the-webhook";

/** One line of the log. */
export interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

export interface TestTelegram {
  readonly sandbox: TelegramSandbox;
  readonly channel: TelegramChannel;
  readonly running: RunningTelegram;
  /** Where sandbox and webhook are served. */
  readonly url: string;
  readonly webhookUrl: string;
  readonly log: readonly LogLine[];
  /** Telegram cannot be reached, and reaches nobody, until `back`. */
  away(): Promise<void>;
  back(): Promise<void>;
  close(): Promise<void>;
}

export interface TestTelegramOptions extends Partial<Omit<TelegramOptions, "receiver" | "channel" | "token">> {
  readonly receiver: Receiver;
  readonly mode?: "webhook" | "polling";
  readonly channelOptions?: Partial<TelegramChannelOptions>;
  readonly sandboxOptions?: Partial<TelegramSandboxOptions>;
}

/** A sandbox, the real channel and the real receiver, joined over HTTP. Chats are open: everybody pressed Start before. */
export async function openTestTelegram({
  receiver,
  mode = "webhook",
  channelOptions,
  sandboxOptions,
  ...options
}: TestTelegramOptions): Promise<TestTelegram> {
  const sandbox = createTelegramSandbox({
    bot: TELEGRAM_BOT,
    people: [BIMA, RANI],
    groups: [{ ...GROUP, forum: true }],
    retryMs: [20],
    limits: { chatBurst: 1_000, overallPerSecond: 1_000 },
    ...sandboxOptions,
  });
  const app = express();
  app.use(sandbox.router);
  const server = await serveWithOutages(app);
  const { url, away, back } = server;
  const webhookUrl = `${url}/telegram/webhook`;
  const lines: LogLine[] = [];
  const at =
    (level: LogLine["level"]) =>
    (fields: Readonly<Record<string, unknown>>, message: string): void => {
      lines.push({ level, fields, message });
    };
  const log = options.log ?? { info: at("info"), warn: at("warn"), error: at("error") };
  const common = { token: TELEGRAM_BOT.token, apiRoot: url, log };
  const channel = createTelegramChannel({ ...common, ...channelOptions });
  const running = startTelegram({
    ...common,
    channel,
    receiver,
    intake: mode === "webhook" ? { mode, url: webhookUrl, secret: WEBHOOK_SECRET } : { mode },
    menu: { everywhere: { id: [], en: [] } },
    ...options,
  });
  const { handler } = running;
  if (handler) app.post("/telegram/webhook", (req, res) => void handler(req, res));
  await running.ready;
  return {
    sandbox,
    channel,
    running,
    url,
    webhookUrl,
    log: lines,
    away,
    back,
    async close() {
      await running.stop();
      sandbox.close();
      await server.close();
    },
  };
}
