import { z } from "zod";
import type { Fact } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import { type Currency, money } from "../kernel/money.ts";
import { truncate } from "../kernel/text.ts";
import { orgOf } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import {
  AVAILABILITIES,
  audienceSchema,
  engagementsOf,
  rateSchema,
  readAudience,
  readNumbers,
  readRates,
  TIERS,
} from "./stored.ts";

const SAMPLE_POSTS = 6;

const output = z.object({
  influencerId: z.string().describe("The influencer"),
  name: z.string().describe("Display name"),
  bio: z.string().describe("In their own words"),
  city: z.string().nullable().describe("Home city"),
  province: z.string().nullable().describe("Home province"),
  languages: z.array(z.string()).describe("Languages they speak, ISO 639 codes"),
  categories: z.array(z.string()).describe("What they make content about"),
  tier: z.enum(TIERS).describe("nano, micro, mid, macro or mega"),
  followers: z.number().describe("Followers of the largest account"),
  engagementRate: z.number().nullable().describe("Engagements per post / followers, as a share"),
  availability: z.enum(AVAILABILITIES).describe("open, limited or closed"),
  points: z.number().describe("Points earned"),
  joinedAt: z.string().describe("When they joined"),
  accounts: z
    .array(
      z.object({
        platform: z.string().describe("Platform"),
        handle: z.string().describe("User name without @"),
        followers: z.number().nullable().describe("Followers; null when not known"),
        engagementRate: z.number().nullable().describe("Engagement rate of this account"),
        status: z.string().describe("connected, reauthorise, private or disconnected"),
        lastSyncedAt: z.string().nullable().describe("When the figures were read"),
      }),
    )
    .describe("Connected accounts"),
  rates: z.array(rateSchema).describe("Rate card"),
  audience: audienceSchema.describe("Who follows; what is absent is not known"),
  samplePosts: z
    .array(
      z.object({
        platform: z.string().describe("Platform"),
        format: z.string().describe("Format"),
        caption: z.string().describe("Caption (may be shortened)"),
        url: z.string().nullable().describe("Address"),
        publishedAt: z.string().describe("When it was published"),
        engagements: z.number().nullable().describe("Likes + comments + shares + saves, as far as known"),
        reach: z.number().nullable().describe("Reach; null when not known"),
        views: z.number().nullable().describe("Views; null when not known"),
      }),
    )
    .describe("Recent content, newest first"),
  own: z
    .object({
      notes: z.string().describe("The organization's notes"),
      tags: z.array(z.string()).describe("The organization's tags"),
      blacklisted: z.boolean().describe("Whether the organization blacklisted them"),
      blacklistReason: z.string().nullable().describe("Why"),
      collaborations: z.number().int().describe("Collaborations with this organization"),
      completed: z.number().int().describe("Of these, completed"),
    })
    .describe("What this organization keeps about them; nobody else sees it"),
});
type Output = z.output<typeof output>;

/** Everything an organization may know about one creator. */
export const getInfluencer = defineUseCase({
  name: "influencers.get",
  version: 1,
  title: "Show an influencer",
  describe:
    "Shows one influencer in full: accounts, rate card, audience, recent content, and this organization's own notes, tags, blacklist and past work. Use it after a search or recommendation. Contact details are not shown to organizations; reach them with collaborations.invite.",
  input: z.object({ influencerId: z.string().regex(idPattern("influencer")).describe("Which influencer") }),
  output,
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer"], scope: "influencers:read" },
  errors: ["not_found"],
  rest: { method: "get", path: "/influencers/{influencerId}" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { influencerId: "inf_01h455vb4pexf90000000000aa" },
  present: {
    card: (row, p) => ({
      title: row.name,
      tone: row.own.blacklisted ? "bad" : "neutral",
      facts: factsOf(row, p),
      body: bodyOf(row, p),
      table:
        row.rates.length === 0
          ? undefined
          : {
              columns: [
                { label: p.t("influencers.column.content") },
                { label: p.t("influencers.column.price"), align: "end" as const },
              ],
              rows: row.rates.map((rate) => [
                `${rate.platform} ${rate.format}`,
                p.money(money(rate.amountMinor, rate.currency as Currency)),
              ]),
            },
      actions: [
        row.own.blacklisted
          ? {
              kind: "call" as const,
              useCase: "influencers.blacklist",
              input: { influencerId: row.influencerId, blacklisted: false },
              label: p.t("influencers.action.unblacklist"),
            }
          : {
              kind: "call" as const,
              useCase: "influencers.blacklist",
              input: { influencerId: row.influencerId, blacklisted: true },
              ask: [
                {
                  name: "reason",
                  label: p.t("influencers.action.reason"),
                  kind: "long_text" as const,
                  required: true,
                  maxLength: 500,
                },
              ],
              label: p.t("influencers.action.blacklist"),
              style: "danger" as const,
            },
      ],
    }),
    summary: (row, p) =>
      p.t("influencers.get.summary", {
        name: row.name,
        tier: row.tier,
        followers: p.number(row.followers),
        engagement: p.percent(row.engagementRate),
      }),
  },
  async run(ctx, input) {
    const orgId = orgOf(ctx);
    const { prisma } = ctx.tx;
    const influencerId = input.influencerId;
    const person = await prisma.influencer.findFirst({ where: { id: influencerId } });
    if (!person) throw notFound("influencer");
    const accounts = await prisma.socialAccount.findMany({ where: { influencerId }, orderBy: { followers: "desc" } });
    const posts = await prisma.samplePost.findMany({
      where: { influencerId },
      orderBy: { publishedAt: "desc" },
      take: SAMPLE_POSTS,
    });
    const own = await prisma.organizationInfluencer.findFirst({ where: { orgId, influencerId } });
    const past = await ctx.tx.first<{ all: bigint; completed: bigint }>(
      `SELECT count(*) AS all, count(*) FILTER (WHERE status = 'completed') AS completed FROM collaboration
       WHERE org_id = $1 AND influencer_id = $2`,
      [orgId, influencerId],
    );
    return {
      influencerId,
      name: person.displayName,
      bio: truncate(person.bio, 600),
      city: person.city,
      province: person.province,
      languages: person.languages,
      categories: person.categories,
      tier: person.tier as Output["tier"],
      followers: Number(person.followers),
      engagementRate: person.engagementRate,
      availability: person.availability as Output["availability"],
      points: person.points,
      joinedAt: person.joinedAt.toISOString(),
      accounts: accounts.map((account) => ({
        platform: account.platform,
        handle: account.username,
        followers: account.followers === null ? null : Number(account.followers),
        engagementRate: account.engagementRate,
        status: account.status,
        lastSyncedAt: account.lastSyncedAt?.toISOString() ?? null,
      })),
      rates: readRates(person.rates),
      audience: readAudience(person.audience),
      samplePosts: posts.map((post) => {
        const numbers = readNumbers(post.metrics);
        return {
          platform: post.platform,
          format: post.format,
          caption: truncate(post.caption, 200),
          url: post.url,
          publishedAt: post.publishedAt.toISOString(),
          engagements: engagementsOf(numbers),
          reach: numbers.reach ?? null,
          views: numbers.views ?? null,
        };
      }),
      own: {
        notes: own?.notes ?? "",
        tags: own?.tags ?? [],
        blacklisted: Boolean(own?.blacklistedAt),
        blacklistReason: own?.blacklistReason ?? null,
        collaborations: Number(past?.all ?? 0n),
        completed: Number(past?.completed ?? 0n),
      },
    };
  },
});

function factsOf(row: Output, p: Presenter): Fact[] {
  const place = [row.city, row.province].filter((part) => part !== null).join(", ");
  const gender = row.audience.gender;
  const cities = row.audience.topCities?.slice(0, 3).map((city) => `${city.city} ${p.percent(city.share)}`);
  return [
    ...row.accounts.map((account) => ({
      label: account.platform,
      value: `@${account.handle}, ${p.number(account.followers)} · ${p.percent(account.engagementRate)}`,
    })),
    { label: p.t("influencers.fact.tier"), value: `${row.tier} · ${p.list(row.categories)}` },
    ...(place ? [{ label: p.t("influencers.fact.place"), value: place }] : []),
    { label: p.t("influencers.fact.availability"), value: p.t(`influencers.availability.${row.availability}`) },
    ...(gender ? [{ label: p.t("influencers.fact.women"), value: p.percent(gender.female) }] : []),
    ...(cities && cities.length > 0 ? [{ label: p.t("influencers.fact.cities"), value: p.list(cities) }] : []),
    {
      label: p.t("influencers.fact.together"),
      value: p.t("influencers.fact.together_value", { all: row.own.collaborations, completed: row.own.completed }),
    },
    ...(row.own.blacklisted
      ? [{ label: p.t("influencers.fact.blacklisted"), value: row.own.blacklistReason ?? "", required: true }]
      : []),
  ];
}

function bodyOf(row: Output, p: Presenter): string {
  return [
    row.bio,
    row.own.notes ? `**${p.t("influencers.fact.notes")}:** ${row.own.notes}` : "",
    row.own.tags.length > 0 ? `**${p.t("influencers.fact.tags")}:** ${row.own.tags.join(", ")}` : "",
  ]
    .filter((line) => line !== "")
    .join("\n\n");
}
