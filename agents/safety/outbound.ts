import type { Card, MessageContent } from "../../core/cards/card.ts";
import { cleanText } from "../../core/kernel/text.ts";

/** Whose addresses may stand in what the assistant says. */
export interface AllowedLinks {
  /** Our own address. */
  readonly publicUrl: string;
  /** What the person wrote in this conversation: links in it are theirs. */
  readonly said: readonly string[];
}

/** Where posts live. Their pages tell nobody but the platform what stands in an address. */
const POST_HOSTS: ReadonlySet<string> = new Set(
  ["instagram.com", "tiktok.com", "youtube.com"]
    .flatMap((host) => [host, `www.${host}`, `m.${host}`])
    .concat(["youtu.be", "vm.tiktok.com", "vt.tiktok.com", "instagr.am"]),
);
/** Pages of these hosts that lead on to any other. */
const REDIRECTS = /^\/(?:redirect|link|linkshim|l\/|attribution_link)/i;
/** What names a video; any other parameter is dropped. */
const KEPT_PARAMETERS: ReadonlySet<string> = new Set(["v"]);
/** Longer names, and more of them, carry data rather than a name. */
const MAX_LABEL = 20;
const MAX_LABELS = 4;
const MAX_SHOWN_PATH = 60;

const IMAGE = /!\[([^\]]*)\]\s*(?:\([^)]*\)|\[[^\]]*\])/g;
const MARKED_LINK = /\[([^\]]*)\]\(\s*<?((?:[^()\s<>]|\([^()\s]*\))*)>?(?:\s+[^)]*)?\)/g;
const DEFINITION = /^[ ]{0,3}\[[^\]]+\]:[ \t]*\S+.*$/gm;
const TAG = /<(\/?)([a-z!][^<>]*)>/gi;
/** With a scheme, or as programs recognise addresses without one. */
const ADDRESS =
  /(?:\b[a-z][a-z0-9+.-]{1,20}:\/{1,3}|\b(?:mailto|tel|sms|data|javascript|whatsapp|tg|geo):)[^\s<>"'`|\\)\]}]+|(?<![\p{L}\p{N}@._-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,24}(?::\d{1,5})?(?:[/?#][^\s<>"'`|\\)\]}]*)?/giu;
const TRAILING = /[.,;:!?…'"»”’*_~]+$/;

/**
 * What the assistant says, as it may leave the house: no image, no address that could carry data to whoever owns it. Our
 * own address, posts on the platforms, and links the person wrote stay; others are words, without their query and not to
 * be pressed or looked up by the chat's preview.
 */
export function safeText(text: string, allowed: AllowedLinks): string {
  const theirs = new Set(allowed.said.flatMap(addressesIn));
  return cleanText(text)
    .replace(IMAGE, (_, alt: string) => alt)
    .replace(DEFINITION, "")
    .replace(MARKED_LINK, (_, words: string, url: string) => {
      const shown = safeAddress(url, allowed, theirs);
      return shown.link
        ? `[${words}](${shown.text})`
        : words === "" || words === url
          ? shown.text
          : `${words} (${shown.text})`;
    })
    .replace(TAG, (whole, slash: string, inside: string) =>
      /^[a-z][a-z0-9+.-]*:/i.test(inside) ? whole.slice(1, -1) : `‹${slash}${inside.split(/[\s/]/)[0] ?? ""}›`,
    )
    .replace(ADDRESS, (found) => {
      const end = TRAILING.exec(found)?.[0] ?? "";
      return safeAddress(found.slice(0, found.length - end.length), allowed, theirs).text + end;
    });
}

/** The replies of a turn; the facts of cards are the server's own. */
export function safeReplies(replies: readonly MessageContent[], allowed: AllowedLinks): MessageContent[] {
  const card = (one: Card): Card => ({
    ...one,
    title: safeText(one.title, allowed),
    ...(one.body !== undefined && { body: safeText(one.body, allowed) }),
    ...(one.footer !== undefined && { footer: safeText(one.footer, allowed) }),
  });
  return replies.map((reply) => ({
    ...reply,
    ...(reply.text !== undefined && { text: safeText(reply.text, allowed) }),
    ...(reply.card && { card: card(reply.card) }),
    ...(reply.cards && { cards: reply.cards.map(card) }),
  }));
}

/** Addresses as they stand in a text, in one spelling. */
function addressesIn(text: string): string[] {
  return [...cleanText(text).matchAll(ADDRESS)].flatMap(([found]) => {
    const url = parse(found.replace(TRAILING, ""));
    return url ? [url.href] : [];
  });
}

function parse(text: string): URL | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/:]+:\d/.test(text) ? text : `https://${text}`;
  return URL.canParse(whole) ? new URL(whole) : undefined;
}

function safeAddress(
  text: string,
  { publicUrl }: AllowedLinks,
  theirs: ReadonlySet<string>,
): { text: string; link: boolean } {
  const url = parse(text);
  if (!url) return { text: defused(text), link: false };
  const web = url.protocol === "https:" || url.protocol === "http:";
  if (theirs.has(url.href)) return { text, link: web };
  if (!web) return { text: `${url.protocol.slice(0, -1)}: …`, link: false };
  if (url.origin === new URL(publicUrl).origin && url.username === "") return { text, link: true };
  if (url.protocol === "https:" && POST_HOSTS.has(url.hostname) && url.port === "" && url.username === "") {
    if (REDIRECTS.test(url.pathname)) return { text: defused(url.hostname), link: false };
    for (const name of [...url.searchParams.keys()]) if (!KEPT_PARAMETERS.has(name)) url.searchParams.delete(name);
    if ((url.searchParams.get("v")?.length ?? 0) > MAX_LABEL) url.search = "";
    url.hash = "";
    return { text: /:\/\//.test(text) ? url.href : url.href.replace("https://", ""), link: true };
  }
  // A name alone says where, and programs look nothing up behind a short one.
  const named = !/:\/\//.test(text) && url.pathname === "/" && url.search === "" && url.hash === "";
  const labels = url.hostname.split(".");
  if (named && labels.length <= MAX_LABELS && labels.every((label) => label.length <= MAX_LABEL)) {
    return { text, link: false };
  }
  const path = url.pathname === "/" ? "" : url.pathname;
  return { text: defused(url.hostname + path.slice(0, MAX_SHOWN_PATH)), link: false };
}

/** Readable, but no program takes it for an address. */
function defused(host: string): string {
  return host.replace(/\./g, "[.]");
}
