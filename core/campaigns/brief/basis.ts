import type { Tx } from "../../db/types.ts";
import type { CampaignRow, DeliverableRow } from "../campaign-row.ts";
import type { Brief, BriefPart, ContentFormat } from "../schemas.ts";
import { followFacts } from "./follow-facts.ts";
import { type Meaning, type PastCampaign, pastCampaigns } from "./history.ts";
import type { BriefRequest } from "./offline-brief.ts";

/**
 * What a brief rests on beside the fields of its campaign. Kept with it, because the brand's results change by the hour
 * and text can only be told from a person's own while the writer can be asked again for exactly what it wrote.
 */
export interface BriefBasis {
  readonly brand: string;
  readonly history: readonly PastCampaign[];
  /** Parts whose text was written before the last change of the facts they state. */
  readonly outdated: readonly BriefPart[];
}

type Facts = Pick<
  CampaignRow,
  "name" | "product" | "goal" | "language" | "audience" | "currency" | "startsOn" | "endsOn"
> & { readonly budgetMinor: bigint | number | null };

/** The basis of a brief that is written, or handed in, now. */
export async function basisNow(
  tx: Tx,
  campaign: { orgId: string; id?: string; name: string },
  meaning?: Meaning,
): Promise<BriefBasis> {
  const organization = await tx.first<{ name: string }>("SELECT name FROM organization WHERE id = $1", [
    campaign.orgId,
  ]);
  return {
    brand: organization?.name ?? campaign.name,
    history: await pastCampaigns(tx, campaign.orgId, campaign.id, meaning),
    outdated: [],
  };
}

/** What a writer is told about a campaign. */
export function requestOf(
  facts: Facts,
  basis: Pick<BriefBasis, "brand" | "history">,
  pieces?: readonly Pick<DeliverableRow, "platform" | "format" | "quantity">[],
): BriefRequest {
  return {
    brand: basis.brand,
    name: facts.name,
    product: facts.product,
    goal: facts.goal,
    language: facts.language,
    audience: facts.audience,
    currency: facts.currency,
    budgetMinor: facts.budgetMinor === null ? null : Number(facts.budgetMinor),
    startsOn: facts.startsOn ?? undefined,
    endsOn: facts.endsOn ?? undefined,
    history: basis.history,
    // Stored formats were checked against the list when they were given.
    ...(pieces && { pieces: pieces.map((piece) => ({ ...piece, format: piece.format as ContentFormat })) }),
  };
}

/** The stored brief, or what somebody wants of it, brought in line with the facts that a draft gets now. */
export async function bringInLine(
  tx: Tx,
  row: CampaignRow,
  now: { facts: Facts; wanted: Brief; pieces: readonly Pick<DeliverableRow, "platform" | "format" | "quantity">[] },
): Promise<{ brief: Brief; basis: BriefBasis }> {
  const basis = row.briefBasis ?? (await basisNow(tx, row));
  if (!row.brief) return { brief: now.wanted, basis };
  const { brief, outdated } = followFacts({
    before: { request: requestOf(row, basis, row.deliverables), brief: row.brief, outdated: basis.outdated },
    after: requestOf(now.facts, basis, now.pieces),
    wanted: now.wanted,
  });
  return { brief, basis: { ...basis, outdated } };
}
