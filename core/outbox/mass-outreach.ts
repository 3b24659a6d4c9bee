/** Messages that go to many people at once: one whose outcome is not known is never sent again. */
const MASS_OUTREACH: ReadonlySet<string> = new Set(["broadcasts.message", "collaborations.offer_made"]);

/** Whether a row of this kind, sent and never confirmed, must become `unknown` instead of being tried again. */
export function isMassOutreach(template: string): boolean {
  return MASS_OUTREACH.has(template);
}
