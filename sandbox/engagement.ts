import { createHash } from "node:crypto";
import { HOUR_MS } from "../core/kernel/clock.ts";
import type { SandboxPost } from "./model.ts";

/** Counters of one post at one moment. All whole numbers that never fall while time goes on. */
export interface PostNumbers {
  readonly views: number;
  readonly reach: number;
  readonly likes: number;
  readonly comments: number;
  readonly shares: number;
  readonly saves: number;
  readonly watchTimeMs: number;
}

/** A number in [0, 1) that depends only on the text: the same post always grows the same way. */
export function chance(...parts: readonly string[]): number {
  return createHash("sha256").update(parts.join("\u0000")).digest().readUInt32BE(0) / 2 ** 32;
}

function between(low: number, high: number, at: number): number {
  return low + (high - low) * at;
}

/** Share of followers a finished post reaches. TikTok and short video go beyond the followers. */
const REACH_RANGE: Readonly<Record<SandboxPost["format"], readonly [number, number]>> = {
  feed: [0.2, 0.5],
  reel: [0.4, 1.3],
  story: [0.04, 0.1],
  video: [0.15, 0.6],
  short: [0.4, 1.6],
};

/** Where the counters of one post end, and how fast they get there. Hashing is the costly part, so it is kept. */
interface Growth {
  readonly tauMs: number;
  readonly reach: number;
  readonly views: number;
  readonly likes: number;
  readonly comments: number;
  readonly shares: number;
  readonly saves: number;
  readonly watchedSeconds: number;
}

const growthOf = new WeakMap<SandboxPost, Growth>();

function growth(post: SandboxPost): Growth {
  const kept = growthOf.get(post);
  if (kept) return kept;
  const seed = (name: string) => chance(post.platform, post.id, name);
  const [low, high] = post.platform === "tiktok" ? ([0.4, 2.5] as const) : REACH_RANGE[post.format];
  const reach = post.followersAtPublish * between(low, high, seed("reach"));
  const interactions = reach * post.engagementRate;
  const made: Growth = {
    tauMs: between(12, 38, seed("tau")) * HOUR_MS,
    reach,
    views: reach * between(1.15, 1.75, seed("views")),
    likes: interactions * between(0.78, 0.86, seed("likes")),
    comments: interactions * between(0.02, 0.06, seed("comments")),
    shares: interactions * between(0.03, 0.08, seed("shares")),
    saves: interactions * between(0.03, 0.08, seed("saves")),
    watchedSeconds: Math.max(3, post.durationSeconds * between(0.3, 0.7, seed("watch"))),
  };
  growthOf.set(post, made);
  return made;
}

/**
 * Numbers of a post at `now`: a curve that rises fast and saturates (half after 8 to 26 hours), scaled by the audience at
 * publishing time and the engagement rate. Likes come before comments, shares and saves. Deterministic per post id.
 */
export function numbersAt(post: SandboxPost, now: Date): PostNumbers {
  const end = growth(post);
  const age = Math.max(0, now.getTime() - Date.parse(post.publishedAt));
  const grown = (final: number, slower: number) => Math.floor(final * (1 - Math.exp(-age / (end.tauMs * slower))));
  const views = grown(end.views, 1);
  return {
    reach: grown(end.reach, 1),
    views,
    likes: grown(end.likes, 1.05),
    comments: grown(end.comments, 1.3),
    shares: grown(end.shares, 1.2),
    saves: grown(end.saves, 1.2),
    watchTimeMs: Math.floor(views * end.watchedSeconds) * 1_000,
  };
}
