import type { PostLink } from "../core/kernel/ports/social-platform.ts";
import { codeAt, findUrls, hostOf, pathParts } from "./links.ts";

/** Addresses of Instagram posts. */

export const INSTAGRAM_HOSTS: ReadonlySet<string> = new Set([
  "instagram.com",
  "www.instagram.com",
  "m.instagram.com",
  "instagr.am",
  "www.instagr.am",
]);

/** Eleven characters today, fewer in 2010, about forty for close friends. */
const SHORTCODE = /^[A-Za-z0-9_-]{5,45}/;
const USERNAME = /^[A-Za-z0-9._]{1,30}$/;
const KINDS = new Set(["p", "reel", "reels", "tv"]);

export function parseInstagramLink(text: string): PostLink | undefined {
  for (const url of findUrls(text)) {
    const link = instagramLinkOf(url);
    if (link) return link;
  }
  return undefined;
}

/** `/(p|reel|reels|tv)/<code>`, the same below a user name, or `/share/…`, which must still be resolved. */
export function instagramLinkOf(url: URL): PostLink | undefined {
  if (!INSTAGRAM_HOSTS.has(hostOf(url))) return undefined;
  const parts = pathParts(url);
  const [first, second, third] = parts;
  if (first === "share") {
    const code = codeAt(parts.at(-1), SHORTCODE);
    if (parts.length < 2 || parts.length > 3 || code === undefined) return undefined;
    return { platform: "instagram", url: `https://www.instagram.com/${[...parts.slice(0, -1), code].join("/")}` };
  }
  if (first !== undefined && KINDS.has(first)) return withCode(first, second);
  if (first !== undefined && second !== undefined && KINDS.has(second) && USERNAME.test(first)) {
    return withCode(second, third, first);
  }
  return undefined;
}

function withCode(kind: string, part: string | undefined, handle?: string): PostLink | undefined {
  const code = codeAt(part, SHORTCODE);
  // /reels/audio/<id> is a sound
  if (code === undefined || code === "audio") return undefined;
  const path = kind === "reels" ? "reel" : kind;
  return { platform: "instagram", url: `https://www.instagram.com/${path}/${code}/`, code, handle };
}
