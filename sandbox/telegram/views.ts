import { ApiError, badRequest } from "./errors.ts";
import type { StoredFile, StoredMessage, TelegramChat, TelegramPerson } from "./model.ts";
import type { TelegramState } from "./state.ts";

/** Things as the Bot API writes them. */
type Json = Record<string, unknown>;

export function personJson(person: TelegramPerson): Json {
  return {
    id: person.id,
    is_bot: false,
    first_name: person.firstName,
    last_name: person.lastName,
    username: person.username,
    language_code: person.languageCode,
  };
}

export function botJson(state: TelegramState): Json {
  const { id, username, name } = state.bot;
  return { id, is_bot: true, first_name: name, username };
}

function userJson(state: TelegramState, id: number): Json {
  if (id === state.bot.id) return botJson(state);
  const person = state.people.get(id);
  return person ? personJson(person) : { id, is_bot: false, first_name: "?" };
}

export function chatJson(state: TelegramState, chat: TelegramChat): Json {
  if (chat.type !== "private") {
    return { id: chat.id, type: chat.type, title: chat.title, is_forum: chat.forum };
  }
  const person = state.people.get(chat.id);
  return {
    id: chat.id,
    type: "private",
    first_name: person?.firstName,
    last_name: person?.lastName,
    username: person?.username,
  };
}

export function messageJson(state: TelegramState, message: StoredMessage): Json {
  const chat = state.chats.get(message.chatId);
  const reply = message.replyTo === undefined ? undefined : state.message(message.chatId, message.replyTo);
  const inTopic = message.threadId !== undefined;
  return {
    message_id: message.messageId,
    from: userJson(state, message.from),
    chat: chat && chatJson(state, chat),
    date: Math.floor(message.at / 1_000),
    edit_date: message.editedAt === undefined ? undefined : Math.floor(message.editedAt / 1_000),
    message_thread_id: message.threadId,
    is_topic_message: inTopic ? true : undefined,
    reply_to_message: reply && messageJson(state, { ...reply, replyTo: undefined }),
    media_group_id: message.albumId,
    text: message.text,
    entities: message.text !== undefined && message.entities.length > 0 ? message.entities : undefined,
    caption: message.caption,
    caption_entities: message.caption !== undefined && message.entities.length > 0 ? message.entities : undefined,
    reply_markup: message.keyboard?.length ? { inline_keyboard: message.keyboard } : undefined,
    ...mediaJson(state, message),
    ...message.extra,
  };
}

function mediaJson(state: TelegramState, { media }: StoredMessage): Json {
  const file = media && state.files.get(media.fileId);
  if (!media || !file) return {};
  const common = { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size };
  if (media.kind === "photo") {
    // The last is the original; the smaller ones are thumbnails of the same picture.
    return {
      photo: [
        { ...common, file_id: `${file.fileId}s`, width: 90, height: 60 },
        { ...common, width: 800, height: 533 },
      ],
    };
  }
  if (media.kind === "voice") return { voice: { ...common, duration: 3, mime_type: file.mime } };
  if (media.kind === "video") {
    return { video: { ...common, duration: 3, width: 640, height: 360, mime_type: file.mime, file_name: file.name } };
  }
  return { document: { ...common, file_name: file.name, mime_type: file.mime } };
}

/** A chat the bot may write in. Throws as the server does when it may not. */
export function writableChat(state: TelegramState, value: unknown): TelegramChat {
  if (value === undefined || value === "") throw badRequest("chat_id is empty");
  const chat = state.chats.get(Number(value));
  if (!chat) {
    // A known account that never spoke to the bot is not found either, except to say why.
    if (state.people.has(Number(value))) {
      throw new ApiError(403, "Forbidden: bot can't initiate conversation with a user");
    }
    throw badRequest("chat not found");
  }
  if (chat.migratedTo !== undefined) {
    throw new ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", {
      migrate_to_chat_id: chat.migratedTo,
    });
  }
  if (chat.closed === "blocked") throw new ApiError(403, "Forbidden: bot was blocked by the user");
  if (chat.closed === "kicked") throw new ApiError(403, `Forbidden: bot was kicked from the ${chat.type} chat`);
  if (!chat.open) throw new ApiError(403, "Forbidden: bot can't initiate conversation with a user");
  return chat;
}

export function fileOf(state: TelegramState, fileId: unknown): StoredFile {
  const id = typeof fileId === "string" ? fileId : "";
  const file = state.files.get(id) ?? state.files.get(id.replace(/s$/, ""));
  if (!file) throw badRequest("wrong file_id or the file is temporarily unavailable");
  return file;
}
