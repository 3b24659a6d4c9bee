import type { z } from "zod";
import { campaignSummary } from "../campaigns/index.ts";
import { markDeliverable, type OpenDeliverable } from "../collaborations/index.ts";
import { AppError } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import { countsOf, formulas, ownAverageOf, storeSnapshot, submissionNumber } from "../metrics/index.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import type { Check, Expectations } from "./check.ts";
import { checkContent } from "./checks.ts";
import { contentHash } from "./content.ts";
import type { Submission } from "./fetch-submission.ts";
import { postOutcome, postSubmitted } from "./notifications.ts";
import { amountsOf, type PostRow, postOf, reviewSubject } from "./post-row.ts";
import type { submissionOutput } from "./schemas.ts";

type SubmissionResult = z.input<typeof submissionOutput>;

/** The first version of a post for an open deliverable: rows, checks, first numbers, cards to the reviewers. */
export async function storeNewPost(
  ctx: UseCaseContext,
  deliverable: OpenDeliverable,
  submission: Submission,
): Promise<SubmissionResult> {
  const { content } = submission;
  const { orgId } = deliverable;
  await ctx.tx.joinOrganization(orgId);
  const checks = await check(ctx, deliverable, submission);
  const postId = newId("post");
  const hash = contentHash(content);
  const inserted = await ctx.tx.execute(
    `INSERT INTO post (id, org_id, campaign_id, collaboration_id, deliverable_id, influencer_id, social_account_id, platform, external_id, url, format, version, status, caption, hashtags, thumbnail_url, content_hash, checks, published_at, submitted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, 'pending', $12, $13, $14, $15, $16, $17, $18) ON CONFLICT DO NOTHING`,
    [
      postId,
      orgId,
      deliverable.campaignId,
      deliverable.collaborationId,
      deliverable.deliverableId,
      ctx.actor.id,
      submission.socialAccountId,
      content.platform,
      content.externalId,
      content.url,
      content.format,
      content.caption,
      content.hashtags,
      content.thumbnailUrl,
      hash,
      JSON.stringify(checks),
      content.publishedAt,
      ctx.now(),
    ],
  );
  if (inserted === 0) throw new AppError("conflict");
  await markDeliverable(ctx, { orgId, deliverableId: deliverable.deliverableId, from: ["open"], to: "submitted" });
  const post = await postOf(ctx.tx, postId);
  await recordVersion(ctx, post, submission);
  return { ...(await submissionOf(ctx, postId, "submitted")) };
}

/**
 * The next version of a waiting or sent-back post, whether its content changed or its link: older cards are settled,
 * fresh ones go out.
 */
export async function storeNewVersion(
  ctx: UseCaseContext,
  postId: string,
  submission: Submission,
): Promise<SubmissionResult> {
  const { content } = submission;
  const before = await postOf(ctx.tx, postId, true);
  await ctx.tx.joinOrganization(before.orgId);
  const checks = await check(ctx, { ...before, format: before.agreedFormat }, submission);
  const changed = await ctx.tx.execute(
    `UPDATE post SET version = version + 1, status = 'pending', social_account_id = $4, external_id = $5, url = $6, format = $7,
       caption = $8, hashtags = $9, thumbnail_url = $10, content_hash = $11, checks = $12, published_at = $13, submitted_at = $14, decided_at = NULL
     WHERE org_id = $1 AND id = $2 AND version = $3 AND status IN ('pending', 'needs_revision')`,
    [
      before.orgId,
      postId,
      before.version,
      submission.socialAccountId,
      content.externalId,
      content.url,
      content.format,
      content.caption,
      content.hashtags,
      content.thumbnailUrl,
      contentHash(content),
      JSON.stringify(checks),
      content.publishedAt,
      ctx.now(),
    ],
  );
  if (changed === 0) throw new AppError("conflict");
  if (before.status === "pending") {
    await ctx.outbox.settle(postOutcome, {
      subject: reviewSubject(postId, before.version),
      key: `${postId}:v${before.version}`,
      data: {
        postId,
        outcome: "replaced",
        influencerName: before.influencerName,
        campaignName: before.campaignName,
        url: before.url,
        at: ctx.now().toISOString(),
      },
    });
  }
  await recordVersion(ctx, await postOf(ctx.tx, postId), submission);
  return submissionOf(ctx, postId, "new_version");
}

/** The append-only version, its first numbers and the cards that ask for the review. */
async function recordVersion(ctx: UseCaseContext, post: PostRow, submission: Submission): Promise<void> {
  const { content } = submission;
  const { orgId, version } = post;
  await ctx.tx.execute(
    `INSERT INTO post_version (org_id, post_id, version, influencer_id, caption, hashtags, thumbnail_url, content_hash, checks, submitted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      orgId,
      post.id,
      version,
      post.influencerId,
      content.caption,
      content.hashtags,
      content.thumbnailUrl,
      post.contentHash,
      JSON.stringify(post.checks),
      ctx.now(),
    ],
  );
  await storeSnapshot(ctx.tx, {
    orgId,
    postId: post.id,
    influencerId: post.influencerId,
    number: submissionNumber(version),
    reading: content.reading,
    fetchedAt: ctx.now(),
  });
  const { gross, commission, net } = amountsOf(post);
  const limit = await ctx.tx.first<{ fourEyesAboveMinor: bigint }>(
    "SELECT four_eyes_above_minor FROM organization WHERE id = $1",
    [orgId],
  );
  const isAboveLimit = limit !== undefined && gross.amountMinor > limit.fourEyesAboveMinor;
  const own = await ownAverageOf(ctx.tx, post.influencerId, post.platform);
  const counts = countsOf(content.reading.metrics);
  await ctx.outbox.notify(postSubmitted, {
    to: { orgId, roles: isAboveLimit ? ["admin", "brand_manager", "finance"] : ["admin", "brand_manager"] },
    key: `${post.id}:v${version}`,
    subject: reviewSubject(post.id, version),
    data: {
      postId: post.id,
      version,
      contentHash: post.contentHash,
      url: post.url,
      thumbnailUrl: post.thumbnailUrl,
      platform: post.platform,
      format: post.format,
      influencerName: post.influencerName,
      username: post.username,
      campaignName: post.campaignName,
      checks: post.checks,
      engagements: formulas.engagements(counts),
      views: counts.views ?? null,
      ownAverage: own.engagements,
      ownAveragePosts: own.posts,
      grossMinor: gross.amountMinor.toString(),
      commissionMinor: commission.amountMinor.toString(),
      netMinor: net.amountMinor.toString(),
      currency: post.currency,
      isAboveLimit,
      askedFor: version > 1 ? post.reviewNote : null,
    },
  });
}

/** What the influencer is answered about a stored post. */
export async function submissionOf(
  ctx: UseCaseContext,
  postId: string,
  outcome: SubmissionResult["outcome"],
): Promise<SubmissionResult> {
  const post = await postOf(ctx.tx, postId);
  const { gross, commission, net } = amountsOf(post);
  const snapshot = await ctx.tx.first<{ metrics: unknown }>(
    "SELECT metrics FROM snapshot WHERE org_id = $1 AND post_id = $2 AND number = $3",
    [post.orgId, postId, submissionNumber(post.version)],
  );
  const counts = countsOf(snapshot?.metrics);
  return {
    postId,
    outcome,
    status: post.status,
    version: post.version,
    deliverableId: post.deliverableId,
    campaignId: post.campaignId,
    campaignName: post.campaignName,
    platform: post.platform,
    format: post.format,
    url: post.url,
    thumbnailUrl: post.thumbnailUrl,
    checks: post.checks,
    note: post.reviewNote,
    engagements: formulas.engagements(counts),
    views: counts.views ?? null,
    ownAverage: (await ownAverageOf(ctx.tx, post.influencerId, post.platform)).engagements,
    grossMinor: Number(gross.amountMinor),
    commissionMinor: Number(commission.amountMinor),
    netMinor: Number(net.amountMinor),
    currency: post.currency,
  };
}

/** Judges the content against the brief, the agreed piece and the campaign's dates. */
async function check(
  ctx: UseCaseContext,
  agreed: { orgId: string; campaignId: string; platform: string; format: string },
  submission: Submission,
): Promise<Check[]> {
  const campaign = await campaignSummary(ctx.tx, agreed.campaignId);
  const organization = await ctx.tx.first<{ timeZone: string }>("SELECT time_zone FROM organization WHERE id = $1", [
    agreed.orgId,
  ]);
  const range = campaign?.brief?.platformDeliverables?.find(
    (item) => item.platformName === agreed.platform && item.contentFormat === agreed.format,
  );
  const wanted = await ctx.tx.first<{ minDurationSeconds: number | null; maxDurationSeconds: number | null }>(
    `SELECT min_duration_seconds, max_duration_seconds FROM campaign_deliverable
     WHERE org_id = $1 AND campaign_id = $2 AND platform = $3 AND format = $4 ORDER BY position LIMIT 1`,
    [agreed.orgId, agreed.campaignId, agreed.platform, agreed.format],
  );
  const expected: Expectations = {
    format: agreed.format,
    minDurationSeconds: wanted?.minDurationSeconds ?? range?.minDurationSeconds ?? null,
    maxDurationSeconds: wanted?.maxDurationSeconds ?? range?.maxDurationSeconds ?? null,
    mandatoryHashtags: campaign?.brief?.mandatoryHashtags ?? [],
    mandatoryCta: campaign?.brief?.mandatoryCta ?? null,
    rules: campaign?.brief?.rules ?? [],
    startsOn: campaign?.startsOn ?? null,
    endsOn: campaign?.endsOn ?? null,
    timeZone: organization?.timeZone ?? "Asia/Jakarta",
  };
  return checkContent(submission.content, expected);
}
