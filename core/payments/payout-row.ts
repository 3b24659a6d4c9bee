import type { Tx } from "../db/types.ts";
import { notFound } from "../kernel/errors.ts";
import type { Currency } from "../kernel/money.ts";

export const PAYOUT_STATUSES = [
  "requested",
  "awaiting_approval",
  "prepared",
  "submitted",
  "confirmed",
  "failed",
  "unknown",
  "reversed",
] as const;
export type PayoutStatus = (typeof PAYOUT_STATUSES)[number];

/** One payout as it is stored. */
export interface PayoutRow {
  readonly id: string;
  readonly orgId: string;
  readonly influencerId: string;
  readonly collaborationId: string;
  readonly postId: string;
  readonly holdId: string;
  readonly brandName: string;
  readonly campaignName: string;
  readonly payoutAccountId: string | null;
  readonly numberTail: string | null;
  /** Net: what the influencer gets. */
  readonly amountMinor: bigint;
  readonly commissionMinor: bigint;
  readonly currency: Currency;
  readonly status: PayoutStatus;
  readonly provider: string | null;
  readonly providerId: string | null;
  readonly failureCode: string | null;
  readonly attempts: number;
  readonly promisedOn: Date;
  readonly requestedAt: Date;
  readonly submittedAt: Date | null;
  readonly confirmedAt: Date | null;
}

/** A failure that the provider may not repeat is tried again by itself so often; then a person has to look. */
export const MAX_ATTEMPTS = 5;

/** The account is at fault: trying the same one again cannot help. */
const ACCOUNT_FAILURES = new Set([
  "INVALID_DESTINATION",
  "REJECTED_BY_CHANNEL",
  "RECIPIENT_ACCOUNT_NUMBER_ERROR",
  "COMPLIANCE_REJECTED",
]);

/** What has to happen after a failure: another account, another try by itself, or a person who looks at it. */
export function remedyOf(row: Pick<PayoutRow, "status" | "failureCode" | "attempts">): "account" | "retry" | "support" {
  if (row.status === "reversed" || (row.failureCode !== null && ACCOUNT_FAILURES.has(row.failureCode)))
    return "account";
  return row.attempts < MAX_ATTEMPTS ? "retry" : "support";
}

/** Whether this payout may be tried again now, towards this account. A new account always deserves a new try. */
export function mayPrepare(
  row: Pick<PayoutRow, "status" | "failureCode" | "attempts" | "payoutAccountId">,
  accountId: string,
): boolean {
  if (row.status === "requested") return true;
  if (row.status !== "failed" && row.status !== "reversed") return false;
  return row.payoutAccountId !== accountId || remedyOf(row) === "retry";
}

/** What the provider knows an attempt as: the payout's id, from the second attempt on with its number. */
export function referenceOf(payoutId: string, attempt: number): string {
  return attempt <= 1 ? payoutId : `${payoutId}-${attempt}`;
}

/** The payout and the attempt behind a provider's reference; undefined when it is not one of ours. */
export function parseReference(reference: string): { payoutId: string; attempt: number } | undefined {
  const match = /^(pay_[0-9a-hjkmnp-tv-z]{26})(?:-([1-9]\d{0,3}))?$/.exec(reference);
  return match?.[1] ? { payoutId: match[1], attempt: Number(match[2] ?? 1) } : undefined;
}

/** Reads a payout and keeps it for this transaction. Throws not_found. */
export async function lockPayout(tx: Tx, payoutId: string): Promise<PayoutRow> {
  const row = await tx.first<PayoutRow>("SELECT * FROM payout WHERE id = $1 FOR UPDATE", [payoutId]);
  if (!row) throw notFound("payout");
  return row;
}

/** Keeps the influencer's account as it is until this transaction ends: a change waits, and then sees what was written here. */
export async function lockAccountOf(tx: Tx, influencerId: string): Promise<void> {
  await tx.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`payout_account:${influencerId}`]);
}

/** The account an influencer is paid to now; undefined before they gave one. */
export function activeAccountOf(tx: Tx, influencerId: string): Promise<{ id: string; numberTail: string } | undefined> {
  return tx.first("SELECT id, number_tail FROM payout_account WHERE influencer_id = $1 AND active", [influencerId]);
}

/** One line of the timeline. */
export async function recordEvent(
  tx: Tx,
  row: Pick<PayoutRow, "id" | "orgId" | "influencerId" | "attempts">,
  status: PayoutStatus,
  at: Date,
  failureCode?: string,
): Promise<void> {
  await tx.execute(
    "INSERT INTO payout_event (org_id, payout_id, influencer_id, attempt, status, failure_code, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    [row.orgId, row.id, row.influencerId, row.attempts, status, failureCode ?? null, at],
  );
}

export type Timing = "running" | "on_time" | "late";

/** How a payout stands against the date that was promised. */
export function timingOf(row: Pick<PayoutRow, "status" | "promisedOn" | "confirmedAt">, now: Date): Timing {
  const paid = row.status === "confirmed" ? row.confirmedAt : null;
  if ((paid ?? now) > row.promisedOn) return "late";
  return paid ? "on_time" : "running";
}
