import type { MethodArgs } from "./args.ts";
import { readKeyboard, readText } from "./content.ts";
import { badRequest } from "./errors.ts";
import type { Method, MethodContext } from "./method.ts";
import type { StoredMessage, TelegramChat } from "./model.ts";
import { messageJson, writableChat } from "./views.ts";

const NOT_MODIFIED =
  "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

/** The methods that change or remove what is in a chat. */
export const EDIT_METHODS: Readonly<Record<string, Method>> = {
  editMessageText(ctx, args) {
    const { chat, message } = editable(ctx, args);
    const { text, entities } = readText(args, "text", ctx.limits);
    if (message.text === undefined) throw badRequest("there is no text in the message to edit");
    return change(ctx, chat, message, { text, entities, keyboard: keyboardOf(ctx, args) });
  },

  editMessageCaption(ctx, args) {
    const { chat, message } = editable(ctx, args);
    const { text, entities } = readText(args, "caption", ctx.limits);
    if (!message.media) throw badRequest("there is no caption in the message to edit");
    return change(ctx, chat, message, { caption: text || undefined, entities, keyboard: keyboardOf(ctx, args) });
  },

  editMessageReplyMarkup(ctx, args) {
    const { chat, message } = editable(ctx, args);
    return change(ctx, chat, message, { keyboard: keyboardOf(ctx, args) });
  },

  deleteMessage(ctx, args) {
    const chat = writableChat(ctx.state, args.value("chat_id"));
    const message = ctx.state.message(chat.id, args.number("message_id") ?? 0);
    if (!message) throw badRequest("message to delete not found");
    const tooOld = ctx.state.now() - message.at > ctx.limits.deleteMs;
    const foreign = message.from !== ctx.state.bot.id && chat.type !== "private";
    if (tooOld || foreign) throw badRequest("message can't be deleted");
    ctx.state.commit({ type: "message", value: { ...message, deleted: true } });
    return true;
  },
};

/** A message without the field loses its keyboard, as on the real server. */
function keyboardOf(ctx: MethodContext, args: MethodArgs): StoredMessage["keyboard"] {
  const keyboard = readKeyboard(args.json("reply_markup"), ctx.limits);
  return keyboard?.length ? keyboard : undefined;
}

function editable(ctx: MethodContext, args: MethodArgs): { chat: TelegramChat; message: StoredMessage } {
  const chat = writableChat(ctx.state, args.value("chat_id"));
  const messageId = args.number("message_id");
  if (messageId === undefined) throw badRequest("message identifier is not specified");
  const message = ctx.state.message(chat.id, messageId);
  if (!message) throw badRequest("message to edit not found");
  if (message.from !== ctx.state.bot.id) throw badRequest("message can't be edited");
  return { chat, message };
}

function change(
  ctx: MethodContext,
  chat: TelegramChat,
  message: StoredMessage,
  changes: Partial<StoredMessage>,
): unknown {
  const next: StoredMessage = { ...message, ...changes };
  const shape = (one: StoredMessage): string =>
    JSON.stringify([one.text, one.caption, one.entities, one.keyboard ?? []]);
  if (shape(next) === shape(message)) throw badRequest(NOT_MODIFIED);
  ctx.flood.take(chat);
  const edited = { ...next, editedAt: ctx.state.now() };
  ctx.state.commit({ type: "message", value: edited });
  return messageJson(ctx.state, edited);
}
