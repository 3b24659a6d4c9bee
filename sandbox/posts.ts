import { createHash } from "node:crypto";
import { chance } from "./engagement.ts";
import { POST_FORMATS, type SandboxAccount, type SandboxPost } from "./model.ts";
import type { SandboxState } from "./state.ts";

const URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export interface NewPost {
  readonly caption: string;
  readonly format: SandboxPost["format"];
  readonly publishedAt?: string;
  readonly thumbnailSeed?: string;
  readonly engagementRate?: number;
  readonly paidPartnership?: boolean;
  readonly durationSeconds?: number;
  /** Fixed ids, for tests and demo data; made up otherwise. */
  readonly id?: string;
  readonly code?: string;
}

/** Publishes a post on an account. Throws a RangeError where platform and format do not fit or the id is taken. */
export function publishPost(state: SandboxState, account: SandboxAccount, input: NewPost): SandboxPost {
  const formats: readonly string[] = POST_FORMATS[account.platform];
  if (!formats.includes(input.format)) {
    throw new RangeError(`${account.platform} has no format ${input.format}; it has ${formats.join(", ")}`);
  }
  const seed = `${account.platform}:${account.externalId}:${state.postCountEver(account)}`;
  const id = input.id ?? makeId(account.platform, seed);
  if (state.post(account.platform, id)) throw new RangeError(`post ${id} exists`);
  const isVideo = input.format !== "feed";
  const post: SandboxPost = {
    platform: account.platform,
    id,
    code: account.platform === "instagram" ? (input.code ?? `D${text64(`${seed}:code`, 10)}`) : id,
    accountId: account.externalId,
    format: input.format,
    caption: input.caption,
    publishedAt: new Date(input.publishedAt ?? state.clock.now()).toISOString(),
    thumbnailSeed: input.thumbnailSeed ?? id,
    followersAtPublish: account.followers,
    engagementRate: input.engagementRate ?? 0.02 + 0.06 * chance(seed, "rate"),
    paidPartnership: input.paidPartnership ?? false,
    durationSeconds: input.durationSeconds ?? (isVideo ? 15 + Math.floor(chance(seed, "length") * 45) : 0),
  };
  state.commit({ type: "post", post });
  return post;
}

/** The address people share, as the real platform writes it. */
export function postUrl(post: SandboxPost, account: Pick<SandboxAccount, "username">): string {
  switch (post.platform) {
    case "instagram":
      if (post.format === "story") return `https://www.instagram.com/stories/${account.username}/${post.id}/`;
      return `https://www.instagram.com/${post.format === "reel" ? "reel" : "p"}/${post.code}/`;
    case "tiktok":
      return `https://www.tiktok.com/@${account.username}/video/${post.id}`;
    case "youtube":
      return post.format === "short" ? `https://youtube.com/shorts/${post.id}` : `https://youtu.be/${post.id}`;
  }
}

/** The short address the "share" button of the app gives, resolved by `/short`; YouTube has none of its own. */
export function shortUrl(post: SandboxPost): string | undefined {
  switch (post.platform) {
    case "instagram":
      return post.format === "story" ? undefined : `https://www.instagram.com/share/${shortCode(post)}`;
    case "tiktok":
      return `https://vm.tiktok.com/${shortCode(post)}/`;
    case "youtube":
      return undefined;
  }
}

export function shortCode(post: SandboxPost): string {
  return `ZS${text64(`${post.platform}:${post.id}:short`, 9).replace(/[-_]/g, "x")}`;
}

function makeId(platform: SandboxPost["platform"], seed: string): string {
  switch (platform) {
    case "instagram":
      return `179${digits(seed, 14)}`;
    case "tiktok":
      return `75${digits(seed, 17)}`;
    case "youtube":
      return text64(seed, 11);
  }
}

function text64(seed: string, length: number): string {
  const bytes = createHash("sha256").update(seed).digest();
  return Array.from({ length }, (_, i) => URL_SAFE[(bytes[i] ?? 0) % 64]).join("");
}

function digits(seed: string, length: number): string {
  const bytes = createHash("sha256").update(seed).digest();
  return Array.from({ length }, (_, i) => (bytes[i] ?? 0) % 10).join("");
}
