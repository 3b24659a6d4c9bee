import { type Api, InputFile } from "grammy";
import type { Chart } from "../../core/cards/card.ts";
import { conversationOf, placeOf } from "./conversation.ts";
import { failureOf, isGone, isNotModified, isOtherKind, isParseError, movedTo } from "./failure.ts";
import { visibleLength } from "./html.ts";
import type { TelegramKeyboard } from "./keyboard.ts";
import { TELEGRAM_LIMITS } from "./limits.ts";
import type { Pace } from "./pace.ts";
import type { TelegramMessage } from "./render.ts";

export interface OutgoingOptions {
  readonly api: Api;
  readonly pace: Pace;
  drawChart(chart: Chart): Promise<Uint8Array>;
  /** The bytes of a picture on the web; nothing when it cannot or may not be fetched. */
  fetchPicture(url: string): Promise<Uint8Array | undefined>;
  /** A group has another id from now on. */
  moved(from: string, to: string): void;
}

/** A message that is in a chat. */
export interface Sent {
  readonly conversation: string;
  readonly messageId: string;
}

const NO_PREVIEW = { is_disabled: true } as const;

/** One message into a chat, by whichever method it takes; marks that the server cannot read are left out. Throws ChannelError. */
export async function sendOne(options: OutgoingOptions, conversation: string, message: TelegramMessage): Promise<Sent> {
  const picture = await bytesOf(options, message);
  return withPace(options, conversation, "send", false, async (place) => {
    const other = {
      message_thread_id: place.threadId,
      reply_markup: markup(message.keyboard),
    };
    const send = async (text: string, mode: "HTML" | undefined): Promise<{ message_id: number }> =>
      picture
        ? options.api.sendPhoto(place.chatId, new InputFile(picture, "picture.png"), {
            ...other,
            caption: text,
            parse_mode: mode,
          })
        : options.api.sendMessage(place.chatId, text, { ...other, parse_mode: mode, link_preview_options: NO_PREVIEW });
    const sent = await marked(message, send);
    return { conversation: conversationAt(conversation, place.chatId), messageId: String(sent.message_id) };
  });
}

/** Makes a message say something else, with other buttons or none. False when it cannot: it is gone, or has no room. */
export async function replaceOne(options: OutgoingOptions, sent: Sent, message: TelegramMessage): Promise<boolean> {
  const id = Number(sent.messageId);
  const reply_markup = markup(message.keyboard) ?? { inline_keyboard: [] };
  try {
    return await withPace(options, sent.conversation, "edit", true, async ({ chatId }) => {
      try {
        await marked(message, (text, mode) =>
          options.api.editMessageText(chatId, id, text, {
            parse_mode: mode,
            reply_markup,
            link_preview_options: NO_PREVIEW,
          }),
        );
      } catch (error) {
        if (isNotModified(error)) return true;
        if (!isOtherKind(error)) throw error;
        if (visibleLength(message.html) > TELEGRAM_LIMITS.captionLength) return false;
        await marked(message, (caption, mode) =>
          options.api.editMessageCaption(chatId, id, { caption, parse_mode: mode, reply_markup }),
        );
      }
      return true;
    });
  } catch (error) {
    if (error instanceof Unchanged) return true;
    if (error instanceof Gone) return false;
    throw error;
  }
}

/** Gives a message these buttons and leaves its words. */
export async function setButtons(
  options: OutgoingOptions,
  sent: Sent,
  keyboard: TelegramKeyboard | undefined,
): Promise<void> {
  const reply_markup = markup(keyboard) ?? { inline_keyboard: [] };
  try {
    await withPace(options, sent.conversation, "edit", true, ({ chatId }) =>
      options.api.editMessageReplyMarkup(chatId, Number(sent.messageId), { reply_markup }),
    );
  } catch (error) {
    if (!(error instanceof Unchanged || error instanceof Gone)) throw error;
  }
}

/** Answers of the server that end an edit without being failures. */
class Unchanged extends Error {}
class Gone extends Error {}

async function withPace<Result>(
  options: OutgoingOptions,
  conversation: string,
  method: string,
  again: boolean,
  call: (place: { chatId: string; threadId?: number }) => Promise<Result>,
): Promise<Result> {
  const { pace, moved } = options;
  const place = placeOf(conversation);
  await pace.take(place.chatId);
  try {
    return await call(place);
  } catch (error) {
    const chatId = movedTo(error);
    if (chatId !== undefined) {
      moved(place.chatId, chatId);
      // Nothing was sent: the same once more, to where the group is now.
      return withPace(options, conversationAt(conversation, chatId), method, again, call);
    }
    if (again && isNotModified(error)) throw new Unchanged();
    if (again && isGone(error)) throw new Gone();
    const failure = failureOf(error, method, again);
    if (failure.outcome === "retry" && failure.retryAfterMs !== undefined) {
      pace.pause(place.chatId, failure.retryAfterMs);
    }
    throw failure;
  }
}

/** With marks; and when the server cannot read them, the same words without. */
async function marked<Result>(
  message: Pick<TelegramMessage, "html" | "plain">,
  call: (text: string, mode: "HTML" | undefined) => Promise<Result>,
): Promise<Result> {
  try {
    return await call(message.html, "HTML");
  } catch (error) {
    if (!isParseError(error)) throw error;
    return call(message.plain, undefined);
  }
}

async function bytesOf(options: OutgoingOptions, { picture }: TelegramMessage): Promise<Uint8Array | undefined> {
  if (!picture) return undefined;
  try {
    const bytes = "chart" in picture ? await options.drawChart(picture.chart) : await options.fetchPicture(picture.url);
    return bytes && bytes.length <= TELEGRAM_LIMITS.photoBytes ? bytes : undefined;
  } catch {
    // The words say the same.
    return undefined;
  }
}

function conversationAt(conversation: string, chatId: string): string {
  return conversationOf({ ...placeOf(conversation), chatId });
}

function markup(
  keyboard: TelegramKeyboard | undefined,
): { inline_keyboard: TelegramKeyboard[number][number][][] } | undefined {
  return keyboard && { inline_keyboard: keyboard.map((row) => [...row]) };
}
