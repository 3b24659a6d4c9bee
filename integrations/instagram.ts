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
import { INSTAGRAM_HOSTS, instagramLinkOf, parseInstagramLink } from "./instagram-links.ts";
import { callPlatform, count, hashtagsOf, mapLimit, platformError, unexpectedShape } from "./platform-call.ts";
import { followShortLink, type RedirectOptions } from "./redirects.ts";

export interface InstagramOptions
  extends Partial<HttpOptions>,
    Pick<RedirectOptions, "get" | "lookup" | "shortLinkBase"> {
  /** With version: `https://graph.instagram.com/v26.0`. */
  readonly baseUrl: string;
  /**
   * Tokenless oEmbed (`https://graph.facebook.com/v26.0/instagram_oembed`), only to tell a post that is public but
   * somebody else's from one that is gone. Without it both are `not_owned`.
   */
  readonly oembedUrl?: string;
  /** Pages of 50 posts searched for a link before it counts as not found. Default 20. */
  readonly maxPages?: number;
}

const SOURCE = "instagram_graph";
const PAGE_SIZE = 50;
/** Insights calls at a time for one account: polite, and the limit is per account. */
const WIDTH = 4;

const MEDIA_FIELDS =
  "id,shortcode,permalink,caption,media_type,media_product_type,timestamp,like_count,comments_count,thumbnail_url,media_url";

/** Metrics every media type of that format has: one that does not fit would fail the whole call. */
const CORE_METRICS: Readonly<Record<string, readonly string[]>> = {
  feed: ["reach", "views", "likes", "comments", "saved", "shares"],
  reel: ["reach", "views", "likes", "comments", "saved", "shares"],
  story: ["reach", "views", "shares"],
};
const OPTIONAL_METRICS: Readonly<Record<string, readonly string[]>> = { reel: ["ig_reels_video_view_total_time"] };

/**
 * Our name and the definition of each Graph metric. `views` is the headline metric that replaced impressions and plays on
 * 2025-04-21; impressions are never asked for, so the two cannot be mixed.
 */
const DEFINITIONS: Readonly<Record<string, readonly [Metric, string]>> = {
  reach: ["reach", "instagram.reach"],
  views: ["views", "instagram.views@2025-04-21"],
  likes: ["likes", "instagram.likes"],
  comments: ["comments", "instagram.comments"],
  saved: ["saves", "instagram.saved"],
  shares: ["shares", "instagram.shares"],
  ig_reels_video_view_total_time: ["watch_time_ms", "instagram.ig_reels_video_view_total_time"],
};

const graphError = z.object({
  error: z.object({ code: z.number(), error_subcode: z.number().optional().catch(undefined) }),
});

const media = z.object({
  id: z.string(),
  shortcode: z.string().optional(),
  permalink: z.string().optional(),
  caption: z.string().optional(),
  media_type: z.string().optional(),
  media_product_type: z.string().optional(),
  timestamp: z.string(),
  like_count: z.unknown(),
  comments_count: z.unknown(),
  thumbnail_url: z.string().optional(),
  media_url: z.string().optional(),
});
type Media = z.infer<typeof media>;

const mediaPage = z.object({
  data: z.array(media),
  paging: z
    .object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
    .optional(),
});

const insights = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      values: z.array(z.object({ value: z.unknown() })).optional(),
      total_value: z.object({ value: z.unknown() }).optional(),
    }),
  ),
});

const profile = z.object({
  user_id: z.coerce.string().optional(),
  id: z.coerce.string().optional(),
  username: z.string(),
  name: z.string().optional(),
  biography: z.string().optional(),
  profile_picture_url: z.string().optional(),
  followers_count: z.unknown(),
  media_count: z.unknown(),
});

/**
 * Instagram API with Instagram Login. The account must be professional and have granted basic and manage_insights.
 * Every method throws PlatformError.
 */
export function createInstagram(options: InstagramOptions): SocialPlatform {
  return new Instagram(options);
}

class Instagram implements SocialPlatform {
  readonly platform = "instagram";
  readonly #options: InstagramOptions;
  readonly #http: HttpOptions;
  /** Formats whose optional metrics were refused once: not asked again by this process. */
  readonly #withoutOptional = new Set<string>();

  constructor(options: InstagramOptions) {
    this.#options = options;
    this.#http = { ...options, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  }

  parseLink(text: string): PostLink | undefined {
    return parseInstagramLink(text);
  }

  async resolveLink(link: PostLink, signal?: AbortSignal): Promise<PostLink> {
    if (link.code !== undefined) return link;
    const arrived = (url: URL) => {
      const found = instagramLinkOf(afterLogin(url));
      return found?.code === undefined ? undefined : found;
    };
    const options = { ...this.#options, timeoutMs: this.#http.timeoutMs };
    return followShortLink(this.platform, link.url, INSTAGRAM_HOSTS, arrived, options, signal);
  }

  async fetchProfile(account: PlatformAccount, signal?: AbortSignal): Promise<FetchedProfile> {
    const fields = "user_id,username,name,biography,profile_picture_url,followers_count,media_count";
    const answer = await this.#get(account, "/me", { fields }, signal);
    const parsed = profile.safeParse(answer.json);
    const externalId = parsed.data?.user_id ?? parsed.data?.id;
    if (!parsed.success || externalId === undefined) throw unexpectedShape(this.platform, answer);
    return {
      externalId,
      username: parsed.data.username,
      displayName: parsed.data.name ?? parsed.data.username,
      bio: parsed.data.biography,
      avatarUrl: parsed.data.profile_picture_url,
      followers: count(parsed.data.followers_count),
      postCount: count(parsed.data.media_count),
    };
  }

  async fetchPost(account: PlatformAccount, link: PostLink, signal?: AbortSignal): Promise<FetchedPost> {
    const full = await this.resolveLink(link, signal);
    const found = full.code === undefined ? undefined : await this.#findMedia(account, full.code, signal);
    if (!found) throw await this.#explainMissing(full, signal);
    const format = formatOf(found);
    const caption = found.caption ?? "";
    const measured = await this.#insights(account, found.id, format, signal);
    return {
      externalId: found.id,
      url: found.permalink ?? full.url,
      format,
      caption,
      hashtags: hashtagsOf(caption),
      thumbnailUrl: found.thumbnail_url ?? found.media_url,
      publishedAt: new Date(found.timestamp),
      metrics: { ...publicCounts(found), ...measured },
      source: SOURCE,
      ownerAuthorised: true,
    };
  }

  async fetchMetrics(
    account: PlatformAccount,
    posts: readonly { externalId: string; format: string }[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, MetricReading>> {
    const readings = await mapLimit(posts, WIDTH, async ({ externalId, format }) => {
      const metrics = await this.#insights(account, externalId, format, signal);
      return metrics && ([externalId, { metrics, source: SOURCE, ownerAuthorised: true }] as const);
    });
    return new Map(readings.flatMap((reading) => (reading === undefined ? [] : [reading])));
  }

  /** There is no look-up by address: the owner's media are paged, newest first, and compared by shortcode. */
  async #findMedia(account: PlatformAccount, code: string, signal?: AbortSignal): Promise<Media | undefined> {
    let after: string | undefined;
    for (let page = 0; page < (this.#options.maxPages ?? 20); page += 1) {
      const answer = await this.#get(account, "/me/media", { fields: MEDIA_FIELDS, limit: PAGE_SIZE, after }, signal);
      const parsed = mediaPage.safeParse(answer.json);
      if (!parsed.success) throw unexpectedShape(this.platform, answer);
      const found = parsed.data.data.find((item) => shortcodeOf(item) === code);
      if (found) return found;
      const next = parsed.data.paging?.next === undefined ? undefined : parsed.data.paging.cursors?.after;
      if (next === undefined || next === after) return undefined;
      after = next;
    }
    return undefined;
  }

  /** Not among the owner's media: somebody else's if the public can see it, else gone. */
  async #explainMissing(link: PostLink, signal?: AbortSignal): Promise<PlatformError> {
    const { oembedUrl } = this.#options;
    if (oembedUrl === undefined) return new PlatformError("not_owned", this.platform, "not among the account's media");
    const url = endpoint(oembedUrl, "", { url: link.url });
    const answer = await callPlatform(this.platform, this.#http, { method: "GET", url, signal }).catch(() => undefined);
    const gone = answer !== undefined && [24, 100].includes(graphCodes(answer).code ?? 0);
    return gone
      ? platformError(this.platform, "deleted", answer, "not public and not among the account's media")
      : new PlatformError("not_owned", this.platform, "not among the account's media");
  }

  /** Metrics of one post; undefined where the platform says that it does not exist. */
  async #insights(
    account: PlatformAccount,
    id: string,
    format: string,
    signal?: AbortSignal,
  ): Promise<Partial<Record<Metric, MetricValue>> | undefined> {
    const core = await this.#readMetrics(account, id, CORE_METRICS[format] ?? CORE_METRICS.feed ?? [], signal);
    if (core === "missing") return undefined;
    if (core === "unfitting") return this.#countsOf(account, id, signal);
    const wanted = OPTIONAL_METRICS[format];
    if (!wanted || this.#withoutOptional.has(format)) return core;
    const optional = await this.#readMetrics(account, id, wanted, signal);
    if (optional === "unfitting") this.#withoutOptional.add(format);
    return typeof optional === "string" ? core : { ...core, ...optional };
  }

  async #readMetrics(
    account: PlatformAccount,
    id: string,
    names: readonly string[],
    signal?: AbortSignal,
  ): Promise<Partial<Record<Metric, MetricValue>> | "missing" | "unfitting"> {
    const path = `/${encodeURIComponent(id)}/insights`;
    const answer = await this.#send(account, path, { metric: names.join(",") }, signal);
    const { code, subcode } = graphCodes(answer);
    if (code === 100) return subcode === MISSING_SUBCODE ? "missing" : "unfitting";
    // Error 10 on a story means fewer than five viewers: no numbers, not a lost permission.
    if (code === 10 && names === CORE_METRICS.story) return {};
    this.#refuse(answer);
    const parsed = insights.safeParse(answer.json);
    if (!parsed.success) throw unexpectedShape(this.platform, answer);
    const metrics: Partial<Record<Metric, MetricValue>> = {};
    for (const item of parsed.data.data) {
      const known = DEFINITIONS[item.name];
      const value = count(item.total_value?.value ?? item.values?.[0]?.value);
      if (known && value !== undefined) metrics[known[0]] = { value, definition: known[1] };
    }
    return metrics;
  }

  /** Public counters of the media itself, for posts without insights (made before the account was professional). */
  async #countsOf(
    account: PlatformAccount,
    id: string,
    signal?: AbortSignal,
  ): Promise<Partial<Record<Metric, MetricValue>> | undefined> {
    const path = `/${encodeURIComponent(id)}`;
    const answer = await this.#send(account, path, { fields: "id,timestamp,like_count,comments_count" }, signal);
    const { code, subcode } = graphCodes(answer);
    if (code === 100 && subcode === MISSING_SUBCODE) return undefined;
    this.#refuse(answer);
    const parsed = media.safeParse(answer.json);
    if (!parsed.success) throw unexpectedShape(this.platform, answer);
    return publicCounts(parsed.data);
  }

  async #get(
    account: PlatformAccount,
    path: string,
    query: Readonly<Record<string, string | number | undefined>>,
    signal?: AbortSignal,
  ): Promise<JsonAnswer> {
    const answer = await this.#send(account, path, query, signal);
    this.#refuse(answer);
    return answer;
  }

  #send(
    account: PlatformAccount,
    path: string,
    query: Readonly<Record<string, string | number | undefined>>,
    signal?: AbortSignal,
  ): Promise<JsonAnswer> {
    return callPlatform(this.platform, this.#http, {
      method: "GET",
      url: endpoint(this.#options.baseUrl, path, query),
      headers: { authorization: `Bearer ${account.accessToken}` },
      signal,
    });
  }

  /** Throws where the answer is an error. */
  #refuse(answer: JsonAnswer): void {
    const { code, subcode } = graphCodes(answer);
    if (answer.status < 400 && code === undefined) return;
    const failure = failureOf(code, subcode, answer.status);
    const codes = `code=${code ?? "-"} subcode=${subcode ?? "-"}`;
    const retryAfterMs = failure === "throttled" ? waitOf(answer.headers) : undefined;
    throw platformError(this.platform, failure, answer, codes, retryAfterMs);
  }
}

/** Where a visitor without a login is sent: `/accounts/login/?next=<path>` names the page behind it. */
function afterLogin(url: URL): URL {
  if (!url.pathname.startsWith("/accounts/login")) return url;
  const next = url.searchParams.get("next");
  if (next !== null && URL.canParse(next, url)) return new URL(next, url);
  throw new PlatformError("unavailable", "instagram", "the short link asks for a login");
}

/** Code 100 with this subcode: the object does not exist or is not this account's. */
const MISSING_SUBCODE = 33;
const THROTTLED_CODES = new Set([4, 17, 32, 341, 613, 80002]);

/** Meta's error codes as the domain sees them (Graph API error handling; integration facts 1.5). */
function failureOf(code: number | undefined, subcode: number | undefined, status: number): PlatformFailure {
  if (code === undefined) return status === 429 ? "throttled" : status === 401 ? "reauthorise" : "unavailable";
  if (THROTTLED_CODES.has(code)) return "throttled";
  if (code === 102 || code === 190 || code === 3 || code === 10 || (code >= 200 && code <= 299)) return "reauthorise";
  if (code === 100 && subcode === MISSING_SUBCODE) return "deleted";
  return "unavailable";
}

function graphCodes(answer: JsonAnswer): { code?: number; subcode?: number } {
  const parsed = graphError.safeParse(answer.json);
  return parsed.success ? { code: parsed.data.error.code, subcode: parsed.data.error.error_subcode } : {};
}

/** The longest wait named in the usage header (minutes), else Retry-After. */
function waitOf(headers: Headers): number | undefined {
  const minutes = [
    ...(headers.get("x-business-use-case-usage") ?? "").matchAll(/"estimated_time_to_regain_access":\s*(\d+)/g),
  ]
    .map((match) => Number(match[1]))
    .filter((value) => value > 0);
  return minutes.length > 0 ? Math.max(...minutes) * 60_000 : secondsHeader(headers, "retry-after");
}

function formatOf(item: Media): "feed" | "reel" | "story" {
  if (item.media_product_type === "REELS") return "reel";
  return item.media_product_type === "STORY" ? "story" : "feed";
}

function shortcodeOf(item: Media): string | undefined {
  return item.shortcode ?? (item.permalink === undefined ? undefined : parseInstagramLink(item.permalink)?.code);
}

/** Counters on the media object: they leave out ads, so they have their own definition. */
function publicCounts(item: Media): Partial<Record<Metric, MetricValue>> {
  const likes = count(item.like_count);
  const comments = count(item.comments_count);
  return {
    ...(likes === undefined ? {} : { likes: { value: likes, definition: "instagram.like_count" } }),
    ...(comments === undefined ? {} : { comments: { value: comments, definition: "instagram.comments_count" } }),
  };
}
