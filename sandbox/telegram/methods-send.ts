import type { MethodArgs, UploadedFile } from "./args.ts";
import { readKeyboard, readText } from "./content.ts";
import { badRequest } from "./errors.ts";
import type { Method, MethodContext } from "./method.ts";
import type { Media, StoredMessage, TelegramChat } from "./model.ts";
import { fileOf, messageJson, writableChat } from "./views.ts";

const CHAT_ACTIONS = [
  "typing",
  "upload_photo",
  "record_video",
  "upload_video",
  "record_voice",
  "upload_voice",
  "upload_document",
  "choose_sticker",
  "find_location",
];

/** The methods that put something new into a chat. */
export const SEND_METHODS: Readonly<Record<string, Method>> = {
  sendMessage(ctx, args) {
    const chat = writableChat(ctx.state, args.value("chat_id"));
    const { text, entities } = readText(args, "text", ctx.limits);
    const keyboard = readKeyboard(args.json("reply_markup"), ctx.limits);
    ctx.flood.take(chat);
    return post(ctx, chat, args, { text, entities, keyboard });
  },

  sendPhoto: (ctx, args) => sendMedia(ctx, args, "photo"),
  sendDocument: (ctx, args) => sendMedia(ctx, args, "document"),

  sendMediaGroup(ctx, args) {
    const chat = writableChat(ctx.state, args.value("chat_id"));
    const items = args.json("media");
    if (!Array.isArray(items)) throw badRequest("media must be an Array");
    if (items.length < ctx.limits.albumMin || items.length > ctx.limits.albumMax) {
      throw badRequest("wrong number of items in the album");
    }
    const ready = items.map((item: Record<string, unknown>) => {
      const kind = item.type === "document" ? "document" : "photo";
      const own = args.item({ ...item, parse_mode: item.parse_mode ?? "" });
      const caption = readText(own, "caption", ctx.limits);
      return { media: mediaFrom(ctx, args.file(item.media), item.media, kind), caption };
    });
    for (const _ of ready) ctx.flood.take(chat);
    const albumId = String(ctx.state.now()) + String(chat.id).slice(-4);
    return ready.map(({ media, caption }) =>
      post(ctx, chat, args, { media, albumId, caption: caption.text || undefined, entities: caption.entities }),
    );
  },

  sendChatAction(ctx, args) {
    const chat = writableChat(ctx.state, args.value("chat_id"));
    if (!CHAT_ACTIONS.includes(args.text("action") ?? "")) throw badRequest("wrong parameter action in request");
    ctx.typing(chat.id);
    return true;
  },
};

function sendMedia(ctx: MethodContext, args: MethodArgs, kind: "photo" | "document"): unknown {
  const chat = writableChat(ctx.state, args.value("chat_id"));
  const { text, entities } = readText(args, "caption", ctx.limits);
  const keyboard = readKeyboard(args.json("reply_markup"), ctx.limits);
  const media = mediaFrom(ctx, args.upload(kind), args.value(kind), kind);
  ctx.flood.take(chat);
  return post(ctx, chat, args, { media, caption: text || undefined, entities, keyboard });
}

function mediaFrom(
  ctx: MethodContext,
  upload: UploadedFile | undefined,
  value: unknown,
  kind: "photo" | "document",
): Media {
  if (!upload) {
    if (typeof value !== "string" || value === "") throw badRequest(`there is no ${kind} in the request`);
    return { kind, fileId: fileOf(ctx.state, value).fileId };
  }
  if (upload.bytes.length === 0) throw badRequest("file must be non-empty");
  if (upload.bytes.length > (kind === "photo" ? ctx.limits.photoBytes : ctx.limits.documentBytes)) {
    throw badRequest("file is too big");
  }
  const mime = kind === "photo" ? pictureType(upload.bytes) : upload.mime;
  if (mime === undefined) throw badRequest("IMAGE_PROCESS_FAILED");
  const stored = ctx.state.keepFile({ ...upload, mime }, kind === "photo" ? "photos" : "documents");
  return { kind, fileId: stored.fileId };
}

function pictureType(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return "image/png";
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return "image/jpeg";
  if (bytes[0] === 0x52 && bytes[1] === 0x49 && bytes[8] === 0x57) return "image/webp";
  return undefined;
}

function post(ctx: MethodContext, chat: TelegramChat, args: MethodArgs, content: Partial<StoredMessage>): unknown {
  const reply = args.json("reply_parameters") as { message_id?: number } | undefined;
  const threadId = args.number("message_thread_id");
  if (threadId !== undefined && !chat.forum) throw badRequest("message thread not found");
  if (reply?.message_id !== undefined && !ctx.state.message(chat.id, reply.message_id)) {
    throw badRequest("message to be replied not found");
  }
  const message: StoredMessage = {
    entities: [],
    ...content,
    chatId: chat.id,
    messageId: ctx.state.nextMessageId(chat.id),
    at: ctx.state.now(),
    from: ctx.state.bot.id,
    replyTo: reply?.message_id,
    threadId,
  };
  ctx.state.commit({ type: "message", value: message });
  return messageJson(ctx.state, message);
}
