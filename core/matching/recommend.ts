import { z } from "zod";
import { type CampaignSummary, campaignSummary, campaignText } from "../campaigns/index.ts";
import { TIERS } from "../influencers/index.ts";
import { AppError, notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import { amountMinorSchema, CURRENCIES } from "../kernel/money.ts";
import { PLATFORMS, type Platform } from "../kernel/ports/social-platform.ts";
import { orgOf, type UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { loadCandidates } from "./candidates.ts";
import { accountOn, type Piece, type Range } from "./forecast.ts";
import { topicsOf } from "./lexicon.ts";
import { OBSTACLES, type Ranked, rank } from "./rank.ts";
import { recommendationCard, recommendationSummary } from "./recommendation-card.ts";
import { COMPONENTS } from "./score.ts";

const DEFAULT_COUNT = 5;
/** A topic far behind the main one is a side remark of the brief. */
const SIDE_TOPIC = 0.34;

const figures = z.record(z.string(), z.union([z.number(), z.string()])).describe("The figures behind it");
const range = z.object({
  low: z.number().describe("Low end"),
  high: z.number().describe("High end"),
  basis: z
    .enum(["own_posts", "benchmark", "mixed"])
    .describe("own_posts: their recent posts; benchmark: public figures of their size; mixed: some of each"),
});
const totals = range.omit({ basis: true });

export const recommendationOutput = z.object({
  campaignId: z.string().describe("The campaign"),
  campaignName: z.string().describe("Its name"),
  campaignStatus: z.string().describe("Inviting needs approved or active"),
  considered: z.number().int().describe("How many creators were compared"),
  items: z
    .array(
      z.object({
        influencerId: z.string().describe("The influencer"),
        name: z.string().describe("Display name"),
        handle: z.string().nullable().describe("User name on that platform"),
        platform: z.string().nullable().describe("Main platform for this campaign"),
        tier: z.enum(TIERS).describe("Size"),
        followers: z.number().describe("Followers of the largest account"),
        score: z.number().int().describe("0 to 100"),
        reasons: z
          .array(
            z.object({
              key: z.enum(Object.keys(COMPONENTS) as [keyof typeof COMPONENTS]).describe("Part of the score"),
              score: z.number().nullable().describe("0 to 100; null when not known (its weight goes to the others)"),
              weight: z.number().describe("How much the part counts, of 100"),
              figures,
            }),
          )
          .describe("What the score is made of"),
        priceMinor: z.number().nullable().describe("Suggested compensation for all pieces; null when not known"),
        priceBasis: z
          .enum(["rate_card", "benchmark"])
          .nullable()
          .describe("Their own rate card, or the usual price of their size"),
        currency: z.enum(CURRENCIES).describe("Currency"),
        expectedReach: range.nullable().describe("People reached by all pieces (views where no reach is reported)"),
        expectedEngagements: range.nullable().describe("Likes + comments + shares + saves of all pieces"),
        inMix: z.boolean().describe("Part of the best mix under the budget"),
      }),
    )
    .describe("The mix first, then the next best"),
  mix: z
    .object({
      count: z.number().int().describe("How many are in the mix"),
      totalMinor: z.number().describe("What they cost together, platform fee included"),
      budgetMinor: z.number().nullable().describe("What could be spent; null when no budget is known"),
      leftMinor: z.number().nullable().describe("What is left of it"),
      committedMinor: z.number().describe("Already promised in this campaign"),
      currency: z.enum(CURRENCIES).describe("Currency"),
      expectedReach: totals.nullable().describe("Together; people may be counted twice"),
      expectedEngagements: totals.nullable().describe("Together"),
    })
    .describe("The best mix: most expected reach times fit within the budget"),
  nearMisses: z
    .array(
      z.object({
        influencerId: z.string().describe("The influencer"),
        name: z.string().describe("Display name"),
        score: z.number().int().describe("0 to 100, without the obstacle"),
        obstacle: z.enum(OBSTACLES).describe("Why they are not recommended"),
        figures,
      }),
    )
    .describe("Fitting creators that were left out, and why"),
});
export type Recommendation = z.output<typeof recommendationOutput>;

/** Who should make a campaign, why, for how much, and what to expect of it. */
export const recommend = defineUseCase({
  name: "matching.recommend",
  version: 1,
  title: "Recommend influencers for a campaign",
  describe:
    "Recommends influencers for a campaign: compares the brief with what creators really post, their audience, engagement, past results, price and availability; gives a score with reasons, expected reach, a suggested price, the best mix under the budget, and who just missed and why. Use it for 'who should we work with'. It invites nobody: collaborations.invite does.",
  input: z.object({
    campaignId: z.string().regex(idPattern("campaign")).describe("Which campaign"),
    budgetMinor: amountMinorSchema
      .optional()
      .describe("Spend at most this; default what is left of the campaign's budget"),
    count: z.number().int().min(1).max(20).default(DEFAULT_COUNT).describe("At most so many in the mix"),
    platforms: z
      .array(z.enum(PLATFORMS))
      .min(1)
      .max(3)
      .optional()
      .describe("Only creators with an account on one of these"),
    exclude: z
      .array(z.string().regex(idPattern("influencer")).describe("An influencer"))
      .max(50)
      .optional()
      .describe("Leave these out, e.g. to see others"),
  }),
  output: recommendationOutput,
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer"], scope: "influencers:read" },
  errors: ["not_found", "unavailable"],
  rest: { method: "get", path: "/campaigns/{campaignId}/recommendations" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: { campaignId: "cmp_01h455vb4pexf90000000000aa", count: 5 },
  present: { model: modelView, card: recommendationCard, summary: recommendationSummary },
  async prepare(ctx, input) {
    const campaign = await ctx.read((tx) => campaignSummary(tx, input.campaignId));
    if (!campaign) throw notFound("campaign");
    const { embedder } = ctx.ports;
    const vector = await embedder.embedQuery(campaignText(campaign)).catch(() => {
      throw new AppError("unavailable");
    });
    return { model: embedder.model, vector };
  },
  async run(ctx, input, meaning) {
    const orgId = orgOf(ctx);
    const campaign = await campaignSummary(ctx.tx, input.campaignId);
    if (!campaign) throw notFound("campaign");
    const candidates = await loadCandidates(ctx.tx, {
      orgId,
      campaignId: campaign.id,
      ...meaning,
      exclude: input.exclude ?? [],
      now: ctx.now(),
    });
    const committedMinor = await committed(ctx, campaign);
    const ofCampaign =
      campaign.budgetMinor === null ? null : Math.max(0, Number(campaign.budgetMinor) - committedMinor);
    const budgetMinor = input.budgetMinor ?? ofCampaign;
    const ranking = rank(
      candidates,
      {
        model: meaning.model,
        topics: topicsOf(campaignText(campaign)).filter((entry) => entry.strength >= SIDE_TOPIC),
        audience: campaign.audience,
        pieces: await piecesOf(ctx, campaign),
        currency: campaign.currency,
      },
      { budgetMinor, count: input.count, platforms: input.platforms },
    );
    const totalMinor = ranking.mix.reduce((sum, ranked) => sum + (ranked.price?.amountMinor ?? 0), 0);
    return {
      campaignId: campaign.id,
      campaignName: campaign.name,
      campaignStatus: campaign.status,
      considered: candidates.length,
      items: ranking.items.map((ranked) => itemOf(ranked, campaign, ranking.mix.includes(ranked))),
      mix: {
        count: ranking.mix.length,
        totalMinor,
        budgetMinor,
        leftMinor: budgetMinor === null ? null : budgetMinor - totalMinor,
        committedMinor,
        currency: campaign.currency,
        expectedReach: totalOf(ranking.mix.map((ranked) => ranked.reach)),
        expectedEngagements: totalOf(ranking.mix.map((ranked) => ranked.engagements)),
      },
      nearMisses: ranking.nearMisses.map((missed) => ({
        influencerId: missed.candidate.id,
        name: missed.candidate.name,
        score: missed.score,
        obstacle: missed.obstacle,
        figures: missed.figures,
      })),
    };
  },
});

/** What each influencer of the campaign is asked to make; empty when that is not decided. */
async function piecesOf(ctx: UseCaseContext, campaign: CampaignSummary): Promise<Piece[]> {
  return ctx.tx.query<Piece>(
    "SELECT platform, format, quantity FROM campaign_deliverable WHERE org_id = $1 AND campaign_id = $2 ORDER BY position",
    [campaign.orgId, campaign.id],
  );
}

/** Promised in invitations and collaborations of this campaign that still count. */
async function committed(ctx: UseCaseContext, campaign: CampaignSummary): Promise<number> {
  const row = await ctx.tx.first<{ total: string | null }>(
    `SELECT sum(compensation_minor) AS total FROM collaboration WHERE org_id = $1 AND campaign_id = $2
     AND status NOT IN ('declined', 'withdrawn', 'cancelled')`,
    [campaign.orgId, campaign.id],
  );
  return Number(row?.total ?? 0);
}

function itemOf(ranked: Ranked, campaign: CampaignSummary, inMix: boolean): Recommendation["items"][number] {
  const { candidate } = ranked;
  const platform: Platform | undefined = ranked.pieces[0]?.platform;
  return {
    influencerId: candidate.id,
    name: candidate.name,
    handle: (platform && accountOn(candidate, platform)?.handle) ?? null,
    platform: platform ?? null,
    tier: candidate.tier,
    followers: candidate.followers,
    score: ranked.score,
    reasons: ranked.reasons.map((reason) => ({
      key: reason.key,
      score: reason.score === null ? null : Math.round(reason.score * 100),
      weight: COMPONENTS[reason.key],
      figures: { ...reason.figures },
    })),
    priceMinor: ranked.price?.amountMinor ?? null,
    priceBasis: ranked.price?.basis ?? null,
    currency: campaign.currency,
    expectedReach: ranked.reach,
    expectedEngagements: ranked.engagements,
    inMix,
  };
}

/** A sum is only told when every part is known. */
function totalOf(ranges: readonly (Range | null)[]): { low: number; high: number } | null {
  const known = ranges.filter((part) => part !== null);
  if (known.length === 0 || known.length < ranges.length) return null;
  return {
    low: known.reduce((sum, part) => sum + part.low, 0),
    high: known.reduce((sum, part) => sum + part.high, 0),
  };
}

/** What a model reads: the parts of a score as one short line each. */
function modelView(output: Recommendation): unknown {
  return {
    ...output,
    items: output.items.map(({ reasons, ...item }) => ({
      ...item,
      reasons: Object.fromEntries(reasons.map((reason) => [reason.key, reason.score])),
    })),
  };
}
