import { z } from "zod";

const number = (what: string) => z.number().nullable().describe(`${what}; null = not known`);

const rowFields = {
  posts: z.number().describe("Posts that count"),
  knownPosts: z.number().describe("Posts whose engagements are known"),
  engagements: number("likes + comments + shares + saves"),
  reach: number("People reached"),
  views: number("Views"),
  engagementRate: number("Engagement rate as a share"),
  engagementRateBase: z.enum(["reach", "followers"]).nullable().describe("What the rate is counted on"),
  spendMinor: number("Held and paid compensation with commission, in minor units"),
  cpeMinor: number("Cost per engagement in minor units"),
  cpmMinor: number("Cost per thousand views in minor units"),
  reachRoi: number("Reach per minor unit spent"),
  viralCoefficient: number("Shares per view"),
  share: number("Share of the campaign's engagements"),
};
const namedRow = z.object({ id: z.string().describe("Id or name"), name: z.string().describe("Name"), ...rowFields });

/** A campaign's performance as it is answered. */
export const performanceOutput = z.object({
  campaignId: z.string().describe("The campaign"),
  campaignName: z.string().describe("Its name"),
  currency: z.string().describe("ISO 4217 currency of all amounts"),
  clockSpeed: z.number().describe("How many times faster than real time the numbers age; 1 outside demo mode"),
  totals: z.object(rowFields).describe("The whole campaign"),
  influencers: z.array(namedRow).describe("By influencer, most engagements first"),
  platforms: z.array(namedRow).describe("By platform"),
  formats: z.array(namedRow).describe("By platform and format"),
  spend: z
    .object({
      heldMinor: z.number().describe("Set aside, not released yet"),
      paidMinor: z.number().describe("Released to influencers"),
      commissionMinor: z.number().describe("Commission of the platform"),
      totalMinor: z.number().describe("All of it"),
    })
    .describe("Spend in minor units, from the ledger"),
  kpis: z
    .array(
      z.object({
        metric: z.string().describe("What the brief wants"),
        target: z.number().describe("How much; rates as shares, costs in minor units"),
        actual: number("What was measured"),
        progress: number("1 is met"),
        isMet: z.boolean().nullable().describe("null = not known"),
      }),
    )
    .describe("Progress against the brief's targets"),
  series: z
    .array(
      z.object({
        at: z.string().describe("Moment"),
        engagements: number("Engagements of all posts by then"),
        views: number("Views of all posts by then"),
      }),
    )
    .describe("Growth over time"),
  provenance: z
    .object({
      latestFetchedAt: z.string().nullable().describe("When a platform was last asked; null = never"),
      sources: z.array(z.string()).describe("APIs that answered"),
      unknownPosts: z.number().describe("Posts whose numbers are not known: they are in no sum"),
      notOwnerAuthorised: z.number().describe("Posts with public data only"),
      waitingPosts: z.number().describe("Submitted posts that wait for review and do not count yet"),
      removedPosts: z.number().describe("Approved posts that were deleted since; their last numbers count"),
      apart: z
        .array(
          z.object({
            metric: z.string().describe("Metric"),
            definition: z.string().describe("The other definition"),
            value: z.number().describe("Its sum"),
          }),
        )
        .describe("Numbers of other definitions, added to nothing"),
    })
    .describe("Where the numbers are from"),
});
export type PerformanceOutput = z.output<typeof performanceOutput>;
