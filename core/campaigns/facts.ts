import type { ApprovalFacts } from "../usecase/executor.ts";
import { deliverableLine } from "./campaign-card.ts";
import type { CampaignRow } from "./campaign-row.ts";

type Line = ApprovalFacts["lines"][number];

/**
 * What a human sees before deciding on a campaign. The budget is a plan, no money moves here, so it is a line and not the
 * `amount` that limits look at: those judge the invitations and payouts that spend it.
 */
export function factsOf(row: CampaignRow, more: readonly Line[] = []): ApprovalFacts {
  const text = (label: string, value: string): Line[] =>
    value === "" ? [] : [{ label: `campaigns.fact.${label}`, value: { kind: "text", text: value } }];
  const date = (label: string, at: string | null): Line[] =>
    at === null ? [] : [{ label: `campaigns.fact.${label}`, value: { kind: "date", at } }];
  const outdated = row.briefBasis?.outdated ?? [];
  return {
    lines: [
      ...text("name", row.name),
      ...text("product", row.product),
      ...text("goal", row.goal),
      ...(row.budgetMinor === null
        ? []
        : [
            {
              label: "campaigns.fact.budget",
              value: { kind: "money" as const, amountMinor: row.budgetMinor.toString(), currency: row.currency },
            },
          ]),
      ...date("starts", row.startsOn),
      ...date("ends", row.endsOn),
      ...text("deliverables", row.deliverables.map(deliverableLine).join(" · ")),
      ...(outdated.length === 0
        ? []
        : [
            {
              label: "campaigns.fact.brief_outdated_count",
              value: { kind: "number" as const, number: outdated.length },
            },
          ]),
      ...more,
    ],
  };
}
