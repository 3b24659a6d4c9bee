import { z } from "zod";

export const PERIODS = ["today", "last_7_days", "this_month", "last_month"] as const;
export type Period = (typeof PERIODS)[number];

const spent = {
  costMicros: z.number().int().min(0).describe("Cost in millionths of a US dollar"),
  calls: z.number().int().min(0).describe("Calls of a model"),
};

export const costsOutput = z.object({
  period: z.enum(PERIODS).describe("What was asked for"),
  from: z.iso.date().describe("First day"),
  until: z.iso.date().describe("Last day"),
  whole: z.boolean().describe("Whether it is the whole organization's; else one person's"),
  ...spent,
  estimatedCalls: z.number().int().min(0).describe("Calls whose real cost is not known; counted with their estimate"),
  inputTokens: z.number().int().min(0).describe("Tokens read by models, from the cache too"),
  outputTokens: z.number().int().min(0).describe("Tokens written by models"),
  days: z.array(z.object({ day: z.iso.date().describe("Day"), ...spent })).describe("Days with calls, in order"),
  people: z
    .array(
      z.object({
        personId: z.string().nullable().describe("Member or influencer; null for the house's own calls"),
        name: z.string().nullable().describe("Their name"),
        ...spent,
      }),
    )
    .describe("By person, dearest first"),
  tasks: z
    .array(z.object({ task: z.string().describe("What it was for, e.g. chat, campaign_brief"), ...spent }))
    .describe("By task, dearest first"),
});
export type Costs = z.output<typeof costsOutput>;
