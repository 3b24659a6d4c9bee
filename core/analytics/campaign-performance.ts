import { z } from "zod";
import { idPattern } from "../kernel/ids.ts";
import { defineUseCase } from "../usecase/define.ts";
import { readFigures } from "./figures.ts";
import { performanceOf } from "./performance.ts";
import { performanceCard, performanceSummary } from "./performance-card.ts";
import { performanceOutput } from "./performance-output.ts";
import type { PerformanceRow } from "./row.ts";

const MODEL_ROWS = 10;

/** How a campaign does: totals, who and what brought them, money, targets, growth, and where each number is from. */
export const campaignPerformance = defineUseCase({
  name: "analytics.campaign_performance",
  version: 1,
  title: "Show how a campaign performs",
  describe:
    "Shows a campaign's engagements, reach, views, rate, cost per engagement, spend, progress against the brief's targets, growth over time, by influencer, platform and format. Use it for 'how is campaign X doing'. For causes and advice use analytics.campaign_report, for one post metrics.of_post. null means not known, never zero.",
  input: z.object({ campaignId: z.string().regex(idPattern("campaign")).describe("The campaign, as `cmp_…`") }),
  output: performanceOutput,
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer"], scope: "reports:read" },
  errors: ["not_found"],
  rest: { method: "get", path: "/campaigns/{campaignId}/performance" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: { campaignId: "cmp_00000000000000000000000000" },
  present: {
    model: (output) => ({
      ...output,
      influencers: output.influencers.slice(0, MODEL_ROWS),
      influencersLeft: Math.max(0, output.influencers.length - MODEL_ROWS),
      series: output.series.slice(-MODEL_ROWS),
    }),
    card: performanceCard,
    summary: performanceSummary,
  },
  async run(ctx, input) {
    const figures = await readFigures(ctx.tx, input.campaignId, ctx.now());
    const { totals, provenance, series, kpis, ...rest } = performanceOf(figures);
    return {
      campaignId: figures.campaign.id,
      campaignName: figures.campaign.name,
      currency: figures.campaign.currency,
      clockSpeed: ctx.ports.clockSpeed,
      totals: fieldsOf(totals),
      influencers: rest.influencers.map((row) => ({ id: row.id, name: row.name, ...fieldsOf(row) })),
      platforms: rest.platforms.map((row) => ({ id: row.id, name: row.name, ...fieldsOf(row) })),
      formats: rest.formats.map((row) => ({ id: row.id, name: row.name, ...fieldsOf(row) })),
      spend: rest.spend,
      kpis,
      series: series.map((point) => ({ ...point, at: point.at.toISOString() })),
      provenance: {
        latestFetchedAt: provenance.latestFetchedAt?.toISOString() ?? null,
        sources: [...provenance.sources],
        unknownPosts: provenance.unknownPosts,
        notOwnerAuthorised: provenance.notOwnerAuthorised,
        waitingPosts: figures.byStatus.pending ?? 0,
        removedPosts: figures.byStatus.removed ?? 0,
        apart: [...provenance.apart],
      },
    };
  },
});

function fieldsOf(row: PerformanceRow) {
  return {
    posts: row.posts,
    knownPosts: row.knownPosts,
    engagements: row.engagements,
    reach: row.reach,
    views: row.views,
    engagementRate: row.engagementRate,
    engagementRateBase: row.engagementRateBase,
    spendMinor: row.spendMinor,
    cpeMinor: row.cpeMinor,
    cpmMinor: row.cpmMinor,
    reachRoi: row.reachRoi,
    viralCoefficient: row.viralCoefficient,
    share: row.share,
  };
}
