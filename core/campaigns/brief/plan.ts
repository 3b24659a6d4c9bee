import type { Platform } from "../../kernel/ports/social-platform.ts";
import {
  CLICK_SHARE,
  ENGAGEMENT_RATE,
  FOLLOW_SHARE,
  ORDER_SHARE,
  PIECE_REACH,
  PIECE_WEIGHT,
  PRICE_PER_VIDEO_IDR,
  REACH_RATE,
  RUPIAH_PER_MINOR,
  type Tier,
  USUAL_FOLLOWERS,
  YOUTUBE_VIDEO_WEIGHT,
} from "../benchmarks.ts";
import type { ContentFormat, KpiMetric } from "../schemas.ts";
import type { GoalKind } from "./goal-kind.ts";
import type { PastCampaign } from "./history.ts";
import type { ProductCategory } from "./product-category.ts";

/** One kind of content a creator makes in this plan. */
export interface Piece {
  readonly platform: Platform;
  readonly format: ContentFormat;
  readonly quantity: number;
}

/** Where a figure comes from; the texts turn it into a sentence. */
export type Basis =
  | {
      readonly kind: "benchmark";
      readonly platform: Platform;
      readonly of: "reach" | "engagements";
      readonly low: number;
      readonly high: number;
    }
  | { readonly kind: "rate"; readonly platform: Platform }
  | { readonly kind: "count" }
  | { readonly kind: "assumption"; readonly of: "clicks" | "orders" | "follows"; readonly share: number }
  | { readonly kind: "cost" }
  | { readonly kind: "history"; readonly campaign: string; readonly posts: number; readonly costMinor: number };

export interface PlannedKpi {
  readonly metric: KpiMetric;
  readonly target: number;
  readonly basis: Basis;
}

/** What a budget buys, before any word is written. */
export interface Plan {
  readonly tier: Tier;
  readonly pieces: readonly Piece[];
  /** How many creators the budget pays; null without a budget. */
  readonly creators: number | null;
  /** What the plan spends, in minor units of the budget; null without a budget. */
  readonly spendMinor: number | null;
  /** Less than the usual price of one package: product or barter has to help. */
  readonly belowUsualPrice: boolean;
  readonly kpis: readonly PlannedKpi[];
}

const MILLION = 1_000_000;
/** More creators than one campaign can look after well. */
const MOST_CREATORS = 200;
/** Largest tier first: with fewer creators than this one failure would sink the campaign. */
const TIER_NEEDS: readonly (readonly [Tier, number])[] = [
  ["mega", 12],
  ["macro", 8],
  ["mid", 5],
  ["micro", 3],
];
/** From this many posts on an own past result says more than a benchmark. */
const POSTS_THAT_COUNT = 3;

const KPIS_OF: Readonly<Record<GoalKind, readonly KpiMetric[]>> = {
  awareness: ["reach", "engagements", "engagement_rate", "posts"],
  engagement: ["engagements", "engagement_rate", "cpe", "posts"],
  conversion: ["conversions", "clicks", "reach", "engagements"],
  traffic: ["clicks", "reach", "engagements", "posts"],
  content: ["posts", "engagement_rate", "cpe"],
  followers: ["followers", "reach", "engagement_rate", "posts"],
  leads: ["leads", "clicks", "reach", "posts"],
};

/**
 * Pieces by budget (rupiah) and goal: more budget means more formats a creator, not only more creators. No stories: they
 * vanish after a day and have no link to submit, so a plan that pays by approved link cannot ask for them.
 */
function piecesFor(goal: GoalKind, category: ProductCategory, rupiah: number | null): Piece[] {
  const tiktok: Piece = { platform: "tiktok", format: "video", quantity: 1 };
  const reel: Piece = { platform: "instagram", format: "reel", quantity: 1 };
  const carousel: Piece = { platform: "instagram", format: "carousel", quantity: 1 };
  const visual = category === "fashion" || category === "travel" || category === "food";
  const [first, second] = goal === "engagement" || goal === "followers" || visual ? [reel, tiktok] : [tiktok, reel];
  const size = rupiah ?? 10 * MILLION;
  if (size < 3 * MILLION) return [first];
  if (size < 15 * MILLION) return [first, carousel];
  if (size < 60 * MILLION) return [first, second, carousel];
  const base = [{ ...first, quantity: 2 }, second, carousel];
  if (size < 250 * MILLION) return base;
  const long = category === "tech" || category === "education" || category === "finance";
  return [...base, { platform: "youtube", format: long ? "video" : "short", quantity: 1 }];
}

function weightOf(piece: Piece): number {
  const long = piece.platform === "youtube" && piece.format === "video";
  return piece.quantity * (long ? YOUTUBE_VIDEO_WEIGHT : (PIECE_WEIGHT[piece.format] ?? 1));
}

/** Two significant digits: a forecast is no more exact than that. */
function rounded(value: number): number {
  if (value < 10) return Math.max(1, Math.round(value));
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.round(value / step) * step;
}

/** low, typical and high of what all creators' pieces bring. */
function totals(pieces: readonly Piece[], tier: Tier, creators: number) {
  const followers = USUAL_FOLLOWERS[tier];
  const sum = (of: (piece: Piece, at: 0 | 1 | 2) => number) =>
    ([0, 1, 2] as const).map((at) => creators * pieces.reduce((total, piece) => total + of(piece, at), 0)) as [
      number,
      number,
      number,
    ];
  const reachOf = (piece: Piece, at: 0 | 1 | 2): number =>
    piece.quantity * followers * REACH_RATE[piece.platform].values[tier][at] * (PIECE_REACH[piece.format] ?? 1);
  const reach = sum(reachOf);
  const engagements = sum((piece, at) => {
    // Stories gather next to nothing that platforms report as an engagement.
    if (piece.format === "story" || piece.format === "live") return 0;
    const rate = ENGAGEMENT_RATE[piece.platform].values[tier][at];
    // YouTube's published rate is over views, the others' over followers.
    return piece.platform === "youtube" ? reachOf(piece, at) * rate : piece.quantity * followers * rate;
  });
  return { reach, engagements };
}

function pickTier(rupiah: number | null, weight: number): { tier: Tier; creators: number | null; below: boolean } {
  if (rupiah === null) return { tier: "micro", creators: null, below: false };
  const count = (tier: Tier) => Math.floor(rupiah / (weight * PRICE_PER_VIDEO_IDR.values[tier][1]));
  const tier = TIER_NEEDS.find(([candidate, needs]) => count(candidate) >= needs)?.[0] ?? "nano";
  const below = count(tier) < 1;
  return { tier, creators: Math.min(MOST_CREATORS, Math.max(1, count(tier))), below };
}

/** What the goal and the budget come to: who, what, how much, and targets that the numbers carry. Deterministic. */
export function planFor(request: {
  goal: GoalKind;
  category: ProductCategory;
  budgetMinor: number | null;
  currency: string;
  history: readonly PastCampaign[];
  /** What each creator makes, where that is decided; else what this budget usually asks for. */
  pieces?: readonly Piece[];
}): Plan {
  const perMinor = RUPIAH_PER_MINOR[request.currency];
  const rupiah = request.budgetMinor === null || perMinor === undefined ? null : request.budgetMinor * perMinor;
  const pieces = request.pieces?.length ? request.pieces : piecesFor(request.goal, request.category, rupiah);
  const weight = pieces.reduce((total, piece) => total + weightOf(piece), 0);
  const { tier, creators, below } = pickTier(rupiah, weight);
  const capped = creators === MOST_CREATORS;
  const spendMinor =
    creators === null || request.budgetMinor === null || perMinor === undefined
      ? null
      : capped
        ? Math.min(
            request.budgetMinor,
            Math.round((creators * weight * PRICE_PER_VIDEO_IDR.values[tier][1]) / perMinor),
          )
        : request.budgetMinor;
  const perCreator = pieces.reduce((total, piece) => total + piece.quantity, 0);
  const mainPlatform = pieces[0]?.platform ?? "instagram";
  const rate: PlannedKpi = {
    metric: "engagement_rate",
    target: ENGAGEMENT_RATE[mainPlatform].values[tier][1],
    basis: { kind: "rate", platform: mainPlatform },
  };
  if (creators === null || spendMinor === null) {
    return { tier, pieces, creators, spendMinor, belowUsualPrice: false, kpis: [rate] };
  }
  const posts: PlannedKpi = { metric: "posts", target: creators * perCreator, basis: { kind: "count" } };
  // What a barter brings cannot be told from prices.
  if (below) return { tier, pieces, creators, spendMinor, belowUsualPrice: true, kpis: [posts, rate] };

  const { reach, engagements } = totals(pieces, tier, creators);
  const own = request.history.find((past) => past.posts >= POSTS_THAT_COUNT && past.currency === request.currency);
  const fromHistory = (metric: "reach" | "engagements"): PlannedKpi | undefined => {
    const result = own?.[metric];
    if (!own || !result || own.spendMinor <= 0) return undefined;
    const costMinor = own.spendMinor / result;
    const basis: Basis = { kind: "history", campaign: own.name, posts: own.posts, costMinor };
    return { metric, target: rounded(spendMinor / costMinor), basis };
  };
  const fromBenchmark = (
    metric: "reach" | "engagements",
    [low, typical, high]: readonly [number, number, number],
  ): PlannedKpi => ({
    metric,
    target: rounded(typical),
    basis: { kind: "benchmark", platform: mainPlatform, of: metric, low: rounded(low), high: rounded(high) },
  });
  const reached = fromHistory("reach") ?? fromBenchmark("reach", reach);
  const engaged = fromHistory("engagements") ?? fromBenchmark("engagements", engagements);
  const clicks = reached.target * CLICK_SHARE[1];
  const orders = clicks * ORDER_SHARE[1];
  const all: Readonly<Partial<Record<KpiMetric, PlannedKpi>>> = {
    reach: reached,
    engagements: engaged,
    engagement_rate: rate,
    posts,
    cpe: {
      metric: "cpe",
      target: rounded(spendMinor / engaged.target),
      basis: { kind: "cost" },
    },
    clicks: {
      metric: "clicks",
      target: rounded(clicks),
      basis: { kind: "assumption", of: "clicks", share: CLICK_SHARE[1] },
    },
    conversions: {
      metric: "conversions",
      target: rounded(orders),
      basis: { kind: "assumption", of: "orders", share: ORDER_SHARE[1] },
    },
    leads: {
      metric: "leads",
      target: rounded(orders),
      basis: { kind: "assumption", of: "orders", share: ORDER_SHARE[1] },
    },
    followers: {
      metric: "followers",
      target: rounded(reached.target * FOLLOW_SHARE[1]),
      basis: { kind: "assumption", of: "follows", share: FOLLOW_SHARE[1] },
    },
  };
  const kpis = KPIS_OF[request.goal].flatMap((metric) => all[metric] ?? []);
  return { tier, pieces, creators, spendMinor, belowUsualPrice: false, kpis };
}
