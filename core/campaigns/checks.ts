import { AppError } from "../kernel/errors.ts";
import { type CampaignRow, checkVersion, missingOf } from "./campaign-row.ts";
import { type Audience, datesOrdered } from "./schemas.ts";

/** Refuses a last day before the first, also when only one of them was given now. */
export function checkDates(startsOn: string | null | undefined, endsOn: string | null | undefined): void {
  if (datesOrdered(startsOn, endsOn)) return;
  throw new AppError("invalid_input", "campaign_dates_reversed", {}, [
    { path: "endsOn", reason: "campaign_dates_reversed" },
  ]);
}

/** Refuses a youngest age above the oldest, also when only one of them was given now. */
export function checkAges({ ageMin, ageMax }: Audience): void {
  if (ageMin === undefined || ageMax === undefined || ageMin <= ageMax) return;
  const reason = "campaign_ages_reversed";
  throw new AppError("invalid_input", reason, {}, [{ path: "audience.ageMax", reason }]);
}

/** Refuses anything but a draft, and a draft other than the one the caller saw. */
export function checkDraft(row: CampaignRow, version: number | undefined): void {
  if (row.status !== "draft") throw new AppError("precondition_failed", "campaign_not_draft");
  checkVersion(row, version);
}

/** Refuses a campaign that lacks something; the sentence names the first part, the fields all of them. */
export function checkComplete(row: CampaignRow): void {
  const missing = missingOf(row);
  if (missing.length === 0) return;
  const fields = missing.map((part) => ({ path: part, reason: "field_required" }));
  throw new AppError("precondition_failed", `campaign_missing_${missing[0]}`, {}, fields);
}

/** Refuses a campaign whose last day has passed. */
export function checkNotPast(row: CampaignRow): void {
  if (row.endsOn !== null && row.endsOn < row.today) throw new AppError("precondition_failed", "campaign_dates_passed");
}

/**
 * Refuses anything but the submission that the caller saw. Whoever comes second on a decision learns who was first; a
 * card of an older version never decides a newer one.
 */
export function checkSubmitted(row: CampaignRow, version: number | undefined): void {
  switch (row.status) {
    case "submitted":
      checkVersion(row, version);
      return;
    case "approved":
    case "active":
    case "completed":
      throw new AppError("conflict", "campaign_already_approved", { name: row.approvedByName ?? "–" });
    case "cancelled":
      throw new AppError("conflict", "campaign_already_cancelled");
    case "draft":
      if (row.sentBackAt !== null && version !== undefined && version < row.version) {
        throw new AppError("conflict", "campaign_already_sent_back", { name: row.sentBackByName ?? "–" });
      }
      throw new AppError("precondition_failed", "campaign_not_submitted");
  }
}
