import { z } from "zod";

/** The parts of use-case outputs the planner reads. Everything else passes it by. */
export const campaignView = z.object({
  campaignId: z.string(),
  name: z.string(),
  status: z.string(),
  version: z.number(),
  missing: z.array(z.string()),
  product: z.string().nullable().default(null),
  currency: z.string(),
  budgetMinor: z.number().nullable(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
});
export type CampaignView = z.output<typeof campaignView>;
export const campaignsView = z.object({ items: z.array(campaignView) });

export const briefView = z.object({
  version: z.number(),
  brief: z
    .looseObject({
      mandatoryHashtags: z.array(z.string()),
      mandatoryCta: z.string(),
      rules: z.array(z.string()),
      keyMessages: z.array(z.string()),
      description: z.string(),
    })
    .nullable(),
});

export const influencersView = z.object({
  items: z.array(
    z.object({
      influencerId: z.string(),
      name: z.string(),
      handles: z.array(z.object({ handle: z.string() })).default([]),
    }),
  ),
});

export const recommendationView = z.object({
  campaignId: z.string(),
  campaignName: z.string(),
  items: z.array(
    z.object({
      influencerId: z.string(),
      name: z.string(),
      handle: z.string().nullable(),
      priceMinor: z.number().nullable(),
      currency: z.string(),
      inMix: z.boolean(),
    }),
  ),
});

export const collaborationsView = z.object({
  items: z.array(
    z.object({
      collaborationId: z.string(),
      campaignId: z.string(),
      campaignName: z.string(),
      orgName: z.string(),
      influencerName: z.string(),
      status: z.string(),
      compensationMinor: z.number(),
      currency: z.string(),
    }),
  ),
});

export const postsView = z.object({
  items: z.array(
    z.object({
      postId: z.string(),
      influencerName: z.string().optional(),
      campaignName: z.string(),
      platform: z.string(),
      format: z.string(),
      status: z.string(),
      version: z.number(),
    }),
  ),
});
export const postView = z.object({ postId: z.string(), version: z.number(), contentHash: z.string() });

export const payoutsView = z.object({
  items: z.array(z.object({ payoutId: z.string(), influencerName: z.string(), campaignName: z.string() })),
});

export const channelsView = z.object({ items: z.array(z.object({ identityId: z.string(), channel: z.string() })) });

export const approvalsView = z.object({ items: z.array(z.unknown()) });

/** Reads an output. Throws where a use case no longer answers what the planner was written for: a bug, not a refusal. */
export function view<T>(schema: z.ZodType<T>, output: unknown): T {
  return schema.parse(output);
}
