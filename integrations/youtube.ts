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
import { parseYoutubeLink } from "./youtube-links.ts";

export interface YoutubeOptions extends Partial<HttpOptions> {
  /** `https://www.googleapis.com/youtube/v3`. */
  readonly baseUrl: string;
  /** For accounts without a token of their own: public data only. */
  readonly apiKey?: string;
}

/** Ids in one call of videos.list and videos:batchGetStats. */
const MAX_IDS = 50;
/** Since this day a Shorts view is any start or replay, without a minimum watch time. */
const SHORTS_VIEWS_CHANGED = Date.parse("2025-03-26T00:00:00Z");
/** A Short is at most three minutes; a normal link does not say whether it is one, a hashtag does. */
const SHORT_MAX_SECONDS = 180;

const apiError = z.object({
  error: z.object({ errors: z.array(z.object({ reason: z.string().optional() })).optional() }),
});

const statistics = z.object({
  viewCount: z.unknown(),
  likeCount: z.unknown(),
  commentCount: z.unknown(),
});
type Statistics = z.infer<typeof statistics>;

const videoList = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        snippet: z.object({
          publishedAt: z.string(),
          channelId: z.string(),
          title: z.string().optional(),
          description: z.string().optional(),
          thumbnails: z.record(z.string(), z.object({ url: z.string() })).optional(),
        }),
        statistics: statistics.optional(),
        contentDetails: z.object({ duration: z.string().optional() }).optional(),
        status: z.object({ privacyStatus: z.string().optional() }).optional(),
        paidProductPlacementDetails: z.object({ hasPaidProductPlacement: z.boolean().optional() }).optional(),
      }),
    )
    .optional(),
});

/** One shape for both stat calls: batchGetStats says publishTime, videos.list publishedAt. */
const statList = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        snippet: z.object({ publishTime: z.string().optional(), publishedAt: z.string().optional() }).optional(),
        statistics: statistics.optional(),
      }),
    )
    .optional(),
});

const channelList = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        snippet: z.object({
          title: z.string(),
          description: z.string().optional(),
          customUrl: z.string().optional(),
          thumbnails: z.record(z.string(), z.object({ url: z.string() })).optional(),
        }),
        statistics: z
          .object({
            subscriberCount: z.unknown(),
            hiddenSubscriberCount: z.boolean().optional(),
            videoCount: z.unknown(),
          })
          .optional(),
      }),
    )
    .optional(),
});

/**
 * YouTube Data API v3, with the channel's token or, for public data, the API key. It has no reach, shares or saves.
 * Every method throws PlatformError.
 */
export function createYoutube(options: YoutubeOptions): SocialPlatform {
  return new Youtube(options);
}

class Youtube implements SocialPlatform {
  readonly platform = "youtube";
  readonly #options: YoutubeOptions;
  readonly #http: HttpOptions;
  /** Set once where batchGetStats is not offered; videos.list costs the same unit. */
  #withoutBatch = false;

  constructor(options: YoutubeOptions) {
    this.#options = options;
    this.#http = { ...options, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  }

  parseLink(text: string): PostLink | undefined {
    return parseYoutubeLink(text);
  }

  resolveLink(link: PostLink): Promise<PostLink> {
    return Promise.resolve(link);
  }

  async fetchProfile(account: PlatformAccount, signal?: AbortSignal): Promise<FetchedProfile> {
    const who = account.accessToken === "" ? { id: account.externalId } : { mine: "true" };
    const answer = await this.#send(account, "/channels", { part: "snippet,statistics", ...who }, signal);
    this.#refuse(answer);
    const parsed = channelList.safeParse(answer.json);
    if (!parsed.success) throw unexpectedShape(this.platform, answer);
    const channel = parsed.data.items?.[0];
    if (!channel) throw platformError(this.platform, "deleted", answer, "no such channel");
    const stats = channel.statistics;
    return {
      externalId: channel.id,
      username: channel.snippet.customUrl?.replace(/^@/, "") ?? account.username,
      displayName: channel.snippet.title,
      bio: channel.snippet.description,
      avatarUrl: bestThumbnail(channel.snippet.thumbnails),
      followers: stats?.hiddenSubscriberCount === true ? undefined : count(stats?.subscriberCount),
      postCount: count(stats?.videoCount),
    };
  }

  async fetchPost(account: PlatformAccount, link: PostLink, signal?: AbortSignal): Promise<FetchedPost> {
    const part = "snippet,statistics,contentDetails,status,paidProductPlacementDetails";
    const answer = await this.#send(account, "/videos", { part, id: link.code }, signal);
    this.#refuse(answer);
    const parsed = videoList.safeParse(answer.json);
    if (!parsed.success) throw unexpectedShape(this.platform, answer);
    const video = parsed.data.items?.find((item) => item.id === link.code);
    // Somebody else's private video looks like a deleted one to everybody but its owner.
    if (!video) throw platformError(this.platform, "deleted", answer, "no such video");
    if (video.snippet.channelId !== account.externalId) {
      throw platformError(this.platform, "not_owned", answer, "the video belongs to another channel");
    }
    if (video.status?.privacyStatus === "private") {
      throw platformError(this.platform, "private", answer, "privacyStatus=private");
    }
    const text = [video.snippet.title, video.snippet.description].filter((part) => part !== undefined && part !== "");
    // A Short's title is often the first line of its description again.
    const caption = text[1]?.startsWith(text[0] ?? "") ? (text[1] ?? "") : text.join("\n");
    const durationSeconds = secondsOf(video.contentDetails?.duration);
    const isShort =
      link.url.includes("/shorts/") ||
      ((durationSeconds ?? Number.POSITIVE_INFINITY) <= SHORT_MAX_SECONDS && /#shorts?\b/i.test(caption));
    const format = isShort ? "short" : "video";
    const publishedAt = new Date(video.snippet.publishedAt);
    return {
      externalId: video.id,
      url: link.url,
      format,
      caption,
      hashtags: hashtagsOf(caption),
      thumbnailUrl: bestThumbnail(video.snippet.thumbnails),
      durationSeconds,
      publishedAt,
      paidPartnership: video.paidProductPlacementDetails?.hasPaidProductPlacement,
      ...this.#reading(account, video.statistics, format, publishedAt),
    };
  }

  async fetchMetrics(
    account: PlatformAccount,
    posts: readonly { externalId: string; format: string }[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, MetricReading>> {
    const formats = new Map(posts.map((post) => [post.externalId, post.format]));
    const readings = new Map<string, MetricReading>();
    for (const batch of chunks([...formats.keys()], MAX_IDS)) {
      const answer = await this.#stats(account, batch, signal);
      const parsed = statList.safeParse(answer.json);
      if (!parsed.success) throw unexpectedShape(this.platform, answer);
      for (const item of parsed.data.items ?? []) {
        const published = item.snippet?.publishTime ?? item.snippet?.publishedAt;
        const publishedAt = published === undefined ? undefined : new Date(published);
        const format = formats.get(item.id) ?? "video";
        readings.set(item.id, this.#reading(account, item.statistics, format, publishedAt));
      }
    }
    return readings;
  }

  /** batchGetStats has its own daily bucket; where it does not exist or is used up, videos.list answers the same. */
  async #stats(account: PlatformAccount, ids: readonly string[], signal?: AbortSignal): Promise<JsonAnswer> {
    const query = { part: "id,snippet,statistics", id: ids.join(",") };
    if (!this.#withoutBatch) {
      const answer = await this.#send(account, "/videos:batchGetStats", query, signal);
      if (answer.status < 400) return answer;
      const missing = answer.status === 404 || answer.status === 405 || answer.status === 501;
      if (missing) this.#withoutBatch = true;
      else if (!reasonsOf(answer).includes("quotaExceeded")) this.#refuse(answer);
    }
    const answer = await this.#send(account, "/videos", query, signal);
    this.#refuse(answer);
    return answer;
  }

  #send(
    account: PlatformAccount,
    path: string,
    query: Readonly<Record<string, string | undefined>>,
    signal?: AbortSignal,
  ): Promise<JsonAnswer> {
    const withToken = account.accessToken !== "";
    const key = withToken ? undefined : this.#options.apiKey;
    if (!withToken && key === undefined) {
      return Promise.reject(new PlatformError("reauthorise", this.platform, "neither a token nor an API key"));
    }
    return callPlatform(this.platform, this.#http, {
      method: "GET",
      url: endpoint(this.#options.baseUrl, path, query),
      headers: withToken ? { authorization: `Bearer ${account.accessToken}` } : { "x-goog-api-key": key ?? "" },
      signal,
    });
  }

  /** Throws where the answer is an error. */
  #refuse(answer: JsonAnswer): void {
    if (answer.status < 300) return;
    const reasons = reasonsOf(answer);
    const failure = failureOf(reasons, answer.status);
    const wait = failure === "throttled" ? secondsHeader(answer.headers, "retry-after") : undefined;
    throw platformError(this.platform, failure, answer, `reason=${reasons.join(",") || "-"}`, wait);
  }

  #reading(
    account: PlatformAccount,
    stats: Statistics | undefined,
    format: string,
    publishedAt: Date | undefined,
  ): MetricReading {
    const metrics: Partial<Record<Metric, MetricValue>> = {};
    const put = (metric: Metric, value: unknown, definition: string) => {
      const number = count(value);
      if (number !== undefined) metrics[metric] = { value: number, definition };
    };
    put("views", stats?.viewCount, viewsDefinition(format, publishedAt));
    // Hidden likes and closed comments are absent, and stay absent.
    put("likes", stats?.likeCount, "youtube.likeCount");
    put("comments", stats?.commentCount, "youtube.commentCount");
    return { metrics, source: "youtube_data", ownerAuthorised: account.accessToken !== "" };
  }
}

/** A Short older than the change counts some of its views the old way: a third definition, added to neither. */
function viewsDefinition(format: string, publishedAt: Date | undefined): string {
  if (format !== "short") return "youtube.viewCount";
  const isMixed = publishedAt !== undefined && publishedAt.getTime() < SHORTS_VIEWS_CHANGED;
  return isMixed ? "youtube.shorts_views@before-2025-03-26" : "youtube.shorts_views@2025-03-26";
}

const THROTTLED = new Set(["quotaExceeded", "rateLimitExceeded", "userRateLimitExceeded", "dailyLimitExceeded"]);
const REAUTHORISE = new Set(["authError", "required", "insufficientPermissions", "keyInvalid", "forbidden"]);

/** Google's error reasons as the domain sees them. */
function failureOf(reasons: readonly string[], status: number): PlatformFailure {
  if (status === 429 || reasons.some((reason) => THROTTLED.has(reason))) return "throttled";
  if (status === 401 || reasons.some((reason) => REAUTHORISE.has(reason))) return "reauthorise";
  if (status === 404) return "deleted";
  return "unavailable";
}

function reasonsOf(answer: JsonAnswer): string[] {
  const parsed = apiError.safeParse(answer.json);
  return (parsed.data?.error.errors ?? []).flatMap((error) => error.reason ?? []);
}

function bestThumbnail(thumbnails: Readonly<Record<string, { url: string }>> | undefined): string | undefined {
  for (const size of ["maxres", "standard", "high", "medium", "default"]) {
    const found = thumbnails?.[size];
    if (found) return found.url;
  }
  return undefined;
}

/** `PT1M5S` in seconds. */
function secondsOf(duration: string | undefined): number | undefined {
  const match = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration ?? "");
  if (!match) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
