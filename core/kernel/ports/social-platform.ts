/**
 * The port to Instagram, TikTok and YouTube: what the domain asks of a platform. Adapters live in `integrations/`;
 * they translate wire formats and errors, and decide nothing.
 */
export const PLATFORMS = ["instagram", "tiktok", "youtube"] as const;
export type Platform = (typeof PLATFORMS)[number];

/** A post address recognised in text, before anything was fetched. `code` is the platform's id or short code. */
export interface PostLink {
  readonly platform: Platform;
  readonly url: string;
  /** Instagram shortcode, TikTok video id or YouTube video id; undefined for a short link still to be resolved. */
  readonly code?: string;
  /** Account name if the address carries one. */
  readonly handle?: string;
}

/** The metric names the product knows. Missing is not zero. */
export const METRICS = ["likes", "comments", "shares", "saves", "reach", "views", "watch_time_ms"] as const;
export type Metric = (typeof METRICS)[number];

export interface MetricValue {
  readonly value: number;
  /** Which definition this number follows, e.g. `instagram.views@2025-04-21`. Different definitions are never added. */
  readonly definition: string;
}

export interface MetricReading {
  readonly metrics: Readonly<Partial<Record<Metric, MetricValue>>>;
  /** Which API answered, e.g. `instagram_graph`. */
  readonly source: string;
  /** Whether the owner's own authorisation gave the number (else public data). */
  readonly ownerAuthorised: boolean;
}

export interface FetchedPost extends MetricReading {
  readonly externalId: string;
  readonly url: string;
  /** instagram: feed, reel, story; tiktok: video; youtube: video, short. */
  readonly format: string;
  readonly caption: string;
  readonly hashtags: readonly string[];
  readonly thumbnailUrl?: string;
  readonly durationSeconds?: number;
  readonly publishedAt: Date;
  /** The platform's own paid-partnership flag; undefined where it has none. */
  readonly paidPartnership?: boolean;
}

export interface FetchedProfile {
  readonly externalId: string;
  readonly username: string;
  readonly displayName: string;
  readonly bio?: string;
  readonly avatarUrl?: string;
  readonly followers?: number;
  readonly postCount?: number;
}

/** How a platform call can fail, as the domain sees it. */
export type PlatformFailure =
  | "not_owned" // the link is not in this account's own media
  | "deleted" // it was there once, or the platform says it does not exist
  | "private" // the account or the post may not be read
  | "reauthorise" // token dead or permission missing
  | "throttled"
  | "unavailable"; // 5xx, garbage, no answer in time

export class PlatformError extends Error {
  override readonly name = "PlatformError";
  constructor(
    readonly failure: PlatformFailure,
    readonly platform: Platform,
    /** For the operator's log only; never shown to a user or a model. */
    readonly detail: string,
    readonly retryAfterMs?: number,
  ) {
    super(`${platform}: ${failure}`);
  }
}

/** One connected account, with the token that the vault opened for this call. */
export interface PlatformAccount {
  readonly externalId: string;
  readonly username: string;
  readonly accessToken: string;
}

export interface SocialPlatform {
  readonly platform: Platform;
  /** Recognises a post address of this platform; pure, no network. */
  parseLink(text: string): PostLink | undefined;
  /** Follows a short link (`vm.tiktok.com/…`, `instagram.com/share/…`) to the full address, within allowed hosts. */
  resolveLink(link: PostLink, signal?: AbortSignal): Promise<PostLink>;
  fetchProfile(account: PlatformAccount, signal?: AbortSignal): Promise<FetchedProfile>;
  /** Finds the post in the account's own media (being found is the proof of ownership) with its first numbers. */
  fetchPost(account: PlatformAccount, link: PostLink, signal?: AbortSignal): Promise<FetchedPost>;
  /** Numbers of known posts, batched as the platform allows. Ids the platform no longer returns are absent. */
  fetchMetrics(
    account: PlatformAccount,
    posts: readonly { externalId: string; format: string }[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, MetricReading>>;
}
