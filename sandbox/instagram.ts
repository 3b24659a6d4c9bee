import { randomBytes } from "node:crypto";
import { type Request, type Response, Router } from "express";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../core/kernel/clock.ts";
import type { SandboxContext } from "./context.ts";
import { numbersAt, type PostNumbers } from "./engagement.ts";
import type { ServiceErrors } from "./faults.ts";
import { bearer, param, pick, query, queryList } from "./http.ts";
import type { SandboxAccount, SandboxPost } from "./model.ts";
import { postUrl } from "./posts.ts";
import { RateWindow } from "./rate-window.ts";

/**
 * Instagram API with Instagram Login (graph.instagram.com): /me, /me/media, /me/stories, /{media-id},
 * /{media-id}/insights, and the tokenless oEmbed. A version segment (`/v26.0`) is accepted and ignored.
 */

const PRODUCT_TYPE = { feed: "FEED", reel: "REELS", story: "STORY" } as const;

const INSIGHT_METRICS: Readonly<Record<string, readonly string[]>> = {
  FEED: [
    ...["reach", "views", "likes", "comments", "saved", "shares", "total_interactions", "follows"],
    ...["profile_visits", "profile_activity"],
  ],
  REELS: [
    ...["reach", "views", "likes", "comments", "saved", "shares", "total_interactions"],
    ...["ig_reels_avg_watch_time", "ig_reels_video_view_total_time", "reels_skip_rate", "reposts"],
  ],
  STORY: [
    ...["reach", "views", "replies", "shares", "navigation", "follows", "profile_visits", "profile_activity"],
    ...["total_interactions", "link_clicks"],
  ],
};

/** Gone for every version since 2025-04-21: asking for one is an error, not an empty list. */
const REMOVED_METRICS = [
  ...["impressions", "plays", "clips_replays_count", "ig_reels_aggregated_all_plays_count", "video_views"],
];

const ME_FIELDS = [
  ...["id", "user_id", "username", "name", "account_type", "profile_picture_url", "followers_count"],
  ...["follows_count", "media_count", "biography"],
];

const MEDIA_FIELDS = [
  ...["id", "shortcode", "permalink", "caption", "media_type", "media_product_type", "timestamp", "like_count"],
  ...["comments_count", "view_count", "thumbnail_url", "media_url", "username", "owner"],
];

const PAGE_DEFAULT = 25;
const PAGE_MAX = 100;

interface GraphError {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly type?: string;
  readonly subcode?: number;
}

function sendError(res: Response, error: GraphError): void {
  res.status(error.status).json({
    error: {
      message: error.message,
      type: error.type ?? "OAuthException",
      code: error.code,
      ...(error.subcode === undefined ? {} : { error_subcode: error.subcode }),
      fbtrace_id: `A${randomBytes(12).toString("base64url")}`,
    },
  });
}

const missingObject = (id: string): GraphError => ({
  status: 400,
  code: 100,
  subcode: 33,
  type: "IGApiException",
  message: `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
});

/** The Business Use Case header; `minutes` is the time until calls are allowed again. */
function usageHeader(res: Response, objectId: string, percent: number, minutes: number): void {
  const usage = { call_count: percent, total_cputime: 0, total_time: 0 };
  res.set("X-App-Usage", JSON.stringify(usage));
  res.set(
    "X-Business-Use-Case-Usage",
    JSON.stringify({ [objectId]: [{ type: "instagram", ...usage, estimated_time_to_regain_access: minutes }] }),
  );
}

export const instagramErrors: ServiceErrors = {
  tooMany(res, retryAfterSeconds) {
    usageHeader(res, "0", 100, Math.ceil((retryAfterSeconds ?? 60) / 60));
    sendError(res, { status: 400, code: 80002, message: "There have been too many calls to this Instagram account." });
  },
  internal(res) {
    sendError(res, { status: 500, code: 2, message: "Service temporarily unavailable" });
  },
};

export function instagramRouter(ctx: SandboxContext): Router {
  const router = Router();
  const calls = new RateWindow(ctx.rateClock, DAY_MS);
  const oembedCalls = new RateWindow(ctx.rateClock, HOUR_MS);

  router.use((req, _res, next) => {
    req.url = req.url.replace(/^\/v\d+\.\d+(?=\/)/, "");
    next();
  });

  /** The account of the token, or the documented error already sent. */
  function authorise(req: Request, res: Response): SandboxAccount | undefined {
    const token = query(req, "access_token") ?? bearer(req);
    const account = token === undefined ? undefined : ctx.state.accountByToken("instagram", token);
    if (!account || account.token === "revoked") {
      sendError(res, {
        status: 400,
        code: 190,
        subcode: account ? 458 : undefined,
        message: "Invalid OAuth access token - Cannot parse access token",
      });
      return undefined;
    }
    if (account.token === "expired") {
      sendError(res, { status: 400, code: 190, subcode: 463, message: "Error validating access token: expired" });
      return undefined;
    }
    const impressions = ctx.state
      .postsOf(account)
      .reduce((sum, post) => sum + numbersAt(post, ctx.metricTime(post)).views, 0);
    const limit = ctx.limits.instagramCallsPerImpression * Math.max(1, impressions);
    const taken = calls.take(account.externalId, limit);
    const percent = Math.min(100, Math.floor(((limit - taken.left) / limit) * 100));
    usageHeader(res, account.externalId, percent, Math.ceil(taken.retryAfterMs / MINUTE_MS));
    if (taken.retryAfterMs > 0) {
      sendError(res, { status: 400, code: 80002, message: "There have been too many calls to this account." });
      return undefined;
    }
    // A professional account cannot be private; one that was switched to a private personal account loses the API.
    if (account.private || account.token === "scope_missing") {
      sendError(res, { status: 400, code: 10, message: "(#10) Application does not have permission for this action" });
      return undefined;
    }
    return account;
  }

  function fieldsOf(req: Request, res: Response, known: readonly string[], node: string): string[] | undefined {
    const asked = queryList(req, "fields");
    const strange = asked.find((field) => !known.includes(field));
    if (strange === undefined) return asked.includes("id") ? asked : [...asked, "id"];
    sendError(res, {
      status: 400,
      code: 100,
      message: `(#100) Tried accessing nonexisting field (${strange}) on node type (${node})`,
    });
    return undefined;
  }

  function mediaNode(post: SandboxPost, account: SandboxAccount): Record<string, unknown> {
    const numbers = numbersAt(post, ctx.metricTime(post));
    const picture = `${ctx.publicUrl()}/media/${encodeURIComponent(post.id)}.png`;
    const isVideo = post.format === "reel" || post.format === "story";
    return {
      id: post.id,
      shortcode: post.code,
      permalink: postUrl(post, account),
      caption: post.caption === "" ? undefined : post.caption,
      media_type: isVideo ? "VIDEO" : "IMAGE",
      media_product_type: productType(post),
      timestamp: post.publishedAt.replace(/\.\d+Z$/, "+0000"),
      like_count: numbers.likes,
      comments_count: numbers.comments,
      view_count: isVideo ? numbers.views : undefined,
      thumbnail_url: isVideo ? picture : undefined,
      media_url: picture,
      username: account.username,
      owner: { id: account.externalId },
    };
  }

  router.get("/me", (req, res) => {
    const account = authorise(req, res);
    if (!account) return;
    const fields = fieldsOf(req, res, ME_FIELDS, "IGUser");
    if (!fields) return;
    const node = {
      id: account.externalId,
      user_id: account.externalId,
      username: account.username,
      name: account.displayName,
      biography: account.bio,
      account_type: "MEDIA_CREATOR",
      profile_picture_url: `${ctx.publicUrl()}/media/avatar-${encodeURIComponent(account.externalId)}.png`,
      followers_count: account.followers,
      follows_count: 321,
      media_count: ctx.state.postsOf(account).length,
    };
    res.json(pick(node, fields));
  });

  const listMedia = (stories: boolean) => (req: Request, res: Response) => {
    const account = authorise(req, res);
    if (!account) return;
    const fields = fieldsOf(req, res, MEDIA_FIELDS, "IGMedia");
    if (!fields) return;
    const dayAgo = ctx.clock.now().getTime() - DAY_MS;
    const posts = ctx.state
      .postsOf(account)
      .filter((post) =>
        stories ? post.format === "story" && Date.parse(post.publishedAt) > dayAgo : post.format !== "story",
      );
    const limit = Math.min(PAGE_MAX, Math.max(1, Number(query(req, "limit") ?? PAGE_DEFAULT) || PAGE_DEFAULT));
    const after = query(req, "after");
    const start = after === undefined ? 0 : posts.findIndex((post) => cursorOf(post) === after) + 1;
    if (after !== undefined && start === 0) {
      return sendError(res, { status: 400, code: 100, message: "(#100) Invalid cursor" });
    }
    const page = posts.slice(start, start + limit);
    const [first] = page;
    const last = page.at(-1);
    const more = start + limit < posts.length;
    res.json({
      data: page.map((post) => pick(mediaNode(post, account), fields)),
      ...(first && last
        ? {
            paging: {
              cursors: { before: cursorOf(first), after: cursorOf(last) },
              ...(more ? { next: `${ctx.publicUrl()}/instagram/me/media?after=${cursorOf(last)}&limit=${limit}` } : {}),
            },
          }
        : {}),
    });
  };
  router.get("/me/media", listMedia(false));
  router.get("/me/stories", listMedia(true));

  router.get("/instagram_oembed", (req, res) => {
    if (oembedCalls.take("all", ctx.limits.oembedPerHour).retryAfterMs > 0) {
      return sendError(res, { status: 400, code: 4, message: "(#4) Application request limit reached" });
    }
    const code = /\/(?:p|reel|reels|tv)\/([A-Za-z0-9_-]+)/.exec(query(req, "url") ?? "")?.[1];
    const post = code === undefined ? undefined : ctx.state.postByCode("instagram", code);
    const account = post && ctx.state.account("instagram", post.accountId);
    if (!post || !account || post.deletedAt !== undefined || account.private) {
      return sendError(res, { status: 400, code: 24, message: "(#24) The requested resource does not exist" });
    }
    res.json({
      version: "1.0",
      provider_name: "Instagram",
      type: "rich",
      width: 658,
      html: "<blockquote></blockquote>",
    });
  });

  router.get("/:id/insights", (req, res) => {
    const account = authorise(req, res);
    if (!account) return;
    const post = ownPost(ctx, account, param(req, "id"));
    const age = post ? ctx.metricTime(post).getTime() - Date.parse(post.publishedAt) : 0;
    if (!post || (post.format === "story" && age > DAY_MS)) return sendError(res, missingObject(param(req, "id")));
    const metrics = queryList(req, "metric");
    const error = metricError(metrics, productType(post));
    if (error) return sendError(res, error);
    const numbers = numbersAt(post, ctx.metricTime(post));
    if (post.format === "story" && numbers.reach < 5) {
      return sendError(res, {
        status: 400,
        code: 10,
        message: "(#10) Not enough viewers for the media to show insights",
      });
    }
    if (age < ctx.timing.insightsDelayMs) {
      res.json({ data: [] });
      return;
    }
    res.json({
      data: metrics.map((name) => ({
        name,
        period: "lifetime",
        values: [{ value: insightValue(name, numbers, post) }],
        title: name.replaceAll("_", " "),
        description: "",
        id: `${post.id}/insights/${name}/lifetime`,
      })),
    });
  });

  router.get("/:id", (req, res) => {
    const account = authorise(req, res);
    if (!account) return;
    const post = ownPost(ctx, account, param(req, "id"));
    if (!post) return sendError(res, missingObject(param(req, "id")));
    const fields = fieldsOf(req, res, MEDIA_FIELDS, "IGMedia");
    if (fields) res.json(pick(mediaNode(post, account), fields));
  });

  router.use((_req, res) => {
    sendError(res, { status: 404, code: 2500, message: "Unknown path components" });
  });
  return router;
}

function ownPost(ctx: SandboxContext, account: SandboxAccount, id: string): SandboxPost | undefined {
  const post = ctx.state.post("instagram", id);
  return post?.accountId === account.externalId && post.deletedAt === undefined ? post : undefined;
}

function productType(post: SandboxPost): "FEED" | "REELS" | "STORY" {
  return post.format === "reel" || post.format === "story" ? PRODUCT_TYPE[post.format] : "FEED";
}

function cursorOf(post: SandboxPost): string {
  return Buffer.from(post.id).toString("base64url");
}

/** One metric that does not exist or does not fit the media type fails the whole request. */
function metricError(metrics: readonly string[], product: string): GraphError | undefined {
  if (metrics.length === 0) return { status: 400, code: 100, message: "(#100) The parameter metric is required" };
  const known = new Set(Object.values(INSIGHT_METRICS).flat());
  for (const [index, name] of metrics.entries()) {
    if (!known.has(name) || REMOVED_METRICS.includes(name)) {
      const list = [...known].join(", ");
      return {
        status: 400,
        code: 100,
        message: `(#100) metric[${index}] must be one of the following values: ${list}`,
      };
    }
    if (!INSIGHT_METRICS[product]?.includes(name)) {
      return {
        status: 400,
        code: 100,
        message: `(#100) The Media Insights API does not support the ${name} metric for this media product type.`,
      };
    }
  }
  return undefined;
}

function insightValue(name: string, numbers: PostNumbers, post: SandboxPost): number {
  const values: Readonly<Record<string, number>> = {
    reach: numbers.reach,
    views: numbers.views,
    likes: numbers.likes,
    comments: numbers.comments,
    replies: numbers.comments,
    saved: numbers.saves,
    shares: numbers.shares,
    total_interactions: numbers.likes + numbers.comments + numbers.saves + numbers.shares,
    ig_reels_video_view_total_time: numbers.watchTimeMs,
    ig_reels_avg_watch_time: numbers.views > 0 ? Math.floor(numbers.watchTimeMs / numbers.views) : 0,
    reels_skip_rate: 30,
    link_clicks: post.format === "story" ? Math.floor(numbers.reach / 50) : 0,
  };
  return values[name] ?? Math.floor(numbers.reach / 100);
}
