import { type OpenDeliverable, openDeliverables } from "../collaborations/index.ts";
import type { Tx } from "../db/types.ts";
import { AppError, type FieldError, notFound } from "../kernel/errors.ts";
import type { Platform } from "../kernel/ports/social-platform.ts";
import { formatFits } from "./checks.ts";
import { nameOf } from "./fetch-submission.ts";

/** Where a submitted link goes: a deliverable nobody posted for yet, or in the place of a post that was sent back. */
export type Target =
  | { readonly kind: "open"; readonly deliverable: OpenDeliverable }
  | { readonly kind: "replace"; readonly postId: string };

/** A post whose link may be replaced: sent back, or (only when named by its deliverable) still waiting. */
interface Replaceable {
  readonly postId: string;
  readonly deliverableId: string;
  readonly platform: Platform;
  readonly format: string;
  readonly campaignName: string;
  readonly status: string;
}

const MAX_NAMED = 10;

/**
 * The deliverable a new link is for: the named one, or the only one that fits platform and format. Throws
 * precondition_failed when none or several fit, naming what is open.
 */
export async function chooseDeliverable(
  tx: Tx,
  wanted: { influencerId: string; platform: Platform; format: string; deliverableId?: string },
): Promise<Target> {
  const open = await openDeliverables(tx, wanted.influencerId);
  const waiting = await tx.query<Replaceable>(
    `SELECT p.id AS post_id, p.deliverable_id, d.platform, d.format, c.name AS campaign_name, p.status
     FROM post p JOIN deliverable d ON d.org_id = p.org_id AND d.id = p.deliverable_id
       JOIN campaign c ON c.org_id = p.org_id AND c.id = p.campaign_id
     WHERE p.influencer_id = $1 AND p.status IN ('pending', 'needs_revision') ORDER BY p.id`,
    [wanted.influencerId],
  );
  if (wanted.deliverableId !== undefined) return named(wanted.deliverableId, wanted.platform, open, waiting);

  const fits = (item: { platform: string; format: string }): boolean =>
    item.platform === wanted.platform && formatFits(wanted.platform, wanted.format, item.format) !== "no";
  const fitting = [
    ...open.filter(fits).map((item) => ({ item, target: { kind: "open", deliverable: item } as const })),
    ...waiting
      .filter((item) => item.status === "needs_revision" && fits(item))
      .map((item) => ({ item, target: { kind: "replace", postId: item.postId } as const })),
  ];
  const exact = fitting.filter(({ item }) => formatFits(wanted.platform, wanted.format, item.format) === "yes");
  const candidates = distinct(exact.length > 0 ? exact : fitting);
  const [first] = candidates;
  if (first && candidates.length === 1) return first.target;
  const platform = nameOf(wanted.platform);
  if (!first) {
    throw open.length === 0
      ? new AppError("precondition_failed", "post_nothing_open")
      : new AppError("precondition_failed", "post_no_deliverable", {
          platform,
          format: wanted.format,
          choices: named10(open).map(nameWithFormat).join("; "),
        });
  }
  const shown = named10(candidates);
  throw new AppError(
    "precondition_failed",
    "post_choose_deliverable",
    {
      platform,
      count: candidates.length,
      choices: shown.map(({ item }) => `${nameWithFormat(item)}: ${item.deliverableId}`).join("; "),
    },
    shown.map(({ item, target }) => asOption(item, target)),
  );
}

/** Open pieces of one agreement that are alike are the same to everybody: the first of them stands for all. */
function distinct<T extends { readonly target: Target }>(candidates: readonly T[]): readonly T[] {
  const kinds = new Set<string>();
  return candidates.filter(({ target }) => {
    if (target.kind === "replace") return true;
    const { collaborationId, platform, format } = target.deliverable;
    const kind = `${collaborationId}:${platform}:${format}`;
    if (kinds.has(kind)) return false;
    kinds.add(kind);
    return true;
  });
}

function named(
  deliverableId: string,
  platform: Platform,
  open: readonly OpenDeliverable[],
  waiting: readonly Replaceable[],
): Target {
  const deliverable = open.find((item) => item.deliverableId === deliverableId);
  const replaced = waiting.find((item) => item.deliverableId === deliverableId);
  const found = deliverable ?? replaced;
  if (!found) throw notFound("deliverable");
  if (found.platform !== platform) {
    throw new AppError("precondition_failed", "post_wrong_platform", {
      platform: nameOf(platform),
      wanted: nameOf(found.platform as Platform),
      campaign: found.campaignName,
    });
  }
  if (deliverable) return { kind: "open", deliverable };
  return { kind: "replace", postId: replaced?.postId ?? "" };
}

const named10 = <T>(items: readonly T[]): readonly T[] => items.slice(0, MAX_NAMED);

function nameWithFormat(item: { campaignName: string; platform: string; format: string }): string {
  return `${item.campaignName} (${nameOf(item.platform as Platform)} ${item.format})`;
}

/** A choice as data, for doors that make buttons of it. */
function asOption(
  item: { campaignName: string; platform: string; format: string; deliverableId: string },
  target: Target,
): FieldError {
  return {
    path: "deliverableId",
    reason: target.kind === "open" ? "post_deliverable_option" : "post_deliverable_option_revision",
    params: { campaign: item.campaignName, platform: nameOf(item.platform as Platform), format: item.format },
    choice: item.deliverableId,
  };
}
