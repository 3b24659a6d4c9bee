import { z } from "zod";
import { ChannelError } from "../runtime/channel.ts";
import { DOWNLOAD_MAX_BYTES } from "./limits.ts";
import type { WhatsappPayload } from "./messages.ts";

export interface WhatsappClientOptions {
  /** `https://graph.facebook.com/v23.0`, or the sandbox's, without a trailing slash. */
  readonly baseUrl: string;
  readonly phoneNumberId: string;
  readonly accessToken: string;
  /** How long an answer may take. */
  readonly timeoutMs?: number;
}

/** The Cloud API as far as this channel needs it. Every call throws ChannelError; none says a number, token or text. */
export interface WhatsappClient {
  /** Answers the message's id (wamid). */
  send(recipient: string, payload: WhatsappPayload): Promise<string>;
  /** Marks a message of the person as read, and everything before it; with `typing`, shows that an answer is coming. */
  markRead(messageId: string, typing: boolean): Promise<void>;
  upload(file: { bytes: Uint8Array; mime: string; name: string }): Promise<string>;
  download(mediaId: string): Promise<{ bytes: Uint8Array; mime: string }>;
  /** Our own number in digits, country code first. */
  phone(): Promise<string>;
}

/** Graph's number of what went wrong, beside what the runtime does about it. */
export class WhatsappError extends ChannelError {
  constructor(
    readonly code: number,
    outcome: "retry" | "refused" | "unknown",
    retryAfterMs?: number,
  ) {
    super(outcome, `WhatsApp error ${code}`, retryAfterMs);
  }
}

/** The person's 24 hours are over. */
export const WINDOW_CLOSED = 131047;
export const THROUGHPUT = 130429;
/** Too fast to one person: a burst borrows from one message each six seconds, so its end takes a while. */
const PAIR_RATE = 131056;
const PAIR_WAIT_MS = 30_000;
const THROUGHPUT_WAIT_MS = 10_000;
/** The access token is bad or gone: the operator mends that, nothing is lost meanwhile. */
const TOKEN_WAIT_MS = 60_000;
const TIMEOUT_MS = 20_000;

const idPattern = /^[\w.:=+/-]{1,512}$/;
const sentSchema = z.object({ messages: z.array(z.object({ id: z.string().regex(idPattern) })).min(1) });
const uploadedSchema = z.object({ id: z.string().regex(/^[\w.-]{1,64}$/) });
const mediaSchema = z.object({ url: z.url(), mime_type: z.string(), file_size: z.coerce.number().optional() });
const numberSchema = z.object({ display_phone_number: z.string().regex(/\d{5}/) });
const errorSchema = z.object({ error: z.object({ code: z.number() }).loose() });

/** A business-scoped user id goes into `recipient`, a phone number into `to`. */
const USER_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;
export const isUserId = (recipient: string): boolean => USER_ID.test(recipient);

/** What to do about a refusal, by Graph's code and the status it came with. */
export function errorOf(code: number, status: number, retryAfter: string | null = null): WhatsappError {
  const seconds = Number(retryAfter);
  const asked = retryAfter !== null && Number.isFinite(seconds) ? seconds * 1_000 : undefined;
  switch (code) {
    case PAIR_RATE:
      return new WhatsappError(code, "retry", asked ?? PAIR_WAIT_MS);
    case THROUGHPUT:
    case 4:
    case 80007:
      return new WhatsappError(code, "retry", asked ?? THROUGHPUT_WAIT_MS);
    case 0:
    case 190:
      return new WhatsappError(code, "retry", TOKEN_WAIT_MS);
    // Meta's own trouble, or an upgrade of the number's throughput.
    case 1:
    case 2:
    case 131000:
    case 131016:
    case 131057:
    case 133004:
      return new WhatsappError(code, "retry", asked);
    default:
      if (status === 429) return new WhatsappError(code, "retry", asked ?? THROUGHPUT_WAIT_MS);
      return new WhatsappError(code, status >= 500 ? "retry" : "refused", asked);
  }
}

export function createWhatsappClient(options: WhatsappClientOptions): WhatsappClient {
  const { baseUrl, phoneNumberId } = options;
  const authorization = `Bearer ${options.accessToken}`;

  /** `settled`: nothing is lost or doubled by a repeat, so a missing answer is only a reason to try again. */
  const call = async (url: string, init: RequestInit, settled: boolean): Promise<Response> => {
    let response: Response;
    try {
      response = await fetch(url, {
        ...init,
        headers: { ...init.headers, authorization },
        redirect: "error",
        signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
      });
    } catch (error) {
      throw new ChannelError(settled || neverSent(error) ? "retry" : "unknown", "WhatsApp did not answer");
    }
    if (response.ok) return response;
    const body = errorSchema.safeParse(await response.json().catch(() => undefined));
    throw errorOf(
      body.success ? body.data.error.code : response.status,
      response.status,
      response.headers.get("retry-after"),
    );
  };
  const post = (path: string, body: unknown, settled: boolean): Promise<Response> =>
    call(
      `${baseUrl}/${phoneNumberId}/${path}`,
      { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
      settled,
    );
  const read = async <T>(response: Response, schema: z.ZodType<T>, otherwise: "retry" | "unknown"): Promise<T> => {
    const parsed = schema.safeParse(await response.json().catch(() => undefined));
    if (!parsed.success) throw new ChannelError(otherwise, "WhatsApp answered something else");
    return parsed.data;
  };

  return {
    async send(recipient, payload) {
      const to = isUserId(recipient) ? { recipient } : { to: recipient };
      const body = { messaging_product: "whatsapp", recipient_type: "individual", ...to, ...payload };
      const { messages } = await read(await post("messages", body, false), sentSchema, "unknown");
      return messages[0]?.id ?? "";
    },
    async markRead(messageId, typing) {
      const indicator = typing ? { typing_indicator: { type: "text" } } : {};
      const body = { messaging_product: "whatsapp", status: "read", message_id: messageId, ...indicator };
      await (await post("messages", body, true)).body?.cancel();
    },
    async upload({ bytes, mime, name }) {
      const form = new FormData();
      form.set("messaging_product", "whatsapp");
      form.set("type", mime);
      form.set("file", new Blob([new Uint8Array(bytes)], { type: mime }), name);
      const response = await call(`${baseUrl}/${phoneNumberId}/media`, { method: "POST", body: form }, true);
      return (await read(response, uploadedSchema, "retry")).id;
    },
    async download(mediaId) {
      if (!/^\d{1,32}$/.test(mediaId)) throw new ChannelError("refused", "not a media id");
      const media = await read(await call(`${baseUrl}/${mediaId}`, {}, true), mediaSchema, "retry");
      if ((media.file_size ?? 0) > DOWNLOAD_MAX_BYTES) throw new ChannelError("refused", "the file is too large");
      if (!ownHost(media.url, baseUrl)) throw new ChannelError("refused", "the file is at a foreign address");
      const response = await call(media.url, {}, true);
      return { bytes: await readCapped(response, DOWNLOAD_MAX_BYTES), mime: media.mime_type };
    },
    async phone() {
      const own = await call(`${baseUrl}/${phoneNumberId}?fields=display_phone_number`, {}, true);
      return (await read(own, numberSchema, "retry")).display_phone_number.replace(/\D/g, "");
    },
  };
}

/** The token only goes to Meta (its media are at lookaside.fbsbx.com), or back to where the API is. */
function ownHost(url: string, baseUrl: string): boolean {
  const { protocol, hostname, host } = new URL(url);
  if (host === new URL(baseUrl).host) return true;
  return protocol === "https:" && /(^|\.)(fbsbx\.com|facebook\.com|fbcdn\.net|whatsapp\.net)$/.test(hostname);
}

async function readCapped(response: Response, max: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > max) throw new ChannelError("refused", "the file is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** No connection came about, so no request was written. */
function neverSent(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined;
  return ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"].includes(String(cause?.code));
}
