import { PLATFORMS, type Platform } from "../kernel/ports/social-platform.ts";
import { bestMix } from "./best-mix.ts";
import type { Candidate } from "./candidates.ts";
import {
  accountOn,
  expectedEngagements,
  expectedReach,
  type Piece,
  type Price,
  priceOf,
  type Range,
} from "./forecast.ts";
import { engagementAgainstBenchmark, type Reason, reasonsFor, type ScoringFrame, totalScore } from "./score.ts";

/** Why someone who would fit is not recommended, in the order they are looked at. */
export const OBSTACLES = [
  "blacklisted",
  "already_in_campaign",
  "unavailable",
  "missing_platform",
  "account_private",
  "low_engagement",
  "wrong_audience",
  "over_budget",
] as const;
export type Obstacle = (typeof OBSTACLES)[number];

/** Below these nobody is recommended, however good the rest is: a brief about skin is not for a gamer. */
const RELEVANT = { content: 0.3, category: 0.5 } as const;
/** Smaller shares of followers than these are the wrong audience. */
const WRONG_AUDIENCE = { gender: 0.25, ages: 0.2 } as const;
/** For the mix: at least this score, and not far behind the best. */
const MIX_FLOOR = 45;
const MIX_BEHIND = 30;
const MIX_POOL = 60;
const NEAR_MISSES = 5;
/** How many beyond the asked number are shown, to choose from. */
const SPARE = 3;
const DEFAULT_FORMAT: Readonly<Record<Platform, string>> = { instagram: "reel", tiktok: "video", youtube: "video" };

export interface Ranked {
  readonly candidate: Candidate;
  readonly score: number;
  readonly reasons: readonly Reason[];
  readonly pieces: readonly Piece[];
  readonly price: Price | null;
  readonly reach: Range | null;
  readonly engagements: Range | null;
}

export interface NearMiss extends Ranked {
  readonly obstacle: Obstacle;
  readonly figures: Readonly<Record<string, number | string>>;
}

export interface Ranking {
  /** The mix first, then the next best, each by score. */
  readonly items: readonly Ranked[];
  readonly mix: readonly Ranked[];
  readonly nearMisses: readonly NearMiss[];
}

/** Scores, sorts out and chooses. Pure: the same rows and the same brief give the same answer. */
export function rank(
  candidates: readonly Candidate[],
  frame: ScoringFrame,
  wish: { budgetMinor: number | null; count: number; platforms: readonly Platform[] | undefined },
): Ranking {
  const fitting: Ranked[] = [];
  const missed: NearMiss[] = [];
  for (const candidate of candidates) {
    const pieces = frame.pieces.length > 0 ? frame.pieces : usualPieces(candidate, wish.platforms);
    const own = { ...frame, pieces };
    const price = priceOf(candidate, pieces, frame.currency);
    const reasons = reasonsFor(candidate, own, price);
    const score = totalScore(reasons);
    if (score === null || !relevant(reasons)) continue;
    const ranked: Ranked = {
      candidate,
      score,
      reasons,
      pieces,
      price,
      reach: expectedReach(candidate, pieces),
      engagements: expectedEngagements(candidate, pieces),
    };
    const found = obstacleOf(ranked, own, wish);
    if (found) missed.push({ ...ranked, ...found });
    else fitting.push(ranked);
  }
  fitting.sort(byScore);
  const mix = chooseMix(fitting, wish);
  const rest = fitting.filter((ranked) => !mix.includes(ranked));
  return {
    mix,
    items: [...mix, ...rest.slice(0, Math.max(SPARE, wish.count - mix.length + SPARE))],
    nearMisses: variedMisses(missed.sort(byScore)),
  };
}

function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || (a.candidate.id < b.candidate.id ? -1 : 1);
}

/** The best of each kind of obstacle before more of the same: five times "no TikTok account" says little. */
function variedMisses(missed: readonly NearMiss[]): NearMiss[] {
  const perObstacle = (entry: NearMiss): number =>
    missed.filter((other) => other.obstacle === entry.obstacle).indexOf(entry);
  return [...missed].sort((a, b) => perObstacle(a) - perObstacle(b) || byScore(a, b)).slice(0, NEAR_MISSES);
}

function chooseMix(fitting: readonly Ranked[], wish: { budgetMinor: number | null; count: number }): Ranked[] {
  const floor = Math.max(MIX_FLOOR, (fitting[0]?.score ?? 0) - MIX_BEHIND);
  const options = fitting
    .slice(0, MIX_POOL)
    .flatMap((ranked) =>
      ranked.price === null || ranked.score < floor
        ? []
        : [{ id: ranked.candidate.id, price: ranked.price.amountMinor, value: worthOf(ranked) }],
    );
  const chosen = new Set(bestMix(options, wish.budgetMinor, wish.count));
  return fitting.filter((ranked) => chosen.has(ranked.candidate.id));
}

/**
 * Expected people reached, as far as they are the right ones and it lands with them: fit counts twice, so that a well
 * fitting creator is not crowded out by a slightly cheaper one. Unknown reach counts as next to nothing, not as nothing.
 */
function worthOf(ranked: Ranked): number {
  const middle = ranked.reach ? (ranked.reach.low + ranked.reach.high) / 2 : 1;
  return Math.max(1, middle) * (ranked.score / 100) ** 2;
}

function relevant(reasons: readonly Reason[]): boolean {
  const score = (key: Reason["key"]): number | null => reasons.find((reason) => reason.key === key)?.score ?? null;
  const content = score("content");
  const category = score("category");
  if (content === null && category === null) return true;
  return (content ?? 0) >= RELEVANT.content || (category ?? 0) >= RELEVANT.category;
}

/** One piece on their largest wanted account, where a campaign has not said yet what it wants. */
function usualPieces(candidate: Candidate, platforms: readonly Platform[] | undefined): Piece[] {
  const wanted: readonly string[] = platforms ?? PLATFORMS;
  const account = candidate.accounts.find((entry) => wanted.includes(entry.platform));
  const platform = PLATFORMS.find((entry) => entry === account?.platform);
  return platform ? [{ platform, format: DEFAULT_FORMAT[platform], quantity: 1 }] : [];
}

function obstacleOf(
  ranked: Ranked,
  frame: ScoringFrame,
  wish: { budgetMinor: number | null; platforms: readonly Platform[] | undefined },
): { obstacle: Obstacle; figures: Record<string, number | string> } | undefined {
  const { candidate, pieces, price } = ranked;
  if (candidate.blacklistReason !== null)
    return { obstacle: "blacklisted", figures: { reason: candidate.blacklistReason } };
  if (candidate.collaborationStatus !== null) {
    return { obstacle: "already_in_campaign", figures: { status: candidate.collaborationStatus } };
  }
  if (candidate.availability === "closed") return { obstacle: "unavailable", figures: {} };
  const missing = pieces.find((piece) => !accountOn(candidate, piece.platform))?.platform;
  const unwanted = wish.platforms?.every((platform) => !accountOn(candidate, platform)) ? wish.platforms[0] : undefined;
  const absent = missing ?? unwanted;
  if (absent !== undefined || pieces.length === 0)
    return { obstacle: "missing_platform", figures: absent ? { platform: absent } : {} };
  const closed = pieces.find((piece) => accountOn(candidate, piece.platform)?.status === "private");
  if (closed) return { obstacle: "account_private", figures: { platform: closed.platform } };
  const engagement = engagementAgainstBenchmark(candidate, frame);
  if (engagement && engagement.rate < engagement.low) {
    return { obstacle: "low_engagement", figures: { rate: engagement.rate, typical: engagement.typical } };
  }
  const audience = ranked.reasons.find((reason) => reason.key === "audience")?.figures ?? {};
  const wrong = (["gender", "ages"] as const).some((part) => {
    const share = audience[part];
    return typeof share === "number" && share < WRONG_AUDIENCE[part];
  });
  if (wrong) return { obstacle: "wrong_audience", figures: { ...audience } };
  if (price !== null && wish.budgetMinor !== null && price.amountMinor > wish.budgetMinor) {
    return { obstacle: "over_budget", figures: { priceMinor: price.amountMinor, budgetMinor: wish.budgetMinor } };
  }
  return undefined;
}
