import type { Locale, MemberRole } from "../../core/kernel/actor.ts";
import type { Currency } from "../../core/kernel/money.ts";
import type { Platform } from "../../core/kernel/ports/social-platform.ts";

/**
 * Shapes of the demo data. Money is a JSON integer in the minor units of the organization's currency (whole rupiah);
 * time is "days ago" counted from the moment of loading, so that the demo never grows old; shares are 0..1.
 * Every person, account, brand and number here is made up.
 */
export const DEMO_CATEGORIES = [
  "beauty",
  "skincare",
  "lifestyle",
  "food",
  "travel",
  "tech",
  "parenting",
  "fitness",
  "fashion",
  "gaming",
  "finance",
  "education",
] as const;
export type DemoCategory = (typeof DEMO_CATEGORIES)[number];

/** From nano (<10k followers) to mega (>1M). */
export type DemoTier = "nano" | "micro" | "mid" | "macro" | "mega";

/** instagram: feed, reel, story; tiktok: video; youtube: video, short (as `FetchedPost.format`). */
export type DemoFormat = "feed" | "reel" | "story" | "video" | "short";

export interface DemoCityShare {
  readonly city: string;
  readonly share: number;
}

export interface DemoAudience {
  /** Shares by age; they add up to 1. */
  readonly ages: Readonly<Record<"13-17" | "18-24" | "25-34" | "35-44" | "45+", number>>;
  readonly gender: { readonly female: number; readonly male: number };
  /** The biggest cities, largest first; they add up to less than 1. */
  readonly topCities: readonly DemoCityShare[];
}

export interface DemoRate {
  readonly platform: Platform;
  readonly format: DemoFormat;
  readonly amountMinor: number;
}

export interface DemoAvailability {
  readonly status: "available" | "limited" | "unavailable";
  readonly note?: string;
  /** Days from now until the person takes work again. */
  readonly backInDays?: number;
}

export interface DemoSocialAccount {
  readonly platform: Platform;
  /** Without "@"; unique within its platform. */
  readonly username: string;
  readonly followers: number;
  /** Engagements per post / followers, as a share: 0.048 is 4.8 %. */
  readonly engagementRate: number;
  /** The account may not be read. */
  readonly private: boolean;
}

/** Totals of a post. A metric the platform does not report is absent, never 0. */
export interface DemoMetrics {
  readonly likes: number;
  readonly comments: number;
  readonly shares?: number;
  readonly saves?: number;
  readonly reach?: number;
  readonly views?: number;
}

export interface DemoSamplePost {
  /** Unique: `<influencer key>-<n>`. */
  readonly key: string;
  readonly platform: Platform;
  readonly format: DemoFormat;
  readonly daysAgo: number;
  readonly caption: string;
  readonly hashtags: readonly string[];
  /** Composed from the account's followers and engagement rate; stories have none. */
  readonly metrics?: DemoMetrics;
}

export type DemoPartnershipType = "one_time" | "ongoing" | "ambassador" | "affiliate";
export type DemoCompensation = "fixed" | "per_post" | "commission" | "barter" | "hybrid";

export interface DemoInfluencer {
  /** Slug, unique. */
  readonly key: string;
  readonly name: string;
  readonly locale: Locale;
  readonly email: string;
  readonly bio: string;
  readonly city: string;
  readonly province: string;
  /** ISO 639 codes, main language first. */
  readonly languages: readonly string[];
  readonly categories: readonly DemoCategory[];
  /** By the account with the most followers. */
  readonly tier: DemoTier;
  readonly audience: DemoAudience;
  readonly rates: readonly DemoRate[];
  readonly availability: DemoAvailability;
  readonly partnerships: readonly DemoPartnershipType[];
  readonly compensation: readonly DemoCompensation[];
  readonly accounts: readonly DemoSocialAccount[];
  readonly posts: readonly DemoSamplePost[];
  readonly points: number;
  readonly joinedDaysAgo: number;
  /** The demo organization's own view. */
  readonly tags: readonly string[];
  readonly note?: string;
  readonly blacklist?: { readonly reason: string; readonly byMember: string; readonly daysAgo: number };
}

export interface DemoMember {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly MemberRole[];
  readonly locale: Locale;
  readonly title: string;
}

/** One text in both languages of the product. */
export type DemoText = Readonly<Record<Locale, string>>;

export interface DemoProduct {
  readonly key: string;
  readonly name: string;
  readonly kind: DemoText;
  readonly priceMinor: number;
  readonly size: string;
  readonly summary: DemoText;
  readonly facts: readonly DemoText[];
  readonly allowedClaims: readonly string[];
  readonly forbiddenClaims: readonly string[];
  readonly hashtags: readonly string[];
}

export interface DemoOrganization {
  readonly key: string;
  readonly name: string;
  readonly kind: "brand" | "agency";
  readonly industry: string;
  readonly about: DemoText;
  readonly website: string;
  readonly city: string;
  readonly settings: {
    readonly locale: Locale;
    readonly currency: Currency;
    readonly timeZone: string;
    /** Basis points: 1,000 is 10 %. */
    readonly commissionBps: number;
    /** From this amount a second person must approve. */
    readonly secondApprovalFromMinor: number;
    readonly plan: "starter" | "professional" | "enterprise";
  };
  readonly openingBalanceMinor: number;
  readonly members: readonly DemoMember[];
  readonly voice: {
    readonly summary: DemoText;
    readonly tone: readonly string[];
    readonly doSay: readonly string[];
    readonly neverSay: readonly string[];
    readonly sample: DemoText;
  };
  readonly audience: DemoText;
  readonly products: readonly DemoProduct[];
}

export interface DemoKpiTarget {
  readonly metric: "views" | "engagements" | "cpe" | "posts" | "conversions";
  /** Rates as shares, money in minor units. */
  readonly target: number;
  readonly comparison: "at_least" | "at_most";
  readonly label: DemoText;
}

export interface DemoDeliverable {
  readonly key: string;
  readonly platform: Platform;
  readonly format: DemoFormat;
  readonly quantity: number;
  readonly minDurationSeconds?: number;
  readonly maxDurationSeconds?: number;
  readonly notes: string;
}

export interface DemoReview {
  readonly decision: "approved" | "rejected" | "needs_revision";
  readonly byMember: string;
  readonly daysAgo: number;
  readonly note?: string;
  /** The version of the post the decision was about, from 1. */
  readonly version: number;
}

/** Running totals at the end of one day; each metric never falls. */
export interface DemoMetricDay extends DemoMetrics {
  /** 1..7 days after publishing. */
  readonly day: number;
}

export interface DemoCampaignPost {
  readonly key: string;
  readonly deliverable: string;
  readonly platform: Platform;
  readonly format: DemoFormat;
  readonly url: string;
  readonly publishedDaysAgo: number;
  readonly dueDaysAgo: number;
  /** Captions by version; the last one is the published one. */
  readonly captions: readonly string[];
  readonly hashtags: readonly string[];
  readonly durationSeconds?: number;
  readonly reviews: readonly DemoReview[];
  readonly priceMinor: number;
  readonly days: readonly DemoMetricDay[];
  /** The same as the last day. */
  readonly final: DemoMetrics;
}

export interface DemoCollaboration {
  readonly key: string;
  readonly influencer: string;
  readonly origin: "invitation" | "application";
  readonly status: "completed";
  readonly acceptedDaysAgo: number;
  readonly completedDaysAgo: number;
  /** The sum of its posts' prices: what the organization paid the influencer, before commission. */
  readonly priceMinor: number;
  readonly posts: readonly DemoCampaignPost[];
  readonly referral: {
    readonly code: string;
    readonly clicks: number;
    readonly conversions: number;
    readonly revenueMinor: number;
  };
  readonly rating: { readonly byBrand: number; readonly byInfluencer: number; readonly comment: string };
  readonly story: "top" | "steady" | "revised" | "late";
}

export interface DemoCampaign {
  readonly key: string;
  readonly name: string;
  readonly product: string;
  readonly status: "completed";
  readonly createdDaysAgo: number;
  readonly startDaysAgo: number;
  readonly endDaysAgo: number;
  readonly createdByMember: string;
  readonly approvedByMember: string;
  readonly budgetMinor: number;
  readonly brief: {
    readonly description: string;
    readonly campaignGoalRefined: string;
    readonly kpiTargets: readonly DemoKpiTarget[];
    readonly keyMessages: readonly string[];
    readonly mandatoryHashtags: readonly string[];
    readonly mandatoryCta: string;
    readonly rules: readonly string[];
  };
  readonly deliverables: readonly DemoDeliverable[];
  readonly collaborations: readonly DemoCollaboration[];
}
