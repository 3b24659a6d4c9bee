import type { Tx } from "../db/types.ts";
import type { Locale } from "../kernel/actor.ts";
import { AppError, notFound } from "../kernel/errors.ts";
import type { Currency } from "../kernel/money.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import type { Audience, Brief, CampaignStatus } from "./schemas.ts";

/** What other domains need of a campaign. */
export interface CampaignSummary {
  readonly id: string;
  readonly orgId: string;
  /** Undefined where the transaction may not see the organization (an influencer that did not join it). */
  readonly orgName: string | undefined;
  readonly name: string;
  readonly product: string;
  readonly goal: string;
  readonly status: CampaignStatus;
  readonly currency: Currency;
  readonly budgetMinor: bigint | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly language: Locale;
  readonly audience: Audience;
  readonly brief: Brief | null;
  readonly createdBy: string;
  readonly version: number;
}

/** A campaign as far as the transaction may see it; undefined for an id of somebody else. */
export async function campaignSummary(tx: Tx, campaignId: string): Promise<CampaignSummary | undefined> {
  const row = await tx.first<Omit<CampaignSummary, "orgName"> & { orgName: string | null }>(
    `SELECT c.id, c.org_id, o.name AS org_name, c.name, c.product, c.goal, c.status, c.currency, c.budget_minor, c.starts_on,
       c.ends_on, c.language, c.audience, c.brief, c.created_by, c.version
     FROM campaign c LEFT JOIN organization o ON o.id = c.org_id WHERE c.id = $1`,
    [campaignId],
  );
  return row && { ...row, orgName: row.orgName ?? undefined };
}

/**
 * approved -> active, with the campaign's row locked until the transaction ends; an active one stays as it is. Call it
 * before a collaboration is accepted: it throws `precondition_failed` for a campaign that is not open (cancelled
 * meanwhile, say), and its lock keeps a cancellation from passing by.
 */
export async function activateCampaign(ctx: UseCaseContext, campaignId: string): Promise<void> {
  const changed = await ctx.tx.execute(
    `UPDATE campaign SET status = 'active', updated_at = CASE WHEN status = 'approved' THEN $2 ELSE updated_at END
     WHERE id = $1 AND status IN ('approved', 'active')`,
    [campaignId, ctx.now()],
  );
  if (changed === 1) return;
  const campaign = await campaignSummary(ctx.tx, campaignId);
  if (!campaign) throw notFound("campaign");
  throw new AppError("precondition_failed", "campaign_not_open", { status: campaign.status });
}
