import { z } from "zod";
import type { Card } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { personOf, tenantOf } from "../kernel/actor.ts";
import { defineUseCase } from "../usecase/define.ts";
import { seesAll } from "./costs.ts";
import { dollars } from "./dollars.ts";
import {
  budgetRows,
  dayOf,
  EACH,
  eachLimits,
  HOUSE_LIMITS,
  type Limits,
  memberLimits,
  TEAM,
  teamLimits,
  type Used,
  usedBy,
} from "./limits.ts";

const micros = (what: string) => z.number().int().min(0).describe(`${what}, in millionths of a US dollar`);
const budget = z.object({
  dayMicros: micros("Limit a day"),
  dayUsedMicros: micros("Used today"),
  monthMicros: micros("Limit a month"),
  monthUsedMicros: micros("Used this month"),
});
const limit = z.object({ dayMicros: micros("Limit a day"), monthMicros: micros("Limit a month") });

const budgetOutput = z.object({
  own: budget.describe("The caller's own"),
  team: budget.nullable().describe("The organization's as a whole; null for who may not see it"),
  each: limit.nullable().describe("What holds for each member without a limit of their own"),
  exceptions: z
    .array(limit.extend({ personId: z.string().describe("Member"), name: z.string().describe("Their name") }))
    .describe("Members with a limit of their own"),
});
type Budget = z.output<typeof budgetOutput>;

/** What the assistant may cost, and what is left. */
export const getBudget = defineUseCase({
  name: "assistant.get_budget",
  version: 1,
  title: "Show the AI budget",
  describe:
    "Shows how much the AI models may cost a day and a month (millionths of a US dollar) and how much is used: the caller's own; for admin and finance also the organization's and who has a limit of their own. Use it for 'sisa anggaran AI'. It is not the wallet and not a campaign's budget.",
  input: z.object({}),
  output: budgetOutput,
  effect: "read",
  access: { roles: ["admin", "finance", "brand_manager", "viewer", "influencer"], scope: "organization:read" },
  errors: [],
  rest: { method: "get", path: "/assistant/budget" },
  expose: { mcp: "catalog", rest: true, chat: true },
  private: true,
  example: {},
  present: {
    card: budgetCard,
    summary: ({ own }, p) =>
      p.t("ai.budget.summary", {
        left: dollars(
          Math.max(0, Math.min(own.dayMicros - own.dayUsedMicros, own.monthMicros - own.monthUsedMicros)),
          p,
        ),
      }),
  },
  async run(ctx) {
    const { actor, tx } = ctx;
    const tenant = tenantOf(actor);
    const person = personOf(actor);
    const used = await usedBy(tx, tenant, person, await dayOf(tx, tenant, ctx.now()));
    if (actor.kind === "influencer") {
      return { own: budgetOf(HOUSE_LIMITS.influencer, used.own), team: null, each: null, exceptions: [] };
    }
    const rows = await budgetRows(tx, tenant);
    const own = budgetOf(memberLimits(rows, person), used.own);
    if (!seesAll(actor)) return { own, team: null, each: null, exceptions: [] };
    const people = rows.filter((row) => row.person !== TEAM && row.person !== EACH);
    const members = await tx.query<{ id: string; name: string }>(
      "SELECT id, name FROM member WHERE id = ANY($1) AND status = 'active' ORDER BY name, id",
      [people.map((row) => row.person)],
    );
    return {
      own,
      team: budgetOf(teamLimits(rows), used.team),
      each: numbers(eachLimits(rows)),
      exceptions: members.map(({ id, name }) => ({ personId: id, name, ...numbers(memberLimits(rows, id)) })),
    };
  },
});

function numbers({ dayMicros, monthMicros }: Limits) {
  return { dayMicros: Number(dayMicros), monthMicros: Number(monthMicros) };
}

function budgetOf(limits: Limits, used: Used) {
  return {
    ...numbers(limits),
    dayUsedMicros: Number(used.dayMicros),
    monthUsedMicros: Number(used.monthMicros),
  };
}

function budgetCard({ own, team, each, exceptions }: Budget, p: Presenter): Card {
  const lines = (whose: "own" | "team", budget: Budget["own"]) =>
    (["day", "month"] as const).map((span) => ({
      label: p.t(`ai.budget.${whose}_${span}`),
      value: p.t("ai.budget.used", {
        used: dollars(budget[`${span}UsedMicros`], p),
        limit: dollars(budget[`${span}Micros`], p),
      }),
      required: true,
    }));
  const limits = (budget: z.output<typeof limit>): string =>
    p.t("ai.budget.limits", { day: dollars(budget.dayMicros, p), month: dollars(budget.monthMicros, p) });
  return {
    title: p.t("ai.budget.title"),
    facts: [
      ...lines("own", own),
      ...(team ? lines("team", team) : []),
      ...(each ? [{ label: p.t("ai.budget.each"), value: limits(each) }] : []),
      ...exceptions.slice(0, 10).map((one) => ({ label: one.name, value: limits(one) })),
    ],
    actions: [{ kind: "call", useCase: "assistant.costs", input: {}, label: p.t("ai.action.costs") }],
  };
}
