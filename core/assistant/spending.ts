import type { Database, Tx } from "../db/types.ts";
import type { Clock } from "../kernel/clock.ts";
import { AppError } from "../kernel/errors.ts";
import type { Payer, Reservation, Spending } from "../kernel/ports/spending.ts";
import { budgetRows, dayOf, HOUSE_LIMITS, type Limits, memberLimits, teamLimits, type Used, usedBy } from "./limits.ts";

const PLATFORM = { role: "platform" } as const;

/** The house's own book of what models cost, and the budgets it keeps to. */
export function createSpending(db: Database, clock: Clock): Spending {
  return {
    reserve: (call) =>
      db.transaction(PLATFORM, async (tx) => {
        const now = clock.now();
        // One after the other within a tenant: what is set aside here is seen by the next.
        await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('model_call:' || $1, 0))", [call.tenant]);
        const day = await refuseWhenUsedUp(tx, call, now);
        const row = await tx.first<{ id: bigint }>(
          `INSERT INTO model_call (tenant, person, turn_id, task, model, status, cost_micros, day, created_at)
           VALUES ($1, $2, $3, $4, $5, 'open', $6, $7, $8) RETURNING id`,
          [call.tenant, call.person ?? null, call.turnId ?? null, call.task, call.model, call.estimateMicros, day, now],
        );
        if (!row) throw new AppError("internal");
        return reservationOf(db, clock, row.id);
      }),
    firstNoticeToday: ({ tenant, person }) =>
      db.transaction(PLATFORM, async (tx) => {
        if (person === undefined) return false;
        const day = await dayOf(tx, tenant, clock.now());
        const told = await tx.execute(
          "INSERT INTO model_budget_notice (tenant, person, day) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
          [tenant, person, day],
        );
        return told === 1;
      }),
  };
}

function reservationOf(db: Database, clock: Clock, id: bigint): Reservation {
  return {
    settle: ({ model, tokens, costMicros }) =>
      db.transaction(PLATFORM, async (tx) => {
        await tx.execute(
          `UPDATE model_call SET status = 'settled', model = $2, input_tokens = $3, output_tokens = $4, cache_read_tokens = $5,
             cache_write_tokens = $6, cost_micros = $7, settled_at = $8 WHERE id = $1 AND status = 'open'`,
          [
            id,
            model,
            tokens.inputTokens,
            tokens.outputTokens,
            tokens.cacheReadTokens,
            tokens.cacheWriteTokens,
            costMicros,
            clock.now(),
          ],
        );
      }),
    release: () =>
      db.transaction(PLATFORM, async (tx) => {
        await tx.execute(
          "UPDATE model_call SET status = 'void', cost_micros = 0, settled_at = $2 WHERE id = $1 AND status = 'open'",
          [id, clock.now()],
        );
      }),
  };
}

/** Throws `budget_exceeded` when nothing is left; the payer's present day otherwise. */
async function refuseWhenUsedUp(tx: Tx, { tenant, person }: Payer, now: Date): Promise<string> {
  const day = await dayOf(tx, tenant, now);
  const used = await usedBy(tx, tenant, person, day);
  if (tenant.startsWith("inf_")) {
    refuse("own", used.own, HOUSE_LIMITS.influencer);
    return day;
  }
  const rows = await budgetRows(tx, tenant);
  refuse("team", used.team, teamLimits(rows));
  if (person !== undefined) refuse("own", used.own, memberLimits(rows, person));
  return day;
}

/** A call may begin while anything is left, so that a budget is overrun by one call at most, and never kept from being used. */
function refuse(whose: "own" | "team", used: Used, limits: Limits): void {
  for (const [span, field] of [
    ["month", "monthMicros"],
    ["day", "dayMicros"],
  ] as const) {
    if (used[field] < limits[field]) continue;
    throw new AppError("budget_exceeded", `ai_budget_${whose}_${span}`, { limit: dollars(limits[field]) });
  }
}

/** `5`, `0.5`: a limit is whole cents. */
function dollars(micros: bigint): string {
  return String(Number(micros) / 1_000_000);
}
