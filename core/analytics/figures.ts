import { type CampaignSummary, campaignSummary } from "../campaigns/index.ts";
import type { Tx } from "../db/types.ts";
import { notFound } from "../kernel/errors.ts";
import { METRICS, type Metric, type MetricValue } from "../kernel/ports/social-platform.ts";
import { metricsOf, OF_CURRENT_VERSION } from "../metrics/index.ts";

/** One snapshot of one post. */
export interface SnapshotFigures {
  readonly id: string;
  readonly fetchedAt: Date;
  readonly source: string;
  readonly ownerAuthorised: boolean;
  readonly metrics: Readonly<Partial<Record<Metric, MetricValue>>>;
}

/** One post that counts (approved, or removed after approval), with its numbers over time. */
export interface PostFigures {
  readonly id: string;
  readonly influencerId: string;
  readonly influencerName: string;
  readonly platform: string;
  readonly format: string;
  readonly status: string;
  readonly version: number;
  readonly firstSubmittedOn: string;
  readonly dueOn: string | null;
  readonly followers: number | null;
  /** The influencer's usual engagements / followers. */
  readonly usualRate: number | null;
  /** Checks that failed on the first version. */
  readonly failedAtFirst: readonly string[];
  /** Oldest first. */
  readonly snapshots: readonly SnapshotFigures[];
}

/** Money set aside or released for one agreed piece, from the ledger, in minor units. */
export interface HoldFigures {
  readonly holdId: string;
  readonly influencerId: string;
  readonly influencerName: string;
  readonly platform: string;
  readonly format: string;
  readonly heldMinor: number;
  readonly releasedMinor: number;
  /** Part of what was released. */
  readonly commissionMinor: number;
}

/** Everything a campaign's figures are made of: snapshots and the ledger, nothing else. */
export interface CampaignFigures {
  readonly campaign: CampaignSummary;
  readonly timeZone: string;
  readonly posts: readonly PostFigures[];
  readonly holds: readonly HoldFigures[];
  /** Posts by status, those that do not count included. */
  readonly byStatus: Readonly<Record<string, number>>;
  /** Agreed pieces without a post although their day has passed. */
  readonly overdue: number;
}

interface PostRow extends Omit<PostFigures, "snapshots" | "followers" | "failedAtFirst"> {
  readonly followers: bigint | null;
  readonly checks: unknown;
}

/** Reads a campaign's figures as the transaction may see them. Throws not_found. */
export async function readFigures(tx: Tx, campaignId: string, now: Date): Promise<CampaignFigures> {
  const campaign = await campaignSummary(tx, campaignId);
  if (!campaign) throw notFound("campaign");
  const organization = await tx.first<{ timeZone: string }>("SELECT time_zone FROM organization WHERE id = $1", [
    campaign.orgId,
  ]);
  const timeZone = organization?.timeZone ?? "Asia/Jakarta";
  const posts = await tx.query<PostRow>(
    `SELECT p.id, p.influencer_id, i.display_name AS influencer_name, p.platform, p.format, p.status, p.version, a.followers,
       coalesce(a.engagement_rate, i.engagement_rate) AS usual_rate, d.due_on, v.checks,
       to_char(v.submitted_at AT TIME ZONE $2, 'YYYY-MM-DD') AS first_submitted_on
     FROM post p JOIN influencer i ON i.id = p.influencer_id JOIN social_account a ON a.id = p.social_account_id
       JOIN deliverable d ON d.org_id = p.org_id AND d.id = p.deliverable_id
       LEFT JOIN post_version v ON v.org_id = p.org_id AND v.post_id = p.id AND v.version = 1
     WHERE p.campaign_id = $1 AND p.status IN ('approved', 'removed') ORDER BY p.id`,
    [campaignId, timeZone],
  );
  const snapshots = await tx.query<Omit<SnapshotFigures, "metrics"> & { postId: string; metrics: unknown }>(
    `SELECT s.id, s.post_id, s.metrics, s.source, s.owner_authorised, s.fetched_at
     FROM snapshot s JOIN post p ON p.org_id = s.org_id AND p.id = s.post_id
     WHERE p.campaign_id = $1 AND p.status IN ('approved', 'removed') AND ${OF_CURRENT_VERSION}
     ORDER BY s.fetched_at, s.number`,
    [campaignId],
  );
  const ofPost = new Map<string, SnapshotFigures[]>();
  for (const { postId, metrics, ...row } of snapshots) {
    const list = ofPost.get(postId) ?? [];
    list.push({ ...row, metrics: metricsOf(metrics) });
    ofPost.set(postId, list);
  }
  const statuses = await tx.query<{ status: string; count: bigint }>(
    "SELECT status, count(*) AS count FROM post WHERE campaign_id = $1 GROUP BY status",
    [campaignId],
  );
  const overdue = await tx.first<{ count: bigint }>(
    `SELECT count(*) AS count FROM deliverable d JOIN collaboration k ON k.org_id = d.org_id AND k.id = d.collaboration_id
     WHERE d.campaign_id = $1 AND d.status = 'open' AND k.status IN ('accepted', 'in_progress')
       AND d.due_on < ($2::timestamptz AT TIME ZONE $3)::date`,
    [campaignId, now, timeZone],
  );
  return {
    campaign,
    timeZone,
    posts: posts.map(({ checks, followers, ...post }) => ({
      ...post,
      followers: followers === null ? null : Number(followers),
      failedAtFirst: failedOf(checks),
      snapshots: ofPost.get(post.id) ?? [],
    })),
    holds: await readHolds(tx, campaign),
    byStatus: Object.fromEntries(statuses.map((row) => [row.status, Number(row.count)])),
    overdue: Number(overdue?.count ?? 0n),
  };
}

/** What was set aside and released for the campaign's pieces; commission is read from the transfers themselves. */
async function readHolds(tx: Tx, campaign: CampaignSummary): Promise<HoldFigures[]> {
  const rows = await tx.query<{
    holdId: string;
    influencerId: string;
    influencerName: string;
    platform: string;
    format: string;
    status: string;
    amountMinor: bigint;
    remainingMinor: bigint;
    commissionMinor: bigint;
  }>(
    `SELECT h.id AS hold_id, d.influencer_id, i.display_name AS influencer_name, d.platform, d.format, h.status, h.amount_minor,
       h.remaining_minor, coalesce((SELECT sum(t.amount_minor) FROM ledger_transfer t
         WHERE t.hold_id = h.id AND t.kind = 'commission'), 0)::bigint AS commission_minor
     FROM deliverable d JOIN ledger_hold h ON h.org_id = d.org_id AND h.id = d.hold_id JOIN influencer i ON i.id = d.influencer_id
     WHERE d.org_id = $1 AND d.campaign_id = $2 AND h.currency = $3 AND h.status <> 'voided' ORDER BY h.id`,
    [campaign.orgId, campaign.id, campaign.currency],
  );
  return rows.map((row) => ({
    holdId: row.holdId,
    influencerId: row.influencerId,
    influencerName: row.influencerName,
    platform: row.platform,
    format: row.format,
    heldMinor: Number(row.remainingMinor),
    releasedMinor: row.status === "released" ? Number(row.amountMinor) : 0,
    commissionMinor: Number(row.commissionMinor),
  }));
}

function failedOf(checks: unknown): string[] {
  if (!Array.isArray(checks)) return [];
  return checks.flatMap((check: unknown) =>
    typeof check === "object" && check !== null && "status" in check && check.status === "fail" && "key" in check
      ? [String(check.key)]
      : [],
  );
}

/** Latest known number of each metric at a moment (now by default), and the snapshots they are from. */
export function latestOf(
  post: PostFigures,
  until?: Date,
): { metrics: Partial<Record<Metric, MetricValue>>; snapshotIds: string[] } {
  const metrics: Partial<Record<Metric, MetricValue>> = {};
  const snapshotIds = new Set<string>();
  for (const snapshot of post.snapshots.toReversed()) {
    if (until && snapshot.fetchedAt > until) continue;
    for (const metric of METRICS) {
      const value = snapshot.metrics[metric];
      if (!value || metrics[metric]) continue;
      metrics[metric] = value;
      snapshotIds.add(snapshot.id);
    }
  }
  return { metrics, snapshotIds: [...snapshotIds] };
}
