import type { PlannerState } from "../agents/offline/state.ts";
import { WITH_CAMPAIGN, WITH_PEOPLE, WITH_POSTS } from "./utterances.ts";

/** Two influencers asked for another price. */
export const WITH_COUNTERS: PlannerState = {
  ...WITH_CAMPAIGN,
  list: {
    kind: "collaborations",
    items: [
      { id: "col_1", name: "Rani Wulandari · Glow Your Way", aliases: ["Rani Wulandari"], status: "countered" },
      { id: "col_2", name: "Kevin Hartono · Glow Your Way", aliases: ["Kevin Hartono"], status: "countered" },
    ],
  },
};
/** An influencer saw their invitations. */
export const WITH_OFFERS: PlannerState = {
  list: {
    kind: "collaborations",
    items: [
      { id: "col_1", name: "Glow Your Way", aliases: ["Avara Beauty"], status: "invited" },
      { id: "col_2", name: "Serum Launch", aliases: ["Kopi Nusa"], status: "invited" },
    ],
  },
};
/** An influencer saw their posts. */
export const WITH_MY_POSTS: PlannerState = {
  list: {
    kind: "posts",
    items: [
      { id: "pst_1", name: "Glow Your Way · instagram reel", status: "pending" },
      { id: "pst_2", name: "Serum Launch · tiktok video", status: "approved" },
    ],
  },
};
export const WITH_CAMPAIGNS: PlannerState = {
  ...WITH_CAMPAIGN,
  list: {
    kind: "campaigns",
    items: [
      { id: "cmp_00000000000000000000000001", name: "Glow Your Way" },
      { id: "cmp_00000000000000000000000002", name: "Serum Launch" },
    ],
  },
};
/** The profile of Dewi was shown last. */
export const WITH_DEWI: PlannerState = { ...WITH_PEOPLE, person: { id: "inf_3", name: "Dewi Lestari Putri" } };
export const RECOMMENDED_FIVE: PlannerState = { ...WITH_PEOPLE, last: { intent: "recommend", input: { count: 5 } } };
export const DEPOSITED: PlannerState = { ...WITH_CAMPAIGN, last: { intent: "deposit", input: {} } };
export const COUNTERED: PlannerState = {
  ...WITH_OFFERS,
  last: { intent: "work.counter", input: { collaborationId: "col_1" } },
};

/** A question is open. */
export function asked(
  intent: string,
  slot: string,
  input: Readonly<Record<string, unknown>> = {},
  base: PlannerState = WITH_CAMPAIGN,
): PlannerState {
  return { ...base, pending: { intent, slot, input: { ...input } } };
}
export { WITH_CAMPAIGN, WITH_PEOPLE, WITH_POSTS };
