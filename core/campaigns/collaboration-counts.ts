import type { Tx } from "../db/types.ts";

/** Collaborations whose influencers work (or may still be won) for this campaign. */
export async function collaborationCounts(tx: Tx, campaignId: string): Promise<{ working: number; invited: number }> {
  const row = await tx.first<{ working: number; invited: number }>(
    `SELECT count(*) FILTER (WHERE status IN ('accepted', 'in_progress'))::int AS working,
       count(*) FILTER (WHERE status IN ('invited', 'applied', 'offered', 'countered'))::int AS invited
     FROM collaboration WHERE campaign_id = $1`,
    [campaignId],
  );
  return row ?? { working: 0, invited: 0 };
}
