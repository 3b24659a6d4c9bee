import type { Tx } from "../db/types.ts";
import { engagements, type Known } from "./formulas.ts";
import { countsOf } from "./stored.ts";

/** How many of an influencer's latest posts make their own average. */
const LATEST = 12;

/** What an influencer's posts on a platform usually get: the yardstick of features G6. */
export interface OwnAverage {
  /** Mean engagements of the latest posts of that platform; null when none has known numbers. */
  readonly engagements: Known;
  /** How many posts it was made of. */
  readonly posts: number;
}

/** Mean engagements of the influencer's latest sample posts on the platform. */
export async function ownAverageOf(tx: Tx, influencerId: string, platform: string): Promise<OwnAverage> {
  const rows = await tx.query<{ metrics: unknown }>(
    "SELECT metrics FROM sample_post WHERE influencer_id = $1 AND platform = $2 ORDER BY published_at DESC LIMIT $3",
    [influencerId, platform, LATEST],
  );
  const known = rows.flatMap((row) => engagements(countsOf(row.metrics)) ?? []);
  if (known.length === 0) return { engagements: null, posts: 0 };
  return { engagements: known.reduce((total, value) => total + value, 0) / known.length, posts: known.length };
}
