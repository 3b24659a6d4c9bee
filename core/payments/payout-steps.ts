import { z } from "zod";
import type { Presenter } from "../i18n/presenter.ts";
import { idPattern } from "../kernel/ids.ts";
import { currencySchema } from "../kernel/money.ts";
import { PAYOUT_STATUSES } from "./payout-row.ts";

/** Inputs and outputs of the system steps of a payout: what the job and its use cases agree on. */
export const payoutIdSchema = z.string().regex(idPattern("payout")).describe("The payout");
const statusSchema = z.enum(PAYOUT_STATUSES).describe("Status of the payout");

export const workOutput = z.object({
  payoutId: z.string().describe("The payout"),
  status: statusSchema,
  attempt: z.number().int().describe("Number of the current attempt; 0 before the first"),
  reference: z.string().describe("What the provider knows this attempt as"),
  provider: z.string().nullable().describe("The provider of this attempt; null before the first"),
  providerId: z.string().nullable().describe("The provider's own id, once it told us"),
  amountMinor: z.number().describe("What the influencer gets, minor units"),
  currency: currencySchema,
  campaignName: z.string().describe("What it is for"),
  submittedAt: z.string().nullable().describe("When the current attempt began"),
  mayTryAgain: z.boolean().describe("Whether a failed payout may be prepared again now"),
  destination: z
    .object({
      accountId: z.string().describe("Payout account; the number is sealed to it"),
      channelCode: z.string().describe("Bank or wallet"),
      holderName: z.string().describe("Account holder"),
      numberSealed: z.string().describe("Sealed account number"),
    })
    .nullable()
    .describe("Where this attempt goes; null before it was prepared"),
});

export const prepareOutput = z.object({
  outcome: z.enum(["prepared", "no_account", "not_now"]).describe("What came of it"),
});

export const beginOutput = z.object({
  attempt: z.number().int().nullable().describe("Number of the attempt that began; null when it was not prepared"),
});

export const recordOutput = z.object({
  applied: z.boolean().describe("Whether this changed anything"),
  status: statusSchema,
  mayTryAgain: z.boolean().describe("Whether it will be tried again by itself"),
});

/** The house's own steps: no door offers them, nobody reads their card. */
export const houseStep = {
  version: 1,
  access: { roles: ["system" as const], scope: "operations:write" as const },
  expose: { mcp: false as const, rest: false, chat: false },
  scope: "platform" as const,
  present: {
    card: (_output: unknown, p: Presenter) => ({ title: p.t("payments.payout.title") }),
    summary: (_output: unknown, p: Presenter) => p.t("payments.payout.title"),
  },
};

export const EXAMPLE_PAYOUT = "pay_06f3k2v8qv7d1q5z8w3m4n6p9r";
