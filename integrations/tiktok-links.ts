import type { PostLink } from "../core/kernel/ports/social-platform.ts";
import { codeAt, findUrls, hostOf, pathParts } from "./links.ts";

/** Addresses of TikTok videos. */

const FULL_HOSTS = ["tiktok.com", "www.tiktok.com", "m.tiktok.com"];
const SHORT_HOSTS = ["vm.tiktok.com", "vt.tiktok.com"];
export const TIKTOK_HOSTS: ReadonlySet<string> = new Set([...FULL_HOSTS, ...SHORT_HOSTS]);

/** Nineteen digits today. They exceed 2^53 and stay text. */
const VIDEO_ID = /^\d{8,20}(?![A-Za-z0-9_-])/;
const SHORT_CODE = /^[A-Za-z0-9]{5,20}(?![A-Za-z0-9_-])/;
const USERNAME = /^@([A-Za-z0-9._]{1,30})$/;

export function parseTiktokLink(text: string): PostLink | undefined {
  for (const url of findUrls(text)) {
    const link = tiktokLinkOf(url);
    if (link) return link;
  }
  return undefined;
}

/** `/@user/video/<id>` (also photo), `m.tiktok.com/v/<id>.html`, or a short link still to be resolved. */
export function tiktokLinkOf(url: URL): PostLink | undefined {
  const host = hostOf(url);
  const [first, second, third] = pathParts(url);
  if (SHORT_HOSTS.includes(host)) return short(host, "", first);
  if (!FULL_HOSTS.includes(host)) return undefined;
  if (first === "t") return short("www.tiktok.com", "t/", second);
  if (first === "v") {
    const id = codeAt(second, VIDEO_ID);
    return id === undefined ? undefined : { platform: "tiktok", url: `https://www.tiktok.com/v/${id}`, code: id };
  }
  const handle = USERNAME.exec(first ?? "")?.[1];
  const id = second === "video" || second === "photo" ? codeAt(third, VIDEO_ID) : undefined;
  if (handle === undefined || id === undefined) return undefined;
  return { platform: "tiktok", url: `https://www.tiktok.com/@${handle}/${second}/${id}`, code: id, handle };
}

function short(host: string, prefix: string, part: string | undefined): PostLink | undefined {
  const code = codeAt(part, SHORT_CODE);
  return code === undefined ? undefined : { platform: "tiktok", url: `https://${host}/${prefix}${code}/` };
}
