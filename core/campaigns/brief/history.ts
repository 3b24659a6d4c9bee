import type { Tx } from "../../db/types.ts";
import { vectorLiteral } from "../../kernel/ports/embeddings.ts";
import { orgOf, type PrepareContext } from "../../usecase/context.ts";
import { campaignText } from "./campaign-text.ts";

/** What a campaign is about, as one embedding model says it. */
export interface Meaning {
  readonly model: string;
  readonly vector: readonly number[];
}

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
  /** What it was for, so that a writer can tell how like the new one it is. */
  readonly product?: string;
  readonly goal?: string;
}

interface Row extends Omit<PastCampaign, "spendMinor" | "reach" | "engagements"> {
  readonly spendMinor: bigint;
  readonly reach: string | null;
  readonly engagements: string | null;
}

// A sum over posts of which some are not known would be too small to compare with the whole spend: then it is not known.
const METRIC = (name: string): string => `(s.metrics -> '${name}' ->> 'value')::numeric`;

/**
 * The three campaigns with approved posts that are most like the next one in meaning, the newer first among equals: what
 * it can be measured against. Without a meaning, or before theirs are known, the newest three.
 */
export async function pastCampaigns(
  tx: Tx,
  orgId: string,
  except?: string,
  meaning?: Meaning,
): Promise<PastCampaign[]> {
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
     SELECT c.name, c.product, c.goal, c.currency, r.posts, r.reach::text AS reach, r.engagements::text AS engagements,
       count(o.id)::int AS creators, coalesce(sum(o.compensation_minor), 0)::bigint AS spend_minor
     FROM results r JOIN campaign c ON c.org_id = $1 AND c.id = r.campaign_id
     LEFT JOIN collaboration o ON o.org_id = c.org_id AND o.campaign_id = c.id AND o.status IN ('accepted', 'in_progress', 'completed')
     WHERE c.id <> $2 GROUP BY c.org_id, c.id, r.posts, r.reach, r.engagements
     ORDER BY CASE WHEN c.embedding_model = $3 THEN -(c.embedding <#> $4::vector) END DESC NULLS LAST, c.created_at DESC LIMIT 3`,
    [orgId, except ?? "", meaning?.model ?? null, meaning ? vectorLiteral(meaning.vector) : null],
  );
  const known = (text: string | null): number | null => (text === null ? null : Number(text));
  return rows.map((row) => ({
    ...row,
    spendMinor: Number(row.spendMinor),
    reach: known(row.reach),
    engagements: known(row.engagements),
  }));
}

/** The meaning of a campaign that is being written; undefined when the embedder is away. In `prepare` only. */
export async function meaningOf(
  ctx: PrepareContext,
  campaign: { name: string; product: string; goal: string },
): Promise<Meaning | undefined> {
  const { embedder } = ctx.ports;
  const vector = await embedder.embedQuery(campaignText({ ...campaign, brief: null })).catch(() => undefined);
  return vector && { model: embedder.model, vector };
}

/** What a campaign that is being written can be measured against. In `prepare` only. */
export async function readHistory(
  ctx: PrepareContext,
  campaign: { name: string; product: string; goal: string },
): Promise<PastCampaign[]> {
  const meaning = await meaningOf(ctx, campaign);
  return ctx.read((tx) => pastCampaigns(tx, orgOf(ctx), undefined, meaning));
}
