import { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { chooseDeliverable } from "./choose-deliverable.ts";
import { contentHash } from "./content.ts";
import { fetchSubmission, type Submission } from "./fetch-submission.ts";
import { submissionOutput } from "./schemas.ts";
import { storeNewPost, storeNewVersion, submissionOf } from "./store-submission.ts";
import { submissionCard, submissionSummary } from "./submission-card.ts";

interface Before {
  readonly id: string;
  readonly orgId: string;
  readonly status: string;
  readonly contentHash: string;
  readonly deliverableId: string;
  readonly campaignName: string;
}

/** A pasted link is the proof: the post is looked up in the influencer's own media, checked, and sent to the reviewers. */
export const submitLink = defineUseCase({
  name: "posts.submit_link",
  version: 1,
  title: "Submit the link of a published post",
  describe:
    "For an influencer: submits the link of a post they published for a campaign. Finds it in their connected account, checks it against the brief and sends it to the brand for review. Use it whenever an influencer pastes an Instagram, TikTok or YouTube link, also after a revision. Give deliverableId only when asked to choose. It approves nothing.",
  input: z.object({
    url: z.string().trim().min(5).max(2_000).describe("The link, or the text that holds it"),
    deliverableId: z
      .string()
      .regex(idPattern("deliverable"))
      .optional()
      .describe("Which agreed piece it is for; only needed when several fit"),
  }),
  output: submissionOutput,
  effect: "write",
  access: { roles: ["influencer"], scope: "posts:submit" },
  idempotency: "caller",
  errors: ["not_found", "precondition_failed", "conflict", "unavailable"],
  rest: { method: "post", path: "/posts" },
  expose: { mcp: "direct", rest: true, chat: true },
  command: {
    id: "kirim",
    en: "submit",
    about: "posts.command.submit",
    rank: 5,
    ask: (p) => [{ name: "url", label: p.t("posts.command.link"), kind: "text", required: true, maxLength: 2_000 }],
  },
  example: { url: "https://www.instagram.com/reel/DKolegaGlow/" },
  present: { card: submissionCard, summary: submissionSummary },
  prepare: (ctx, input) => fetchSubmission(ctx, input.url),
  async run(ctx, input, submission: Submission) {
    const influencerId = ctx.actor.id;
    // One influencer's submissions go one after the other: the same link twice at once is one post.
    await ctx.tx.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`posts.submit:${influencerId}`]);
    const { content } = submission;
    const before = await ctx.tx.first<Before>(
      `SELECT p.id, p.org_id, p.status, p.content_hash, p.deliverable_id, c.name AS campaign_name
       FROM post p JOIN campaign c ON c.org_id = p.org_id AND c.id = p.campaign_id
       WHERE p.influencer_id = $1 AND p.platform = $2 AND p.external_id = $3 ORDER BY p.submitted_at DESC LIMIT 1`,
      [influencerId, content.platform, content.externalId],
    );
    if (before) {
      if (input.deliverableId !== undefined && input.deliverableId !== before.deliverableId) {
        throw new AppError("precondition_failed", "post_other_deliverable", { campaign: before.campaignName });
      }
      return again(ctx, before, submission);
    }
    const target = await chooseDeliverable(ctx.tx, { ...content, influencerId, deliverableId: input.deliverableId });
    if (target.kind === "open") return storeNewPost(ctx, target.deliverable, submission);
    return storeNewVersion(ctx, target.postId, submission);
  },
});

/** The same post once more: a new version where the content changed, else the plain state of things. */
async function again(
  ctx: UseCaseContext,
  before: Before,
  submission: Submission,
): Promise<z.input<typeof submissionOutput>> {
  const changed = before.contentHash !== contentHash(submission.content);
  switch (before.status) {
    case "pending":
      return changed ? storeNewVersion(ctx, before.id, submission) : submissionOf(ctx, before.id, "already_pending");
    case "needs_revision":
      return changed ? storeNewVersion(ctx, before.id, submission) : submissionOf(ctx, before.id, "nothing_changed");
    case "rejected":
      throw new AppError("precondition_failed", "post_rejected_before", { campaign: before.campaignName });
    default:
      return submissionOf(ctx, before.id, "already_approved");
  }
}
