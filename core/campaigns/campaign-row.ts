import type { Tx } from "../db/types.ts";
import type { Locale } from "../kernel/actor.ts";
import { AppError, notFound } from "../kernel/errors.ts";
import type { Currency } from "../kernel/money.ts";
import type { Platform } from "../kernel/ports/social-platform.ts";
import type { BriefBasis } from "./brief/basis.ts";
import type { Audience, Brief, CampaignOutput, CampaignStatus, Deliverable, MissingPart } from "./schemas.ts";

/** A campaign as it is stored, with the names of those who acted on it and what each influencer makes. */
export interface CampaignRow {
  readonly id: string;
  readonly orgId: string;
  readonly name: string;
  readonly product: string;
  readonly goal: string;
  readonly language: Locale;
  readonly audience: Audience;
  readonly currency: Currency;
  readonly budgetMinor: bigint | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly brief: Brief | null;
  /** Null without a brief, and for briefs older than this. */
  readonly briefBasis: BriefBasis | null;
  readonly status: CampaignStatus;
  readonly version: number;
  readonly createdBy: string;
  readonly submittedBy: string | null;
  readonly submittedByName: string | null;
  readonly submittedAt: Date | null;
  readonly approvedByName: string | null;
  readonly approvedAt: Date | null;
  readonly sentBackByName: string | null;
  readonly sentBackNote: string | null;
  readonly sentBackAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Today in the organization's time zone. */
  readonly today: string;
  readonly deliverables: readonly DeliverableRow[];
}

export interface DeliverableRow extends Omit<Deliverable, "format"> {
  readonly platform: Platform;
  readonly format: string;
}

/** Everything about a campaign but the rows it is filtered by; `$1` is the present moment. */
export const CAMPAIGN_SELECT = `
  SELECT c.id, c.org_id, c.name, c.product, c.goal, c.language, c.audience, c.currency, c.budget_minor, c.starts_on, c.ends_on,
    c.brief, c.brief_basis, c.status, c.version, c.created_by, c.submitted_by, c.submitted_at, c.approved_at, c.sent_back_note, c.sent_back_at,
    c.created_at, c.updated_at, submitter.name AS submitted_by_name, approver.name AS approved_by_name, sender.name AS sent_back_by_name,
    to_char($1::timestamptz AT TIME ZONE o.time_zone, 'YYYY-MM-DD') AS today,
    coalesce((SELECT jsonb_agg(jsonb_build_object('platform', d.platform, 'format', d.format, 'quantity', d.quantity,
        'minDurationSeconds', d.min_duration_seconds, 'maxDurationSeconds', d.max_duration_seconds, 'notes', d.notes) ORDER BY d.position)
      FROM campaign_deliverable d WHERE d.org_id = c.org_id AND d.campaign_id = c.id), '[]') AS deliverables
  FROM campaign c JOIN organization o ON o.id = c.org_id
  LEFT JOIN member submitter ON submitter.org_id = c.org_id AND submitter.id = c.submitted_by
  LEFT JOIN member approver ON approver.org_id = c.org_id AND approver.id = c.approved_by
  LEFT JOIN member sender ON sender.org_id = c.org_id AND sender.id = c.sent_back_by`;

/** Reads one campaign of the transaction's organization; `not_found` for any other id. */
export async function loadCampaign(tx: Tx, now: Date, campaignId: string): Promise<CampaignRow> {
  const row = await tx.first<CampaignRow>(`${CAMPAIGN_SELECT} WHERE c.id = $2`, [now, campaignId]);
  if (!row) throw notFound("campaign");
  return row;
}

/** The same, with the row locked until the transaction ends. */
export async function lockCampaign(tx: Tx, now: Date, campaignId: string): Promise<CampaignRow> {
  await tx.execute("SELECT 1 FROM campaign WHERE id = $1 FOR UPDATE", [campaignId]);
  return loadCampaign(tx, now, campaignId);
}

/** Refuses a version other than the one the caller saw. */
export function checkVersion(row: CampaignRow, version: number | undefined): void {
  if (version !== undefined && version !== row.version) {
    throw new AppError("conflict", "campaign_changed", { version: row.version });
  }
}

/** What the campaign still lacks before it can be submitted, in the order it is best asked for. */
export function missingOf(row: CampaignRow): MissingPart[] {
  const { audience } = row;
  const aimed =
    audience.ageMin !== undefined ||
    audience.ageMax !== undefined ||
    audience.gender !== undefined ||
    (audience.cities?.length ?? 0) > 0;
  const lacks: readonly (readonly [MissingPart, boolean])[] = [
    ["product", row.product === ""],
    ["goal", row.goal === ""],
    ["audience", !aimed],
    ["budget", row.budgetMinor === null],
    ["dates", row.startsOn === null || row.endsOn === null],
    ["brief", row.brief === null],
    ["deliverables", row.deliverables.length === 0],
  ];
  return lacks.filter(([, lacking]) => lacking).map(([part]) => part);
}

/** Where a campaign stands by its dates; null once it ended and while it has none. */
export function phaseOf(row: CampaignRow): CampaignOutput["phase"] {
  if (row.status === "completed" || row.status === "cancelled") return null;
  if (row.endsOn !== null && row.endsOn < row.today) return "expired";
  if (row.startsOn !== null && row.startsOn > row.today) return "upcoming";
  return row.startsOn === null ? null : "running";
}

/** The campaign as every use case answers it. */
export function toOutput(row: CampaignRow): CampaignOutput {
  const missing = missingOf(row);
  return {
    campaignId: row.id,
    name: row.name,
    product: row.product || null,
    goal: row.goal || null,
    language: row.language,
    audience: missing.includes("audience")
      ? null
      : {
          ageMin: row.audience.ageMin ?? null,
          ageMax: row.audience.ageMax ?? null,
          gender: row.audience.gender ?? null,
          cities: row.audience.cities ?? [],
        },
    currency: row.currency,
    budgetMinor: row.budgetMinor === null ? null : Number(row.budgetMinor),
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    brief: row.brief,
    briefOutdated: [...(row.briefBasis?.outdated ?? [])],
    deliverables: [...row.deliverables],
    status: row.status,
    phase: phaseOf(row),
    version: row.version,
    missing,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    submittedBy: row.submittedByName,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    approvedBy: row.approvedByName,
    approvedAt: row.approvedAt?.toISOString() ?? null,
    sentBack:
      row.sentBackAt === null || row.approvedAt !== null
        ? null
        : { note: row.sentBackNote ?? "", by: row.sentBackByName, at: row.sentBackAt.toISOString() },
  };
}

/** Replaces what each influencer is asked to make. */
export async function replaceDeliverables(
  tx: Tx,
  campaign: { orgId: string; id: string },
  deliverables: readonly Deliverable[],
): Promise<void> {
  await tx.execute("DELETE FROM campaign_deliverable WHERE org_id = $1 AND campaign_id = $2", [
    campaign.orgId,
    campaign.id,
  ]);
  for (const [position, item] of deliverables.entries()) {
    await tx.execute(
      `INSERT INTO campaign_deliverable (org_id, campaign_id, position, platform, format, quantity, min_duration_seconds, max_duration_seconds, notes)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        campaign.orgId,
        campaign.id,
        position + 1,
        item.platform,
        item.format,
        item.quantity,
        item.minDurationSeconds,
        item.maxDurationSeconds,
        item.notes,
      ],
    );
  }
}

/**
 * Brief and deliverables say the same thing: deliverables that were given win, else those of a brief that was given.
 * Answers the brief to store and the rows to write; undefined is "leave as it is".
 */
export function reconcile(
  given: { brief?: Brief; deliverables?: readonly Deliverable[] },
  stored: { brief: Brief | null; deliverables: readonly DeliverableRow[] } = { brief: null, deliverables: [] },
): { brief: Brief | undefined; deliverables: readonly Deliverable[] | undefined } {
  const ofBrief = given.brief?.platformDeliverables.map(
    (item): Deliverable => ({
      platform: item.platformName,
      format: item.contentFormat,
      quantity: item.quantity,
      minDurationSeconds: item.minDurationSeconds,
      maxDurationSeconds: item.maxDurationSeconds,
      notes: item.notes,
    }),
  );
  const deliverables = given.deliverables ?? (ofBrief?.length ? ofBrief : undefined);
  const base = given.brief ?? (deliverables ? (stored.brief ?? undefined) : undefined);
  const rows = deliverables ?? stored.deliverables;
  const brief = base && {
    ...base,
    platformDeliverables: rows.map((item) => ({
      platformName: item.platform,
      contentFormat: item.format as Deliverable["format"],
      quantity: item.quantity,
      minDurationSeconds: item.minDurationSeconds,
      maxDurationSeconds: item.maxDurationSeconds,
      notes: item.notes,
    })),
  };
  return { brief, deliverables };
}
