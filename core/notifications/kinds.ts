/** What a person chooses by; a kind of notification belongs to one of them. */
export const GROUPS = ["decisions", "money", "campaigns", "tips", "digest"] as const;
export type Group = (typeof GROUPS)[number];

interface KindRule {
  readonly group: Group;
  /** Never muted, never held back: somebody waits, or money or an account is in danger. */
  readonly urgent?: boolean;
}

const URGENT_DECISION: KindRule = { group: "decisions", urgent: true };
const URGENT_MONEY: KindRule = { group: "money", urgent: true };

/** Every kind there is; a test compares this with the registry, so that a new one is placed on purpose. */
export const KINDS: Readonly<Record<string, KindRule>> = {
  "approvals.requested": URGENT_DECISION,
  "approvals.outcome": { group: "decisions" },
  "people.link_asked": URGENT_DECISION,
  "people.link_settled": URGENT_DECISION,
  "people.welcomed": URGENT_DECISION,
  "people.fresh_identity": URGENT_DECISION,
  "handover.asked": URGENT_DECISION,
  "handover.message": URGENT_DECISION,
  "handover.answered": URGENT_DECISION,
  "handover.settled": { group: "decisions" },
  "handover.ended": { group: "decisions" },
  "campaigns.submitted": { group: "decisions" },
  "collaborations.offer_made": { group: "decisions" },
  "collaborations.counter_made": { group: "decisions" },
  "posts.submitted": { group: "decisions" },
  "reminders.approval_waits": { group: "decisions" },
  "payouts.failed": URGENT_MONEY,
  "payouts.reversed": URGENT_MONEY,
  "payouts.account_needed": URGENT_MONEY,
  "payouts.account_changed": URGENT_MONEY,
  "payouts.failed_for_brand": URGENT_MONEY,
  "payouts.reversed_for_brand": URGENT_MONEY,
  "payouts.requested": { group: "money" },
  "payouts.submitted": { group: "money" },
  "payouts.confirmed": { group: "money" },
  "payouts.confirmed_for_brand": { group: "money" },
  "deposits.paid": { group: "money" },
  "collaborations.funds_needed": { group: "money" },
  "campaigns.decided": { group: "campaigns" },
  "campaigns.approved": { group: "campaigns" },
  "campaigns.sent_back": { group: "campaigns" },
  "campaigns.ended": { group: "campaigns" },
  "collaborations.answered": { group: "campaigns" },
  "collaborations.decided": { group: "campaigns" },
  "collaborations.offer_settled": { group: "campaigns" },
  "posts.outcome": { group: "campaigns" },
  "posts.revision_requested": { group: "campaigns" },
  "posts.rejected": { group: "campaigns" },
  "metrics.post_removed": { group: "campaigns" },
  "metrics.own_post_removed": { group: "campaigns" },
  "metrics.reauthorise": { group: "campaigns" },
  "reminders.deadline": { group: "campaigns" },
  "broadcasts.message": { group: "campaigns" },
  "broadcasts.result": { group: "campaigns" },
  "metrics.viral": { group: "tips" },
  "reminders.initiative": { group: "tips" },
  "reminders.digest": { group: "digest" },
};

/** The rule of a kind; one that nobody placed is campaign news. */
export function ruleOf(kind: string): KindRule {
  return KINDS[kind] ?? { group: "campaigns" };
}
