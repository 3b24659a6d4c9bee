import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../../core/audit/incidents.ts";
import type { Attachment, Sender } from "../runtime/channel.ts";
import type { Receiver } from "../runtime/receiver.ts";
import {
  readChange,
  type WebhookContact,
  type WebhookMessage,
  type WebhookStatus,
  type WebhookValue,
  webhookSchema,
} from "./webhook.ts";

/** What became of a sent message. Statuses come in any order and several times; see `laterStatus`. */
export interface StatusUpdate {
  readonly account: string;
  readonly messageId: string;
  readonly status: "sent" | "delivered" | "read" | "failed";
  readonly at: Date;
  /** The chat, where Meta says whose it is. */
  readonly conversation?: string;
  /** Graph's code of what went wrong. */
  readonly errorCode?: number;
  readonly billable?: boolean;
  readonly category?: string;
}

/**
 * Meta announces that a person goes by a new id. Only then: a known number with an id we do not know may be somebody
 * else's by now, and they link again.
 */
export interface IdentityChange {
  readonly account: string;
  readonly previous: string;
  readonly current: string;
}

export interface WhatsappReceiverOptions {
  readonly phoneNumberId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly receiver: Receiver;
  /** Awaited before Meta is answered; a rejection makes it deliver again. */
  readonly status?: (update: StatusUpdate) => Promise<void>;
  readonly identityChanged?: (change: IdentityChange) => Promise<void>;
  /** The newest message of a chat (`channel.noteArrival`). */
  readonly arrived?: (conversation: string, messageId: string) => void;
  readonly log: Log;
}

/** A handler of Node and of Express. */
export type WebhookHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** Meta batches; a document's thumbnail or a long text stays far below this. */
const MAX_BODY_BYTES = 5 * 1_048_576;
const STATUSES = ["sent", "delivered", "read", "failed"] as const;

/**
 * The webhook of the Cloud API, to be mounted on a path of its own before any body parser. Only keeps what came in, then
 * answers. Throws when a secret is missing: without it anybody could send messages in anybody's name.
 */
export function createWhatsappReceiver(options: WhatsappReceiverOptions): { readonly handler: WebhookHandler } {
  for (const name of ["appSecret", "verifyToken", "phoneNumberId"] as const) {
    if (!options[name]) throw new Error(`WhatsApp's webhook does not start without its ${name}`);
  }
  const keep = async (req: IncomingMessage): Promise<number> => {
    const body = await readBody(req);
    if (!body) return 413;
    const expected = `sha256=${createHmac("sha256", options.appSecret).update(body).digest("hex")}`;
    if (!same(req.headers["x-hub-signature-256"], expected)) {
      options.log.warn({}, "a WhatsApp webhook without a valid signature was refused");
      return 401;
    }
    const parsed = webhookSchema.safeParse(parseJson(body));
    if (!parsed.success) return 400;
    for (const change of parsed.data.entry.flatMap(({ changes }) => changes)) {
      const value = readChange(change);
      if (value?.phoneNumberId === options.phoneNumberId) await receive(options, value);
      else if (!value) options.log.info({ field: change.field }, "a WhatsApp webhook of another kind");
    }
    return 200;
  };
  return {
    async handler(req, res) {
      if (req.method === "GET") {
        const challenge = challengeOf(req, options.verifyToken);
        if (challenge === undefined) return void res.writeHead(403).end();
        return void res.writeHead(200, { "content-type": "text/plain; charset=utf-8" }).end(challenge);
      }
      if (req.method !== "POST") return void res.writeHead(405).end();
      let status = 503;
      try {
        status = await keep(req);
      } catch (error) {
        const name = error instanceof Error ? error.name : "error";
        options.log.error({ error: name }, "the inbox did not take a WhatsApp webhook");
      }
      res.writeHead(status).end();
    },
  };
}

/** What Meta wants to have echoed when it is told of this webhook; nothing for anybody else. */
function challengeOf(req: IncomingMessage, verifyToken: string): string | undefined {
  const asked = new URL(req.url ?? "/", "http://webhook").searchParams;
  const valid = asked.get("hub.mode") === "subscribe" && same(asked.get("hub.verify_token"), verifyToken);
  return valid ? (asked.get("hub.challenge") ?? undefined) : undefined;
}

/** The body as it came, which is what is signed; nothing when it is too large. */
async function readBody(req: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req) {
    size += (part as Buffer).length;
    if (size > MAX_BODY_BYTES) return undefined;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** In constant time, also for texts of different length. */
function same(given: unknown, expected: string): boolean {
  const digest = (text: string) => createHmac("sha256", "compare").update(text).digest();
  return timingSafeEqual(digest(typeof given === "string" ? given : ""), digest(expected)) && given === expected;
}

async function receive(options: WhatsappReceiverOptions, value: WebhookValue): Promise<void> {
  const account = options.phoneNumberId;
  for (const { user_id: id } of value.updates) {
    await options.identityChanged?.({ account, previous: id.previous, current: id.current });
  }
  if (value.unread > 0) options.log.warn({ parts: value.unread }, "a WhatsApp webhook has parts of an unknown shape");
  for (const message of value.messages) {
    await receiveMessage(options, message, contactOf(message, value.contacts));
  }
  for (const status of value.statuses) {
    const update = statusOf(account, status);
    if (update) await options.status?.(update);
  }
}

/** The contact of a message's author; one POST may carry several people. */
function contactOf(message: WebhookMessage, contacts: readonly WebhookContact[]): WebhookContact | undefined {
  const own = contacts.find(
    ({ wa_id: phone, user_id: id }) =>
      (id !== undefined && id === message.from_user_id) || (phone !== undefined && phone === message.from),
  );
  return own ?? (contacts.length === 1 && !message.from && !message.from_user_id ? contacts[0] : undefined);
}

async function receiveMessage(
  options: WhatsappReceiverOptions,
  message: WebhookMessage,
  contact: WebhookContact | undefined,
): Promise<void> {
  const { receiver, phoneNumberId: account } = options;
  if (message.type === "system") {
    const { system } = message;
    const previous = message.from_user_id ?? message.from;
    const current = system?.user_id ?? system?.wa_id;
    if (previous && current && previous !== current) await options.identityChanged?.({ account, previous, current });
    return;
  }
  // Business-scoped id first: a number may be absent, and may belong to somebody else tomorrow.
  const author = message.from_user_id ?? contact?.user_id ?? message.from ?? contact?.wa_id;
  // Reactions want no answer; groups are not served.
  if (!author || message.group_id || message.type === "reaction") return;
  const from: Sender = { externalId: author, name: contact?.profile?.name?.trim() || "WhatsApp" };
  const arrival = { channel: "whatsapp", account, externalId: message.id };
  const token = message.button?.payload ?? message.interactive?.button_reply?.id ?? message.interactive?.list_reply?.id;
  options.arrived?.(author, message.id);
  if (token !== undefined) {
    await receiver.press(arrival, { conversation: author, from, token, direct: true });
    return;
  }
  const attachments = attachmentsOf(message);
  await receiver.message(arrival, {
    conversation: author,
    from,
    text: message.text?.body ?? captionOf(message),
    direct: true,
    messageId: message.id,
    ...(attachments.length > 0 ? { attachments } : {}),
  });
}

const FILES = { image: "image", sticker: "image", document: "file", audio: "audio", video: "video" } as const;
type FileType = keyof typeof FILES;

function captionOf(message: WebhookMessage): string {
  return (message.image ?? message.document ?? message.video)?.caption ?? "";
}

/** Files by their id. What WhatsApp has besides (a place, a contact card, a poll) is only named. */
function attachmentsOf(message: WebhookMessage): Attachment[] {
  if (message.type === "text") return [];
  if (!(message.type in FILES)) return [{ kind: "other", ref: "", name: message.type }];
  const type = message.type as FileType;
  const part = message[type];
  if (!part) return [{ kind: FILES[type], ref: "", name: message.type }];
  return [{ kind: FILES[type], ref: part.id, name: part.filename, mime: part.mime_type, size: part.file_size }];
}

function statusOf(account: string, status: WebhookStatus): StatusUpdate | undefined {
  const name = STATUSES.find((one) => one === status.status);
  if (!name) return undefined;
  return {
    account,
    messageId: status.id,
    status: name,
    at: new Date(status.timestamp * 1_000),
    conversation: status.recipient_user_id ?? status.recipient_id,
    errorCode: status.errors?.[0]?.code,
    billable: status.pricing?.billable,
    category: status.pricing?.category,
  };
}
