import { createHmac, timingSafeEqual } from "node:crypto";
import express, { type Request, type Response, Router } from "express";
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

/** A person has a new id: of their phone number, which they changed, or in place of the number alone. */
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

/** Meta batches; a document's thumbnail or a long text stays far below this. */
const MAX_BODY = "5mb";
const STATUSES = ["sent", "delivered", "read", "failed"] as const;
/** People whose phone number is known to belong to their id, as far as this process has told. */
const KNOWN_PAIRS = 10_000;

/**
 * The webhook of the Cloud API, to be mounted on a path of its own before any body parser. Only keeps what came in, then
 * answers. Throws when a secret is missing: without it anybody could send messages in anybody's name.
 */
export function createWhatsappReceiver(options: WhatsappReceiverOptions): { readonly router: Router } {
  for (const name of ["appSecret", "verifyToken", "phoneNumberId"] as const) {
    if (!options[name]) throw new Error(`WhatsApp's webhook does not start without its ${name}`);
  }
  const told = new Set<string>();
  const router = Router();
  router.get("/", (req, res) => {
    const { "hub.mode": mode, "hub.verify_token": token, "hub.challenge": challenge } = req.query;
    if (mode !== "subscribe" || typeof challenge !== "string" || !same(token, options.verifyToken)) {
      return void res.status(403).end();
    }
    res.type("text").send(challenge);
  });
  router.post("/", express.raw({ type: () => true, limit: MAX_BODY }), async (req: Request, res: Response) => {
    const bytes: unknown = req.body;
    const body = Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0);
    const expected = `sha256=${createHmac("sha256", options.appSecret).update(body).digest("hex")}`;
    if (!same(req.get("x-hub-signature-256"), expected)) {
      options.log.warn({}, "a WhatsApp webhook without a valid signature was refused");
      return void res.status(401).end();
    }
    const parsed = webhookSchema.safeParse(parseJson(body));
    if (!parsed.success) return void res.status(400).end();
    for (const change of parsed.data.entry.flatMap(({ changes }) => changes)) {
      const value = readChange(change);
      if (value?.phoneNumberId === options.phoneNumberId) await receive(options, value, told);
      else if (!value) options.log.info({ field: change.field }, "a WhatsApp webhook of another kind");
    }
    res.status(200).end();
  });
  return { router };
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

async function receive(options: WhatsappReceiverOptions, value: WebhookValue, told: Set<string>): Promise<void> {
  const account = options.phoneNumberId;
  for (const { user_id: id } of value.updates) {
    await options.identityChanged?.({ account, previous: id.previous, current: id.current });
  }
  if (value.unread > 0) options.log.warn({ parts: value.unread }, "a WhatsApp webhook has parts of an unknown shape");
  for (const contact of value.contacts) await pairOf(options, contact, told);
  for (const message of value.messages) {
    await receiveMessage(options, message, contactOf(message, value.contacts));
  }
  for (const status of value.statuses) {
    const update = statusOf(account, status);
    if (update) await options.status?.(update);
  }
}

/** Whoever wrote from a phone number before goes by the business-scoped id from now on. */
async function pairOf(options: WhatsappReceiverOptions, contact: WebhookContact, told: Set<string>): Promise<void> {
  const { wa_id: phone, user_id: id } = contact;
  if (!phone || !id || told.has(`${phone} ${id}`)) return;
  await options.identityChanged?.({ account: options.phoneNumberId, previous: phone, current: id });
  if (told.size >= KNOWN_PAIRS) told.clear();
  told.add(`${phone} ${id}`);
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

/** Files by their id. What WhatsApp has besides (a place, a contact card, a poll) becomes a file without content. */
function attachmentsOf(message: WebhookMessage): Attachment[] {
  if (message.type === "text") return [];
  if (!(message.type in FILES)) return [{ kind: "file", ref: "", name: message.type }];
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
