import { z } from "zod";
import { notFound } from "../kernel/errors.ts";
import { type Currency, money } from "../kernel/money.ts";
import { defineUseCase } from "../usecase/define.ts";
import { AVAILABILITIES, rateSchema, readRates, TIERS } from "./stored.ts";

const earning = z.object({
  currency: z.string().describe("Currency"),
  paidMinor: z.number().describe("Paid out and confirmed"),
  onTheWayMinor: z.number().describe("Approved, payout running"),
  reservedMinor: z.number().describe("Set aside by brands for content still to be approved, before fees"),
});

/** What a creator sees of themself: profile, work, where the money stands. */
export const myProfile = defineUseCase({
  name: "influencers.my_profile",
  version: 1,
  title: "My creator profile",
  describe:
    "For an influencer: their own profile, connected accounts, rate card, how many collaborations run, and what was earned, is on the way and is reserved. Use it for 'my profile' or 'how am I doing'. Details of money: payouts.list; of work: collaborations.list.",
  input: z.object({}),
  output: z.object({
    influencerId: z.string().describe("The influencer"),
    name: z.string().describe("Display name"),
    bio: z.string().describe("Bio"),
    city: z.string().nullable().describe("Home city"),
    categories: z.array(z.string()).describe("Categories"),
    tier: z.enum(TIERS).describe("Size"),
    followers: z.number().describe("Followers of the largest account"),
    engagementRate: z.number().nullable().describe("Engagement rate, as a share"),
    availability: z.enum(AVAILABILITIES).describe("open, limited or closed"),
    points: z.number().describe("Points"),
    accounts: z
      .array(
        z.object({
          platform: z.string().describe("Platform"),
          handle: z.string().describe("User name"),
          status: z.string().describe("Connection"),
        }),
      )
      .describe("Connected accounts"),
    rates: z.array(rateSchema).describe("Rate card"),
    collaborations: z
      .object({
        invitations: z.number().int().describe("Waiting for an answer of the influencer"),
        running: z.number().int().describe("Accepted and not finished"),
        completed: z.number().int().describe("Finished"),
      })
      .describe("Work, counted"),
    earnings: z.array(earning).describe("Money by currency"),
  }),
  effect: "read",
  access: { roles: ["influencer"], scope: "influencers:read" },
  errors: ["not_found"],
  rest: { method: "get", path: "/me/profile" },
  expose: { mcp: "direct", rest: true, chat: true },
  command: { id: "profil", en: "profile", about: "influencers.command.profile", rank: 35 },
  private: true,
  example: {},
  present: {
    card: (row, p) => ({
      title: row.name,
      facts: [
        ...row.accounts.map((account) => ({ label: account.platform, value: `@${account.handle}` })),
        {
          label: p.t("influencers.fact.tier"),
          value: `${row.tier} · ${p.number(row.followers)} · ${p.percent(row.engagementRate)}`,
        },
        { label: p.t("influencers.fact.availability"), value: p.t(`influencers.availability.${row.availability}`) },
        { label: p.t("influencers.mine.points"), value: p.number(row.points) },
        { label: p.t("influencers.mine.work"), value: p.t("influencers.mine.work_value", row.collaborations) },
        ...row.earnings.map((sum) => ({
          label: p.t("influencers.mine.earned"),
          value: p.t("influencers.mine.earned_value", {
            paid: p.money(money(sum.paidMinor, sum.currency as Currency)),
            onTheWay: p.money(money(sum.onTheWayMinor, sum.currency as Currency)),
            reserved: p.money(money(sum.reservedMinor, sum.currency as Currency)),
          }),
        })),
      ],
      actions: [
        {
          kind: "call",
          useCase: "collaborations.list",
          input: {},
          label: p.t("influencers.mine.see_work"),
          style: "primary",
        },
        { kind: "call", useCase: "payouts.list", input: {}, label: p.t("influencers.mine.see_payouts") },
      ],
    }),
    summary: (row, p) => p.t("influencers.mine.summary", { name: row.name, ...row.collaborations }),
  },
  async run(ctx) {
    const id = ctx.actor.id;
    const { prisma } = ctx.tx;
    const person = await prisma.influencer.findFirst({ where: { id } });
    if (!person) throw notFound("influencer");
    const accounts = await prisma.socialAccount.findMany({
      where: { influencerId: id },
      orderBy: { followers: "desc" },
    });
    const work = await ctx.tx.first<{ invitations: bigint; running: bigint; completed: bigint }>(
      `SELECT count(*) FILTER (WHERE status IN ('invited', 'offered')) AS invitations,
         count(*) FILTER (WHERE status IN ('accepted', 'in_progress')) AS running,
         count(*) FILTER (WHERE status = 'completed') AS completed
       FROM collaboration WHERE influencer_id = $1`,
      [id],
    );
    const earnings = await ctx.tx.query<{ currency: string; paid: string; onTheWay: string; reserved: string }>(
      `SELECT currency, sum(paid) AS paid, sum(on_the_way) AS on_the_way, sum(reserved) AS reserved FROM (
         SELECT currency, CASE WHEN status = 'confirmed' THEN amount_minor ELSE 0 END AS paid,
           CASE WHEN status IN ('requested', 'awaiting_approval', 'prepared', 'submitted', 'unknown') THEN amount_minor ELSE 0 END AS on_the_way,
           0::bigint AS reserved
         FROM payout WHERE influencer_id = $1
         UNION ALL SELECT currency, 0, 0, remaining_minor FROM ledger_hold WHERE influencer_id = $1 AND status = 'pending'
       ) line GROUP BY currency ORDER BY currency`,
      [id],
    );
    return {
      influencerId: id,
      name: person.displayName,
      bio: person.bio,
      city: person.city,
      categories: person.categories,
      tier: person.tier as (typeof TIERS)[number],
      followers: Number(person.followers),
      engagementRate: person.engagementRate,
      availability: person.availability as (typeof AVAILABILITIES)[number],
      points: person.points,
      accounts: accounts.map((account) => ({
        platform: account.platform,
        handle: account.username,
        status: account.status,
      })),
      rates: readRates(person.rates),
      collaborations: {
        invitations: Number(work?.invitations ?? 0n),
        running: Number(work?.running ?? 0n),
        completed: Number(work?.completed ?? 0n),
      },
      earnings: earnings.map((line) => ({
        currency: line.currency,
        paidMinor: Number(line.paid),
        onTheWayMinor: Number(line.onTheWay),
        reservedMinor: Number(line.reserved),
      })),
    };
  },
});
