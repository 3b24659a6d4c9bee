import { z } from "zod";
import type { Tx } from "../db/types.ts";
import { DAY_MS } from "../kernel/clock.ts";
import { AppError, notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import { type Platform, PlatformError } from "../kernel/ports/social-platform.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { engagements } from "./formulas.ts";
import { postReauthorise, postRemoved, postRemovedForInfluencer, postViral } from "./notifications.ts";
import { ownAverageOf } from "./own-average.ts";
import { readMetrics, type SyncReading, secondsToWait } from "./read-metrics.ts";
import { elapsedSince, enqueueSync, GIVE_UP_AFTER_MS, LAST_NUMBER, numberAfter } from "./schedule.ts";
import { countsOf, storeSnapshot } from "./stored.ts";

/** A post counts as viral from this many times the influencer's own average on (features C7). */
const VIRAL_FROM = 3;
/** An average of fewer posts says nothing. */
const VIRAL_NEEDS_POSTS = 3;
const REVIEWERS = ["admin", "brand_manager"];

interface PostRow {
  readonly orgId: string;
  readonly influencerId: string;
  readonly socialAccountId: string;
  readonly platform: Platform;
  readonly externalId: string;
  readonly format: string;
  readonly url: string;
  readonly status: string;
  readonly decidedAt: Date | null;
  readonly influencerName: string;
  readonly campaignName: string;
}

/** `over`: nothing to read any more (not approved, or the schedule's end is long past). */
type Prepared = { readonly kind: "over" } | SyncReading;

async function postOf(tx: Tx, postId: string): Promise<PostRow> {
  const post = await tx.first<PostRow>(
    `SELECT p.org_id, p.influencer_id, p.social_account_id, p.platform, p.external_id, p.format, p.url, p.status, p.decided_at,
            i.display_name AS influencer_name, c.name AS campaign_name
     FROM post p JOIN influencer i ON i.id = p.influencer_id JOIN campaign c ON c.org_id = p.org_id AND c.id = p.campaign_id
     WHERE p.id = $1`,
    [postId],
  );
  if (!post) throw notFound("post");
  return post;
}

/** One snapshot of one approved post, and the job for the next. Called by the job `metrics.sync` only. */
export const syncPost = defineUseCase({
  name: "metrics.sync_post",
  version: 1,
  title: "Store a snapshot of a post's numbers",
  describe: "System step: reads the numbers of an approved post from its platform and stores them as a snapshot.",
  input: z.object({
    postId: z.string().regex(idPattern("post")).describe("The approved post"),
    number: z.number().int().min(1).max(LAST_NUMBER).describe("Which snapshot of the schedule"),
  }),
  output: z.object({
    postId: z.string().describe("The post"),
    number: z.number().describe("Which snapshot"),
    result: z
      .enum(["stored", "removed", "private", "reauthorise", "story_over", "over"])
      .describe("What the platform answered"),
    nextNumber: z.number().nullable().describe("The snapshot that was enqueued; null when the schedule ended"),
  }),
  effect: "write",
  access: { roles: ["system"], scope: "operations:write" },
  idempotency: (input) => `sync:${input.postId}:${input.number}`,
  errors: ["not_found", "unavailable"],
  rest: { method: "post", path: "/posts/{postId}/snapshots" },
  expose: { mcp: false, rest: false, chat: false },
  example: { postId: "pst_00000000000000000000000000", number: 1 },
  present: {
    card: (output, p) => ({ title: p.t("metrics.sync_title"), body: p.t(`metrics.sync.${output.result}`) }),
    summary: (output, p) => p.t(`metrics.sync.${output.result}`),
  },
  async prepare(ctx, input): Promise<Prepared> {
    const post = await ctx.read((tx) => postOf(tx, input.postId));
    if (post.status !== "approved" || !post.decidedAt) return { kind: "over" };
    if (elapsedSince(post.decidedAt, ctx.now(), ctx.ports.clockSpeed) > GIVE_UP_AFTER_MS) return { kind: "over" };
    try {
      const answers = await readMetrics(ctx.ports, post, [{ postId: input.postId, ...post }], ctx.signal);
      return answers.get(input.postId) ?? { kind: "deleted" };
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      const reason = error.failure === "throttled" ? "platform_throttled" : "platform_unavailable";
      throw new AppError("unavailable", reason, { platform: post.platform, seconds: secondsToWait(error) });
    }
  },
  async run(ctx, input, prepared) {
    const { postId, number } = input;
    const post = await postOf(ctx.tx, postId);
    const answer = (
      result: "stored" | "removed" | "private" | "reauthorise" | "story_over" | "over",
      next?: number,
    ) => ({
      postId,
      number,
      result,
      nextNumber: next ?? null,
    });
    if (prepared.kind === "over" || post.status !== "approved" || !post.decidedAt) return answer("over");
    const approvedAt = post.decidedAt;
    if (prepared.kind === "deleted") {
      await markRemoved(ctx, post, postId);
      return answer("removed");
    }
    const noted = await note(ctx, post, postId, prepared.kind === "read" ? null : prepared.kind);
    if (prepared.kind === "story_over") return answer("story_over");
    const elapsedMs = elapsedSince(approvedAt, ctx.now(), ctx.ports.clockSpeed);
    if (prepared.kind === "read") {
      // What the accelerated clock shows; with a speed of 1 it is now.
      const fetchedAt = new Date(approvedAt.getTime() + elapsedMs);
      const isNew = await storeSnapshot(ctx.tx, { ...post, postId, number, reading: prepared.reading, fetchedAt });
      if (isNew) await tellWhenViral(ctx, post, postId, countsOf(prepared.reading.metrics));
    } else if (noted) {
      await askToReconnect(ctx, post, postId, prepared.kind);
    }
    const next = numberAfter(number, elapsedMs);
    if (next !== undefined) await enqueueSync(ctx, { orgId: post.orgId, postId, approvedAt }, next);
    return answer(prepared.kind === "read" ? "stored" : prepared.kind, next);
  },
});

/** Keeps why numbers do not come, or clears it; answers whether that is news. */
async function note(ctx: UseCaseContext, post: PostRow, postId: string, text: string | null): Promise<boolean> {
  const changed = await ctx.tx.execute(
    "UPDATE post SET sync_note = $3 WHERE org_id = $1 AND id = $2 AND sync_note IS DISTINCT FROM $3",
    [post.orgId, postId, text],
  );
  return changed === 1;
}

async function markRemoved(ctx: UseCaseContext, post: PostRow, postId: string): Promise<void> {
  const changed = await ctx.tx.execute(
    "UPDATE post SET status = 'removed', sync_note = NULL WHERE org_id = $1 AND id = $2 AND status = 'approved'",
    [post.orgId, postId],
  );
  if (changed === 0) return;
  const data = {
    postId,
    url: post.url,
    platform: post.platform,
    influencerName: post.influencerName,
    campaignName: post.campaignName,
    at: ctx.now().toISOString(),
  };
  await ctx.outbox.notify(postRemoved, { to: { orgId: post.orgId, roles: REVIEWERS }, key: postId, data });
  await ctx.outbox.notify(postRemovedForInfluencer, { to: { person: post.influencerId }, key: postId, data });
}

/** Once an account and day, however many posts it has. */
async function askToReconnect(
  ctx: UseCaseContext,
  post: PostRow,
  postId: string,
  why: "private" | "reauthorise",
): Promise<void> {
  const day = Math.floor(ctx.now().getTime() / DAY_MS);
  await ctx.outbox.notify(postReauthorise, {
    to: { person: post.influencerId },
    key: `${post.socialAccountId}:${why}:${day}`,
    data: { postId, url: post.url, platform: post.platform, campaignName: post.campaignName, why },
  });
}

async function tellWhenViral(
  ctx: UseCaseContext,
  post: PostRow,
  postId: string,
  counts: Parameters<typeof engagements>[0],
): Promise<void> {
  const engaged = engagements(counts);
  const own = await ownAverageOf(ctx.tx, post.influencerId, post.platform);
  if (engaged === null || own.engagements === null || own.posts < VIRAL_NEEDS_POSTS) return;
  if (engaged < VIRAL_FROM * own.engagements) return;
  await ctx.outbox.notify(postViral, {
    to: { orgId: post.orgId, roles: REVIEWERS },
    key: postId,
    data: {
      postId,
      url: post.url,
      platform: post.platform,
      influencerName: post.influencerName,
      campaignName: post.campaignName,
      engagements: engaged,
      ownAverage: own.engagements,
      times: engaged / own.engagements,
    },
  });
}
