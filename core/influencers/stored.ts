import { z } from "zod";
import { CURRENCIES, type Currency } from "../kernel/money.ts";
import { PLATFORMS } from "../kernel/ports/social-platform.ts";

/** Sizes of creators by followers of their largest account (features B1). */
export const TIERS = ["nano", "micro", "mid", "macro", "mega"] as const;
export type Tier = (typeof TIERS)[number];

export const AVAILABILITIES = ["open", "limited", "closed"] as const;
export type Availability = (typeof AVAILABILITIES)[number];

export function tierOf(followers: number): Tier {
  if (followers < 10_000) return "nano";
  if (followers < 100_000) return "micro";
  if (followers < 500_000) return "mid";
  if (followers <= 1_000_000) return "macro";
  return "mega";
}

const share = z.number().min(0).max(1);

/** One line of a rate card, as `influencer.rates` stores it; amounts in minor units. */
export const rateSchema = z.object({
  platform: z.enum(PLATFORMS).describe("Platform"),
  format: z.string().max(40).describe("feed, reel, story, video or short"),
  amountMinor: z.number().int().positive().describe("Price of one piece in minor units"),
  currency: z.enum(CURRENCIES).default("IDR").describe("Currency of the price"),
});
export type Rate = z.infer<typeof rateSchema>;

/** Who follows, as `influencer.audience` stores it; every part may be unknown. */
export const audienceSchema = z.object({
  ages: z.record(z.string(), share).optional().describe("Share of followers by age, e.g. 18-24"),
  gender: z
    .object({ female: share.describe("Share of women"), male: share.describe("Share of men") })
    .optional()
    .describe("Share of followers by gender"),
  topCities: z
    .array(z.object({ city: z.string().max(80).describe("City"), share: share.describe("Share of followers") }))
    .max(30)
    .optional()
    .describe("Biggest cities of the followers"),
});
export type Audience = z.infer<typeof audienceSchema>;

/** Counts of a published post, as `sample_post.metrics` stores them. Absent is not known. */
export interface PostNumbers {
  readonly likes?: number;
  readonly comments?: number;
  readonly shares?: number;
  readonly saves?: number;
  readonly reach?: number;
  readonly views?: number;
}

/** A stored rate card; lines that do not read are left out. */
export function readRates(stored: unknown): Rate[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((line) => {
    const parsed = rateSchema.safeParse(line);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Stored demographics; what does not read is not known. */
export function readAudience(stored: unknown): Audience {
  const parsed = audienceSchema.safeParse(stored);
  return parsed.success ? parsed.data : {};
}

const NUMBER_NAMES = ["likes", "comments", "shares", "saves", "reach", "views"] as const;

/** Stored counts, whether plain numbers or readings with a definition. */
export function readNumbers(stored: unknown): PostNumbers {
  if (stored === null || typeof stored !== "object") return {};
  const source = stored as Record<string, unknown>;
  const numbers: Partial<Record<(typeof NUMBER_NAMES)[number], number>> = {};
  for (const name of NUMBER_NAMES) {
    const raw = source[name];
    const value = raw !== null && typeof raw === "object" && "value" in raw ? raw.value : raw;
    if (typeof value === "number" && Number.isFinite(value) && value >= 0) numbers[name] = value;
  }
  return numbers;
}

/** Likes + comments + shares + saves, of those that are known; null when none is. */
export function engagementsOf(numbers: PostNumbers): number | null {
  const known = [numbers.likes, numbers.comments, numbers.shares, numbers.saves].filter((n) => n !== undefined);
  return known.length === 0 ? null : known.reduce((total, n) => total + n, 0);
}

/** The cheapest line of a rate card in one currency; null without one. */
export function startingPrice(rates: readonly Rate[], currency: Currency, platform?: string): number | null {
  const amounts = rates
    .filter((rate) => rate.currency === currency && (platform === undefined || rate.platform === platform))
    .map((rate) => rate.amountMinor);
  return amounts.length === 0 ? null : Math.min(...amounts);
}
