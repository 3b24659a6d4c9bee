import { z } from "zod";
import type { Presenter } from "../i18n/presenter.ts";
import type { Actor } from "../kernel/actor.ts";
import { currencySchema, money } from "../kernel/money.ts";
import { channelName } from "./channels.ts";
import { PAYOUT_STATUSES, type PayoutRow, timingOf } from "./payout-row.ts";

/** A payout as both sides see it; the bank's name only on the influencer's side. */
export const payoutView = z.object({
  payoutId: z.string().describe("The payout"),
  status: z.enum(PAYOUT_STATUSES).describe("Where it stands"),
  influencerId: z.string().describe("Who is paid"),
  influencerName: z.string().describe("Their name"),
  brandName: z.string().describe("Who pays"),
  campaignName: z.string().describe("The campaign it is for"),
  collaborationId: z.string().describe("The collaboration it is for"),
  postId: z.string().describe("The approved post it is for"),
  grossMinor: z.number().describe("Agreed amount, minor units"),
  feeMinor: z.number().describe("Platform fee taken from it"),
  netMinor: z.number().describe("What the influencer gets"),
  currency: currencySchema,
  bank: z.string().nullable().describe("Bank or wallet; null on the brand's side and before there is one"),
  tail: z.string().nullable().describe("Last digits of the account; null before there is one"),
  requestedAt: z.string().describe("When the work was approved"),
  promisedOn: z.string().describe("By when the money was promised"),
  submittedAt: z.string().nullable().describe("When the transfer was sent"),
  confirmedAt: z.string().nullable().describe("When it arrived"),
  timing: z.enum(["running", "on_time", "late"]).describe("Against the promised date"),
});
type PayoutView = z.output<typeof payoutView>;

/** What a view is made from: the row and the names that live elsewhere. */
export const VIEW_SQL = `SELECT payout.*, influencer.display_name AS influencer_name, account.channel_code
  FROM payout JOIN influencer ON influencer.id = payout.influencer_id
  LEFT JOIN payout_account account ON account.id = payout.payout_account_id`;

export type ViewRow = PayoutRow & { readonly influencerName: string; readonly channelCode: string | null };

export function viewOf(row: ViewRow, now: Date): PayoutView {
  return {
    payoutId: row.id,
    status: row.status,
    influencerId: row.influencerId,
    influencerName: row.influencerName,
    brandName: row.brandName,
    campaignName: row.campaignName,
    collaborationId: row.collaborationId,
    postId: row.postId,
    grossMinor: Number(row.amountMinor + row.commissionMinor),
    feeMinor: Number(row.commissionMinor),
    netMinor: Number(row.amountMinor),
    currency: row.currency,
    // Row security keeps the account itself from the brand, so there is no code on its side.
    bank: row.channelCode === null ? null : channelName(row.channelCode),
    tail: row.numberTail,
    requestedAt: row.requestedAt.toISOString(),
    promisedOn: row.promisedOn.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    timing: timingOf(row, now),
  };
}

export function amountText(minor: number, view: Pick<PayoutView, "currency">, p: Presenter): string {
  return p.money(money(minor, view.currency));
}

export function isInfluencer(actor: Actor): boolean {
  return actor.kind === "influencer";
}
