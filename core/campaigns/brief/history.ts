import type { Tx } from "../../db/types.ts";

/** How one of the organization's own earlier campaigns went. What is not known is null. */
export interface PastCampaign {
  readonly name: string;
  readonly currency: string;
  readonly posts: number;
  readonly creators: number;
  /** Agreed compensation of its collaborations, in minor units. */
  readonly spendMinor: number;
  readonly reach: number | null;
  readonly engagements: number | null;
}

interface Row extends Omit<PastCampaign, "spendMinor" | "reach" | "engagements"> {
  readonly spendMinor: bigint;
  readonly reach: string | null;
  readonly engagements: string | null;
}

// A sum over posts of which some are not known would be too small to compare with the whole spend: then it is not known.
const METRIC = (name: string): string => `(s.metrics -> '${name}' ->> 'value')::numeric`;

/** The newest three campaigns with approved posts: what the next one can be measured against. */
export async function pastCampaigns(tx: Tx, orgId: string, except?: string): Promise<PastCampaign[]> {
  const rows = await tx.query<Row>(
    `WITH latest AS (
       SELECT DISTINCT ON (s.post_id) p.campaign_id, s.metrics FROM snapshot s
       JOIN post p ON p.org_id = s.org_id AND p.id = s.post_id AND p.status = 'approved'
       WHERE s.org_id = $1 ORDER BY s.post_id, s.fetched_at DESC),
     results AS (
       SELECT s.campaign_id, count(*)::int AS posts,
         CASE WHEN count(${METRIC("reach")}) = count(*) THEN sum(${METRIC("reach")}) END AS reach,
         CASE WHEN count(${METRIC("likes")}) = count(*) THEN sum(${METRIC("likes")} + coalesce(${METRIC("comments")}, 0)
           + coalesce(${METRIC("shares")}, 0) + coalesce(${METRIC("saves")}, 0)) END AS engagements
       FROM latest s GROUP BY s.campaign_id)
     SELECT c.name, c.currency, r.posts, r.reach::text AS reach, r.engagements::text AS engagements,
       count(o.id)::int AS creators, coalesce(sum(o.compensation_minor), 0)::bigint AS spend_minor
     FROM results r JOIN campaign c ON c.org_id = $1 AND c.id = r.campaign_id
     LEFT JOIN collaboration o ON o.org_id = c.org_id AND o.campaign_id = c.id AND o.status IN ('accepted', 'in_progress', 'completed')
     WHERE c.id <> $2 GROUP BY c.id, c.name, c.currency, c.created_at, r.posts, r.reach, r.engagements
     ORDER BY c.created_at DESC LIMIT 3`,
    [orgId, except ?? ""],
  );
  const known = (text: string | null): number | null => (text === null ? null : Number(text));
  return rows.map((row) => ({
    ...row,
    spendMinor: Number(row.spendMinor),
    reach: known(row.reach),
    engagements: known(row.engagements),
  }));
}
