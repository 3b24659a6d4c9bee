import { type MetricReading, type Platform, PlatformError } from "../kernel/ports/social-platform.ts";
import type { Ports } from "../usecase/ports.ts";

/** What became of one post when its numbers were asked for. */
export type SyncReading =
  | { readonly kind: "read"; readonly reading: MetricReading }
  | { readonly kind: "deleted" | "private" | "reauthorise" | "story_over" };

export interface SyncTarget {
  readonly postId: string;
  readonly externalId: string;
  readonly format: string;
  readonly url: string;
}

/**
 * Numbers of several posts of one connected account, in as few calls as the platform allows. A post the platform no
 * longer returns counts as deleted only after a second look at its address. Throws PlatformError `throttled` or
 * `unavailable`; every other failure is an answer.
 */
export async function readMetrics(
  ports: Pick<Ports, "platforms" | "connectedAccount">,
  account: { socialAccountId: string; platform: Platform },
  posts: readonly SyncTarget[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, SyncReading>> {
  const answers = new Map<string, SyncReading>();
  const all = (kind: "private" | "reauthorise") => new Map(posts.map((post) => [post.postId, { kind } as const]));
  const connected = await ports.connectedAccount(account.socialAccountId);
  if (!connected) return all("reauthorise");
  const platform = ports.platforms[account.platform];
  try {
    const readings = await platform.fetchMetrics(connected, posts, signal);
    for (const post of posts) {
      const reading = readings.get(post.externalId);
      if (reading) answers.set(post.postId, { kind: "read", reading });
      else if (post.format === "story") answers.set(post.postId, { kind: "story_over" });
      else answers.set(post.postId, await lookAgain(post));
    }
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    if (error.failure === "reauthorise" || error.failure === "private") return all(error.failure);
    if (error.failure === "deleted" || error.failure === "not_owned") {
      // The account itself is gone or no longer ours to read: that is not a deleted post.
      return all("reauthorise");
    }
    throw error;
  }
  return answers;

  async function lookAgain(post: SyncTarget): Promise<SyncReading> {
    const link = platform.parseLink(post.url);
    if (!link || !connected) return { kind: "deleted" };
    try {
      const found = await platform.fetchPost(connected, link, signal);
      return { kind: "read", reading: found };
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      switch (error.failure) {
        // It was theirs when it was submitted.
        case "deleted":
        case "not_owned":
          return { kind: "deleted" };
        case "private":
        case "reauthorise":
          return { kind: error.failure };
        default:
          throw error;
      }
    }
  }
}

/** Seconds the platform asked to wait, at least one where it asked at all. */
export function secondsToWait(error: PlatformError): number {
  return error.retryAfterMs === undefined ? 0 : Math.max(1, Math.ceil(error.retryAfterMs / 1_000));
}
