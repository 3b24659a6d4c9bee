import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { type PayoutProvider, PayoutProviderError, type ProviderPayout } from "../core/kernel/ports/payout-provider.ts";
import {
  DEFAULT_TIMEOUT_MS,
  endpoint,
  HttpFailure,
  type HttpOptions,
  type JsonAnswer,
  requestJson,
  secondsHeader,
} from "./http.ts";

export interface XenditOptions extends Partial<HttpOptions> {
  /** `https://api.xendit.co`, for test and live; the key decides. */
  readonly baseUrl: string;
  readonly secretKey: string;
}

/** Idempotency-key of POST /v2/payouts: 1 to 100 characters (Xendit payout reference). */
const REFERENCE = /^[\x21-\x7e]{1,100}$/;

const payout = z.object({
  id: z.string(),
  reference_id: z.string(),
  status: z.string(),
  failure_code: z.string().nullish(),
  created: z.string().optional().catch(undefined),
});
type Payout = z.infer<typeof payout>;

const payoutList = z.union([z.array(payout), z.object({ data: z.array(payout) }).transform((list) => list.data)]);
const apiError = z.object({ error_code: z.string() });

/** Statuses the API documents as final without money moving. Anything unknown is `submitted`: ask again later. */
const STATUS: Readonly<Record<string, ProviderPayout["status"]>> = {
  SUCCEEDED: "confirmed",
  FAILED: "failed",
  CANCELLED: "failed",
  EXPIRED: "failed",
  COMPLIANCE_REJECTED: "failed",
  REVERSED: "reversed",
};

/** Xendit payouts v2. The reference is both `reference_id` and Idempotency-key. Only rupiah is paid out. */
export function createXendit(options: XenditOptions): PayoutProvider {
  return new Xendit(options);
}

class Xendit implements PayoutProvider {
  readonly name = "xendit";
  readonly #options: XenditOptions;
  readonly #http: HttpOptions;

  constructor(options: XenditOptions) {
    this.#options = options;
    this.#http = { ...options, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  }

  /**
   * Throws PayoutProviderError: `refused` on a definitive 4xx, `throttled` on 429, and `unknown` for everything after
   * which money may have moved, including a key that was used with another request: something was paid under it.
   */
  async create(request: Parameters<PayoutProvider["create"]>[0], signal?: AbortSignal): Promise<ProviderPayout> {
    const { reference, amount, destination, description } = request;
    if (!REFERENCE.test(reference)) {
      throw new PayoutProviderError(
        "refused",
        "reference must be 1 to 100 visible ASCII characters",
        "INVALID_REFERENCE",
      );
    }
    if (amount.currency !== "IDR") {
      throw new PayoutProviderError("refused", `cannot pay ${amount.currency}`, "UNSUPPORTED_CURRENCY");
    }
    const answer = await this.#send(
      {
        method: "POST",
        url: endpoint(this.#options.baseUrl, "/v2/payouts"),
        headers: { "idempotency-key": reference },
        body: {
          reference_id: reference,
          channel_code: destination.channelCode,
          channel_properties: {
            account_number: destination.accountNumber,
            account_holder_name: destination.accountHolderName,
          },
          // whole rupiah: the ledger keeps IDR with exponent 0, and 10^13 fits a double exactly
          amount: Number(amount.amountMinor),
          currency: amount.currency,
          description,
        },
      },
      signal,
    );
    if (answer.status >= 400) throw createError(answer);
    const parsed = payout.safeParse(answer.json);
    if (!parsed.success || parsed.data.reference_id !== reference) {
      throw new PayoutProviderError("unknown", `${answer.request}: HTTP ${answer.status}, unexpected shape`);
    }
    return providerPayout(parsed.data);
  }

  /** Throws PayoutProviderError `throttled` or `unknown`; a failed question never says that nothing was done. */
  async find(reference: string, signal?: AbortSignal): Promise<ProviderPayout | undefined> {
    const url = endpoint(this.#options.baseUrl, "/v2/payouts", { reference_id: reference });
    const answer = await this.#send({ method: "GET", url }, signal);
    if (answer.status === 429) throw throttled(answer);
    const parsed = payoutList.safeParse(answer.json);
    if (answer.status >= 400 || !parsed.success) {
      throw new PayoutProviderError(
        "unknown",
        `${answer.request}: HTTP ${answer.status} ${errorCode(answer) ?? ""}`.trim(),
      );
    }
    const mine = parsed.data.filter((one) => one.reference_id === reference);
    // One reference is one payout with us; if a person made another by hand, the one that moved money counts.
    const [best] = mine.sort((a, b) => rank(b) - rank(a) || (b.created ?? "").localeCompare(a.created ?? ""));
    return best && providerPayout(best);
  }

  async #send(
    request: { method: "GET" | "POST"; url: string; headers?: Record<string, string>; body?: unknown },
    signal?: AbortSignal,
  ): Promise<JsonAnswer> {
    const authorization = `Basic ${Buffer.from(`${this.#options.secretKey}:`).toString("base64")}`;
    try {
      return await requestJson(this.#http, { ...request, headers: { ...request.headers, authorization }, signal });
    } catch (error) {
      if (error instanceof HttpFailure) throw new PayoutProviderError("unknown", error.message);
      throw error;
    }
  }
}

/** 408, 409 and 425 may stand for a first request that is still running or was done; they are not a "no". */
const UNDECIDED = new Set([408, 409, 425]);

function createError(answer: JsonAnswer): PayoutProviderError {
  if (answer.status === 429) return throttled(answer);
  const code = errorCode(answer);
  const detail = `${answer.request}: HTTP ${answer.status} ${code ?? ""}`.trim();
  const isOpen = answer.status >= 500 || UNDECIDED.has(answer.status) || code === "DUPLICATE_TRANSACTION_ERROR";
  return new PayoutProviderError(isOpen ? "unknown" : "refused", detail, code);
}

function throttled(answer: JsonAnswer): PayoutProviderError {
  const wait = secondsHeader(answer.headers, "retry-after") ?? secondsHeader(answer.headers, "rate-limit-reset");
  return new PayoutProviderError("throttled", `${answer.request}: HTTP 429`, undefined, wait);
}

function errorCode(answer: JsonAnswer): string | undefined {
  return apiError.safeParse(answer.json).data?.error_code;
}

function providerPayout(found: Payout): ProviderPayout {
  const status = STATUS[found.status] ?? "submitted";
  const failureCode =
    found.failure_code ?? (status === "failed" && found.status !== "FAILED" ? found.status : undefined);
  return { providerId: found.id, status, failureCode };
}

function rank(found: Payout): number {
  return { confirmed: 3, reversed: 2, submitted: 1, failed: 0 }[STATUS[found.status] ?? "submitted"];
}

/** A payout callback, read but not believed: the token is a static secret, so ask `find` before moving money. */
export interface XenditPayoutCallback {
  /** One callback per event, payout and status; redeliveries have the same key. */
  readonly dedupeKey: string;
  readonly reference: string;
  readonly payout: ProviderPayout;
}

const callback = z.object({ event: z.string(), data: payout });

/** Reads the body of a payout callback; undefined where it is not one. */
export function parseXenditPayoutCallback(body: unknown): XenditPayoutCallback | undefined {
  const parsed = callback.safeParse(body);
  if (!parsed.success || !/^(?:v3_)?payout\./.test(parsed.data.event)) return undefined;
  const { event, data } = parsed.data;
  return {
    dedupeKey: `${event}:${data.id}:${data.status}`,
    reference: data.reference_id,
    payout: providerPayout(data),
  };
}

/** Whether `x-callback-token` is ours, in constant time. */
export function isXenditCallbackToken(given: string | undefined, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return expected !== "" && timingSafeEqual(digest(given ?? ""), digest(expected));
}
