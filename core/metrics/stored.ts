import { z } from "zod";
import type { Tx } from "../db/types.ts";
import { newId } from "../kernel/ids.ts";
import { METRICS, type Metric, type MetricReading, type MetricValue } from "../kernel/ports/social-platform.ts";

const storedValue = z.object({ value: z.number().finite().min(0), definition: z.string() });

/** The metrics of a stored snapshot; anything that is not a number with a definition is left out. */
export function metricsOf(json: unknown): Partial<Record<Metric, MetricValue>> {
  const metrics: Partial<Record<Metric, MetricValue>> = {};
  if (json === null || typeof json !== "object") return metrics;
  const entries = new Map(Object.entries(json));
  for (const metric of METRICS) {
    const parsed = storedValue.safeParse(entries.get(metric));
    if (parsed.success) metrics[metric] = parsed.data;
  }
  return metrics;
}

/** Counts without their definitions; also reads the plain numbers of sample posts (`{"likes": 12}`). */
export function countsOf(json: unknown): Partial<Record<Metric, number>> {
  const counts: Partial<Record<Metric, number>> = {};
  if (json === null || typeof json !== "object") return counts;
  const entries = new Map(Object.entries(json));
  for (const metric of METRICS) {
    const raw: unknown = entries.get(metric);
    const value = typeof raw === "object" && raw !== null && "value" in raw ? raw.value : raw;
    if (typeof value === "number" && Number.isFinite(value) && value >= 0) counts[metric] = value;
  }
  return counts;
}

/**
 * The number of the snapshot that came with a submission: 0 for the first version, below zero for later ones, whose
 * link may lead to another piece of content. Snapshots of the schedule count up from 1.
 */
export function submissionNumber(version: number): number {
  return 1 - version;
}

/** Which snapshots belong to a post as it is now, in SQL over `s` (snapshot) and `p` (post): not those of earlier versions. */
export const OF_CURRENT_VERSION = "(s.number >= 1 OR s.number = 1 - p.version)";

/** Stores one reading; the same number of the same post again stores nothing. Answers whether it was new. */
export async function storeSnapshot(
  tx: Tx,
  snapshot: {
    orgId: string;
    postId: string;
    influencerId: string;
    number: number;
    reading: MetricReading;
    fetchedAt: Date;
  },
): Promise<boolean> {
  const { reading } = snapshot;
  const inserted = await tx.execute(
    `INSERT INTO snapshot (id, org_id, post_id, influencer_id, number, metrics, source, owner_authorised, fetched_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (org_id, post_id, number) DO NOTHING`,
    [
      newId("snapshot"),
      snapshot.orgId,
      snapshot.postId,
      snapshot.influencerId,
      snapshot.number,
      JSON.stringify(metricsOf(reading.metrics)),
      reading.source,
      reading.ownerAuthorised,
      snapshot.fetchedAt,
    ],
  );
  return inserted === 1;
}
