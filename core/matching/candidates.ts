import type { Tx } from "../db/types.ts";
import {
  type Audience,
  type PostNumbers,
  type Rate,
  readAudience,
  readNumbers,
  readRates,
  type Tier,
} from "../influencers/index.ts";
import { vectorLiteral } from "../kernel/ports/embeddings.ts";

/** How many creators nearest in meaning are looked at closely. */
const POOL = 400;
/** Content older than this says little about what comes next. */
const RECENT_DAYS = 120;
const BEST_POSTS = 3;

/** A recent post with the numbers that its platform reports. */
export interface RecentPost {
  readonly platform: string;
  readonly format: string;
  readonly numbers: PostNumbers;
}

export interface CandidateAccount {
  readonly platform: string;
  readonly handle: string;
  readonly followers: number | null;
  readonly engagementRate: number | null;
  readonly status: string;
}

/** What past work with this organization came to; null parts are not known. */
export interface PastWork {
  readonly completed: number;
  readonly onTime: number | null;
  readonly firstPass: number | null;
}

/** Everything that the score of one creator for one campaign is made of. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly city: string | null;
  readonly province: string | null;
  readonly categories: readonly string[];
  readonly tier: Tier;
  readonly followers: number;
  readonly engagementRate: number | null;
  readonly availability: "open" | "limited" | "closed";
  readonly rates: readonly Rate[];
  readonly audience: Audience;
  readonly accounts: readonly CandidateAccount[];
  readonly posts: readonly RecentPost[];
  /** Likeness of profile and best posts to the brief; null without comparable vectors. */
  readonly likeness: number | null;
  readonly blacklistReason: string | null;
  readonly collaborationStatus: string | null;
  readonly past: PastWork | null;
}

interface Row {
  id: string;
  displayName: string;
  city: string | null;
  province: string | null;
  categories: string[];
  tier: Tier;
  followers: bigint;
  engagementRate: number | null;
  availability: Candidate["availability"];
  rates: unknown;
  audience: unknown;
  accounts: CandidateAccount[] | null;
  posts: { platform: string; format: string; metrics: unknown }[] | null;
  profileLikeness: number | null;
  postLikeness: number | null;
  blacklistedAt: Date | null;
  blacklistReason: string | null;
  collaborationStatus: string | null;
  completed: bigint;
  onTime: number | null;
  firstPass: number | null;
  worked: bigint;
}

/**
 * The creators nearest in meaning to a brief, each with what is known of them. The search is exact (all profiles are
 * compared, no index): right for tens of thousands of people.
 */
export async function loadCandidates(
  tx: Tx,
  request: {
    orgId: string;
    campaignId: string;
    model: string;
    vector: readonly number[];
    exclude: readonly string[];
    now: Date;
  },
): Promise<Candidate[]> {
  const rows = await tx.query<Row>(
    `WITH near AS (
       SELECT i.id, i.display_name, i.city, i.province, i.categories, i.tier, i.followers, i.engagement_rate, i.availability, i.rates,
         i.audience, CASE WHEN i.embedding_model = $3 THEN -(i.embedding <#> $4::vector) END AS profile_likeness
       FROM influencer i WHERE i.id <> ALL($5::text[])
       ORDER BY profile_likeness DESC NULLS LAST, i.id LIMIT ${POOL}
     )
     SELECT n.*, oi.blacklisted_at, oi.blacklist_reason, c.status AS collaboration_status,
       (SELECT jsonb_agg(jsonb_build_object('platform', s.platform, 'handle', s.username, 'followers', s.followers, 'engagementRate', s.engagement_rate, 'status', s.status)
          ORDER BY s.followers DESC NULLS LAST) FROM social_account s WHERE s.influencer_id = n.id AND s.status <> 'disconnected') AS accounts,
       (SELECT jsonb_agg(jsonb_build_object('platform', p.platform, 'format', p.format, 'metrics', p.metrics) ORDER BY p.published_at DESC)
          FROM sample_post p WHERE p.influencer_id = n.id AND p.published_at > $6::timestamptz - interval '${RECENT_DAYS} days') AS posts,
       (SELECT avg(likeness) FROM (SELECT -(p.embedding <#> $4::vector) AS likeness FROM sample_post p
          WHERE p.influencer_id = n.id AND p.embedding IS NOT NULL AND n.profile_likeness IS NOT NULL
          ORDER BY 1 DESC LIMIT ${BEST_POSTS}) best) AS post_likeness,
       past.worked, past.completed, past.on_time, past.first_pass
     FROM near n
     LEFT JOIN organization_influencer oi ON oi.org_id = $1 AND oi.influencer_id = n.id
     LEFT JOIN collaboration c ON c.org_id = $1 AND c.campaign_id = $2 AND c.influencer_id = n.id
     LEFT JOIN LATERAL (
       SELECT count(*) FILTER (WHERE k.status IN ('accepted', 'in_progress', 'completed')) AS worked,
         count(*) FILTER (WHERE k.status = 'completed') AS completed,
         (SELECT avg(CASE WHEN p.published_at::date <= d.due_on THEN 1 ELSE 0 END)::float8 FROM post p JOIN deliverable d
            ON d.org_id = p.org_id AND d.id = p.deliverable_id WHERE p.org_id = $1 AND p.influencer_id = n.id AND d.due_on IS NOT NULL) AS on_time,
         (SELECT avg(CASE WHEN r.decision = 'approved' THEN 1 ELSE 0 END)::float8 FROM review r
            WHERE r.org_id = $1 AND r.influencer_id = n.id AND r.post_version = 1) AS first_pass
       FROM collaboration k WHERE k.org_id = $1 AND k.influencer_id = n.id
     ) past ON true`,
    [request.orgId, request.campaignId, request.model, vectorLiteral(request.vector), request.exclude, request.now],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.displayName,
    city: row.city,
    province: row.province,
    categories: row.categories,
    tier: row.tier,
    followers: Number(row.followers),
    engagementRate: row.engagementRate,
    availability: row.availability,
    rates: readRates(row.rates),
    audience: readAudience(row.audience),
    accounts: row.accounts ?? [],
    posts: (row.posts ?? []).map((post) => ({ ...post, numbers: readNumbers(post.metrics) })),
    likeness: blend(row.profileLikeness, row.postLikeness),
    blacklistReason: row.blacklistedAt === null ? null : (row.blacklistReason ?? ""),
    collaborationStatus: row.collaborationStatus,
    past: row.worked === 0n ? null : { completed: Number(row.completed), onTime: row.onTime, firstPass: row.firstPass },
  }));
}

/** What they say and what they show, in equal parts; one alone where the other is not known. */
function blend(profile: number | null, posts: number | null): number | null {
  if (profile === null) return posts;
  return posts === null ? profile : (profile + posts) / 2;
}
