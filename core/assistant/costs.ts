import { z } from "zod";
import type { Tx } from "../db/types.ts";
import { type Actor, personOf, tenantOf } from "../kernel/actor.ts";
import { AppError, notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import { dayAfter } from "../kernel/local-time.ts";
import { defineUseCase } from "../usecase/define.ts";
import { costsCard, costsSummary } from "./costs-card.ts";
import { costsOutput, PERIODS, type Period } from "./costs-output.ts";
import { dayOf, monthStart } from "./limits.ts";

/** People and tasks that a report names; the rest of a long list cost the least. */
const MOST_LINES = 50;

/** Who may see what everybody costs. */
export function seesAll(actor: Actor): boolean {
  return actor.roles.includes("admin") || actor.roles.includes("finance");
}

/** What the assistant's models cost. */
export const costs = defineUseCase({
  name: "assistant.costs",
  version: 1,
  title: "Show what the AI costs",
  describe:
    "Shows what the AI models of the assistant cost, by day, person and task, in millionths of a US dollar (1000000 is USD 1). Admin and finance see the whole organization or one person; everybody else their own. Use it for 'berapa biaya AI bulan ini?'. It is not about campaign spending, the wallet or payouts.",
  input: z.object({
    period: z.enum(PERIODS).default("this_month").describe("Which days, on the organization's own calendar"),
    personId: z
      .string()
      .regex(idPattern("member"))
      .optional()
      .describe("Only this member; admin and finance may name others"),
  }),
  output: costsOutput,
  effect: "read",
  access: { roles: ["admin", "finance", "brand_manager", "viewer", "influencer"], scope: "organization:read" },
  errors: ["not_found"],
  rest: { method: "get", path: "/assistant/costs" },
  expose: { mcp: "catalog", rest: true, chat: true },
  private: true,
  example: { period: "this_month" },
  present: { card: costsCard, summary: costsSummary },
  async run(ctx, input) {
    const { actor, tx } = ctx;
    const all = seesAll(actor);
    const own = personOf(actor);
    if (!all && input.personId !== undefined && input.personId !== own) {
      throw new AppError("forbidden", "role_missing");
    }
    const person = all ? input.personId : own;
    if (input.personId !== undefined && input.personId !== own) await checkMember(tx, input.personId);
    const [from, until] = daysOf(input.period, await dayOf(tx, tenantOf(actor), ctx.now()));
    const range = [tenantOf(actor), from, until, person ?? null] as const;
    const [total] = await sums<{ key: null }>(tx, "NULL::text", range);
    return {
      period: input.period,
      from,
      until,
      whole: person === undefined,
      costMicros: Number(total?.costMicros ?? 0n),
      calls: total?.calls ?? 0,
      estimatedCalls: total?.estimated ?? 0,
      inputTokens: Number(total?.inputTokens ?? 0n),
      outputTokens: Number(total?.outputTokens ?? 0n),
      days: (await sums<{ key: string }>(tx, "day::text", range))
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map(({ key, costMicros, calls }) => ({ day: key, costMicros: Number(costMicros), calls })),
      people: await peopleOf(tx, range),
      tasks: (await sums<{ key: string }>(tx, "task", range))
        .slice(0, MOST_LINES)
        .map(({ key, costMicros, calls }) => ({ task: key, costMicros: Number(costMicros), calls })),
    };
  },
});

type Range = readonly [tenant: string, from: string, until: string, person: string | null];

interface Sum {
  readonly costMicros: bigint;
  readonly calls: number;
  readonly estimated: number;
  readonly inputTokens: bigint;
  readonly outputTokens: bigint;
}

/** Sums by one expression over the calls of a range, dearest first. */
function sums<Key>(tx: Tx, by: "NULL::text" | "day::text" | "task" | "person", range: Range): Promise<(Sum & Key)[]> {
  return tx.query<Sum & Key>(
    `SELECT ${by} AS key, sum(cost_micros)::bigint AS cost_micros, count(*)::int AS calls,
       count(*) FILTER (WHERE status = 'open')::int AS estimated,
       sum(input_tokens + cache_read_tokens + cache_write_tokens)::bigint AS input_tokens, sum(output_tokens)::bigint AS output_tokens
     FROM model_call WHERE tenant = $1 AND day BETWEEN $2 AND $3 AND status <> 'void' AND ($4::text IS NULL OR person = $4)
     GROUP BY 1 ORDER BY cost_micros DESC, 1`,
    range,
  );
}

async function peopleOf(tx: Tx, range: Range) {
  const rows = await sums<{ key: string | null }>(tx, "person", range);
  const names = await tx.query<{ id: string; name: string }>(
    "SELECT id, name FROM member WHERE id = ANY($1) UNION ALL SELECT id, display_name FROM influencer WHERE id = ANY($1)",
    [rows.flatMap(({ key }) => key ?? [])],
  );
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  return rows.slice(0, MOST_LINES).map(({ key, costMicros, calls }) => ({
    personId: key,
    name: key === null ? null : (nameOf.get(key) ?? null),
    costMicros: Number(costMicros),
    calls,
  }));
}

async function checkMember(tx: Tx, id: string): Promise<void> {
  const row = await tx.first("SELECT 1 FROM member WHERE id = $1", [id]);
  if (!row) throw notFound("member");
}

function daysOf(period: Period, today: string): readonly [from: string, until: string] {
  switch (period) {
    case "today":
      return [today, today];
    case "last_7_days":
      return [dayAfter(today, -6), today];
    case "this_month":
      return [monthStart(today), today];
    case "last_month": {
      const until = dayAfter(monthStart(today), -1);
      return [monthStart(until), until];
    }
  }
}
