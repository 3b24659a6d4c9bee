import type { ApprovalFact, ApprovalFacts } from "../usecase/executor.ts";
import type { CollaborationRow } from "./view.ts";

/** What a person sees before words of a model go to the other side: to whom, for what, the prices, the words. */
export function wordsTo(
  side: "brand" | "influencer",
  row: CollaborationRow,
  said: { counterMinor?: number; message?: string; reason?: string },
): ApprovalFacts {
  const text = (label: string, value: string): ApprovalFact => ({
    label: `collaborations.fact.${label}`,
    value: { kind: "text", text: value },
  });
  const sum = (label: string, amountMinor: bigint | number): ApprovalFact => ({
    label: `collaborations.fact.${label}`,
    value: { kind: "money", amountMinor: String(amountMinor), currency: row.currency },
  });
  return {
    lines: [
      text(side, side === "brand" ? (row.orgName ?? "") : row.influencerName),
      text("campaign", row.campaignName),
      sum("price", row.compensationMinor),
      ...(said.counterMinor === undefined ? [] : [sum("counter", said.counterMinor)]),
      ...(said.message ? [text("message", said.message)] : []),
      ...(said.reason ? [text("reason", said.reason)] : []),
    ],
  };
}
