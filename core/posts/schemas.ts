import { z } from "zod";
import { idPattern } from "../kernel/ids.ts";
import { PLATFORMS } from "../kernel/ports/social-platform.ts";
import { checkSchema } from "./check.ts";
import { POST_STATUSES } from "./post-row.ts";

export const postIdSchema = z.string().regex(idPattern("post")).describe("The post, as `pst_…`");
export const versionSchema = z
  .number()
  .int()
  .min(1)
  .max(10_000)
  .describe("The version that was looked at; another one is answered with `conflict`");
export const MAX_NOTE = 1_000;
export const noteSchema = z.string().trim().min(3).max(MAX_NOTE);

export const statusSchema = z.enum(POST_STATUSES).describe("pending, approved, rejected, needs_revision or removed");
export const platformSchema = z.enum(PLATFORMS).describe("Platform");

/** The money behind a post; `gross` is what the brand pays, `net` what the influencer receives. */
export const amountsOutput = {
  grossMinor: z.number().describe("What the brand pays, in minor units"),
  commissionMinor: z.number().describe("The platform's commission inside it, in minor units"),
  netMinor: z.number().describe("What the influencer receives, in minor units"),
  currency: z.string().describe("ISO 4217 currency of the amounts"),
};

/** Metrics at the time of submission against the influencer's own average. */
export const firstNumbersOutput = {
  engagements: z.number().nullable().describe("Engagements when it was read; null = not known"),
  views: z.number().nullable().describe("Views when it was read; null = not known"),
  ownAverage: z.number().nullable().describe("Mean engagements of the influencer's own posts there; null = not known"),
};

export const submissionOutput = z.object({
  postId: postIdSchema,
  outcome: z
    .enum(["submitted", "new_version", "already_pending", "nothing_changed", "already_approved"])
    .describe("What the submission came to"),
  status: statusSchema,
  version: z.number().describe("Version of the content"),
  deliverableId: z.string().describe("The agreed piece it is for"),
  campaignId: z.string().describe("The campaign"),
  campaignName: z.string().describe("Name of the campaign"),
  platform: platformSchema,
  format: z.string().describe("Format as published"),
  url: z.string().describe("Address of the post"),
  thumbnailUrl: z.string().nullable().describe("Preview picture"),
  checks: z.array(checkSchema).describe("What the content was checked for"),
  note: z.string().nullable().describe("Note of the last decision on it"),
  ...firstNumbersOutput,
  ...amountsOutput,
});
export type SubmissionOutput = z.output<typeof submissionOutput>;
