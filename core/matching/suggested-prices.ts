import type { Tx } from "../db/types.ts";
import { readRates } from "../influencers/index.ts";
import type { Currency } from "../kernel/money.ts";
import type { CandidateAccount } from "./candidates.ts";
import { type Piece, type Price, priceOf } from "./forecast.ts";

/**
 * What each of these influencers would be offered for a campaign's pieces, as a recommendation of them would say: their
 * own rates where they list every piece, else the usual price of their size. Absent where nobody knows (other currencies
 * than the rupiah without rates, or a campaign that has not said what it wants).
 */
export async function suggestedPrices(
  tx: Tx,
  campaign: { readonly orgId: string; readonly id: string; readonly currency: Currency },
  influencerIds: readonly string[],
): Promise<ReadonlyMap<string, Price>> {
  const pieces = await tx.query<Piece>(
    "SELECT platform, format, quantity FROM campaign_deliverable WHERE org_id = $1 AND campaign_id = $2 ORDER BY position",
    [campaign.orgId, campaign.id],
  );
  if (pieces.length === 0) return new Map();
  const rows = await tx.query<{ id: string; followers: bigint; rates: unknown; accounts: CandidateAccount[] | null }>(
    `SELECT i.id, i.followers, i.rates,
       (SELECT jsonb_agg(jsonb_build_object('platform', s.platform, 'handle', s.username, 'followers', s.followers, 'engagementRate', s.engagement_rate, 'status', s.status)
          ORDER BY s.followers DESC NULLS LAST) FROM social_account s WHERE s.influencer_id = i.id AND s.status <> 'disconnected') AS accounts
     FROM influencer i WHERE i.id = ANY($1)`,
    [influencerIds],
  );
  return new Map(
    rows.flatMap((row) => {
      const priced = {
        followers: Number(row.followers),
        rates: readRates(row.rates),
        accounts: row.accounts ?? [],
      };
      const price = priceOf(priced, pieces, campaign.currency);
      return price === null ? [] : [[row.id, price] as const];
    }),
  );
}
