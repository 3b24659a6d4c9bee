import { type Channel, ChannelError, type OutgoingContent, type Receipt, type Target } from "../runtime/channel.ts";
import { chartImage } from "../runtime/chart-image.ts";
import { whatsappText } from "../runtime/whatsapp-text.ts";
import {
  DOWNLOAD_MAX_BYTES,
  DOWNLOAD_TIMEOUT_MS,
  LOOK_TIMEOUT_MS,
  PICTURE_MAX_BYTES,
  PICTURE_NAMES,
  SEND_BUDGET_MS,
  SEND_TIMEOUT_MS,
  WEB_LIMITS,
} from "./limits.ts";
import type { Pace } from "./pace.ts";
import type { WebClient, WebContent, WebLibrary, WebMessage, WebSendOptions } from "./port.ts";
import { Recent } from "./recent.ts";
import { renderWhatsappWeb, type WebRendered } from "./render.ts";
import { within } from "./timed.ts";
import { Typing } from "./typing.ts";

/** Why rows of the outbox wait while the session is down; when it is ready, they are due at once. */
export const NOT_CONNECTED = "whatsapp-web: not connected";
const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 6 * 3_600_000;

export interface WhatsappWebChannelOptions {
  readonly library: Pick<WebLibrary, "poll" | "media">;
  /** The ready session, if it is. */
  readonly session: {
    ready(): { readonly client: WebClient; readonly account: string } | undefined;
    downSince(): number | undefined;
  };
  readonly pace: Pick<Pace, "take">;
  /** Fetches a picture of a card safely; without it, or without an answer, cards come without photographs. */
  readonly fetchPicture?: (url: string) => Promise<{ bytes: Uint8Array; type: string } | undefined>;
  /** Told before the answer of a send is used: which row of the outbox this message belongs to. */
  readonly onSent: (account: string, messageId: string, outboundId: string) => Promise<void>;
  readonly sendTimeoutMs?: number;
}

export interface WhatsappWebChannel extends Channel {
  /** Remembers how WhatsApp names a chat now, where that is not the id that we know it by. */
  noteArrival(conversation: string, chatId: string): void;
  close(): void;
}

/** WhatsApp Web through a browser. No buttons: polls and numbers; a card's outcome follows as a line. */
export function createWhatsappWebChannel(options: WhatsappWebChannelOptions): WhatsappWebChannel {
  const { library, session, pace } = options;
  const timeoutMs = options.sendTimeoutMs ?? SEND_TIMEOUT_MS;
  const chats = new Recent<string>();
  /** What of a message of several was already sent when a later part failed, by row. */
  const progress = new Recent<{ part: string; receipt?: Receipt }[]>();
  const chatOf = (conversation: string): string => chats.get(conversation) ?? conversation;

  const connected = (account: string): WebClient => {
    const now = session.ready();
    if (!now) throw new ChannelError("retry", NOT_CONNECTED, retryAfter(session.downSince()));
    // Chats of another number: this one's people never wrote to us.
    if (now.account !== account) throw new ChannelError("refused", "whatsapp-web: another number is linked now");
    return now.client;
  };

  /** Undefined for a picture that cannot be had. */
  const contentOf = async (part: WebRendered): Promise<WebContent | undefined> => {
    if (part.kind === "text") return part.text;
    if (part.kind === "poll") return library.poll(part.question, part.options);
    const { picture } = part;
    if (picture.kind === "chart") {
      return library.media({ bytes: await chartImage(picture.chart), mime: "image/png", name: "chart.png" });
    }
    const found = await options.fetchPicture?.(picture.url).catch(() => undefined);
    const mime = found?.type.split(";")[0]?.trim() ?? "";
    const name = PICTURE_NAMES[mime];
    return found && name && found.bytes.length <= PICTURE_MAX_BYTES
      ? library.media({ bytes: found.bytes, mime, name })
      : undefined;
  };

  /** Its id; nothing for what cannot be had and need not be. */
  const sendPart = async (target: Target, part: WebRendered): Promise<string | undefined> => {
    connected(target.account);
    const content = await contentOf(part);
    if (content === undefined) return undefined;
    await pace.take();
    const client = connected(target.account);
    const chatId = chatOf(target.conversation);
    const since = Math.floor(Date.now() / 1_000) - 2;
    const sending = client.sendMessage(chatId, content, {
      ...SEND_OPTIONS,
      ...(part.kind === "picture" && part.caption ? { caption: part.caption } : {}),
    });
    try {
      const sent = await within(timeoutMs, sending);
      if (!sent) throw new ChannelError("refused", "whatsapp-web: there is no such chat");
      return sent.id._serialized;
    } catch (error) {
      if (error instanceof ChannelError) throw error;
      // Not confirmed, or broken off: what the page holds says whether it was sent.
      const found = await within(LOOK_TIMEOUT_MS, findSent(client, chatId, part, since)).catch(() => undefined);
      if (found === undefined) throw new ChannelError("unknown", "whatsapp-web did not confirm a message");
      if (found === null) throw new ChannelError("retry", "whatsapp-web did not send a message");
      return found;
    }
  };

  const typing = new Typing(
    (conversation) => void showTyping(session.ready()?.client, chatOf(conversation), true),
    (conversation) => void showTyping(session.ready()?.client, chatOf(conversation), false),
  );

  return {
    name: "whatsapp",
    capabilities: { edit: false, idempotentSend: false, buttons: false, forms: "steps" },
    async send(target, content, id) {
      const began = Date.now();
      const done = progress.get(id) ?? [];
      progress.set(id, done);
      for (const [index, part] of renderWhatsappWeb(content, { group: isGroup(target.conversation) }).entries()) {
        const key = JSON.stringify(part);
        if (done[index]?.part === key) continue;
        if (Date.now() - began > SEND_BUDGET_MS) throw new ChannelError("retry", "whatsapp-web: goes on later", 1_000);
        const messageId = await sendPart(target, part);
        if (messageId === undefined) {
          done[index] = { part: key };
          continue;
        }
        const receipt: Receipt = {
          channel: "whatsapp",
          account: target.account,
          conversation: target.conversation,
          messageId,
          ...(part.kind === "poll" || (part.kind === "text" && part.actions) ? { actions: true } : {}),
        };
        done[index] = { part: key, receipt };
        await options.onSent(target.account, messageId, id);
      }
      progress.delete(id);
      return done.flatMap(({ receipt }) => receipt ?? []);
    },
    async edit(receipts, content) {
      const receipt = receipts.find(({ actions }) => actions) ?? receipts[0];
      if (!receipt) return;
      const text = onlyText(content);
      const message = await within(timeoutMs, connected(receipt.account).getMessageById(receipt.messageId)).catch(
        () => {
          throw new ChannelError("retry", "whatsapp-web did not answer");
        },
      );
      // WhatsApp allows it for own texts only, for about 15 minutes.
      const changed =
        text !== undefined && message?.type === "chat"
          ? await within(timeoutMs, message.edit(text)).catch(() => {
              throw new ChannelError("retry", "whatsapp-web did not confirm the change");
            })
          : null;
      if (!changed) throw new ChannelError("refused", "whatsapp-web cannot change this message");
    },
    async whisper({ account }, person, text) {
      await sendPart({ account, conversation: person }, { kind: "text", text: plain(text), actions: false });
    },
    typing(target, on) {
      typing.set(target.conversation, on);
    },
    async download(account, ref) {
      const client = connected(account);
      const fetched = async () => {
        const message = await client.getMessageById(ref);
        if (!message?.hasMedia) return undefined;
        const size = "size" in message.rawData ? Number(message.rawData.size) : 0;
        if (size > DOWNLOAD_MAX_BYTES) throw new ChannelError("refused", "the file is too large");
        return message.downloadMedia();
      };
      const media = await within(DOWNLOAD_TIMEOUT_MS, fetched()).catch((error: unknown) => {
        throw error instanceof ChannelError ? error : new ChannelError("retry", "whatsapp-web: the file did not come");
      });
      if (!media) throw new ChannelError("refused", "whatsapp-web: the file is gone");
      const bytes = Buffer.from(media.data, "base64");
      if (bytes.length > DOWNLOAD_MAX_BYTES) throw new ChannelError("refused", "the file is too large");
      return { bytes, mime: media.mimetype };
    },
    noteArrival(conversation, chatId) {
      if (conversation === chatId) chats.delete(conversation);
      else chats.set(conversation, chatId);
    },
    close() {
      typing.stopAll();
    },
  };
}

/** Waits until the server has it; without previews (the page would fetch links) and without reading texts as contacts. */
const SEND_OPTIONS: WebSendOptions = { linkPreview: false, parseVCards: false, waitUntilMsgSent: true };

/** The id of a message of ours that is in the chat since then; null where it is not. */
async function findSent(client: WebClient, chatId: string, part: WebRendered, since: number): Promise<string | null> {
  const chat = await client.getChatById(chatId);
  const latest = await chat.fetchMessages({ limit: 5, fromMe: true });
  const found = latest.findLast((message) => message.timestamp >= since && isSameAs(message, part));
  return found ? found.id._serialized : null;
}

function isSameAs({ type, body }: WebMessage, part: WebRendered): boolean {
  switch (part.kind) {
    case "text":
      return type === "chat" && body.trim() === part.text.trim();
    case "poll":
      return type === "poll_creation" && body.trim() === part.question.trim();
    case "picture":
      return type === "image" && body.trim() === (part.caption ?? "");
  }
}

export const isGroup = (conversation: string): boolean => conversation.endsWith("@g.us");

/** Words of ours as they are, whatever signs are in them. */
const plain = (text: string): string => whatsappText([{ kind: "paragraph", children: [{ kind: "text", text }] }]);

/** Longer each time while it is down: the tries of a row then last for days, and `ready` makes it due at once. */
function retryAfter(downSince: number | undefined): number {
  const down = downSince === undefined ? 0 : Date.now() - downSince;
  return Math.min(LONGEST_RETRY_MS, Math.max(FIRST_RETRY_MS, 3 * down));
}

/** The outcome as one text without choices, for a message that is changed in place. */
function onlyText(content: OutgoingContent): string | undefined {
  const parts = renderWhatsappWeb(content, { group: false });
  const [only, further] = parts;
  if (!only || further || only.kind !== "text" || only.actions) return undefined;
  return only.text.length <= WEB_LIMITS.textBody ? only.text : undefined;
}

/** Best effort, as the contract says. Whoever is typing has read what was written. */
async function showTyping(client: WebClient | undefined, chatId: string, on: boolean): Promise<void> {
  try {
    if (!client) return;
    if (on) await client.sendSeen(chatId);
    const chat = await client.getChatById(chatId);
    await (on ? chat.sendStateTyping() : chat.clearState());
  } catch {
    // The session's own watch finds out what this was.
  }
}
