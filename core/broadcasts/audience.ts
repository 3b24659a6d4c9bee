import { z } from "zod";
import type { Tx } from "../db/types.ts";
import { AppError } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";

/** People of one broadcast at most. */
export const MOST_PEOPLE = 500;

export const audienceInput = {
  campaignId: z.string().regex(idPattern("campaign")).optional().describe("Influencers who work in this campaign"),
  tag: z.string().trim().min(1).max(40).optional().describe("Influencers with this tag of the organization"),
  influencerIds: z
    .array(z.string().regex(idPattern("influencer")))
    .min(1)
    .max(MOST_PEOPLE)
    .optional()
    .describe("These influencers"),
};
export interface AudienceInput {
  readonly campaignId?: string;
  readonly tag?: string;
  readonly influencerIds?: readonly string[];
}

export interface Audience {
  /** Those who agreed to such messages. */
  readonly people: readonly string[];
  readonly withoutConsent: number;
  readonly blacklisted: number;
}

/** Whom a broadcast would reach: exactly one way to say it, and only influencers the organization has to do with. */
export async function audienceOf(tx: Tx, orgId: string, input: AudienceInput): Promise<Audience> {
  const ways = [input.campaignId, input.tag, input.influencerIds].filter((way) => way !== undefined);
  if (ways.length !== 1) throw new AppError("invalid_input", "broadcast_audience");
  const rows = await tx.query<{ id: string; agreed: boolean; blacklisted: boolean }>(
    `SELECT i.id, coalesce(oi.blacklisted_at IS NOT NULL, false) AS blacklisted,
       EXISTS (SELECT 1 FROM consent c WHERE c.influencer_id = i.id AND c.purpose = 'broadcast' AND c.withdrawn_at IS NULL) AS agreed
     FROM influencer i LEFT JOIN organization_influencer oi ON oi.org_id = $1 AND oi.influencer_id = i.id
     WHERE CASE
       WHEN $2::text IS NOT NULL THEN EXISTS (SELECT 1 FROM collaboration k WHERE k.org_id = $1 AND k.campaign_id = $2 AND k.influencer_id = i.id
         AND k.status NOT IN ('declined', 'withdrawn', 'cancelled'))
       WHEN $3::text IS NOT NULL THEN lower($3) IN (SELECT lower(t) FROM unnest(oi.tags) t)
       ELSE i.id = ANY($4::text[]) AND (oi.influencer_id IS NOT NULL
         OR EXISTS (SELECT 1 FROM collaboration k WHERE k.org_id = $1 AND k.influencer_id = i.id)) END
     ORDER BY i.id LIMIT ${MOST_PEOPLE + 1}`,
    [orgId, input.campaignId ?? null, input.tag ?? null, input.influencerIds ?? null],
  );
  if (rows.length > MOST_PEOPLE)
    throw new AppError("precondition_failed", "broadcast_too_many", { maximum: MOST_PEOPLE });
  const wanted = rows.filter((row) => !row.blacklisted);
  const people = wanted.filter((row) => row.agreed).map((row) => row.id);
  if (people.length === 0) throw new AppError("precondition_failed", "broadcast_nobody", { asked: wanted.length });
  return { people, withoutConsent: wanted.length - people.length, blacklisted: rows.length - wanted.length };
}
