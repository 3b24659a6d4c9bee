import type { Tx } from "../db/types.ts";
import { localTime } from "../kernel/local-time.ts";
import { HOME_TIME_ZONE } from "../notifications/index.ts";

/** Millionths of a US dollar. */
export interface Limits {
  readonly dayMicros: bigint;
  readonly monthMicros: bigint;
}

const USD = 1_000_000n;
/** The house's own limits, where an admin set no other: enough for a busy day, little enough to notice a runaway. */
export const HOUSE_LIMITS = {
  team: { dayMicros: 20n * USD, monthMicros: 200n * USD },
  member: { dayMicros: 5n * USD, monthMicros: 50n * USD },
  /** Influencers belong to no organization: the house pays for them. */
  influencer: { dayMicros: USD / 2n, monthMicros: 5n * USD },
} as const satisfies Record<string, Limits>;

/** `model_budget.person` of the organization as a whole, and of each person in it. */
export const TEAM = "";
export const EACH = "*";

interface BudgetRow {
  readonly person: string;
  readonly dayMicros: bigint | null;
  readonly monthMicros: bigint | null;
}

/** The budgets an organization set. */
export function budgetRows(tx: Tx, orgId: string): Promise<BudgetRow[]> {
  return tx.query<BudgetRow>(
    "SELECT person, day_micros, month_micros FROM model_budget WHERE org_id = $1 ORDER BY person",
    [orgId],
  );
}

/** What holds for a person: what was set for them, else for each person, else the house's own. */
export function memberLimits(rows: readonly BudgetRow[], person: string): Limits {
  return pick([find(rows, person), find(rows, EACH)], HOUSE_LIMITS.member);
}

export function teamLimits(rows: readonly BudgetRow[]): Limits {
  return pick([find(rows, TEAM)], HOUSE_LIMITS.team);
}

/** What holds for each person for whom nothing else was set. */
export function eachLimits(rows: readonly BudgetRow[]): Limits {
  return pick([find(rows, EACH)], HOUSE_LIMITS.member);
}

function find(rows: readonly BudgetRow[], person: string): BudgetRow | undefined {
  return rows.find((row) => row.person === person);
}

function pick(rows: readonly (BudgetRow | undefined)[], house: Limits): Limits {
  const first = (field: keyof Limits): bigint => {
    for (const row of rows) {
      const value = row?.[field];
      if (value !== null && value !== undefined) return value;
    }
    return house[field];
  };
  return { dayMicros: first("dayMicros"), monthMicros: first("monthMicros") };
}

/** What a budget's day and month have cost so far, calls under way included. */
export interface Used {
  readonly dayMicros: bigint;
  readonly monthMicros: bigint;
}

/** A payer's present day, `YYYY-MM-DD`, on the clocks of their organization. */
export async function dayOf(tx: Tx, tenant: string, now: Date): Promise<string> {
  const row = await tx.first<{ timeZone: string }>("SELECT time_zone FROM organization WHERE id = $1", [tenant]);
  return localTime(now, row?.timeZone ?? HOME_TIME_ZONE).day;
}

export const monthStart = (day: string): string => `${day.slice(0, 8)}01`;

/** What a tenant and one person of it have used on this day and in its month. */
export async function usedBy(
  tx: Tx,
  tenant: string,
  person: string | undefined,
  day: string,
): Promise<{ team: Used; own: Used }> {
  const row = await tx.first<{ teamDay: bigint; teamMonth: bigint; ownDay: bigint; ownMonth: bigint }>(
    `SELECT coalesce(sum(cost_micros) FILTER (WHERE day = $3), 0)::bigint AS team_day, coalesce(sum(cost_micros), 0)::bigint AS team_month,
       coalesce(sum(cost_micros) FILTER (WHERE day = $3 AND person = $4), 0)::bigint AS own_day,
       coalesce(sum(cost_micros) FILTER (WHERE person = $4), 0)::bigint AS own_month
     FROM model_call WHERE tenant = $1 AND day BETWEEN $2 AND $3 AND status <> 'void'`,
    [tenant, monthStart(day), day, person ?? null],
  );
  return {
    team: { dayMicros: row?.teamDay ?? 0n, monthMicros: row?.teamMonth ?? 0n },
    own: { dayMicros: row?.ownDay ?? 0n, monthMicros: row?.ownMonth ?? 0n },
  };
}
