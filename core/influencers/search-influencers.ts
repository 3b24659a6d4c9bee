import { z } from "zod";
import type { Presenter } from "../i18n/presenter.ts";
import { amountMinorSchema, CURRENCIES, type Currency, money } from "../kernel/money.ts";
import { pageInput, pageOutput } from "../kernel/page.ts";
import { PLATFORMS } from "../kernel/ports/social-platform.ts";
import { orgOf, type UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { type SearchRow, type SortOrder, searchRows } from "./search-query.ts";
import { AVAILABILITIES, readRates, startingPrice, TIERS } from "./stored.ts";

const SORTS = ["match", "followers", "engagement", "points", "price", "joined"] as const satisfies readonly SortOrder[];

const item = z.object({
  influencerId: z.string().describe("The influencer"),
  name: z.string().describe("Display name"),
  handles: z
    .array(
      z.object({
        platform: z.string().describe("Platform"),
        handle: z.string().describe("User name without @"),
        followers: z.number().nullable().describe("Followers of this account; null when not known"),
      }),
    )
    .describe("Connected accounts, largest first"),
  city: z.string().nullable().describe("Home city"),
  categories: z.array(z.string()).describe("What they make content about"),
  tier: z.enum(TIERS).describe("nano, micro, mid, macro or mega"),
  followers: z.number().describe("Followers of the largest account"),
  engagementRate: z.number().nullable().describe("Engagements per post / followers, as a share"),
  availability: z.enum(AVAILABILITIES).describe("open, limited or closed"),
  points: z.number().describe("Points earned"),
  fromPriceMinor: z.number().nullable().describe("Cheapest line of the rate card, minor units; null without one"),
  currency: z.enum(CURRENCIES).describe("Currency of the price"),
  blacklisted: z.boolean().describe("Whether this organization blacklisted them"),
  blacklistReason: z.string().nullable().describe("Why"),
});

const output = z.object({
  items: z.array(item),
  total: z.number().int().describe("How many fit in all"),
  hiddenBlacklisted: z.number().int().describe("How many that fit were left out because they are blacklisted"),
  ...pageOutput,
});
type Output = z.output<typeof output>;

/** Finds creators by words, meaning and figures. */
export const searchInfluencers = defineUseCase({
  name: "influencers.search",
  version: 1,
  title: "Search influencers",
  describe:
    "Finds influencers by words (name, handle, bio, captions; Indonesian or English) and filters: platform, category, tier, followers, engagement rate, city, availability, price. Use it to browse or look someone up. For the best people for a campaign use matching.recommend instead. Blacklisted people are left out unless asked for.",
  input: z.object({
    text: z
      .string()
      .trim()
      .max(200)
      .optional()
      .describe("Words to look for in name, handle, bio and captions; meaning counts too"),
    platform: z.enum(PLATFORMS).optional().describe("Has an account on this platform"),
    categories: z
      .array(z.string().trim().min(1).max(40))
      .max(12)
      .optional()
      .describe("Any of these categories, e.g. skincare"),
    tiers: z.array(z.enum(TIERS)).max(5).optional().describe("Any of these sizes"),
    followersMin: z
      .number()
      .int()
      .min(0)
      .max(10_000_000_000)
      .optional()
      .describe("At least so many followers (on the platform, if given)"),
    followersMax: z.number().int().min(0).max(10_000_000_000).optional().describe("At most so many followers"),
    engagementRateMin: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe("At least this engagement rate, as a share: 0.03 is 3 %"),
    city: z.string().trim().min(1).max(80).optional().describe("Lives in this city or province"),
    availability: z.array(z.enum(AVAILABILITIES)).max(3).optional().describe("Any of these; default open and limited"),
    priceMaxMinor: amountMinorSchema
      .optional()
      .describe("Has a rate at or below this, minor units of the organization's currency"),
    blacklisted: z
      .enum(["exclude", "include", "only"])
      .default("exclude")
      .describe("What to do with blacklisted people"),
    sort: z.enum(SORTS).optional().describe("Order; default match when text is given, else followers"),
    ...pageInput,
  }),
  output,
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer"], scope: "influencers:read" },
  errors: [],
  rest: { method: "get", path: "/influencers" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: { text: "skincare", platform: "tiktok", tiers: ["nano", "micro"] },
  present: {
    card: (result, p) => ({
      title: p.t("influencers.search.title"),
      body: result.items.length === 0 ? p.t("influencers.search.none") : undefined,
      table: result.items.length === 0 ? undefined : tableOf(result, p),
      actions: result.items.slice(0, 5).map((row, index) => ({
        kind: "call" as const,
        useCase: "influencers.get",
        input: { influencerId: row.influencerId },
        label: row.name,
        priority: 5 - index,
      })),
      footer: footerOf(result, p),
    }),
    summary: (result, p) =>
      result.items.length === 0
        ? p.t("influencers.search.none")
        : p.t("influencers.search.summary", {
            count: result.total,
            names: p.list(result.items.slice(0, 3).map((row) => row.name)),
          }),
  },
  /** The words as a vector, so that `perawatan kulit` finds who writes `skincare`; without an embedder only words count. */
  async prepare(ctx, input) {
    if (!input.text) return undefined;
    const embedder = ctx.ports.embedder;
    const vector = await embedder.embedQuery(input.text).catch(() => undefined);
    return vector && { model: embedder.model, vector };
  },
  async run(ctx, input, meaning) {
    const orgId = orgOf(ctx);
    const currency = await organizationCurrency(ctx, orgId);
    const found = await searchRows(ctx.tx, {
      ...input,
      orgId,
      currency,
      meaning,
      sort: input.sort ?? (input.text ? "match" : "followers"),
    });
    return { ...found, items: found.rows.map((row) => itemOf(row, currency, input.platform)) };
  },
});

async function organizationCurrency(ctx: UseCaseContext, orgId: string): Promise<Currency> {
  const row = await ctx.tx.first<{ currency: Currency }>("SELECT currency FROM organization WHERE id = $1", [orgId]);
  return row?.currency ?? "IDR";
}

function itemOf(row: SearchRow, currency: Currency, platform: string | undefined): z.input<typeof item> {
  return {
    influencerId: row.id,
    name: row.displayName,
    handles: row.handles ?? [],
    city: row.city,
    categories: row.categories,
    tier: row.tier,
    followers: Number(row.followers),
    engagementRate: row.engagementRate,
    availability: row.availability,
    points: row.points,
    fromPriceMinor: startingPrice(readRates(row.rates), currency, platform),
    currency,
    blacklisted: row.blacklistedAt !== null,
    blacklistReason: row.blacklistReason,
  };
}

function tableOf(result: Output, p: Presenter) {
  return {
    columns: [
      { label: p.t("influencers.column.name") },
      { label: p.t("influencers.column.followers"), align: "end" as const },
      { label: p.t("influencers.column.engagement"), align: "end" as const },
      { label: p.t("influencers.column.price"), align: "end" as const },
    ],
    rows: result.items.map((row) => [
      `${row.blacklisted ? "⛔ " : ""}${row.name}${row.handles[0] ? ` @${row.handles[0].handle}` : ""}`,
      p.number(row.followers),
      p.percent(row.engagementRate),
      row.fromPriceMinor === null ? p.number(null) : p.money(money(row.fromPriceMinor, row.currency)),
    ]),
  };
}

function footerOf(result: Output, p: Presenter): string | undefined {
  const lines = [
    result.left > 0 ? p.t("common.more", { count: result.left }) : undefined,
    result.hiddenBlacklisted > 0 ? p.t("influencers.search.hidden", { count: result.hiddenBlacklisted }) : undefined,
  ].filter((line) => line !== undefined);
  return lines.length > 0 ? lines.join(" · ") : undefined;
}
