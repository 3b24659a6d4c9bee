import type { Tx } from "../db/types.ts";
import { DAY_MS } from "../kernel/clock.ts";
import type { UseCase } from "../usecase/define.ts";
import type { ApprovalFacts } from "../usecase/executor.ts";
import type { Cumulative } from "../usecase/request-card.ts";

/** Requests of one person and kind within this long count as one sum: slices of a big amount are the big amount. */
const WINDOW_MS = DAY_MS;

/**
 * What a person asked for with this use case within the last day, up to and with this request: waiting, approved, or
 * decided on the thing's own card. Later requests do not count, so that whoever may decide a card still may tomorrow.
 * undefined where no limit applies or nothing else was asked for.
 */
export async function cumulativeOf(
  tx: Tx,
  request: {
    useCase: UseCase;
    orgId: string | undefined;
    facts: ApprovalFacts;
    requestedBy: string;
    until: { id: string; at: Date };
  },
): Promise<Cumulative | undefined> {
  const { useCase, orgId, facts, requestedBy, until } = request;
  if (!orgId || !facts.amount || !useCase.approval?.deciders.rolesAboveLimit) return undefined;
  const { amountMinor, currency } = facts.amount;
  const before = await tx.first<{ count: number; total: string }>(
    `SELECT count(*)::int AS count, coalesce(sum((facts->'amount'->>'amountMinor')::numeric), 0)::text AS total FROM approval
     WHERE tenant = $1 AND requested_by = $2 AND use_case = $3 AND facts->'amount'->>'currency' = $4 AND id <> $5
       AND created_at > $6 AND (created_at < $7 OR created_at = $7 AND id < $5)
       AND (status IN ('pending', 'approved') OR status = 'superseded' AND superseded_by IS NULL)`,
    [orgId, requestedBy, useCase.name, currency, until.id, new Date(until.at.getTime() - WINDOW_MS), until.at],
  );
  if (!before || before.count === 0) return undefined;
  return {
    count: before.count + 1,
    amountMinor: (BigInt(before.total) + BigInt(amountMinor)).toString(),
    currency,
  };
}

/** Whether the money at stake, with what was asked for beside it, is above the organization's four-eyes limit. */
export async function aboveLimit(
  tx: Tx,
  orgId: string | undefined,
  facts: ApprovalFacts,
  cumulative: Cumulative | undefined,
): Promise<boolean> {
  if (!orgId || !facts.amount) return false;
  const organization = await tx.first<{ fourEyesAboveMinor: bigint }>(
    "SELECT four_eyes_above_minor FROM organization WHERE id = $1",
    [orgId],
  );
  const amountMinor = BigInt(cumulative?.amountMinor ?? facts.amount.amountMinor);
  return organization !== undefined && amountMinor > organization.fourEyesAboveMinor;
}
