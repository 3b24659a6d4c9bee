import { z } from "zod";
import {
  type FetchedPost,
  type FetchedProfile,
  type Metric,
  type MetricReading,
  type MetricValue,
  type PlatformAccount,
  PlatformError,
  type PlatformFailure,
  type PostLink,
  type SocialPlatform,
} from "../core/kernel/ports/social-platform.ts";
import { DEFAULT_TIMEOUT_MS, endpoint, type HttpOptions, type JsonAnswer, secondsHeader } from "./http.ts";
import { callPlatform, chunks, count, hashtagsOf, platformError, unexpectedShape } from "./platform-call.ts";
import { followShortLink, type RedirectOptions } from "./redirects.ts";
import { parseTiktokLink, TIKTOK_HOSTS, tiktokLinkOf } from "./tiktok-links.ts";

export interface TiktokOptions extends Partial<HttpOptions>, Pick<RedirectOptions, "get" | "lookup" | "shortLinkBase"> {
  /** `https://open.tiktokapis.com`. */
  readonly baseUrl: string;
}

const SOURCE = "tiktok_display";
/** video.query takes at most 20 ids (developers.tiktok.com, tiktok-api-v2-video-query). */
const MAX_IDS = 20;

const USER_FIELDS = "open_id,avatar_url,display_name,bio_description,username,follower_count,video_count";
const VIDEO_FIELDS =
  "id,create_time,cover_image_url,share_url,video_description,duration,title,like_count,comment_count,share_count,view_count";

const envelope = z.object({
  data: z.unknown(),
  error: z.object({ code: z.string(), log_id: z.string().optional().catch(undefined) }),
});

const user = z.object({
  user: z.object({
    open_id: z.string(),
    avatar_url: z.string().optional(),
    display_name: z.string().optional(),
    bio_description: z.string().optional(),
    username: z.string().optional(),
    follower_count: z.unknown(),
    video_count: z.unknown(),
  }),
});

const video = z.object({
  id: z.string(),
  create_time: z.number(),
  cover_image_url: z.string().optional(),
  share_url: z.string().optional(),
  video_description: z.string().optional(),
  title: z.string().optional(),
  duration: z.number().optional(),
  like_count: z.unknown(),
  comment_count: z.unknown(),
  share_count: z.unknown(),
  view_count: z.unknown(),
});
const videos = z.object({ videos: z.array(video).optional() });
type Video = z.infer<typeof video>;

/**
 * TikTok Display API v2 with the creator's token (user.info.* and video.list). It has no reach, saves, watch time or
 * paid-partnership flag. Every method throws PlatformError.
 */
export function createTiktok(options: TiktokOptions): SocialPlatform {
  return new Tiktok(options);
}

class Tiktok implements SocialPlatform {
  readonly platform = "tiktok";
  readonly #options: TiktokOptions;
  readonly #http: HttpOptions;

  constructor(options: TiktokOptions) {
    this.#options = options;
    this.#http = { ...options, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  }

  parseLink(text: string): PostLink | undefined {
    return parseTiktokLink(text);
  }

  async resolveLink(link: PostLink, signal?: AbortSignal): Promise<PostLink> {
    if (link.code !== undefined) return link;
    const arrived = (url: URL) => {
      const found = tiktokLinkOf(url);
      return found?.code === undefined ? undefined : found;
    };
    const options = { ...this.#options, timeoutMs: this.#http.timeoutMs };
    return followShortLink(this.platform, link.url, TIKTOK_HOSTS, arrived, options, signal);
  }

  async fetchProfile(account: PlatformAccount, signal?: AbortSignal): Promise<FetchedProfile> {
    const answer = await this.#send(account, "/v2/user/info/", USER_FIELDS, undefined, signal);
    const parsed = user.safeParse(answer.data);
    if (!parsed.success) throw unexpectedShape(this.platform, answer.answer);
    const found = parsed.data.user;
    const username = found.username ?? account.username;
    return {
      externalId: found.open_id,
      username,
      displayName: found.display_name ?? username,
      bio: found.bio_description,
      avatarUrl: found.avatar_url,
      followers: count(found.follower_count),
      postCount: count(found.video_count),
    };
  }

  async fetchPost(account: PlatformAccount, link: PostLink, signal?: AbortSignal): Promise<FetchedPost> {
    const full = await this.resolveLink(link, signal);
    const [found] = full.code === undefined ? [] : await this.#query(account, [full.code], signal);
    if (!found) throw await this.#explainMissing(account, full, signal);
    const caption = found.video_description ?? found.title ?? "";
    return {
      externalId: found.id,
      url: parseTiktokLink(found.share_url ?? "")?.url ?? full.url,
      format: "video",
      caption,
      hashtags: hashtagsOf(caption),
      thumbnailUrl: found.cover_image_url,
      durationSeconds: found.duration,
      publishedAt: new Date(found.create_time * 1_000),
      ...readingOf(found),
    };
  }

  async fetchMetrics(
    account: PlatformAccount,
    posts: readonly { externalId: string; format: string }[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, MetricReading>> {
    const readings = new Map<string, MetricReading>();
    for (const batch of chunks([...new Set(posts.map((post) => post.externalId))], MAX_IDS)) {
      for (const found of await this.#query(account, batch, signal)) readings.set(found.id, readingOf(found));
    }
    return readings;
  }

  /** Only the account's own public videos come back: ids of others are dropped, which proves ownership. */
  async #query(account: PlatformAccount, ids: readonly string[], signal?: AbortSignal): Promise<Video[]> {
    const body = { filters: { video_ids: ids } };
    const { answer, data } = await this.#send(account, "/v2/video/query/", VIDEO_FIELDS, body, signal);
    const parsed = videos.safeParse(data);
    if (!parsed.success) throw unexpectedShape(this.platform, answer);
    return parsed.data.videos ?? [];
  }

  /**
   * Why a video did not come back, as far as the API lets us know: a name of somebody else in the address is not owned; an
   * account that has videos but lists none is private; the account's own name on a missing video means it is gone.
   */
  async #explainMissing(account: PlatformAccount, link: PostLink, signal?: AbortSignal): Promise<PlatformError> {
    const { answer, data } = await this.#send(account, "/v2/video/list/", "id", { max_count: 1 }, signal);
    const listed = z.object({ videos: z.array(z.unknown()).optional() }).safeParse(data);
    const own = await this.fetchProfile(account, signal);
    const isForeign = link.handle !== undefined && link.handle.toLowerCase() !== own.username.toLowerCase();
    if (isForeign) return new PlatformError("not_owned", this.platform, "the address names another account");
    if (listed.success && (listed.data.videos ?? []).length === 0 && (own.postCount ?? 0) > 0) {
      return platformError(this.platform, "private", answer, "the account has videos but shows none");
    }
    return link.handle === undefined
      ? new PlatformError("not_owned", this.platform, "not among the account's videos")
      : new PlatformError("deleted", this.platform, "no longer among the account's videos");
  }

  async #send(
    account: PlatformAccount,
    path: string,
    fields: string,
    body: unknown,
    signal?: AbortSignal,
  ): Promise<{ answer: JsonAnswer; data: unknown }> {
    const answer = await callPlatform(this.platform, this.#http, {
      method: body === undefined ? "GET" : "POST",
      url: endpoint(this.#options.baseUrl, path, { fields }),
      headers: { authorization: `Bearer ${account.accessToken}` },
      body,
      signal,
    });
    const parsed = envelope.safeParse(answer.json);
    const code = parsed.data?.error.code;
    if (answer.status < 300 && code === "ok") return { answer, data: parsed.data?.data };
    const failure = failureOf(code, answer.status);
    const codes = `code=${code ?? "-"} log_id=${parsed.data?.error.log_id ?? "-"}`;
    throw platformError(this.platform, failure, answer, codes, secondsHeader(answer.headers, "retry-after"));
  }
}

/** TikTok's error codes as the domain sees them (tiktok-api-v2-error-handling). */
function failureOf(code: string | undefined, status: number): PlatformFailure {
  if (status === 429 || code === "rate_limit_exceeded") return "throttled";
  if (status === 401 || code === "scope_permission_missed") return "reauthorise";
  return "unavailable";
}

function readingOf(found: Video): MetricReading {
  const metrics: Partial<Record<Metric, MetricValue>> = {};
  const put = (metric: Metric, value: unknown, definition: string) => {
    const number = count(value);
    if (number !== undefined) metrics[metric] = { value: number, definition };
  };
  put("likes", found.like_count, "tiktok.like_count");
  put("comments", found.comment_count, "tiktok.comment_count");
  put("shares", found.share_count, "tiktok.share_count");
  put("views", found.view_count, "tiktok.view_count");
  return { metrics, source: SOURCE, ownerAuthorised: true };
}
