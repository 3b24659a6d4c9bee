import { z } from "zod";
import { LOCALES } from "../../core/kernel/actor.ts";

const listItem = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()).optional(),
  /** A price that came with the item (recommended, offered or countered), minor units. */
  amountMinor: z.number().nullable().optional(),
  currency: z.string().optional(),
  status: z.string().optional(),
  /** Part of what was recommended together. */
  picked: z.boolean().optional(),
  version: z.number().optional(),
});

/** What a numbered list shows. */
export const LIST_KINDS = ["campaigns", "influencers", "collaborations", "posts", "payouts"] as const;
export type ListKind = (typeof LIST_KINDS)[number];

const shownList = z.object({
  kind: z.enum(LIST_KINDS),
  items: z.array(listItem),
  campaignId: z.string().optional(),
});

const pending = z.object({
  /** The intent the answer belongs to. */
  intent: z.string(),
  /** What was asked for. */
  slot: z.string(),
  /** What is known already: fields of the use case. */
  input: z.record(z.string(), z.unknown()),
  /** What it is about, as far as it was found out. */
  about: z.record(z.string(), z.unknown()).optional(),
});

const state = z.object({
  campaign: z.object({ id: z.string(), name: z.string() }).optional(),
  /** Campaigns seen in this conversation, for their names. */
  known: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
  list: shownList.optional(),
  /** The influencer shown last, for `blacklist him`. */
  person: z.object({ id: z.string(), name: z.string() }).optional(),
  pending: pending.optional(),
  /** The last thing done with an amount, so that `no, 15 million` can mean it. */
  last: z.object({ intent: z.string(), input: z.record(z.string(), z.unknown()) }).optional(),
  /** The language of the conversation, where it differs from the person's own. */
  language: z.enum(LOCALES).optional(),
});

export type ListItem = z.infer<typeof listItem>;
export type PlannerState = z.infer<typeof state>;

/** What the planner left for itself; nothing where another assistant, or an older version, left something else. */
export function readState(raw: unknown): PlannerState {
  const parsed = state.safeParse(raw);
  return parsed.success ? parsed.data : {};
}
