import { z } from "zod";
import { personOf } from "../kernel/actor.ts";
import { AppError, notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import { orgOf, type UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import type { ApprovalFact } from "../usecase/executor.ts";
import { dollars } from "./dollars.ts";
import { budgetRows, EACH, eachLimits, HOUSE_LIMITS, type Limits, memberLimits, TEAM, teamLimits } from "./limits.ts";

const MICROS_PER_CENT = 10_000n;
/** USD 100,000: more than anybody means, so a zero too many is caught. */
const MOST_CENTS = 10_000_000;

const cents = (what: string) =>
  z
    .number()
    .int()
    .min(0)
    .max(MOST_CENTS)
    .nullable()
    .optional()
    .describe(`${what} in US cents (500 is USD 5); 0 turns the model off; null takes the house's own limit again`);

const budgetInput = z.object({
  whom: z
    .enum(["team", "each", "person"])
    .describe("team: the organization as a whole; each: every member; person: one member"),
  personId: z.string().regex(idPattern("member")).optional().describe("The member; only with whom person"),
  dayCents: cents("Limit a day"),
  monthCents: cents("Limit a month"),
});
type Input = z.output<typeof budgetInput>;

/** How much the assistant may cost. */
export const setBudget = defineUseCase({
  name: "assistant.set_budget",
  version: 1,
  title: "Change the AI budget",
  describe:
    "Sets how much the AI models may cost a day or a month, in US cents: for the organization as a whole, for each member, or for one member. Only what is given changes. An admin must press the approval. Use it when an admin asks to raise or lower the AI budget; see assistant.get_budget first. It moves no money and changes no campaign budget.",
  input: budgetInput,
  output: z.object({
    whom: z.enum(["team", "each", "person"]).describe("For whom"),
    name: z.string().describe("The organization's or member's name"),
    dayMicros: z.number().int().min(0).describe("Limit a day from now on, in millionths of a US dollar"),
    monthMicros: z.number().int().min(0).describe("Limit a month from now on, in millionths of a US dollar"),
  }),
  effect: "write",
  access: { roles: ["admin"], scope: "operations:write" },
  approval: {
    deciders: { roles: ["admin"] },
    // It says what the organization may spend: like money.
    settledIdentity: true,
    subject: ({ whom, personId }) => `ai_budget:${whom}:${personId ?? ""}`,
    async facts(ctx, input) {
      const { name, before, fallback } = await target(ctx, input);
      const of = (field: keyof Limits) => ({ before: before[field], fallback: fallback[field] });
      return {
        lines: [
          { label: `ai.fact.for_${input.whom}`, value: { kind: "text", text: name } },
          ...changeLines("day", input.dayCents, of("dayMicros")),
          ...changeLines("month", input.monthCents, of("monthMicros")),
        ],
      };
    },
  },
  idempotency: "caller",
  errors: ["not_found"],
  rest: { method: "patch", path: "/assistant/budget" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { whom: "team", dayCents: 2_000 },
  present: {
    card: (output, p) => ({
      title: p.t("ai.budget.saved"),
      tone: "good",
      facts: [
        { label: p.t(`ai.fact.for_${output.whom}`), value: output.name, required: true },
        { label: p.t("ai.fact.day"), value: dollars(output.dayMicros, p), required: true },
        { label: p.t("ai.fact.month"), value: dollars(output.monthMicros, p), required: true },
      ],
      actions: [{ kind: "call", useCase: "assistant.get_budget", input: {}, label: p.t("ai.action.budget") }],
    }),
    summary: (_output, p) => p.t("ai.budget.saved"),
  },
  async run(ctx, input) {
    const { key, name } = await target(ctx, input);
    const { dayCents, monthCents } = input;
    await ctx.tx.execute(
      `INSERT INTO model_budget AS b (org_id, person, day_micros, month_micros, set_by, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (org_id, person) DO UPDATE SET set_by = excluded.set_by, updated_at = excluded.updated_at,
         day_micros = CASE WHEN $7 THEN excluded.day_micros ELSE b.day_micros END,
         month_micros = CASE WHEN $8 THEN excluded.month_micros ELSE b.month_micros END`,
      [
        orgOf(ctx),
        key,
        microsOf(dayCents),
        microsOf(monthCents),
        personOf(ctx.actor),
        ctx.now(),
        dayCents !== undefined,
        monthCents !== undefined,
      ],
    );
    const { before: now } = await target(ctx, input);
    return { whom: input.whom, name, dayMicros: Number(now.dayMicros), monthMicros: Number(now.monthMicros) };
  },
});

const microsOf = (sum: number | null | undefined): bigint | null =>
  sum === null || sum === undefined ? null : BigInt(sum) * MICROS_PER_CENT;

interface Target {
  readonly key: string;
  readonly name: string;
  /** What holds now. */
  readonly before: Limits;
  /** What holds where nothing is set for them. */
  readonly fallback: Limits;
}

/** Whose budget it is, and what holds for them now. Throws where the words do not go together. */
async function target(ctx: UseCaseContext, input: Input): Promise<Target> {
  const field = (path: string): AppError =>
    new AppError("invalid_input", "invalid_field", { field: path }, [{ path, reason: "field_required" }]);
  if (input.dayCents === undefined && input.monthCents === undefined) throw field("dayCents");
  if ((input.whom === "person") !== (input.personId !== undefined)) throw field("personId");
  const rows = await budgetRows(ctx.tx, orgOf(ctx));
  if (input.personId !== undefined) {
    const member = await ctx.tx.first<{ name: string }>("SELECT name FROM member WHERE id = $1 AND status = 'active'", [
      input.personId,
    ]);
    if (!member) throw notFound("member");
    const before = memberLimits(rows, input.personId);
    return { key: input.personId, name: member.name, before, fallback: eachLimits(rows) };
  }
  const organization = await ctx.tx.first<{ name: string }>("SELECT name FROM organization WHERE id = $1", [
    orgOf(ctx),
  ]);
  if (!organization) throw notFound("organization");
  return input.whom === "team"
    ? { key: TEAM, name: organization.name, before: teamLimits(rows), fallback: HOUSE_LIMITS.team }
    : { key: EACH, name: organization.name, before: eachLimits(rows), fallback: HOUSE_LIMITS.member };
}

function changeLines(
  span: "day" | "month",
  sum: number | null | undefined,
  { before, fallback }: { before: bigint; fallback: bigint },
): ApprovalFact[] {
  if (sum === undefined) return [];
  const usd = (amount: bigint): ApprovalFact["value"] => ({
    kind: "money",
    amountMinor: String(amount / MICROS_PER_CENT),
    currency: "USD",
  });
  return [
    { label: `ai.fact.${span}_before`, value: usd(before) },
    { label: `ai.fact.${span}`, value: usd(microsOf(sum) ?? fallback) },
  ];
}
