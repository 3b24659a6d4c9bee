import { type Request, type Response, Router } from "express";
import type { SandboxContext } from "./context.ts";
import { numbersAt } from "./engagement.ts";
import type { ServiceErrors } from "./faults.ts";
import { bearer, pick, query, queryList } from "./http.ts";
import type { SandboxAccount, SandboxPost } from "./model.ts";

/**
 * YouTube Data API v3 (base www.googleapis.com/youtube/v3): videos.list, videos:batchGetStats, channels.list,
 * playlistItems.list. A key reads public data; a channel's own token also its private videos. Counts are strings.
 */

const VIDEO_PARTS = ["id", "snippet", "statistics", "contentDetails", "status", "paidProductPlacementDetails"];
const STAT_PARTS = ["id", "snippet", "statistics", "contentDetails"];
const CHANNEL_PARTS = ["id", "snippet", "statistics", "contentDetails"];
const MAX_IDS = 50;

function sendError(res: Response, status: number, reason: string, message: string): void {
  res.status(status).json({
    error: { code: status, message, errors: [{ message, domain: "youtube", reason }], status: reason },
  });
}

export const youtubeErrors: ServiceErrors = {
  tooMany(res, retryAfterSeconds) {
    if (retryAfterSeconds !== undefined) res.set("Retry-After", String(Math.ceil(retryAfterSeconds)));
    sendError(res, 403, "rateLimitExceeded", "The request cannot be completed because of too many requests.");
  },
  internal(res) {
    sendError(res, 500, "backendError", "Backend Error");
  },
};

/** Units used in each bucket on the present Pacific day. Real time: Google's day does not run faster in a demo. */
class Quota {
  #day = "";
  readonly #used = new Map<string, number>();
  constructor(private readonly ctx: SandboxContext) {}

  take(bucket: "units" | "batch", limit: number): boolean {
    const day = this.ctx.rateClock.now().toLocaleDateString("en-CA", { timeZone: "America/Los_Angeles" });
    if (day !== this.#day) this.#used.clear();
    this.#day = day;
    const used = this.#used.get(bucket) ?? 0;
    if (used >= limit) return false;
    this.#used.set(bucket, used + 1);
    return true;
  }
}

interface Caller {
  /** The signed-in channel; undefined with an API key. */
  readonly account?: SandboxAccount;
}

export function youtubeRouter(ctx: SandboxContext): Router {
  const router = Router();
  const quota = new Quota(ctx);

  /** Who calls, or the documented error already sent. */
  function authorise(req: Request, res: Response, bucket: "units" | "batch"): Caller | undefined {
    const token = bearer(req);
    const account = token === undefined ? undefined : ctx.state.accountByToken("youtube", token);
    if (token === undefined && !/^(AIza|sandbox)/.test(query(req, "key") ?? req.get("x-goog-api-key") ?? "")) {
      sendError(res, 400, "keyInvalid", "API key not valid. Please pass a valid API key.");
      return undefined;
    }
    if (token !== undefined && (!account || account.token === "expired" || account.token === "revoked")) {
      sendError(res, 401, "authError", "Invalid Credentials");
      return undefined;
    }
    const limit = bucket === "batch" ? ctx.limits.youtubeBatchPerDay : ctx.limits.youtubeUnitsPerDay;
    if (!quota.take(bucket, limit)) {
      sendError(res, 403, "quotaExceeded", "The request cannot be completed because you have exceeded your quota.");
      return undefined;
    }
    if (account?.token === "scope_missing") {
      sendError(res, 403, "insufficientPermissions", "Request had insufficient authentication scopes.");
      return undefined;
    }
    return account ? { account } : {};
  }

  function partsOf(req: Request, res: Response, known: readonly string[]): string[] | undefined {
    const parts = queryList(req, "part");
    const strange = parts.find((part) => !known.includes(part));
    if (parts.length > 0 && strange === undefined) return parts;
    if (parts.length === 0) sendError(res, 400, "missingRequiredParameter", "No part selected");
    else sendError(res, 400, "unknownPart", `'${strange}'`);
    return undefined;
  }

  /** Existing videos of these ids that the caller may see, with their channels. */
  function videosFor(ids: readonly string[], caller: Caller): { post: SandboxPost; channel: SandboxAccount }[] {
    return [...new Set(ids)].flatMap((id) => {
      const post = ctx.state.post("youtube", id);
      const channel = post && ctx.state.account("youtube", post.accountId);
      if (!post || !channel || post.deletedAt !== undefined) return [];
      const own = caller.account?.externalId === channel.externalId;
      return channel.private && !own ? [] : [{ post, channel }];
    });
  }

  function idsOf(req: Request, res: Response): string[] | undefined {
    const ids = queryList(req, "id");
    if (ids.length > 0 && ids.length <= MAX_IDS) return ids;
    sendError(res, 400, "invalidParameter", `The id parameter must hold 1 to ${MAX_IDS} ids.`);
    return undefined;
  }

  router.get("/videos", (req, res) => {
    const caller = authorise(req, res, "units");
    const parts = caller && partsOf(req, res, VIDEO_PARTS);
    const ids = parts && idsOf(req, res);
    if (!caller || !parts || !ids) return;
    const items = videosFor(ids, caller).map(({ post, channel }) => {
      const numbers = numbersAt(post, ctx.metricTime(post));
      return {
        kind: "youtube#video",
        id: post.id,
        ...pick(
          {
            snippet: {
              publishedAt: post.publishedAt,
              channelId: channel.externalId,
              channelTitle: channel.displayName,
              title: post.caption.split("\n")[0]?.slice(0, 100) ?? "",
              description: post.caption,
              tags: [...post.caption.matchAll(/#([\p{L}\p{N}_]+)/gu)].map((match) => match[1]),
              thumbnails: { high: { url: `${ctx.publicUrl()}/media/${post.id}.png`, width: 480, height: 360 } },
            },
            statistics: {
              viewCount: String(numbers.views),
              likeCount: String(numbers.likes),
              favoriteCount: "0",
              commentCount: String(numbers.comments),
            },
            contentDetails: { duration: isoDuration(post.durationSeconds), dimension: "2d", definition: "hd" },
            status: { uploadStatus: "processed", privacyStatus: channel.private ? "private" : "public" },
            paidProductPlacementDetails: { hasPaidProductPlacement: post.paidPartnership },
          },
          parts,
        ),
      };
    });
    res.json({ kind: "youtube#videoListResponse", items, pageInfo: pageInfo(items.length, items.length) });
  });

  router.get("/videos\\:batchGetStats", (req, res) => {
    const caller = authorise(req, res, "batch");
    const parts = caller && partsOf(req, res, STAT_PARTS);
    const ids = parts && idsOf(req, res);
    if (!caller || !parts || !ids) return;
    const items = videosFor(ids, caller).map(({ post }) => {
      const numbers = numbersAt(post, ctx.metricTime(post));
      return {
        kind: "youtube#videoStats",
        id: post.id,
        ...pick(
          {
            snippet: { publishTime: post.publishedAt },
            statistics: {
              viewCount: String(numbers.views),
              likeCount: String(numbers.likes),
              commentCount: String(numbers.comments),
            },
            contentDetails: {
              duration: isoDuration(post.durationSeconds),
              durationMillis: String(post.durationSeconds * 1_000),
            },
          },
          parts,
        ),
      };
    });
    res.json({ kind: "youtube#batchGetStatsResponse", items });
  });

  router.get("/channels", (req, res) => {
    const caller = authorise(req, res, "units");
    const parts = caller && partsOf(req, res, CHANNEL_PARTS);
    if (!caller || !parts) return;
    const handle = query(req, "forHandle")?.replace(/^@/, "");
    const ids = queryList(req, "id");
    const found =
      query(req, "mine") === "true"
        ? [caller.account].flatMap((account) => account ?? [])
        : [...ctx.state.accounts.values()].filter(
            (account) =>
              account.platform === "youtube" &&
              (ids.includes(account.externalId) || (handle !== undefined && account.username === handle)),
          );
    if (query(req, "mine") === "true" && !caller.account) {
      return sendError(res, 401, "required", "Login Required.");
    }
    const items = found.map((channel) => {
      const posts = ctx.state.postsOf(channel);
      return {
        kind: "youtube#channel",
        id: channel.externalId,
        ...pick(
          {
            snippet: {
              title: channel.displayName,
              description: channel.bio,
              customUrl: `@${channel.username}`,
              thumbnails: {
                default: { url: `${ctx.publicUrl()}/media/avatar-${encodeURIComponent(channel.externalId)}.png` },
              },
            },
            statistics: {
              viewCount: String(posts.reduce((sum, post) => sum + numbersAt(post, ctx.metricTime(post)).views, 0)),
              subscriberCount: String(Number(channel.followers.toPrecision(3))),
              hiddenSubscriberCount: false,
              videoCount: String(posts.length),
            },
            contentDetails: { relatedPlaylists: { likes: "", uploads: uploadsOf(channel) } },
          },
          parts,
        ),
      };
    });
    res.json({ kind: "youtube#channelListResponse", items, pageInfo: pageInfo(items.length, 5) });
  });

  router.get("/playlistItems", (req, res) => {
    const caller = authorise(req, res, "units");
    const parts = caller && partsOf(req, res, ["id", "snippet", "contentDetails", "status"]);
    if (!caller || !parts) return;
    const playlist = query(req, "playlistId");
    const channel = [...ctx.state.accounts.values()].find(
      (account) => account.platform === "youtube" && uploadsOf(account) === playlist,
    );
    if (!channel || (channel.private && caller.account?.externalId !== channel.externalId)) {
      return sendError(res, 404, "playlistNotFound", "The playlist identified with the request cannot be found.");
    }
    const size = Math.min(MAX_IDS, Math.max(0, Number(query(req, "maxResults") ?? 5) || 5));
    const start = Number(query(req, "pageToken")?.replace(/^P/, "") ?? 0) || 0;
    const posts = ctx.state.postsOf(channel);
    const items = posts.slice(start, start + size).map((post) => ({
      kind: "youtube#playlistItem",
      id: `PLI${post.id}`,
      ...pick(
        {
          snippet: { publishedAt: post.publishedAt, channelId: channel.externalId, title: post.caption.slice(0, 100) },
          contentDetails: { videoId: post.id, videoPublishedAt: post.publishedAt },
        },
        parts,
      ),
    }));
    res.json({
      kind: "youtube#playlistItemListResponse",
      ...(start + size < posts.length ? { nextPageToken: `P${start + size}` } : {}),
      items,
      pageInfo: pageInfo(posts.length, size),
    });
  });

  router.use((_req, res) => {
    sendError(res, 404, "notFound", "Not Found");
  });
  return router;
}

function uploadsOf(channel: SandboxAccount): string {
  return channel.externalId.replace(/^UC/, "UU");
}

function pageInfo(totalResults: number, resultsPerPage: number): object {
  return { totalResults, resultsPerPage };
}

function isoDuration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `PT${minutes > 0 ? `${minutes}M` : ""}${seconds % 60}S`;
}
