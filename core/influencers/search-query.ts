import type { Tx } from "../db/types.ts";
import { AppError } from "../kernel/errors.ts";
import type { Availability, Tier } from "./stored.ts";

export type SortOrder = "match" | "followers" | "engagement" | "points" | "price" | "joined";

/** How alike in meaning (inner product of unit vectors) a profile must be to count as found without a common word. */
const MEANING_FLOOR = 0.2;

export interface SearchRequest {
  readonly orgId: string;
  readonly currency: string;
  readonly text?: string;
  readonly meaning?: { readonly model: string; readonly vector: readonly number[] };
  readonly platform?: string;
  readonly categories?: readonly string[];
  readonly tiers?: readonly string[];
  readonly followersMin?: number;
  readonly followersMax?: number;
  readonly engagementRateMin?: number;
  readonly city?: string;
  readonly availability?: readonly string[];
  readonly priceMaxMinor?: number;
  readonly blacklisted: "exclude" | "include" | "only";
  readonly sort: SortOrder;
  readonly limit: number;
  readonly cursor?: string;
}

export interface SearchRow {
  readonly id: string;
  readonly displayName: string;
  readonly city: string | null;
  readonly categories: string[];
  readonly tier: Tier;
  readonly followers: bigint;
  readonly engagementRate: number | null;
  readonly rates: unknown;
  readonly availability: Availability;
  readonly points: number;
  readonly handles: { platform: string; handle: string; followers: number | null }[] | null;
  readonly blacklistedAt: Date | null;
  readonly blacklistReason: string | null;
  readonly sortKey: number;
}

/** A row of the page with the counts of the whole; the counts come even when no row does. */
type Counted = { [Key in keyof SearchRow]: SearchRow[Key] | null } & {
  total: bigint;
  hidden: bigint;
  remaining: bigint;
};

/** Where a page ended: the value it was sorted by and the id, so that a row that moves is neither lost nor shown twice. */
function readCursor(cursor: string | undefined): [number, string] | undefined {
  if (cursor === undefined) return undefined;
  const match = /^(-?[0-9.e+-]{1,30})_(inf_[0-9a-z]{26})$/.exec(Buffer.from(cursor, "base64url").toString());
  if (!match?.[1] || !match[2] || !Number.isFinite(Number(match[1]))) {
    throw new AppError("invalid_input", "invalid_field", { field: "cursor" });
  }
  return [Number(match[1]), match[2]];
}

function writeCursor(row: SearchRow): string {
  return Buffer.from(`${row.sortKey}_${row.id}`).toString("base64url");
}

const escapeLike = (word: string): string => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

/** Each order as one number, larger first; what is not known comes last. */
const SORT_KEY: Readonly<Record<SortOrder, string>> = {
  match: "match_score",
  followers: "size::float8",
  engagement: "coalesce(engagement_rate, -1)",
  points: "points::float8",
  price: "-coalesce(price, 1e15)::float8",
  joined: "extract(epoch FROM joined_at)::float8",
};

/** Creators that fit, in order, one page; exact search by meaning, which is right up to some ten thousand people. */
export async function searchRows(
  tx: Tx,
  request: SearchRequest,
): Promise<{ rows: SearchRow[]; total: number; hiddenBlacklisted: number; nextCursor: string | null; left: number }> {
  const words = (request.text ?? "")
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word.length > 0)
    .slice(0, 8);
  const after = readCursor(request.cursor);
  const found = await tx.query<Counted>(
    `WITH base AS (
       SELECT i.*, oi.blacklisted_at, oi.blacklist_reason,
         coalesce((SELECT max(s.followers) FROM social_account s WHERE s.influencer_id = i.id AND s.platform = $3), i.followers) AS size,
         (SELECT min((r->>'amountMinor')::bigint) FROM jsonb_array_elements(i.rates) r
           WHERE coalesce(r->>'currency', 'IDR') = $2 AND ($3::text IS NULL OR r->>'platform' = $3)) AS price,
         (SELECT count(*) FROM unnest($4::text[]) word WHERE i.display_name ILIKE word OR i.bio ILIKE word
             OR array_to_string(i.categories, ' ') ILIKE word
             OR EXISTS (SELECT 1 FROM social_account s WHERE s.influencer_id = i.id AND s.username ILIKE word)
             OR EXISTS (SELECT 1 FROM sample_post c WHERE c.influencer_id = i.id AND c.caption ILIKE word)) AS hits,
         CASE WHEN i.embedding_model = $5 THEN -(i.embedding <#> $6::vector) END AS likeness
       FROM influencer i LEFT JOIN organization_influencer oi ON oi.org_id = $1 AND oi.influencer_id = i.id
       WHERE ($3::text IS NULL OR EXISTS (SELECT 1 FROM social_account s WHERE s.influencer_id = i.id AND s.platform = $3))
         AND ($7::text[] IS NULL OR i.categories && $7)
         AND ($8::text[] IS NULL OR i.tier = ANY($8))
         AND ($9::float8 IS NULL OR i.engagement_rate >= $9)
         AND ($10::text IS NULL OR i.city ILIKE $10 OR i.province ILIKE $10)
         AND i.availability = ANY($11)
     ), scored AS (
       SELECT *, hits::float8 / greatest(cardinality($4::text[]), 1) + coalesce(likeness, 0) AS match_score FROM base
       WHERE (cardinality($4::text[]) = 0 OR hits = cardinality($4::text[]) OR likeness >= $12)
         AND ($13::bigint IS NULL OR size >= $13) AND ($14::bigint IS NULL OR size <= $14)
         AND ($15::bigint IS NULL OR price <= $15)
     ), fitting AS (
       SELECT *, ${SORT_KEY[request.sort]} AS sort_key FROM scored
       WHERE CASE $16 WHEN 'exclude' THEN blacklisted_at IS NULL WHEN 'only' THEN blacklisted_at IS NOT NULL ELSE true END
     ), page AS (
       SELECT f.id, display_name, city, categories, tier, size AS followers, engagement_rate, rates, availability, points,
         blacklisted_at, blacklist_reason, sort_key, count(*) OVER () AS remaining,
         (SELECT jsonb_agg(jsonb_build_object('platform', s.platform, 'handle', s.username, 'followers', s.followers)
            ORDER BY s.followers DESC NULLS LAST) FROM social_account s WHERE s.influencer_id = f.id) AS handles
       FROM fitting f
       WHERE $17::float8 IS NULL OR sort_key < $17 OR (sort_key = $17 AND f.id > $18)
       ORDER BY sort_key DESC, f.id LIMIT $19
     )
     SELECT (SELECT count(*) FROM fitting) AS total,
       (SELECT count(*) FROM scored WHERE blacklisted_at IS NOT NULL) AS hidden, page.*
     FROM (SELECT 1) one LEFT JOIN page ON true ORDER BY sort_key DESC, id`,
    [
      request.orgId,
      request.currency,
      request.platform ?? null,
      words.map(escapeLike),
      request.meaning?.model ?? null,
      request.meaning ? `[${request.meaning.vector.join(",")}]` : null,
      request.categories?.map((category) => category.toLowerCase()) ?? null,
      request.tiers ?? null,
      request.engagementRateMin ?? null,
      request.city ? escapeLike(request.city) : null,
      request.availability ?? ["open", "limited"],
      MEANING_FLOOR,
      request.followersMin ?? null,
      request.followersMax ?? null,
      request.priceMaxMinor ?? null,
      request.blacklisted,
      after?.[0] ?? null,
      after?.[1] ?? null,
      request.limit,
    ],
  );
  const rows = found.filter((row): row is Counted & SearchRow => row.id !== null);
  const left = Number(rows[0]?.remaining ?? 0n) - rows.length;
  const last = rows.at(-1);
  return {
    rows,
    total: Number(found[0]?.total ?? 0n),
    hiddenBlacklisted: request.blacklisted === "exclude" ? Number(found[0]?.hidden ?? 0n) : 0,
    nextCursor: left > 0 && last ? writeCursor(last) : null,
    left,
  };
}
