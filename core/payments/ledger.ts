import type { Tx } from "../db/types.ts";
import { personOf } from "../kernel/actor.ts";
import { AppError } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import { basisPointsOf, type Currency, type Money, subtractMoney } from "../kernel/money.ts";
import type { UseCaseContext } from "../usecase/context.ts";

/** Why money moved; `payout*` are the steps of a payout, the others name themselves. */
export const TRANSFER_KINDS = [
  "deposit",
  "hold",
  "release",
  "commission",
  "void",
  "payout",
  "payout_confirmed",
  "payout_failed",
  "payout_reversed",
] as const;
type TransferKind = (typeof TRANSFER_KINDS)[number];

/** One account of the ledger, by whose money it is. */
interface AccountRef {
  readonly owner: string;
  readonly kind: "wallet" | "escrow" | "payable" | "commission" | "provider" | "payout";
}

/** What each call of the ledger needs of a context: who, when, and the transaction it belongs to. */
type LedgerContext = Pick<UseCaseContext, "actor" | "now" | "tx">;

/** The account of money that a provider keeps for us: the only one that may be below zero. */
export function providerAccount(name: string): AccountRef {
  return { owner: `provider:${name}`, kind: "provider" };
}

const SQLSTATE: Readonly<Record<string, AppError["code"]>> = {
  KL001: "idempotency_mismatch",
  KL002: "insufficient_funds",
};

/** The ledger's own refusals as AppError; anything else goes on as it is. The transaction is lost either way. */
async function ledgerCall<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const state = error !== null && typeof error === "object" && "code" in error ? String(error.code) : "";
    const code = SQLSTATE[state];
    throw code ? new AppError(code) : error;
  }
}

/**
 * Posts transfers, all or none; answers how many were new. The same `dedupeKey` with the same content again is skipped.
 * Only for use cases of scope `platform`. Throws idempotency_mismatch and insufficient_funds.
 */
export async function postTransfers(
  ctx: LedgerContext,
  transfers: readonly {
    readonly kind: TransferKind;
    readonly debit: AccountRef;
    readonly credit: AccountRef;
    readonly amount: Money;
    readonly reference: string;
    readonly dedupeKey: string;
  }[],
): Promise<number> {
  const rows = transfers.map(({ amount, dedupeKey, ...rest }) => ({
    id: newId("transfer"),
    ...rest,
    currency: amount.currency,
    amount: amount.amountMinor.toString(),
    dedupe_key: dedupeKey,
  }));
  const answer = await ledgerCall(
    ctx.tx.first<{ posted: number }>("SELECT ledger_post($1, $2, $3) AS posted", [
      JSON.stringify(rows),
      personOf(ctx.actor),
      ctx.now(),
    ]),
  );
  return answer?.posted ?? 0;
}

/** What the influencer gets and what the platform keeps of an amount; half-even, the two always add up to the amount. */
export function netOf(amount: Money, commissionBps: number): { net: Money; commission: Money } {
  const commission = basisPointsOf(amount, commissionBps);
  return { net: subtractMoney(amount, commission), commission };
}

/**
 * Sets a brand's money aside for one deliverable and answers the hold's id; the same deliverable again answers the first
 * hold. The transaction must see the organization. Throws insufficient_funds (the transaction may go on after it) and
 * idempotency_mismatch when the deliverable holds another amount.
 */
export async function placeHold(
  ctx: LedgerContext,
  hold: { orgId: string; influencerId: string; deliverableId: string; amount: Money },
): Promise<string> {
  const row = await ledgerCall(
    ctx.tx.first<{ id: string | null }>("SELECT ledger_hold_place($1, $2, $3, $4, $5, $6, $7, $8) AS id", [
      newId("hold"),
      hold.orgId,
      hold.influencerId,
      hold.deliverableId,
      hold.amount.currency,
      hold.amount.amountMinor,
      personOf(ctx.actor),
      ctx.now(),
    ]),
  );
  if (!row?.id) throw new AppError("insufficient_funds");
  return row.id;
}

async function resolveHold(
  ctx: LedgerContext,
  hold: { orgId: string; holdId: string },
  how: "release" | "void",
  commissionMinor: bigint,
): Promise<boolean> {
  const row = await ledgerCall(
    ctx.tx.first<{ resolved: boolean }>("SELECT ledger_hold_resolve($1, $2, $3, $4, $5, $6) AS resolved", [
      hold.holdId,
      hold.orgId,
      how,
      commissionMinor,
      personOf(ctx.actor),
      ctx.now(),
    ]),
  );
  return row?.resolved ?? false;
}

/** Gives held money back to the brand's wallet; false when the hold was resolved before (or is not this brand's). */
export function voidHold(ctx: LedgerContext, hold: { orgId: string; holdId: string }): Promise<boolean> {
  return resolveHold(ctx, hold, "void", 0n);
}

/** Held money to the influencer's payable and the platform's commission; false when the hold was resolved before. */
export function releaseHold(
  ctx: LedgerContext,
  hold: { orgId: string; holdId: string; commission: Money },
): Promise<boolean> {
  return resolveHold(ctx, hold, "release", hold.commission.amountMinor);
}

/** What a brand may spend and what is set aside for agreed work, in minor units of this currency. */
export async function walletOf(
  tx: Tx,
  orgId: string,
  currency: Currency,
): Promise<{ availableMinor: bigint; heldMinor: bigint }> {
  const rows = await tx.query<{ kind: string; balanceMinor: bigint }>(
    "SELECT kind, balance_minor FROM ledger_account WHERE owner = $1 AND currency = $2 AND kind IN ('wallet', 'escrow')",
    [orgId, currency],
  );
  const of = (kind: string) => rows.find((row) => row.kind === kind)?.balanceMinor ?? 0n;
  return { availableMinor: of("wallet"), heldMinor: of("escrow") };
}
