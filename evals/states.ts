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

const GLOWING = { id: "cmp_00000000000000000000000011", name: "Glowing Serum X" };
const TIRAI = { id: "cmp_00000000000000000000000012", name: "Tirai Surya Sunscreen" };
const EMBUN = { id: "cmp_00000000000000000000000013", name: "Embun Pagi" };
/** What the strangers have seen: three campaigns. */
export const STRANGERS_KNOW: PlannerState = { known: [GLOWING, TIRAI, EMBUN] };
export const DRAFTING: PlannerState = { ...STRANGERS_KNOW, campaign: EMBUN };
export const STRANGERS_SHOWN: PlannerState = {
  ...STRANGERS_KNOW,
  campaign: TIRAI,
  list: {
    kind: "influencers",
    campaignId: TIRAI.id,
    items: [
      { id: "inf_1", name: "Sarah Tan", amountMinor: 3_000_000, picked: true },
      { id: "inf_2", name: "Melati Kusuma", amountMinor: 1_200_000, picked: true },
      { id: "inf_3", name: "Dimas Nugroho", amountMinor: 2_000_000, picked: true },
      { id: "inf_4", name: "Michelle Tanujaya", amountMinor: 4_000_000 },
    ],
  },
};
export const STRANGERS_POSTS: PlannerState = {
  ...STRANGERS_KNOW,
  campaign: TIRAI,
  list: {
    kind: "posts",
    items: [
      { id: "pst_1", name: "Sarah Tan", status: "pending" },
      { id: "pst_2", name: "Dimas Nugroho", status: "pending" },
    ],
  },
};
export const STRANGERS_COUNTERS: PlannerState = {
  ...STRANGERS_KNOW,
  campaign: TIRAI,
  list: {
    kind: "collaborations",
    items: [
      { id: "col_1", name: "Sarah Tan · Tirai Surya Sunscreen", aliases: ["Sarah Tan"], status: "countered" },
      { id: "col_2", name: "Dimas Nugroho · Tirai Surya Sunscreen", aliases: ["Dimas Nugroho"], status: "invited" },
    ],
  },
};
export const STRANGERS_OFFERED: PlannerState = {
  list: {
    kind: "collaborations",
    items: [
      { id: "col_1", name: "Tirai Surya Sunscreen", aliases: ["Kilau Nusantara"], status: "invited" },
      { id: "col_2", name: "Embun Pagi", aliases: ["Kilau Nusantara"], status: "invited" },
    ],
  },
};
export const STRANGERS_MY_POSTS: PlannerState = {
  list: {
    kind: "posts",
    items: [
      { id: "pst_1", name: "Embun Pagi · instagram reel", status: "needs_revision" },
      { id: "pst_2", name: "Tirai Surya Sunscreen · tiktok video", status: "approved" },
    ],
  },
};
