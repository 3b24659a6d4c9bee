import type { Clock } from "../../core/kernel/clock.ts";
import { type Channel, ChannelError, type OutgoingContent, type Receipt, type Target } from "../runtime/channel.ts";
import { chartImage } from "../runtime/chart-image.ts";
import { createWhatsappClient, type WhatsappClientOptions, WhatsappError, WINDOW_CLOSED } from "./client.ts";
import { PICTURE_MAX_BYTES, PICTURE_TYPES, WINDOW_MARGIN_MS, WINDOW_MS } from "./limits.ts";
import { type Picture, type RenderedMessage, type WhatsappPayload, withMedia } from "./messages.ts";
import { renderWhatsapp } from "./render.ts";
import { templatesFor } from "./templates.ts";

export interface WhatsappChannelOptions extends WhatsappClientOptions {
  /** The time that the 24 hours are judged in: the same that `lastUserMessageAt` is written in. */
  readonly clock: Clock;
  /** Fetches a picture of a card safely; without it, or without an answer, cards come without photographs. */
  readonly fetchPicture?: (url: string) => Promise<{ bytes: Uint8Array; type: string } | undefined>;
  /** Told before the answer of a send is used: which row of the outbox this message belongs to. */
  readonly onSent?: (sent: { account: string; messageId: string; outboundId: string }) => Promise<void>;
}

export interface WhatsappChannel extends Channel {
  /** Remembers the newest message of a chat: read marks and the typing indicator have to name one. */
  noteArrival(conversation: string, messageId: string): void;
  /** Our own number in digits, country code first. */
  phone(): Promise<string>;
}

/** Chats whose newest message is remembered, and messages half sent; older ones are forgotten. */
const REMEMBERED = 2_000;

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next();
  if (map.size > REMEMBERED && !oldest.done) map.delete(oldest.value);
}

/** WhatsApp through the Cloud API. One business number; conversations are business-scoped user ids, or phone numbers. */
export function createWhatsappChannel(options: WhatsappChannelOptions): WhatsappChannel {
  const client = createWhatsappClient(options);
  const account = options.phoneNumberId;
  const arrivals = new Map<string, string>();
  /** What of a message of several was already sent when a later part failed, by row. */
  const progress = new Map<string, { payload: string; receipt: Receipt }[]>();

  const deliver = async (target: Target, payload: WhatsappPayload, id: string): Promise<Receipt> => {
    const messageId = await client.send(target.conversation, payload);
    const receipt: Receipt = {
      channel: "whatsapp",
      account,
      conversation: target.conversation,
      messageId,
      billed: 1,
      ...(payload.type === "interactive" || payload.type === "template" ? { actions: true } : {}),
    };
    await options.onSent?.({ account, messageId, outboundId: id });
    return receipt;
  };

  const sendTemplate = async (target: Target, content: OutgoingContent, id: string): Promise<Receipt[]> => {
    let refusal: unknown;
    for (const template of templatesFor(content)) {
      try {
        return [await deliver(target, { type: "template", template }, id)];
      } catch (error) {
        // 132000 to 132999: this template is not approved, paused or made otherwise; the general one may still do.
        if (!(error instanceof WhatsappError) || Math.floor(error.code / 1_000) !== 132) throw error;
        refusal = error;
      }
    }
    throw refusal;
  };

  const sendFree = async (target: Target, content: OutgoingContent, id: string): Promise<Receipt[]> => {
    const done = progress.get(id) ?? [];
    remember(progress, id, done);
    for (const [index, payload] of (await payloadsOf(content)).entries()) {
      const text = JSON.stringify(payload);
      if (done[index]?.payload === text) continue;
      const receipt = await deliver(target, payload, id);
      done[index] = { payload: text, receipt };
    }
    progress.delete(id);
    return done.map(({ receipt }) => receipt);
  };

  const payloadsOf = async (content: OutgoingContent): Promise<WhatsappPayload[]> => {
    const uploaded = await uploadPictures(renderWhatsapp(content));
    return uploaded ?? renderWhatsapp(content, { pictures: false }).map(({ payload }) => payload);
  };

  /** Undefined when a picture cannot be had: the words are worth more than the picture. */
  const uploadPictures = async (messages: readonly RenderedMessage[]): Promise<WhatsappPayload[] | undefined> => {
    const payloads: WhatsappPayload[] = [];
    for (const { payload, picture } of messages) {
      if (!picture) {
        payloads.push(payload);
        continue;
      }
      const file = await pictureFile(picture);
      if (!file) return undefined;
      try {
        payloads.push(withMedia(payload, await client.upload(file)));
      } catch (error) {
        if (error instanceof ChannelError && error.outcome === "refused") return undefined;
        throw error;
      }
    }
    return payloads;
  };

  const pictureFile = async (
    picture: Picture,
  ): Promise<{ bytes: Uint8Array; mime: string; name: string } | undefined> => {
    if (picture.kind === "chart")
      return { bytes: await chartImage(picture.chart), mime: "image/png", name: "chart.png" };
    const found = await options.fetchPicture?.(picture.url).catch(() => undefined);
    const mime = found?.type.split(";")[0]?.trim() ?? "";
    if (!found || !PICTURE_TYPES.includes(mime) || found.bytes.length > PICTURE_MAX_BYTES) return undefined;
    return { bytes: found.bytes, mime, name: mime === "image/png" ? "picture.png" : "picture.jpg" };
  };

  return {
    phone: client.phone,
    name: "whatsapp",
    capabilities: { edit: false, idempotentSend: false, buttons: true, forms: "steps" },
    async send(target, content, id) {
      const last = target.lastUserMessageAt?.getTime() ?? 0;
      if (options.clock.now().getTime() - last >= WINDOW_MS - WINDOW_MARGIN_MS)
        return sendTemplate(target, content, id);
      try {
        return await sendFree(target, content, id);
      } catch (error) {
        // Our clock says open, theirs says closed: theirs counts.
        if (!(error instanceof WhatsappError) || error.code !== WINDOW_CLOSED) throw error;
        return sendTemplate(target, content, id);
      }
    },
    edit() {
      return Promise.reject(new ChannelError("refused", "WhatsApp cannot change a sent message"));
    },
    typing(target, on) {
      const messageId = arrivals.get(target.conversation);
      if (on && messageId) client.markRead(messageId, true).catch(() => undefined);
    },
    download(_account, ref) {
      return client.download(ref);
    },
    noteArrival(conversation, messageId) {
      remember(arrivals, conversation, messageId);
    },
  };
}
