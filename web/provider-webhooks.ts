import { createHash, timingSafeEqual } from "node:crypto";
import express, { Router } from "express";
import { z } from "zod";
import { AppError } from "../core/kernel/errors.ts";
import { maskText } from "../core/usecase/secrets.ts";
import { BODY_LIMIT, type Speaking, sendError } from "./http.ts";

/** A provider's callback as it came; it is a hint to look, never a reason to move money by itself. */
export interface ProviderEvent {
  readonly provider: "xendit";
  /** The same content delivered again has the same id: `payout.succeeded:disb-1:SUCCEEDED`. */
  readonly externalId: string;
  /** Our own reference in it (`pay_…`, `dep_…`), where it names one: what it is about. */
  readonly reference: string | undefined;
  readonly body: unknown;
}

export interface XenditWebhookOptions extends Speaking {
  /** The dashboard's callback token. */
  readonly callbackToken: string;
  /** Keeps the event for good; the provider is answered only after it. */
  accept(event: ProviderEvent): Promise<"accepted" | "duplicate">;
}

const named = z.object({
  event: z.string().max(100).optional(),
  id: z.string().max(200).optional(),
  status: z.string().max(100).optional(),
  external_id: z.string().max(255).optional(),
  reference_id: z.string().max(255).optional(),
});
/** Payout callbacks wrap their subject in `data`; invoice callbacks are flat. */
const callback = named.extend({ data: named.optional() });

/** Receives Xendit's callbacks: checks the token, keeps the event, answers. Throws at start without a token. */
export function createXenditWebhook(options: XenditWebhookOptions): Router {
  if (options.callbackToken.trim() === "") throw new Error("Xendit's callbacks need XENDIT_CALLBACK_TOKEN");
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  const expected = digest(options.callbackToken);
  const router = Router();
  router.post(
    "/webhooks/xendit",
    (req, res, next) => {
      if (timingSafeEqual(digest(req.header("x-callback-token") ?? ""), expected)) return next();
      return sendError(options, req, res, new AppError("forbidden"), "xendit webhook");
    },
    express.json({ limit: BODY_LIMIT, type: () => true }),
    async (req, res) => {
      try {
        const result = await options.accept(eventOf(req.body as unknown));
        res.json({ received: true, duplicate: result === "duplicate" });
      } catch (error) {
        // Not kept: the provider must deliver it again.
        await sendError(options, req, res, error, "xendit webhook");
      }
    },
  );
  return router;
}

function eventOf(body: unknown): ProviderEvent {
  const parsed = callback.safeParse(body);
  if (!parsed.success) throw new AppError("invalid_input");
  const { event, data, ...flat } = parsed.data;
  const subject = data ?? flat;
  const externalId =
    subject.id === undefined
      ? `unknown:${createHash("sha256").update(JSON.stringify(body)).digest("hex")}`
      : `${event ?? "invoice"}:${subject.id}:${subject.status ?? ""}`;
  return {
    provider: "xendit",
    externalId,
    reference: subject.reference_id ?? subject.external_id,
    body: withoutNumbers(body),
  };
}

/** The body without the numbers of accounts and cards: nothing of ours reads them, and the row is kept for good. */
function withoutNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNumbers);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      typeof item === "string" && /(account|card|phone|mobile)_number$/.test(name)
        ? maskText(item)
        : withoutNumbers(item),
    ]),
  );
}
