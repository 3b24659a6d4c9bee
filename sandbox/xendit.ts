import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { hashOf } from "../core/kernel/canonical.ts";
import { MINUTE_MS } from "../core/kernel/clock.ts";
import { type Bank, MAGIC_ACCOUNTS, payoutBody } from "./bank.ts";
import type { SandboxContext } from "./context.ts";
import type { ServiceErrors } from "./faults.ts";
import { bodyObject, param, query } from "./http.ts";
import { RateWindow } from "./rate-window.ts";

/**
 * Xendit payouts v2 (api.xendit.co): POST /v2/payouts, GET /v2/payouts/{id}, GET /v2/payouts?reference_id=,
 * POST /v2/payouts/{id}/cancel, GET /payouts_channels. Basic auth with the secret key as user and no password.
 */

/** A few of the real channel codes; any `ID_` bank or wallet outside the list is refused as Xendit does. */
const CHANNELS = [
  ...["ID_BCA", "ID_BNI", "ID_BRI", "ID_MANDIRI", "ID_PERMATA", "ID_CIMB", "ID_BSI", "ID_JAGO", "ID_BTN"],
  ...["ID_DANAMON", "ID_SEABANK", "ID_GOPAY", "ID_OVO", "ID_DANA", "ID_SHOPEEPAY", "ID_LINKAJA"],
];

const payoutRequest = z.object({
  reference_id: z.string().min(1).max(255),
  channel_code: z.string(),
  channel_properties: z.object({
    account_number: z.string().min(1).max(100),
    account_holder_name: z.string().min(1).max(255),
  }),
  amount: z.number().positive(),
  description: z.string().max(255).optional(),
  currency: z.string(),
});

export function xenditError(
  res: Response,
  status: number,
  code: string,
  message: string,
  errors: unknown[] = [],
): void {
  res.status(status).json({ error_code: code, message, errors });
}

export const xenditErrors: ServiceErrors = {
  tooMany(res, retryAfterSeconds) {
    if (retryAfterSeconds !== undefined) {
      res.set({ "Rate-Limit-Remaining": "0", "Rate-Limit-Reset": String(retryAfterSeconds) });
    }
    xenditError(res, 429, "RATE_LIMIT_EXCEEDED", "API call rate limit exceeded.");
  },
  internal(res) {
    xenditError(res, 500, "SERVER_ERROR", "An unexpected error occurred, our team has been notified.");
  },
};

/** Checks the key and the rate of one endpoint; answers the secret key, or undefined with the error already sent. */
export function xenditGate(ctx: SandboxContext): (req: Request, res: Response, endpoint: string) => string | undefined {
  const minute = new RateWindow(ctx.rateClock, MINUTE_MS);
  return (req, res, endpoint) => {
    const encoded = /^Basic (.+)$/i.exec(req.get("authorization") ?? "")?.[1] ?? "";
    const [key = "", password] = Buffer.from(encoded, "base64").toString("utf8").split(":");
    if (!key.startsWith("xnd_") || password !== "") {
      xenditError(res, 401, "INVALID_API_KEY", "API key is not authorized for this API service.");
      return undefined;
    }
    const live = key.startsWith("xnd_production_");
    const limit = live ? ctx.limits.xenditLivePerMinute : ctx.limits.xenditTestPerMinute;
    const taken = minute.take(`${endpoint}:${key}`, limit);
    res.set({
      "Rate-Limit-Limit": String(limit),
      "Rate-Limit-Remaining": String(taken.left),
      "Rate-Limit-Reset": (taken.resetMs / 1_000).toFixed(3),
    });
    if (taken.retryAfterMs > 0) {
      xenditErrors.tooMany(res, taken.retryAfterMs / 1_000);
      return undefined;
    }
    return key;
  };
}

export function xenditPayoutRouter(ctx: SandboxContext, bank: Bank): Router {
  const router = Router();
  const gate = xenditGate(ctx);

  router.post("/v2/payouts", (req, res) => {
    const secret = gate(req, res, "POST /v2/payouts");
    if (secret === undefined) return;
    const key = req.get("idempotency-key") ?? "";
    if (key.length < 1 || key.length > 100) {
      return xenditError(res, 400, "API_VALIDATION_ERROR", "Idempotency-key header is required, 1 to 100 characters.");
    }
    const body = bodyObject(req);
    const scopedKey = hashOf([secret, req.get("for-user-id") ?? "", key]);
    const before = ctx.state.idempotency.get(scopedKey);
    if (before) {
      const payout = ctx.state.payouts.get(before.payoutId);
      if (!payout || before.bodyHash !== hashOf(body)) {
        return xenditError(res, 409, "DUPLICATE_TRANSACTION_ERROR", "Idempotency key was used with another request.");
      }
      // The first answer again, as it was then.
      res.json(payoutBody({ ...payout, status: "ACCEPTED", failureCode: undefined, updatedAt: payout.createdAt }));
      return;
    }
    const parsed = payoutRequest.safeParse(body);
    if (!parsed.success) {
      const errors = parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
      return xenditError(res, 400, "API_VALIDATION_ERROR", "Inputs are failing validation.", errors);
    }
    const request = parsed.data;
    if (!CHANNELS.includes(request.channel_code)) {
      return xenditError(res, 400, "CHANNEL_CODE_NOT_SUPPORTED_ERROR", "The channel code is not supported.");
    }
    if (request.currency !== "IDR" || !Number.isInteger(request.amount)) {
      return xenditError(res, 400, "API_VALIDATION_ERROR", "ID_ channels pay whole IDR.");
    }
    const { account_number: accountNumber, account_holder_name: accountHolderName } = request.channel_properties;
    if (accountNumber === MAGIC_ACCOUNTS.refused) {
      return xenditError(res, 400, "RECIPIENT_ACCOUNT_NUMBER_ERROR", "Recipient account number is not valid.");
    }
    const payout = bank.create(
      {
        referenceId: request.reference_id,
        channelCode: request.channel_code,
        accountNumber,
        accountHolderName,
        amount: request.amount,
        currency: request.currency,
        description: request.description ?? "",
      },
      { key: scopedKey, bodyHash: hashOf(body) },
    );
    res.json(payoutBody(payout));
  });

  router.get("/v2/payouts", (req, res) => {
    if (gate(req, res, "GET /v2/payouts") === undefined) return;
    bank.settle();
    const reference = query(req, "reference_id");
    if (reference === undefined) return xenditError(res, 400, "API_VALIDATION_ERROR", "reference_id is required.");
    res.json({ data: ctx.state.payoutsByReference(reference).map(payoutBody), has_more: false, links: [] });
  });

  router.get("/v2/payouts/:id", (req, res) => {
    if (gate(req, res, "GET /v2/payouts/:id") === undefined) return;
    bank.settle();
    const payout = ctx.state.payouts.get(param(req, "id"));
    if (!payout) return xenditError(res, 404, "DATA_NOT_FOUND", "Payout not found.");
    res.json(payoutBody(payout));
  });

  router.post("/v2/payouts/:id/cancel", (req, res) => {
    if (gate(req, res, "POST /v2/payouts/:id/cancel") === undefined) return;
    bank.settle();
    const id = param(req, "id");
    const payout = ctx.state.payouts.get(id);
    if (!payout) return xenditError(res, 404, "DATA_NOT_FOUND", "Payout not found.");
    if (!bank.cancel(payout)) {
      return xenditError(res, 409, "INVALID_STATUS_ERROR", "Only a payout in status ACCEPTED can be cancelled.");
    }
    res.json(payoutBody(ctx.state.payouts.get(id) ?? payout));
  });

  router.get("/payouts_channels", (req, res) => {
    if (gate(req, res, "GET /payouts_channels") === undefined) return;
    res.json(
      CHANNELS.map((code) => ({
        channel_code: code,
        channel_category: ["GOPAY", "OVO", "DANA", "SHOPEEPAY", "LINKAJA"].includes(code.slice(3)) ? "EWALLET" : "BANK",
        channel_name: code.slice(3),
        currency: "IDR",
        amount_limits: { minimum: 1, maximum: 2_000_000_000, minimum_increment: 1 },
      })),
    );
  });

  return router;
}
