import { cleanText } from "../core/kernel/text.ts";

/** Longest text searched for links: far above a chat message, below anything that costs time. */
const MAX_TEXT = 20_000;

/**
 * Web addresses in a text, in order: with or without `https://`, inside chat markup (`<https://…|label>`, `[text](https://…)`,
 * `*…*`) and next to punctuation. Addresses with user info or a port are left out: no real post has one and look-alikes do.
 */
export function findUrls(text: string): URL[] {
  const urls: URL[] = [];
  for (const chunk of cleanText(text.slice(0, MAX_TEXT)).split(/[\s<>"'`|(){}[\]\\^“”‘’«»，。]+/u)) {
    const url = urlOf(chunk);
    if (url) urls.push(url);
  }
  return urls;
}

function urlOf(chunk: string): URL | undefined {
  const scheme = /https?:\/\//i.exec(chunk);
  let address: string;
  if (scheme) {
    // "lihat:https://…" is a link after a word; "evil.id/https://…" is a path of evil.id
    const before = chunk.slice(0, scheme.index);
    if (/[\p{L}\p{N}/=?&#%@_.-]$/u.test(before)) return undefined;
    address = stripEmphasis(before, chunk.slice(scheme.index));
  } else {
    const start = /^(?:[\p{L}\p{N}]+:(?!\/))?[*_~.,:;!?-]*/u.exec(chunk)?.[0] ?? "";
    const rest = chunk.slice(start.length);
    if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+\//i.test(rest)) return undefined;
    address = `https://${stripEmphasis(start, rest)}`;
  }
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.username === "" && url.password === "" && url.port === "" ? url : undefined;
}

/** `*address*` and `_address_`: the closing mark is not part of the address. */
function stripEmphasis(before: string, address: string): string {
  const mark = before.at(-1);
  return mark !== undefined && "*_~".includes(mark) && address.endsWith(mark) ? address.slice(0, -1) : address;
}

/** Host without a final dot, lower case (URL already made it ASCII, so look-alike letters differ). */
export function hostOf(url: URL): string {
  return url.hostname.replace(/\.$/, "");
}

/** Parts of the path, decoded where possible, without empty ones. */
export function pathParts(url: URL): string[] {
  return url.pathname.split("/").filter((part) => part !== "");
}

/** The code at the start of a path part: trailing punctuation of the sentence is not part of it. */
export function codeAt(part: string | undefined, pattern: RegExp): string | undefined {
  return part === undefined ? undefined : pattern.exec(part)?.[0];
}
