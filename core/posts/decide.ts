import { personOf } from "../kernel/actor.ts";
import { AppError } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { postOutcome } from "./notifications.ts";
import { amountsOf, type PostRow, postOf, requirePending, reviewSubject } from "./post-row.ts";

export type Decision = "approved" | "rejected" | "needs_revision";

/** Who decided: the person who pressed, else the caller. */
function reviewerOf(ctx: UseCaseContext): { person: string; name: string; via: string } {
  return ctx.decidedBy ?? { person: personOf(ctx.actor), name: ctx.actor.displayName, via: ctx.actor.via };
}

/**
 * The one way a version is decided: waiting -> decided by a conditional update on version and content, the append-only
 * review row, and every delivered card settled to the outcome. Throws conflict with who decided when somebody was
 * faster, or `facts_changed` when the content did.
 */
export async function decide(
  ctx: UseCaseContext,
  seen: { postId: string; version: number; contentHash?: string },
  decision: Decision,
  note: string,
): Promise<{ post: PostRow; reviewer: string; decidedAt: Date }> {
  const post = await postOf(ctx.tx, seen.postId, true);
  const decidedAt = ctx.now();
  const changed = await ctx.tx.execute(
    `UPDATE post SET status = $4, decided_at = $5 WHERE org_id = $1 AND id = $2 AND status = 'pending' AND version = $3 AND content_hash = $6`,
    [post.orgId, post.id, seen.version, decision, decidedAt, seen.contentHash ?? post.contentHash],
  );
  if (changed === 0) {
    requirePending(post, seen);
    throw new AppError("conflict");
  }
  const reviewer = reviewerOf(ctx);
  await ctx.tx.execute(
    `INSERT INTO review (id, org_id, post_id, post_version, influencer_id, decision, note, content_hash, reviewer_id, reviewer_name, via, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      newId("review"),
      post.orgId,
      post.id,
      post.version,
      post.influencerId,
      decision,
      note,
      post.contentHash,
      reviewer.person,
      reviewer.name,
      reviewer.via,
      decidedAt,
    ],
  );
  const { gross, commission, net } = amountsOf(post);
  await ctx.outbox.settle(postOutcome, {
    subject: reviewSubject(post.id, post.version),
    key: `${post.id}:v${post.version}`,
    data: {
      postId: post.id,
      outcome: decision,
      influencerName: post.influencerName,
      campaignName: post.campaignName,
      url: post.url,
      at: decidedAt.toISOString(),
      byName: reviewer.name,
      note: note === "" ? undefined : note,
      amounts:
        decision === "approved"
          ? {
              grossMinor: gross.amountMinor.toString(),
              commissionMinor: commission.amountMinor.toString(),
              netMinor: net.amountMinor.toString(),
              currency: post.currency,
            }
          : undefined,
    },
  });
  return { post, reviewer: reviewer.name, decidedAt };
}
