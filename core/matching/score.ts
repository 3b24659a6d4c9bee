import { type CampaignSummary, ENGAGEMENT_RATE } from "../campaigns/index.ts";
import { tierOf } from "../influencers/index.ts";
import type { Candidate } from "./candidates.ts";
import { accountOn, type Piece, type Price, usualPrice } from "./forecast.ts";
import { LOCAL_MODEL } from "./local-embedder.ts";

/** What the score is made of, and how much each part can give. A part that is not known gives its weight to the others. */
export const COMPONENTS = {
  content: 30,
  category: 12,
  audience: 20,
  engagement: 14,
  past: 10,
  price: 9,
  availability: 5,
} as const;
export type Component = keyof typeof COMPONENTS;

/** One part of a score: 0 to 1, or null where it is not known, with the figures that made it. */
export interface Reason {
  readonly key: Component;
  readonly score: number | null;
  readonly figures: Readonly<Record<string, number | string>>;
}

/** Likeness of unrelated texts and of texts about the very same thing, by embedding model: they differ in spread. */
const LIKENESS_RANGE: Readonly<Record<string, readonly [number, number]>> = { [LOCAL_MODEL]: [0.1, 0.5] };
const OTHER_MODELS: readonly [number, number] = [0.2, 0.65];

/** Shares of followers that count as fully fitting. */
const FULL_SHARE = { gender: 0.7, ages: 0.6, cities: 0.3 } as const;
const AGE_BUCKETS: readonly (readonly [string, number, number])[] = [
  ["13-17", 13, 17],
  ["18-24", 18, 24],
  ["25-34", 25, 34],
  ["35-44", 35, 44],
  ["45+", 45, 65],
];

export interface ScoringFrame {
  readonly model: string;
  readonly topics: readonly { topic: string; strength: number }[];
  readonly audience: CampaignSummary["audience"];
  readonly pieces: readonly Piece[];
  readonly currency: CampaignSummary["currency"];
}

/** All parts of one creator's score for one campaign. */
export function reasonsFor(candidate: Candidate, frame: ScoringFrame, price: Price | null): Reason[] {
  return [
    content(candidate, frame),
    category(candidate, frame),
    audience(candidate, frame),
    engagement(candidate, frame),
    past(candidate),
    priceFit(candidate, frame, price),
    {
      key: "availability",
      score: { open: 1, limited: 0.5, closed: 0 }[candidate.availability],
      figures: { availability: candidate.availability },
    },
  ];
}

/** 0 to 100 from the parts that are known; null when none is. */
export function totalScore(reasons: readonly Reason[]): number | null {
  let weight = 0;
  let sum = 0;
  for (const reason of reasons) {
    if (reason.score === null) continue;
    weight += COMPONENTS[reason.key];
    sum += COMPONENTS[reason.key] * reason.score;
  }
  return weight === 0 ? null : Math.round((100 * sum) / weight);
}

function content(candidate: Candidate, frame: ScoringFrame): Reason {
  if (candidate.likeness === null) return { key: "content", score: null, figures: {} };
  const [low, high] = LIKENESS_RANGE[frame.model] ?? OTHER_MODELS;
  return {
    key: "content",
    score: clamp((candidate.likeness - low) / (high - low)),
    figures: { likeness: round(candidate.likeness, 2) },
  };
}

/** How much of the campaign's topics the creator's categories cover; their first category is what they are known for. */
function category(candidate: Candidate, frame: ScoringFrame): Reason {
  if (frame.topics.length === 0 || candidate.categories.length === 0)
    return { key: "category", score: null, figures: {} };
  const scores = candidate.categories.map((name, index) => {
    const strength = frame.topics.find((entry) => entry.topic === name.toLowerCase())?.strength ?? 0;
    return { name, value: strength * (index === 0 ? 1 : 0.8) };
  });
  const best = scores.reduce((found, entry) => (entry.value > found.value ? entry : found));
  return { key: "category", score: best.value, figures: { category: best.name } };
}

function audience(candidate: Candidate, frame: ScoringFrame): Reason {
  const wanted = frame.audience;
  const has = candidate.audience;
  const figures: Record<string, number> = {};
  const parts: number[] = [];
  if ((wanted.gender === "female" || wanted.gender === "male") && has.gender) {
    figures.gender = has.gender[wanted.gender];
    parts.push(clamp(figures.gender / FULL_SHARE.gender));
  }
  if ((wanted.ageMin !== undefined || wanted.ageMax !== undefined) && has.ages) {
    figures.ages = ageShare(has.ages, wanted.ageMin ?? 13, wanted.ageMax ?? 80);
    parts.push(clamp(figures.ages / FULL_SHARE.ages));
  }
  if (wanted.cities && wanted.cities.length > 0 && has.topCities) {
    const cities = wanted.cities.map((city) => city.toLowerCase());
    const meant = (name: string | null): boolean =>
      name !== null && cities.some((city) => name.toLowerCase().includes(city));
    figures.cities = has.topCities.filter((entry) => meant(entry.city)).reduce((sum, entry) => sum + entry.share, 0);
    const lives = meant(candidate.city) || meant(candidate.province) ? 0.2 : 0;
    parts.push(clamp(figures.cities / FULL_SHARE.cities + lives));
  }
  // the weakest part counts half: the right age does not make up for the wrong gender
  const score =
    parts.length === 0 ? null : (parts.reduce((sum, part) => sum + part, 0) / parts.length + Math.min(...parts)) / 2;
  return {
    key: "audience",
    score,
    figures: Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, round(value, 3)])),
  };
}

/** Share of followers between two ages, each group counted by how much of it overlaps. */
function ageShare(ages: Readonly<Record<string, number>>, from: number, to: number): number {
  return AGE_BUCKETS.reduce((sum, [name, low, high]) => {
    const overlap = Math.min(to, high) - Math.max(from, low) + 1;
    return sum + (overlap <= 0 ? 0 : (ages[name] ?? 0) * Math.min(1, overlap / (high - low + 1)));
  }, 0);
}

/** Engagement rate against public figures of the same size and platform. */
export function engagementAgainstBenchmark(
  candidate: Candidate,
  frame: Pick<ScoringFrame, "pieces">,
): { rate: number; typical: number; low: number } | null {
  const platform = frame.pieces[0]?.platform;
  const account = platform ? accountOn(candidate, platform) : candidate.accounts[0];
  const rate = account?.engagementRate ?? candidate.engagementRate;
  const on = (platform ?? account?.platform) as Piece["platform"] | undefined;
  if (rate === null || rate === undefined || !on) return null;
  const [low, typical] = ENGAGEMENT_RATE[on].values[tierOf(account?.followers ?? candidate.followers)];
  return { rate, typical, low };
}

function engagement(candidate: Candidate, frame: ScoringFrame): Reason {
  const found = engagementAgainstBenchmark(candidate, frame);
  if (!found) return { key: "engagement", score: null, figures: {} };
  const ratio = found.rate / found.typical;
  return {
    key: "engagement",
    score: ratio <= 1 ? 0.6 * ratio : clamp(0.6 + 0.4 * (ratio - 1)),
    figures: { rate: round(found.rate, 4), typical: found.typical },
  };
}

function past(candidate: Candidate): Reason {
  const work = candidate.past;
  const known = [work?.onTime ?? null, work?.firstPass ?? null].filter((part) => part !== null);
  if (!work || (known.length === 0 && work.completed === 0)) return { key: "past", score: null, figures: {} };
  return {
    key: "past",
    // finished work without dates or reviews still speaks for them
    score: known.length === 0 ? 0.7 : known.reduce((sum, part) => sum + part, 0) / known.length,
    figures: {
      completed: work.completed,
      ...(work.onTime === null ? {} : { onTime: round(work.onTime, 2) }),
      ...(work.firstPass === null ? {} : { firstPass: round(work.firstPass, 2) }),
    },
  };
}

/** The rate card against what this size usually costs: three quarters of it or less is best, three times is out. */
function priceFit(candidate: Candidate, frame: ScoringFrame, price: Price | null): Reason {
  const usual = usualPrice(candidate, frame.pieces, frame.currency);
  if (price?.basis !== "rate_card" || usual === null) return { key: "price", score: null, figures: {} };
  const ratio = price.amountMinor / usual;
  return {
    key: "price",
    score: ratio <= 0.75 ? 1 : clamp(1 - (ratio - 0.75) / 2.25),
    figures: { priceMinor: price.amountMinor, usualMinor: usual },
  };
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
