import type { Platform } from "../kernel/ports/social-platform.ts";

/** Influencer tiers by followers (features B1). */
export const TIERS = ["nano", "micro", "mid", "macro", "mega"] as const;
export type Tier = (typeof TIERS)[number];

type Range = readonly [low: number, typical: number, high: number];

/** A family of figures with where they are from; what nobody publishes says that it is our assumption. */
interface Table<Key extends string> {
  readonly values: Readonly<Record<Key, Range>>;
  readonly source: string;
  /** As the reader of a brief sees it. */
  readonly cite: { readonly id: string; readonly en: string };
}

/** (likes + comments + shares + saves, as far as known) / followers; YouTube: (likes + comments) / views. Shares. */
export const ENGAGEMENT_RATE: Readonly<Record<Platform, Table<Tier>>> = {
  instagram: {
    values: {
      nano: [0.018, 0.0365, 0.073],
      micro: [0.018, 0.0365, 0.073],
      mid: [0.015, 0.0304, 0.061],
      macro: [0.012, 0.024, 0.048],
      mega: [0.013, 0.0259, 0.052],
    },
    source:
      "theinfluencermarketingfactory.com/tiktok-instagram-er (2025-03-26, worldwide; one row below 100k followers); assumption: low and high are 0.5 and 2 times the published average",
    cite: { id: "rata-rata Influencer Marketing Factory 2025", en: "Influencer Marketing Factory average, 2025" },
  },
  tiktok: {
    values: {
      nano: [0.038, 0.075, 0.15],
      micro: [0.038, 0.075, 0.15],
      mid: [0.026, 0.051, 0.102],
      macro: [0.022, 0.0448, 0.09],
      mega: [0.019, 0.0376, 0.075],
    },
    source:
      "theinfluencermarketingfactory.com/tiktok-instagram-er (2025-03-26, worldwide; one row below 100k followers); assumption: low and high are 0.5 and 2 times the published average",
    cite: { id: "rata-rata Influencer Marketing Factory 2025", en: "Influencer Marketing Factory average, 2025" },
  },
  youtube: {
    values: {
      nano: [0.0059, 0.0071, 0.0262],
      micro: [0.0036, 0.0044, 0.0166],
      mid: [0.0019, 0.0023, 0.0086],
      macro: [0.0016, 0.002, 0.0071],
      mega: [0.0013, 0.0016, 0.0059],
    },
    source: "modash.io/youtube-engagement-rate-calculator (8M+ creators, worldwide; read 2026)",
    cite: { id: "kalkulator Modash 2026", en: "Modash calculator, 2026" },
  },
};

/** Reach of a post / followers (TikTok and YouTube: views / followers). Shares. */
export const REACH_RATE: Readonly<Record<Platform, Table<Tier>>> = {
  instagram: {
    values: {
      nano: [0.2, 0.3, 0.4],
      micro: [0.15, 0.225, 0.3],
      mid: [0.1, 0.15, 0.2],
      macro: [0.1, 0.15, 0.2],
      mega: [0.05, 0.085, 0.12],
    },
    source:
      "startmotionmedia.com/instagrambenchmarks-keyinsights (mid-2024 ranges, feed posts); assumption: typical is the middle of the range",
    cite: { id: "rentang publik pertengahan 2024", en: "public ranges, mid-2024" },
  },
  tiktok: {
    values: {
      nano: [0.2, 0.6, 2.5],
      micro: [0.15, 0.45, 1.8],
      mid: [0.1, 0.3, 1.2],
      macro: [0.08, 0.25, 0.9],
      mega: [0.06, 0.2, 0.7],
    },
    source: "assumption: recommendation feeds carry a video beyond its followers; no public figure",
    cite: { id: "asumsi Kolega", en: "Kolega's assumption" },
  },
  youtube: {
    values: {
      nano: [0.1, 0.3, 1],
      micro: [0.08, 0.22, 0.7],
      mid: [0.05, 0.15, 0.5],
      macro: [0.04, 0.12, 0.4],
      mega: [0.03, 0.1, 0.35],
    },
    source: "assumption: views of a video / subscribers; no public figure",
    cite: { id: "asumsi Kolega", en: "Kolega's assumption" },
  },
};

/** Whole rupiah for one main video (reel or TikTok) without usage rights or exclusivity. */
export const PRICE_PER_VIDEO_IDR: Table<Tier> = {
  values: {
    nano: [200_000, 350_000, 600_000],
    micro: [750_000, 1_600_000, 3_000_000],
    mid: [4_000_000, 8_000_000, 15_000_000],
    macro: [20_000_000, 30_000_000, 50_000_000],
    mega: [60_000_000, 95_000_000, 150_000_000],
  },
  source:
    "assumption: our price bands for Indonesia; public pages disagree widely, e.g. iam.id/blog (2024) is lower, calcscope.com/id higher",
  cite: { id: "asumsi rentang harga Kolega untuk Indonesia", en: "Kolega's assumed price bands for Indonesia" },
};

/** What one piece costs, as a multiple of a main video. Assumption: usual rate cards. */
export const PIECE_WEIGHT: Readonly<Record<string, number>> = {
  reel: 1,
  video: 1,
  short: 0.8,
  feed: 0.7,
  carousel: 0.7,
  story: 0.25,
  live: 1.5,
};

/** A YouTube video takes more work than a TikTok of the same name. Assumption: usual rate cards. */
export const YOUTUBE_VIDEO_WEIGHT = 2;

/** How much of a post's reach a piece brings. Assumption: reels travel beyond followers, stories and lives are seen by fewer. */
export const PIECE_REACH: Readonly<Record<string, number>> = {
  reel: 1.8,
  video: 1,
  short: 1,
  feed: 1,
  carousel: 1,
  story: 0.35,
  live: 0.3,
};

/** Followers of a usual account of the tier. Assumption: near the lower third of each band. */
export const USUAL_FOLLOWERS: Readonly<Record<Tier, number>> = {
  nano: 5_000,
  micro: 30_000,
  mid: 200_000,
  macro: 650_000,
  mega: 1_500_000,
};

/** Clicks / reach of posts with a link or a code, and tracked orders / clicks. Assumption: no public figure for Indonesia. */
export const CLICK_SHARE: Range = [0.005, 0.015, 0.03];
export const ORDER_SHARE: Range = [0.01, 0.035, 0.08];
/** New followers / reach. Assumption: no public figure. */
export const FOLLOW_SHARE: Range = [0.001, 0.003, 0.008];

/** Rupiah for one minor unit of a budget's currency, only to read the rupiah price bands. Assumption: rounded 2026 rates. */
export const RUPIAH_PER_MINOR: Readonly<Record<string, number>> = {
  IDR: 1,
  USD: 160,
  SGD: 120,
  MYR: 36,
  THB: 4.7,
  PHP: 2.8,
  VND: 0.63,
};
