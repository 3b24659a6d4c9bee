import { z } from "zod";
import { defineUseCase } from "../usecase/define.ts";
import { campaignCard, campaignSummaryText } from "./campaign-card.ts";
import { loadCampaign, toOutput } from "./campaign-row.ts";
import { campaignIdSchema, campaignOutput } from "./schemas.ts";

/** One campaign with its brief, deliverables and what it still lacks. */
export const getCampaign = defineUseCase({
  name: "campaigns.get",
  version: 1,
  title: "Show a campaign",
  describe:
    "Shows one campaign of the organization: brief, budget, dates, audience, deliverables, status, what is missing, and why it was sent back. Use it before changing or discussing a campaign. To find its id use campaigns.list. For results use analytics.campaign_performance.",
  input: z.object({ campaignId: campaignIdSchema }),
  output: campaignOutput,
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer"], scope: "campaigns:read" },
  errors: ["not_found"],
  rest: { method: "get", path: "/campaigns/{campaignId}" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: { campaignId: "cmp_01k9zq2v7m8n4p6r0s3t5w7x9y" },
  present: { card: campaignCard, summary: campaignSummaryText },
  run: async (ctx, input) => toOutput(await loadCampaign(ctx.tx, ctx.now(), input.campaignId)),
});
