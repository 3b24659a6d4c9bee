import type { Platform } from "../../core/kernel/ports/social-platform.ts";
import type { Benchmark, DemoTier } from "./types.ts";

/** The day our own assumptions were written down. */
const SET_ON = "2026-11-21";
const IMF = "https://theinfluencermarketingfactory.com/tiktok-instagram-er/ (2025-03-26, worldwide)";
const IMF_RANGE = `${IMF}; assumption: low and high are 0.5 and 2 times the published average`;
const MODASH =
  "https://modash.io/youtube-engagement-rate-calculator (8M+ creators, worldwide; undated page, stored copy read 2026-11-21); " +
  'typical is the middle of its "average" band, low that band\'s bottom, high the top of "above average"';
const REACH =
  "https://www.startmotionmedia.com/instagrambenchmarks-keyinsights (mid-2024 ranges, feed posts, worldwide)";
const IDR_PRICES =
  "assumption: our price bands; Indonesian pages disagree widely, e.g. https://iam.id/blog/Brief-Banyak,-Bayaran-Tipis (2024) is lower, " +
  "https://www.calcscope.com/id/productivity/influencer-brand-deal higher";
const PAID_CPM =
  "https://marsx.media/blog/cpm-vs-cpc-advertising-indonesia-choosing-the-right-buying-model (paid social ads Rp10,000-40,000)";

type Range = readonly [low: number, typical: number, high: number];

const RATE_BY_FOLLOWERS = "(likes + comments + shares + saves, as far as known) of a post / followers";
const RATE_BY_YOUTUBE = "(likes + comments) of a video / median views, as the source computes it";

function engagement(platform: Platform, tier: DemoTier, [low, typical, high]: Range, source: string): Benchmark {
  return {
    key: `engagement_rate.${platform}.${tier}`,
    metric: "engagement_rate",
    definition: platform === "youtube" ? RATE_BY_YOUTUBE : RATE_BY_FOLLOWERS,
    tier,
    platform,
    low,
    typical,
    high,
    source,
    asOf: platform === "youtube" ? SET_ON : "2025-03-26",
  };
}

function reachRate(platform: Platform, tier: DemoTier, [low, typical, high]: Range, source: string): Benchmark {
  return {
    key: `reach_rate.${platform}.${tier}`,
    metric: "reach_rate",
    definition:
      platform === "instagram"
        ? "reach of a feed post / followers"
        : "views of a video / followers (no reach is reported)",
    tier,
    platform,
    low,
    typical,
    high,
    source,
    asOf: platform === "instagram" ? "2024-06-01" : SET_ON,
  };
}

function rupiah(
  metric: "cpm" | "cpe" | "price_per_post",
  definition: string,
  where: { tier?: DemoTier; platform?: Platform },
  [low, typical, high]: Range,
  source: string,
): Benchmark {
  const key = [metric, where.platform, where.tier, "id"].filter((part) => part !== undefined).join(".");
  return {
    key,
    metric,
    definition,
    ...where,
    country: "ID",
    currency: "IDR",
    low,
    typical,
    high,
    source,
    asOf: SET_ON,
  };
}

const SHARED_BELOW_100K = `${IMF_RANGE}; the source has one row below 100k followers, so nano and micro share it`;

const ENGAGEMENT: readonly Benchmark[] = [
  engagement("instagram", "nano", [0.018, 0.0365, 0.073], SHARED_BELOW_100K),
  engagement("instagram", "micro", [0.018, 0.0365, 0.073], SHARED_BELOW_100K),
  engagement("instagram", "mid", [0.015, 0.0304, 0.061], IMF_RANGE),
  engagement("instagram", "macro", [0.012, 0.024, 0.048], IMF_RANGE),
  engagement("instagram", "mega", [0.013, 0.0259, 0.052], `${IMF_RANGE}; its 1M-5M row`),
  engagement("tiktok", "nano", [0.038, 0.075, 0.15], SHARED_BELOW_100K),
  engagement("tiktok", "micro", [0.038, 0.075, 0.15], SHARED_BELOW_100K),
  engagement("tiktok", "mid", [0.026, 0.051, 0.102], IMF_RANGE),
  engagement("tiktok", "macro", [0.022, 0.0448, 0.09], IMF_RANGE),
  engagement("tiktok", "mega", [0.019, 0.0376, 0.075], `${IMF_RANGE}; its 1M-5M row`),
  engagement("youtube", "nano", [0.0059, 0.0071, 0.0262], `${MODASH}; its 5k-10k column`),
  engagement("youtube", "micro", [0.0036, 0.0044, 0.0166], `${MODASH}; its 10k-50k column`),
  engagement("youtube", "mid", [0.0019, 0.0023, 0.0086], `${MODASH}; its 100k-500k column`),
  engagement("youtube", "macro", [0.0016, 0.002, 0.0071], `${MODASH}; its 500k-1M column`),
  engagement("youtube", "mega", [0.0013, 0.0016, 0.0059], `${MODASH}; its column above 1M`),
];

const ASSUMED_REACH =
  "assumption: recommendation feeds carry a video beyond its followers, more so for small accounts; no public figure";
const TYPICAL_IS_MIDDLE = `${REACH}; assumption: typical is the middle of the range`;

const REACH_RATE: readonly Benchmark[] = [
  reachRate("instagram", "nano", [0.2, 0.3, 0.4], TYPICAL_IS_MIDDLE),
  reachRate("instagram", "micro", [0.15, 0.225, 0.3], TYPICAL_IS_MIDDLE),
  reachRate("instagram", "mid", [0.1, 0.15, 0.2], `${TYPICAL_IS_MIDDLE}; its 100k-1M row`),
  reachRate("instagram", "macro", [0.1, 0.15, 0.2], `${TYPICAL_IS_MIDDLE}; its 100k-1M row`),
  reachRate("instagram", "mega", [0.05, 0.085, 0.12], TYPICAL_IS_MIDDLE),
  reachRate("tiktok", "nano", [0.2, 0.6, 2.5], ASSUMED_REACH),
  reachRate("tiktok", "micro", [0.15, 0.45, 1.8], ASSUMED_REACH),
  reachRate("tiktok", "mid", [0.1, 0.3, 1.2], ASSUMED_REACH),
  reachRate("tiktok", "macro", [0.08, 0.25, 0.9], ASSUMED_REACH),
  reachRate("tiktok", "mega", [0.06, 0.2, 0.7], ASSUMED_REACH),
  reachRate("youtube", "nano", [0.1, 0.3, 1], ASSUMED_REACH),
  reachRate("youtube", "micro", [0.08, 0.22, 0.7], ASSUMED_REACH),
  reachRate("youtube", "mid", [0.05, 0.15, 0.5], ASSUMED_REACH),
  reachRate("youtube", "macro", [0.04, 0.12, 0.4], ASSUMED_REACH),
  reachRate("youtube", "mega", [0.03, 0.1, 0.35], ASSUMED_REACH),
];

const CPM_DEFINITION = "spend / views x 1000 of creator posts";
const CPE_DEFINITION = "spend / engagements of creator posts";
const ASSUMED_CPM = `assumption: creator posts cost a multiple of paid reach; for comparison ${PAID_CPM}`;
const ASSUMED_CPE =
  "assumption: price bands below divided by engagement at typical rates; no public figure for Indonesia";
const PRICE = "price of one main video (reel or TikTok) without usage rights or exclusivity";

const COST: readonly Benchmark[] = [
  rupiah("cpm", CPM_DEFINITION, { platform: "instagram" }, [30_000, 75_000, 180_000], ASSUMED_CPM),
  rupiah("cpm", CPM_DEFINITION, { platform: "tiktok" }, [12_000, 40_000, 110_000], ASSUMED_CPM),
  rupiah("cpm", CPM_DEFINITION, { platform: "youtube" }, [60_000, 150_000, 350_000], ASSUMED_CPM),
  rupiah("cpe", CPE_DEFINITION, { tier: "nano" }, [500, 1_300, 3_500], ASSUMED_CPE),
  rupiah("cpe", CPE_DEFINITION, { tier: "micro" }, [400, 900, 2_500], ASSUMED_CPE),
  rupiah("cpe", CPE_DEFINITION, { tier: "mid" }, [450, 1_100, 3_000], ASSUMED_CPE),
  rupiah("cpe", CPE_DEFINITION, { tier: "macro" }, [700, 1_800, 4_500], ASSUMED_CPE),
  rupiah("cpe", CPE_DEFINITION, { tier: "mega" }, [900, 2_500, 6_000], ASSUMED_CPE),
  rupiah("price_per_post", PRICE, { tier: "nano" }, [200_000, 350_000, 600_000], IDR_PRICES),
  rupiah("price_per_post", PRICE, { tier: "micro" }, [750_000, 1_600_000, 3_000_000], IDR_PRICES),
  rupiah("price_per_post", PRICE, { tier: "mid" }, [4_000_000, 8_000_000, 15_000_000], IDR_PRICES),
  rupiah("price_per_post", PRICE, { tier: "macro" }, [20_000_000, 30_000_000, 50_000_000], IDR_PRICES),
  rupiah("price_per_post", PRICE, { tier: "mega" }, [60_000_000, 95_000_000, 150_000_000], IDR_PRICES),
];

/** Figures the product compares with, each with where it is from; what is assumed says so. */
export const BENCHMARKS: readonly Benchmark[] = [...ENGAGEMENT, ...REACH_RATE, ...COST];
