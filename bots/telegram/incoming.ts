import type { Message, MessageEntity, Update, User } from "grammy/types";
import type { Attachment, InboundMessage, InboundPress, Sender } from "../runtime/channel.ts";
import { conversationOf } from "./conversation.ts";
import type { OpenPress } from "./press-answers.ts";

/** Who we are, as updates name us. */
export interface BotSelf {
  readonly id: string;
  /** Without the @; empty while it is not known yet. */
  readonly username: string;
}

/** What an update means to us. */
export type Incoming =
  | {
      readonly kind: "message";
      readonly message: InboundMessage;
      readonly albumId?: string;
      readonly edited: boolean;
      readonly links: readonly string[];
      readonly addressed: boolean;
      readonly long: boolean;
    }
  | { readonly kind: "press"; readonly press: InboundPress; readonly open: OpenPress }
  | { readonly kind: "inline"; readonly queryId: string; readonly from: Sender; readonly text: string }
  | { readonly kind: "moved"; readonly from: string; readonly to: string }
  | { readonly kind: "membership"; readonly conversation: string; readonly from: Sender; readonly member: boolean }
  | { readonly kind: "ignored"; readonly why: string };

const ignored = (why: string): Incoming => ({ kind: "ignored", why });
/** Telegram's own apps cut a longer text into messages of 4,096. */
const CUT_TEXT_LENGTH = 4_000;

/** Reads an update. Pure; what it does not know it ignores. */
export function readUpdate(update: Update, self: BotSelf): Incoming {
  if (update.message) return readMessage(update.message, self, false);
  if (update.edited_message) return readMessage(update.edited_message, self, true);
  if (update.callback_query) return readPress(update.callback_query);
  if (update.inline_query) {
    const { id, from, query } = update.inline_query;
    return { kind: "inline", queryId: id, from: senderOf(from), text: query };
  }
  if (update.my_chat_member) {
    const { chat, from, new_chat_member } = update.my_chat_member;
    const member = !["kicked", "left"].includes(new_chat_member.status);
    return { kind: "membership", conversation: String(chat.id), from: senderOf(from), member };
  }
  return ignored("kind");
}

/** The platform's id of an update's content: an update id may start anew after a quiet week, so its message is part of it. */
export function externalIdOf(update: Update): string {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message;
  return [update.update_id, message?.chat.id ?? 0, message?.message_id ?? 0].join(":");
}

function readMessage(message: Message, self: BotSelf, edited: boolean): Incoming {
  const chatId = String(message.chat.id);
  if (message.migrate_to_chat_id !== undefined) {
    return { kind: "moved", from: chatId, to: String(message.migrate_to_chat_id) };
  }
  const { from } = message;
  if (!from || from.is_bot || message.via_bot) return ignored("bot");
  const entities = message.entities ?? message.caption_entities ?? [];
  const words = message.text ?? message.caption ?? otherWords(message);
  const text = withoutOwnName(withAddresses(words ?? "", entities), self.username);
  const files = attachmentsOf(message);
  const attachments = words === undefined && files.length === 0 ? otherThing(message) : files;
  if (words === undefined && attachments.length === 0) return ignored("nothing to read");
  const direct = message.chat.type === "private";
  const place = { chatId, threadId: message.is_topic_message ? message.message_thread_id : undefined };
  return {
    kind: "message",
    edited,
    addressed: direct || isAddressed(message, words ?? "", entities, self),
    albumId: message.media_group_id && `${chatId}:${message.media_group_id}`,
    links: linksOf(words ?? "", entities),
    long: (message.text ?? "").length >= CUT_TEXT_LENGTH,
    message: {
      conversation: conversationOf(place),
      from: senderOf(from),
      text,
      direct,
      messageId: String(message.message_id),
      ...(attachments.length > 0 ? { attachments } : {}),
    },
  };
}

function readPress(query: NonNullable<Update["callback_query"]>): Incoming {
  const { message, data, from } = query;
  // A button under an inline result belongs to no chat of ours.
  if (!message || data === undefined) return ignored("press without message");
  const threadId = "is_topic_message" in message && message.is_topic_message ? message.message_thread_id : undefined;
  const conversation = conversationOf({ chatId: String(message.chat.id), threadId });
  const direct = message.chat.type === "private";
  const sender = senderOf(from);
  return {
    kind: "press",
    press: { conversation, from: sender, token: data, direct },
    open: { queryId: query.id, conversation, person: sender.externalId, direct },
  };
}

/** In a group only what names the bot, answers it, or is a command for it. */
function isAddressed(message: Message, words: string, entities: readonly MessageEntity[], self: BotSelf): boolean {
  if (String(message.reply_to_message?.from?.id ?? "") === self.id) return true;
  const name = self.username.toLowerCase();
  return entities.some((entity) => {
    const part = words.slice(entity.offset, entity.offset + entity.length).toLowerCase();
    if (entity.type === "text_mention") return String(entity.user.id) === self.id;
    if (name === "") return false;
    if (entity.type === "mention") return part === `@${name}`;
    return entity.type === "bot_command" && part.endsWith(`@${name}`);
  });
}

/** The address behind a word is said after it: that is all that is left of it without marks. */
function withAddresses(words: string, entities: readonly MessageEntity[]): string {
  const hidden = entities.filter((entity) => entity.type === "text_link").sort((a, b) => b.offset - a.offset);
  return hidden.reduce((text, { offset, length, url }) => {
    const end = offset + length;
    return text.includes(url) ? text : `${text.slice(0, end)} (${url})${text.slice(end)}`;
  }, words);
}

/** `/brief@KolegaBot` is `/brief`, and a mention of us says nothing to us. */
function withoutOwnName(words: string, username: string): string {
  if (username === "") return words.trim();
  const name = username.replace(/\W/g, "");
  return words
    .replace(new RegExp(`^(/\\w+)@${name}\\b`, "i"), "$1")
    .replace(new RegExp(`(^|\\s)@${name}\\b[,:]?\\s*`, "gi"), "$1")
    .trim();
}

/** What people send that is neither words nor a file; whatever is not named here is a notice of Telegram itself. */
const OTHERS = ["sticker", "contact", "dice", "game", "story", "paid_media", "checklist"] as const;

function otherThing(message: Message): Attachment[] {
  const name = OTHERS.find((kind) => message[kind] !== undefined);
  return name ? [{ kind: "other", ref: "", name }] : [];
}

/** Kinds of message that are words in another form. */
function otherWords(message: Message): string | undefined {
  if (message.sticker?.emoji) return message.sticker.emoji;
  if (message.location) return `📍 ${message.location.latitude}, ${message.location.longitude}`;
  if (message.poll) return [message.poll.question, ...message.poll.options.map(({ text }) => `- ${text}`)].join("\n");
  return undefined;
}

function attachmentsOf(message: Message): Attachment[] {
  // Photos come in several sizes; the last is the largest.
  const photo = message.photo?.at(-1);
  const found: (Attachment | undefined)[] = [
    photo && { kind: "image", ref: photo.file_id, mime: "image/jpeg", size: photo.file_size },
    message.document && !message.animation ? fileOf(kindOf(message.document.mime_type), message.document) : undefined,
    message.voice && fileOf("audio", message.voice),
    message.audio && fileOf("audio", message.audio),
    message.video && fileOf("video", message.video),
    message.animation && fileOf("video", message.animation),
    message.video_note && fileOf("video", message.video_note),
  ];
  return found.filter((one) => one !== undefined);
}

function kindOf(mime: string | undefined): Attachment["kind"] {
  return mime?.startsWith("image/") ? "image" : "file";
}

function fileOf(
  kind: Attachment["kind"],
  file: { file_id: string; file_name?: string; mime_type?: string; file_size?: number },
): Attachment {
  return { kind, ref: file.file_id, name: file.file_name, mime: file.mime_type, size: file.file_size };
}

function linksOf(words: string, entities: readonly MessageEntity[]): string[] {
  return entities.flatMap((entity) => {
    if (entity.type === "text_link") return [entity.url];
    return entity.type === "url" ? [words.slice(entity.offset, entity.offset + entity.length)] : [];
  });
}

function senderOf(user: User): Sender {
  const name = [user.first_name, user.last_name].filter(Boolean).join(" ");
  return { externalId: String(user.id), name: name || (user.username ?? String(user.id)) };
}
