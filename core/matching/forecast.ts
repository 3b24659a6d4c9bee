import {
  ENGAGEMENT_RATE,
  PIECE_REACH,
  PIECE_WEIGHT,
  PRICE_PER_VIDEO_IDR,
  REACH_RATE,
  YOUTUBE_VIDEO_WEIGHT,
} from "../campaigns/index.ts";
import { engagementsOf, type Rate, tierOf } from "../influencers/index.ts";
import type { Currency } from "../kernel/money.ts";
import type { Platform } from "../kernel/ports/social-platform.ts";
import type { Candidate } from "./candidates.ts";

/** One kind of content that each influencer of the campaign makes. */
export interface Piece {
  readonly platform: Platform;
  readonly format: string;
  readonly quantity: number;
}

/** A figure as a range, and what it rests on. */
export interface Range {
  readonly low: number;
  readonly high: number;
  /** own_posts: quarter to three quarters of their recent posts; benchmark: public figures of their size; mixed: some of each. */
  readonly basis: "own_posts" | "benchmark" | "mixed";
}

export interface Price {
  readonly amountMinor: number;
  readonly basis: "rate_card" | "benchmark";
}

/** So many recent posts of a platform are enough to speak from. */
const ENOUGH_POSTS = 3;
/** A carousel is priced and seen like a feed post. */
const LIKE_FORMAT: Readonly<Record<string, string>> = { carousel: "feed" };

/** What of a creator their price depends on. */
type Priced = Pick<Candidate, "rates" | "accounts" | "followers">;

/** What the whole set of pieces costs: from the rate card where it has every line, else the usual price of this size (IDR only). */
export function priceOf(candidate: Priced, pieces: readonly Piece[], currency: Currency): Price | null {
  const listed = pieces.map((piece) => {
    const rate = rateFor(candidate.rates, piece, currency);
    return rate === undefined ? undefined : rate.amountMinor * piece.quantity;
  });
  if (listed.every((amount) => amount !== undefined)) {
    return { amountMinor: listed.reduce((total, amount) => total + amount, 0), basis: "rate_card" };
  }
  const usual = usualPrice(candidate, pieces, currency);
  return usual === null ? null : { amountMinor: usual, basis: "benchmark" };
}

function rateFor(rates: readonly Rate[], piece: Piece, currency: Currency): Rate | undefined {
  const on = rates.filter((rate) => rate.platform === piece.platform && rate.currency === currency);
  return (
    on.find((rate) => rate.format === piece.format) ?? on.find((rate) => rate.format === LIKE_FORMAT[piece.format])
  );
}

/** The typical price of these pieces for an account of this size, whole rupiah rounded to Rp10.000; null in other currencies. */
export function usualPrice(candidate: Priced, pieces: readonly Piece[], currency: Currency): number | null {
  if (currency !== "IDR") return null;
  const total = pieces.reduce((sum, piece) => {
    const followers = accountOn(candidate, piece.platform)?.followers ?? candidate.followers;
    const weight =
      (PIECE_WEIGHT[piece.format] ?? 1) *
      (piece.platform === "youtube" && piece.format === "video" ? YOUTUBE_VIDEO_WEIGHT : 1);
    return sum + PRICE_PER_VIDEO_IDR.values[tierOf(followers)][1] * weight * piece.quantity;
  }, 0);
  return Math.max(10_000, Math.round(total / 10_000) * 10_000);
}

/**
 * People reached (views, where the platform reports no reach). Several pieces of one creator reach partly the same
 * people: the low end counts the widest piece alone, the high end all of them.
 */
export function expectedReach(candidate: Candidate, pieces: readonly Piece[]): Range | null {
  const parts = pieces.map((piece) => {
    const part =
      ownRange(
        candidate,
        piece,
        (post) => post.numbers.reach ?? (piece.platform === "instagram" ? undefined : post.numbers.views),
      ) ?? benchmarkRange(candidate, piece, REACH_RATE[piece.platform].values, PIECE_REACH[piece.format] ?? 1);
    return part && { ...part, quantity: piece.quantity };
  });
  const known = parts.filter((part) => part !== null);
  if (known.length === 0 || known.length < parts.length) return null;
  return {
    low: Math.round(Math.max(...known.map((part) => part.low))),
    high: Math.round(known.reduce((sum, part) => sum + part.high * part.quantity, 0)),
    basis: basisOf(known),
  };
}

/** Likes + comments + shares + saves over all pieces, as far as the platform tells them. */
export function expectedEngagements(candidate: Candidate, pieces: readonly Piece[]): Range | null {
  const parts = pieces.map((piece) => {
    const part =
      ownRange(candidate, piece, (post) => engagementsOf(post.numbers) ?? undefined) ??
      benchmarkRange(
        candidate,
        piece,
        ENGAGEMENT_RATE[piece.platform].values,
        (PIECE_REACH[piece.format] ?? 1) * engagementBase(candidate, piece),
      );
    return part && { ...part, quantity: piece.quantity };
  });
  const known = parts.filter((part) => part !== null);
  if (known.length === 0 || known.length < parts.length) return null;
  return {
    low: Math.round(known.reduce((sum, part) => sum + part.low * part.quantity, 0)),
    high: Math.round(known.reduce((sum, part) => sum + part.high * part.quantity, 0)),
    basis: basisOf(known),
  };
}

/** Whom the benchmark rate is a share of, by follower: YouTube's is a share of views, the others' of followers. */
function engagementBase(candidate: Candidate, piece: Piece): number {
  if (piece.platform !== "youtube") return 1;
  return REACH_RATE.youtube.values[tierOf(accountOn(candidate, "youtube")?.followers ?? candidate.followers)][1];
}

/** The account that would publish a piece. */
export function accountOn(
  candidate: Pick<Candidate, "accounts">,
  platform: Platform,
): Candidate["accounts"][number] | undefined {
  return candidate.accounts.find((account) => account.platform === platform);
}

function ownRange(
  candidate: Candidate,
  piece: Piece,
  read: (post: Candidate["posts"][number]) => number | undefined,
): Range | null {
  const onPlatform = candidate.posts.filter((post) => post.platform === piece.platform && read(post) !== undefined);
  const sameFormat = onPlatform.filter((post) => post.format === (LIKE_FORMAT[piece.format] ?? piece.format));
  // other formats of the platform stand in, but never stories for posts: they are seen by far fewer
  const posts =
    sameFormat.length >= ENOUGH_POSTS
      ? sameFormat
      : piece.format === "story"
        ? []
        : onPlatform.filter((post) => post.format !== "story");
  if (posts.length < ENOUGH_POSTS) return null;
  const values = posts.map((post) => read(post) ?? 0).sort((a, b) => a - b);
  return { low: quantile(values, 0.25), high: quantile(values, 0.75), basis: "own_posts" };
}

function benchmarkRange(
  candidate: Candidate,
  piece: Piece,
  rates: Readonly<Record<Candidate["tier"], readonly [number, number, number]>>,
  weight: number,
): Range | null {
  const followers = accountOn(candidate, piece.platform)?.followers;
  if (followers === null || followers === undefined) return null;
  const [low, , high] = rates[tierOf(followers)];
  return { low: followers * low * weight, high: followers * high * weight, basis: "benchmark" };
}

/** Linear between the two nearest of sorted values. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

function basisOf(parts: readonly { basis: Range["basis"] }[]): Range["basis"] {
  const first = parts[0]?.basis ?? "benchmark";
  return parts.every((part) => part.basis === first) ? first : "mixed";
}
