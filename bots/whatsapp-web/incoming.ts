import { z } from "zod";
import type { Attachment } from "../runtime/channel.ts";
import { serializedId, type WebMessage } from "./port.ts";

/** What is read of a message besides its typed parts. */
const rawSchema = z.object({
  notifyName: z.string().optional().catch(undefined),
  mimetype: z.string().optional().catch(undefined),
  filename: z.string().optional().catch(undefined),
  size: z.coerce.number().optional().catch(undefined),
  /** Of a picture of an album: the album. */
  parentMsgKey: z.unknown().optional(),
});

const FILES: Readonly<Record<string, Attachment["kind"]>> = {
  image: "image",
  sticker: "image",
  document: "file",
  audio: "audio",
  ptt: "audio",
  video: "video",
};
/** What people send besides words and files; its content is not read, that it came is answered. */
const OTHERS: ReadonlySet<string> = new Set([
  "location",
  "vcard",
  "multi_vcard",
  "poll_creation",
  "scheduled_event_creation",
  "product",
  "order",
  "groups_v4_invite",
]);
/** Words by themselves: answers to another business's buttons are words as well. */
const WORDS: ReadonlySet<string> = new Set(["chat", "buttons_response", "list_response", "template_button_reply"]);

/** A person's message as it is read; undefined for everything that is none (notices, calls, deleted ones, album covers). */
export interface Incoming {
  readonly name: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** The album that a picture belongs to. */
  readonly album?: string;
}

export function incomingOf(message: WebMessage): Incoming | undefined {
  const raw = rawSchema.parse(message.rawData);
  const name = clean(raw.notifyName?.trim() || "WhatsApp");
  const text = clean(message.body);
  const kind = FILES[message.type];
  const empty = (of: Attachment["kind"]): Incoming => ({
    name,
    text: "",
    attachments: [{ kind: of, ref: "", name: message.type }],
  });
  if (WORDS.has(message.type)) return text.trim() === "" ? undefined : { name, text, attachments: [] };
  // Without a file to fetch (viewed once, expired) the body may be its thumbnail.
  if (kind && !message.hasMedia) return empty(kind);
  if (!kind) return OTHERS.has(message.type) ? empty("file") : undefined;
  const { mimetype: mime, filename, size } = raw;
  const attachment = { kind, ref: message.id._serialized, name: filename, mime, size };
  return { name, text, attachments: [attachment], album: serializedId(raw.parentMsgKey) };
}

/** The database keeps no zero bytes. */
const clean = (text: string): string => text.replaceAll("\u0000", "");

/** Messages of the account itself, statuses, broadcasts and channels are nobody's words to us. */
export function isForUs({ fromMe, isStatus, broadcast, from }: WebMessage): boolean {
  if (fromMe || isStatus || broadcast) return false;
  return /@(c\.us|lid|g\.us)$/.test(from);
}

/** The words without the mention that addressed them to us. */
export function withoutMention(text: string, ownUsers: ReadonlySet<string>): string {
  const words = text.replace(/@(\d+)\s?/g, (found, user: string) => (ownUsers.has(user) ? "" : found));
  return words.trim();
}
