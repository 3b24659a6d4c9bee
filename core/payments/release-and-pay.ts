import { AppError, notFound } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import { type Currency, money } from "../kernel/money.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { endOfBusinessDay } from "./business-days.ts";
import { netOf, releaseHold } from "./ledger.ts";
import { factsOf, payoutRequested } from "./notifications.ts";
import { recordEvent } from "./payout-row.ts";
import { sendPayout } from "./send-payout-job.ts";

/** What an approval set in motion; amounts in minor units. */
export interface RequestedPayout {
  readonly payoutId: string;
  readonly netMinor: bigint;
  readonly commissionMinor: bigint;
  readonly currency: Currency;
  readonly promisedOn: Date;
}

/**
 * The money side of an approval: releases the hold to the influencer and the platform, writes the payout, starts its
 * clock and tells the influencer. One transaction with the approval; the transaction must see the organization. Throws
 * not_found for a hold that is not there and precondition_failed for one that was resolved before.
 */
export async function releaseAndPay(
  ctx: UseCaseContext,
  request: {
    orgId: string;
    influencerId: string;
    collaborationId: string;
    postId: string;
    holdId: string;
    commissionBps: number;
    campaignName: string;
  },
): Promise<RequestedPayout> {
  const { orgId, influencerId } = request;
  const hold = await ctx.tx.first<{ remainingMinor: bigint; currency: Currency }>(
    "SELECT remaining_minor, currency FROM ledger_hold WHERE org_id = $1 AND id = $2 AND influencer_id = $3",
    [orgId, request.holdId, influencerId],
  );
  const brand = await ctx.tx.first<{ name: string; payoutDays: number; timeZone: string }>(
    "SELECT name, payout_days, time_zone FROM organization WHERE id = $1",
    [orgId],
  );
  if (!hold || !brand) throw notFound("hold");
  const { net, commission } = netOf(money(hold.remainingMinor, hold.currency), request.commissionBps);
  if (hold.remainingMinor === 0n || !(await releaseHold(ctx, { orgId, holdId: request.holdId, commission }))) {
    throw new AppError("precondition_failed", "hold_resolved");
  }
  const now = ctx.now();
  const payout = {
    id: newId("payout"),
    orgId,
    influencerId,
    brandName: brand.name,
    campaignName: request.campaignName,
    numberTail: null,
    amountMinor: net.amountMinor,
    commissionMinor: commission.amountMinor,
    currency: hold.currency,
    status: "requested" as const,
    attempts: 0,
    promisedOn: endOfBusinessDay(now, brand.payoutDays, brand.timeZone),
    confirmedAt: null,
  };
  await ctx.tx.execute(
    `INSERT INTO payout (id, org_id, influencer_id, collaboration_id, post_id, hold_id, brand_name, campaign_name, amount_minor, commission_minor, currency, status, promised_on, requested_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)`,
    [
      payout.id,
      orgId,
      influencerId,
      request.collaborationId,
      request.postId,
      request.holdId,
      payout.brandName,
      payout.campaignName,
      payout.amountMinor,
      payout.commissionMinor,
      payout.currency,
      payout.status,
      payout.promisedOn,
      now,
    ],
  );
  await recordEvent(ctx.tx, payout, "requested", now);
  await ctx.jobs.enqueue(sendPayout, { key: payout.id, payload: { payoutId: payout.id, orgId } });
  await ctx.outbox.notify(payoutRequested, {
    to: { person: influencerId },
    key: payout.id,
    data: factsOf(payout, now),
  });
  return {
    payoutId: payout.id,
    netMinor: payout.amountMinor,
    commissionMinor: payout.commissionMinor,
    currency: payout.currency,
    promisedOn: payout.promisedOn,
  };
}
