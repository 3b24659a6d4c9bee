import type { Tx } from "../db/types.ts";
import { AppError, notFound } from "../kernel/errors.ts";
import { type Currency, type Money, money } from "../kernel/money.ts";
import type { Platform } from "../kernel/ports/social-platform.ts";
import { netOf } from "../payments/index.ts";
import type { Check } from "./check.ts";

export const POST_STATUSES = ["pending", "approved", "rejected", "needs_revision", "removed"] as const;
export type PostStatus = (typeof POST_STATUSES)[number];

/** A post with what belongs to it: who, for which campaign, at which price. */
export interface PostRow {
  readonly id: string;
  readonly orgId: string;
  readonly campaignId: string;
  readonly collaborationId: string;
  readonly deliverableId: string;
  readonly influencerId: string;
  readonly platform: Platform;
  readonly externalId: string;
  readonly url: string;
  readonly format: string;
  readonly version: number;
  readonly status: PostStatus;
  readonly caption: string;
  readonly hashtags: string[];
  readonly thumbnailUrl: string | null;
  readonly contentHash: string;
  readonly checks: Check[];
  readonly publishedAt: Date;
  readonly submittedAt: Date;
  readonly decidedAt: Date | null;
  readonly syncNote: string | null;
  readonly influencerName: string;
  readonly username: string;
  readonly campaignName: string;
  readonly agreedFormat: string;
  readonly priceMinor: bigint;
  readonly currency: Currency;
  readonly holdId: string | null;
  readonly commissionBps: number;
  /** The latest decision on any version. */
  readonly reviewNote: string | null;
  readonly reviewerName: string | null;
}

/** What every reading of posts selects; add WHERE. */
export const SELECT_POST = `
  SELECT p.id, p.org_id, p.campaign_id, p.collaboration_id, p.deliverable_id, p.influencer_id, p.platform, p.external_id, p.url,
    p.format, p.version, p.status, p.caption, p.hashtags, p.thumbnail_url, p.content_hash, p.checks, p.published_at,
    p.submitted_at, p.decided_at, p.sync_note, i.display_name AS influencer_name, a.username, c.name AS campaign_name,
    d.format AS agreed_format, d.price_minor, d.currency, d.hold_id, k.commission_bps,
    r.note AS review_note, r.reviewer_name
  FROM post p
    JOIN influencer i ON i.id = p.influencer_id
    JOIN social_account a ON a.id = p.social_account_id
    JOIN campaign c ON c.org_id = p.org_id AND c.id = p.campaign_id
    JOIN deliverable d ON d.org_id = p.org_id AND d.id = p.deliverable_id
    JOIN collaboration k ON k.org_id = p.org_id AND k.id = p.collaboration_id
    LEFT JOIN LATERAL (SELECT note, reviewer_name FROM review v WHERE v.org_id = p.org_id AND v.post_id = p.id
      ORDER BY v.post_version DESC LIMIT 1) r ON true`;

/** The post, its row locked until the transaction ends where `lock` is set. Throws not_found. */
export async function postOf(tx: Tx, postId: string, lock = false): Promise<PostRow> {
  // Locked first and alone, so that what is read next was not decided meanwhile.
  if (lock) await tx.query("SELECT 1 FROM post WHERE id = $1 FOR UPDATE", [postId]);
  const post = await tx.first<PostRow>(`${SELECT_POST} WHERE p.id = $1`, [postId]);
  if (!post) throw notFound("post");
  return post;
}

/** Throws what a decision on anything but the waiting version of the post is answered with: who decided, or what changed. */
export function requirePending(post: PostRow, seen: { version: number; contentHash?: string }): void {
  if (post.status !== "pending") {
    throw new AppError("conflict", `post_already_${post.status}`, {
      name: post.reviewerName ?? "?",
      version: post.version,
    });
  }
  if (post.version !== seen.version || (seen.contentHash !== undefined && post.contentHash !== seen.contentHash)) {
    throw new AppError("conflict", "facts_changed");
  }
}

/** What approving releases: the price, the platform's commission and what the influencer receives. */
export function amountsOf(post: Pick<PostRow, "priceMinor" | "currency" | "commissionBps">): {
  gross: Money;
  commission: Money;
  net: Money;
} {
  const gross = money(post.priceMinor, post.currency);
  return { gross, ...netOf(gross, post.commissionBps) };
}

/** Ties all delivered review cards of one version together. */
export function reviewSubject(postId: string, version: number): string {
  return `post:${postId}:v${version}`;
}
