import { randomBytes } from "node:crypto";
import { type Request, type Response, Router } from "express";
import { MINUTE_MS } from "../core/kernel/clock.ts";
import type { SandboxContext } from "./context.ts";
import { numbersAt } from "./engagement.ts";
import type { ServiceErrors } from "./faults.ts";
import { bearer, bodyObject, pick, queryList } from "./http.ts";
import type { SandboxAccount, SandboxPost } from "./model.ts";
import { postUrl } from "./posts.ts";
import { RateWindow } from "./rate-window.ts";

/** TikTok Display API v2 (open.tiktokapis.com): /v2/user/info/, /v2/video/list/, /v2/video/query/. */

const USER_FIELDS = [
  ...["open_id", "union_id", "avatar_url", "avatar_url_100", "avatar_large_url", "display_name"],
  ...["bio_description", "profile_deep_link", "is_verified", "username"],
  ...["follower_count", "following_count", "likes_count", "video_count"],
];

const VIDEO_FIELDS = [
  ...["id", "create_time", "cover_image_url", "share_url", "video_description", "duration", "height", "width"],
  ...["title", "embed_html", "embed_link", "like_count", "comment_count", "share_count", "view_count"],
];

/** At most 20 videos a page and 20 ids a query (developers.tiktok.com, video.list and video.query). */
const MAX_COUNT = 20;
const DEFAULT_COUNT = 10;

function envelope(res: Response, status: number, code: string, message: string, data: unknown = {}): void {
  const logId = `2026${randomBytes(12).toString("hex").toUpperCase()}`;
  res.status(status).json({ data, error: { code, message, log_id: logId } });
}

const ok = (res: Response, data: unknown) => envelope(res, 200, "ok", "", data);

export const tiktokErrors: ServiceErrors = {
  tooMany(res, retryAfterSeconds) {
    if (retryAfterSeconds !== undefined) res.set("Retry-After", String(Math.ceil(retryAfterSeconds)));
    envelope(res, 429, "rate_limit_exceeded", "The API rate limit was exceeded. Please try again later.");
  },
  internal(res) {
    envelope(res, 500, "internal_error", "Internal error. Please try again later.");
  },
};

export function tiktokRouter(ctx: SandboxContext): Router {
  const router = Router();
  const minute = new RateWindow(ctx.rateClock, MINUTE_MS);

  /** The account of the token, or the documented error already sent. */
  function authorise(req: Request, res: Response, endpoint: string): SandboxAccount | undefined {
    const token = bearer(req);
    const account = token === undefined ? undefined : ctx.state.accountByToken("tiktok", token);
    if (!account || account.token === "expired" || account.token === "revoked") {
      envelope(res, 401, "access_token_invalid", "The access token is invalid or not found in the request.");
      return undefined;
    }
    const taken = minute.take(`${endpoint}:${account.externalId}`, ctx.limits.tiktokPerMinute);
    if (taken.retryAfterMs > 0) {
      tiktokErrors.tooMany(res, taken.retryAfterMs / 1_000);
      return undefined;
    }
    if (account.token === "scope_missing") {
      envelope(res, 401, "scope_not_authorized", "The user did not authorize the scope required for this request.");
      return undefined;
    }
    return account;
  }

  function fieldsOf(req: Request, res: Response, known: readonly string[]): string[] | undefined {
    const fields = queryList(req, "fields");
    const strange = fields.find((field) => !known.includes(field));
    if (fields.length > 0 && strange === undefined) return fields;
    envelope(res, 400, "invalid_params", strange ? `Invalid fields: ${strange}` : "fields is required");
    return undefined;
  }

  /** Public videos only: an account that went private answers with none. */
  const visible = (account: SandboxAccount) => (account.private ? [] : ctx.state.postsOf(account));

  function videoNode(post: SandboxPost, account: SandboxAccount): Record<string, unknown> {
    const numbers = numbersAt(post, ctx.metricTime(post));
    return {
      id: post.id,
      create_time: Math.floor(Date.parse(post.publishedAt) / 1_000),
      cover_image_url: `${ctx.publicUrl()}/media/${post.id}.png?x-expires=21600`,
      share_url: `${postUrl(post, account)}?utm_campaign=tt4d_open_api&utm_source=sandbox`,
      video_description: post.caption,
      title: post.caption.slice(0, 150),
      duration: post.durationSeconds,
      height: 1024,
      width: 576,
      embed_link: `https://www.tiktok.com/player/v1/${post.id}`,
      embed_html: "<blockquote></blockquote>",
      like_count: numbers.likes,
      comment_count: numbers.comments,
      share_count: numbers.shares,
      view_count: numbers.views,
    };
  }

  router.get("/v2/user/info", (req, res) => {
    const account = authorise(req, res, "user/info");
    if (!account) return;
    const fields = fieldsOf(req, res, USER_FIELDS);
    if (!fields) return;
    const posts = ctx.state.postsOf(account);
    const avatar = `${ctx.publicUrl()}/media/avatar-${encodeURIComponent(account.externalId)}.png`;
    const user = {
      open_id: account.externalId,
      union_id: `u-${account.externalId}`,
      avatar_url: avatar,
      avatar_url_100: avatar,
      avatar_large_url: avatar,
      display_name: account.displayName,
      bio_description: account.bio,
      profile_deep_link: `https://www.tiktok.com/@${account.username}`,
      is_verified: false,
      username: account.username,
      follower_count: account.followers,
      following_count: 120,
      likes_count: posts.reduce((sum, post) => sum + numbersAt(post, ctx.metricTime(post)).likes, 0),
      video_count: posts.length,
    };
    ok(res, { user: pick(user, fields) });
  });

  router.post("/v2/video/list", (req, res) => {
    const account = authorise(req, res, "video/list");
    if (!account) return;
    const fields = fieldsOf(req, res, VIDEO_FIELDS);
    if (!fields) return;
    const { cursor, max_count: count = DEFAULT_COUNT } = bodyObject(req);
    if (typeof count !== "number" || !Number.isInteger(count) || count < 1 || count > MAX_COUNT) {
      return envelope(res, 400, "invalid_params", "max_count must be between 1 and 20");
    }
    if (cursor !== undefined && (typeof cursor !== "number" || cursor < 0)) {
      return envelope(res, 400, "invalid_params", "cursor must be a UTC Unix timestamp in milliseconds");
    }
    const before = typeof cursor === "number" && cursor > 0 ? cursor : Number.POSITIVE_INFINITY;
    const older = visible(account).filter((post) => Date.parse(post.publishedAt) < before);
    const page = older.slice(0, count);
    const last = page.at(-1);
    ok(res, {
      videos: page.map((post) => pick(videoNode(post, account), fields)),
      cursor: last ? Date.parse(last.publishedAt) : 0,
      has_more: older.length > page.length,
    });
  });

  router.post("/v2/video/query", (req, res) => {
    const account = authorise(req, res, "video/query");
    if (!account) return;
    const fields = fieldsOf(req, res, VIDEO_FIELDS);
    if (!fields) return;
    const ids = videoIds(bodyObject(req));
    if (!ids || ids.length === 0 || ids.length > MAX_COUNT) {
      return envelope(res, 400, "invalid_params", "filters.video_ids must hold 1 to 20 ids, as strings");
    }
    const videos = visible(account).filter((post) => ids.includes(post.id));
    ok(res, { videos: videos.map((post) => pick(videoNode(post, account), fields)) });
  });

  router.use((_req, res) => {
    envelope(res, 404, "invalid_params", "Unsupported path");
  });
  return router;
}

function videoIds(body: Record<string, unknown>): string[] | undefined {
  const filters = body.filters;
  if (typeof filters !== "object" || filters === null || !("video_ids" in filters)) return undefined;
  const ids: unknown = filters.video_ids;
  if (!Array.isArray(ids)) return undefined;
  const texts = ids.filter((id): id is string => typeof id === "string");
  return texts.length === ids.length ? texts : undefined;
}
