import { z } from "zod";
import { LOCALES } from "../kernel/actor.ts";
import { notFound } from "../kernel/errors.ts";
import { type Currency, money } from "../kernel/money.ts";
import { orgOf } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";

const output = z.object({
  organizationId: z.string().describe("The organization"),
  name: z.string().describe("Its name"),
  kind: z.enum(["brand", "agency"]).describe("brand, or agency with several brands"),
  about: z.string().describe("What it does, in its own words; may be empty"),
  language: z.enum(LOCALES).describe("Its default language"),
  currency: z.string().describe("ISO 4217 currency of its budgets and wallet"),
  timeZone: z.string().describe("IANA time zone of its dates"),
  commissionBps: z.number().describe("Platform commission in basis points (1000 is 10 %)"),
  fourEyesAboveMinor: z
    .number()
    .describe("Above this amount (minor units) somebody other than the requester must approve"),
  payoutDays: z.number().describe("Days within which influencers are paid after approval"),
  approverCoolingHours: z
    .number()
    .describe("Hours for which a freshly linked chat account may not decide money; 0 is off"),
  members: z.number().describe("How many people are active in it"),
});

interface Row extends Omit<z.output<typeof output>, "fourEyesAboveMinor" | "organizationId"> {
  readonly id: string;
  readonly fourEyesAboveMinor: bigint;
}

/** The organization the caller belongs to, with its settings. */
export const getOrganization = defineUseCase({
  name: "organization.get",
  version: 1,
  title: "Show the organization and its settings",
  describe:
    "Shows the caller's own organization: name, kind, language, currency, time zone, platform commission, four-eyes limit and payout days. Use it for questions about settings and limits. It cannot show other organizations; the people are in members.list.",
  input: z.object({}),
  output,
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer"], scope: "organization:read" },
  errors: ["not_found"],
  rest: { method: "get", path: "/organization" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: {},
  present: {
    card: (organization, p) => ({
      title: organization.name,
      body: organization.about || undefined,
      facts: [
        { label: p.t("organizations.fact.kind"), value: p.t(`organizations.kind.${organization.kind}`) },
        { label: p.t("organizations.fact.language"), value: p.t(`organizations.language.${organization.language}`) },
        { label: p.t("organizations.fact.currency"), value: organization.currency },
        { label: p.t("organizations.fact.time_zone"), value: organization.timeZone },
        {
          label: p.t("organizations.fact.commission"),
          value: p.percent(organization.commissionBps / 10_000),
          required: true,
        },
        {
          label: p.t("organizations.fact.four_eyes"),
          value: p.money(money(organization.fourEyesAboveMinor, organization.currency as Currency)),
          required: true,
        },
        {
          label: p.t("organizations.fact.payout_days"),
          value: p.t("organizations.days", { days: organization.payoutDays }),
        },
        { label: p.t("organizations.fact.cooling"), value: p.number(organization.approverCoolingHours) },
        { label: p.t("organizations.fact.members"), value: p.number(organization.members) },
      ],
      actions: [
        { kind: "call", useCase: "members.list", input: {}, label: p.t("organizations.action.members"), priority: 5 },
      ],
    }),
    summary: (organization, p) =>
      p.t("organizations.summary", { name: organization.name, members: organization.members }),
  },
  async run(ctx) {
    const row = await ctx.tx.first<Row>(
      `SELECT o.id, o.name, o.kind, o.about, o.locale AS language, o.currency, o.time_zone, o.commission_bps, o.four_eyes_above_minor,
         o.payout_days, o.approver_cooling_hours, (SELECT count(*)::int FROM member m WHERE m.org_id = o.id AND m.status = 'active') AS members
       FROM organization o WHERE o.id = $1`,
      [orgOf(ctx)],
    );
    if (!row) throw notFound("organization");
    const { id, ...settings } = row;
    return { ...settings, organizationId: id, fourEyesAboveMinor: Number(row.fourEyesAboveMinor) };
  },
});
