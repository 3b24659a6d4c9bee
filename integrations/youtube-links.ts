import type { PostLink } from "../core/kernel/ports/social-platform.ts";
import { codeAt, findUrls, hostOf, pathParts } from "./links.ts";

/** Addresses of YouTube videos. YouTube has no short links that need resolving: youtu.be carries the id. */

const FULL_HOSTS: ReadonlySet<string> = new Set([
  "youtube.com",
  "www.youtube.com",
  "m.youtube.com",
  "music.youtube.com",
  "youtube-nocookie.com",
  "www.youtube-nocookie.com",
]);
const SHORT_HOSTS: ReadonlySet<string> = new Set(["youtu.be", "www.youtu.be"]);

const VIDEO_ID = /^[A-Za-z0-9_-]{11}(?![A-Za-z0-9_-])/;
const KINDS = new Set(["shorts", "live", "embed", "v"]);

export function parseYoutubeLink(text: string): PostLink | undefined {
  for (const url of findUrls(text)) {
    const link = youtubeLinkOf(url);
    if (link) return link;
  }
  return undefined;
}

function youtubeLinkOf(url: URL): PostLink | undefined {
  const host = hostOf(url);
  const [first, second] = pathParts(url);
  if (SHORT_HOSTS.has(host)) return video(codeAt(first, VIDEO_ID));
  if (!FULL_HOSTS.has(host)) return undefined;
  if (first === "watch") return video(codeAt(url.searchParams.get("v") ?? undefined, VIDEO_ID));
  if (first === undefined || !KINDS.has(first)) return undefined;
  const code = codeAt(second, VIDEO_ID);
  if (first !== "shorts" || code === undefined) return video(code);
  return { platform: "youtube", url: `https://www.youtube.com/shorts/${code}`, code };
}

function video(code: string | undefined): PostLink | undefined {
  return code === undefined ? undefined : { platform: "youtube", url: `https://www.youtube.com/watch?v=${code}`, code };
}
