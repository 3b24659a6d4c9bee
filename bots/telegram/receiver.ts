import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Update } from "grammy/types";
import type { Log } from "../../core/audit/incidents.ts";
import type { Sender } from "../runtime/channel.ts";
import type { Receiver } from "../runtime/receiver.ts";
import type { TelegramChannel } from "./channel.ts";
import { failureOf } from "./failure.ts";
import { type BotSelf, externalIdOf, type Incoming, readUpdate } from "./incoming.ts";
import { answerInline, type SearchInline } from "./inline.ts";
import { Recent } from "./recent.ts";

export interface TelegramReceiverOptions {
  readonly receiver: Receiver;
  readonly channel: Pick<TelegramChannel, "account" | "api" | "pressed">;
  /** Without the @. A function where it is only known once Telegram has answered getMe. */
  readonly botUsername: string | (() => string);
  readonly log: Log;
  readonly searchInline?: SearchInline;
  /** A group became a supergroup: its conversation has another id from now on. Done before Telegram is answered. */
  onMoved?(account: string, from: string, to: string): Promise<void>;
  /** Somebody stopped the bot or let it in again, or a group did. Done before Telegram is answered. */
  onMembership?(account: string, conversation: string, person: Sender, member: boolean): Promise<void>;
}

/** Takes updates, however they come. `take` resolves once the inbox has it; it throws only when the inbox does. */
export interface TelegramReceiver {
  take(update: Update): Promise<void>;
}

export interface TelegramWebhookOptions extends TelegramReceiverOptions {
  /** `secret_token` of setWebhook: 1 to 256 of A-Z a-z 0-9 _ - . */
  readonly secret: string | undefined;
}

/** A handler of Node and of Express. */
export type WebhookHandler = (req: IncomingMessage & { body?: unknown }, res: ServerResponse) => Promise<void>;

/** The parts of one album come within a moment, each as an update; so do the pieces of a text that was cut. */
const QUIET_MS = 1_000;
const MAX_BODY_BYTES = 1024 * 1024;
const SECRET_HEADER = "x-telegram-bot-api-secret-token";
const REMEMBERED = 2_000;

/** Updates into the inbox. Presses are answered by the channel, searches beside the inbox. */
export function createTelegramUpdates(options: TelegramReceiverOptions): TelegramReceiver {
  const { receiver, channel, log } = options;
  const { account } = channel;
  const self = (): BotSelf => ({
    id: account,
    username: typeof options.botUsername === "string" ? options.botUsername : options.botUsername(),
  });
  // Only the first part of an album has the words, and with them the mention.
  const addressedAlbums = new Recent<true>(REMEMBERED);
  const knownLinks = new Recent<readonly string[]>(REMEMBERED);

  const linksKey = ({ message }: Extract<Incoming, { kind: "message" }>): string =>
    `${message.conversation}:${message.messageId}`;
  /** An edit counts when it adds a link (the post that was forgotten); corrected words were answered already. */
  const isNews = (incoming: Extract<Incoming, { kind: "message" }>): boolean => {
    const before = knownLinks.get(linksKey(incoming));
    return !incoming.edited || incoming.links.some((link) => !before?.includes(link));
  };

  const takeMessage = async (externalId: string, incoming: Extract<Incoming, { kind: "message" }>): Promise<void> => {
    const { albumId } = incoming;
    if (albumId && incoming.addressed) addressedAlbums.set(albumId, true);
    if (!incoming.addressed && !(albumId && addressedAlbums.get(albumId))) return;
    if (!isNews(incoming)) return;
    const quietMs = albumId || incoming.long ? QUIET_MS : undefined;
    await receiver.message({ channel: "telegram", account, externalId, quietMs }, incoming.message);
    // Not before the inbox has it: what it could not take comes again, and is news then too.
    knownLinks.set(linksKey(incoming), incoming.links);
  };

  return {
    async take(update) {
      const incoming = understood(update, self(), log);
      switch (incoming.kind) {
        case "message":
          return takeMessage(externalIdOf(update), incoming);
        case "press": {
          const arrival = { channel: "telegram", account, externalId: externalIdOf(update) };
          await receiver.press(arrival, incoming.press);
          return channel.pressed(incoming.open);
        }
        case "inline":
          if (options.searchInline) {
            answerInline(channel.api, options.searchInline, { ...incoming, account }).catch((error: unknown) => {
              log.warn({ failure: failureOf(error, "answerInlineQuery", true).message }, "a search was not answered");
            });
          }
          return;
        case "moved":
          return options.onMoved?.(account, incoming.from, incoming.to);
        case "membership":
          return options.onMembership?.(account, incoming.conversation, incoming.from, incoming.member);
        case "ignored":
          return;
      }
    },
  };
}

/** An update that cannot be read would come again for a day: it is named in the log and let go. */
function understood(update: Update, self: BotSelf, log: Log): Incoming {
  try {
    return readUpdate(update, self);
  } catch (error) {
    const name = error instanceof Error ? error.name : "error";
    log.error({ updateId: update.update_id, error: name }, "a Telegram update cannot be read");
    return { kind: "ignored", why: "unreadable" };
  }
}

/**
 * The webhook of a bot. Nobody without the secret gets in, and there is no webhook without one: throws then. Answers 200
 * when the inbox has the update, 503 when it could not take it; Telegram then delivers again.
 */
export function createTelegramReceiver(
  options: TelegramWebhookOptions,
): { handler: WebhookHandler } & TelegramReceiver {
  const { secret, log } = options;
  if (!secret || !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
    throw new Error("telegram: the webhook needs a secret of 1 to 256 letters, digits, _ or -");
  }
  const updates = createTelegramUpdates(options);
  const expected = digest(secret);
  return {
    ...updates,
    async handler(req, res) {
      const answer = (status: number): void => {
        res.statusCode = status;
        res.setHeader("content-length", "0");
        res.end();
      };
      if (req.method !== "POST") return answer(405);
      const given = req.headers[SECRET_HEADER];
      if (typeof given !== "string" || !timingSafeEqual(digest(given), expected)) return answer(401);
      const update = await readBody(req);
      if (update === undefined) return answer(400);
      try {
        await updates.take(update);
      } catch (error) {
        const name = error instanceof Error ? error.name : "error";
        log.error({ updateId: update.update_id, error: name }, "the inbox did not take a Telegram update");
        return answer(503);
      }
      return answer(200);
    },
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** The update in a request, parsed before us or not; nothing when it is none. */
async function readBody(req: IncomingMessage & { body?: unknown }): Promise<Update | undefined> {
  const body = req.body ?? (await readJson(req));
  const valid =
    typeof body === "object" && body !== null && "update_id" in body && Number.isSafeInteger(body.update_id);
  return valid ? (body as Update) : undefined;
}

async function readJson(req: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of req) {
      size += (part as Buffer).length;
      if (size > MAX_BODY_BYTES) return undefined;
      parts.push(part as Buffer);
    }
    return JSON.parse(Buffer.concat(parts).toString("utf8"));
  } catch {
    return undefined;
  }
}
