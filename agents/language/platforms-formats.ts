import { PLATFORMS, type Platform } from "../../core/kernel/ports/social-platform.ts";
import type { Found } from "./audience.ts";
import type { Span } from "./folding.ts";
import { type NormalisedText, normalise, type Token } from "./normalise.ts";
import { readCount } from "./number-words.ts";
import { isMisspelling } from "./similarity.ts";

export const CONTENT_FORMATS = ["reel", "story", "feed", "carousel", "video", "short", "live"] as const;
export type ContentFormat = (typeof CONTENT_FORMATS)[number];

/** Pieces of content a text asks for, e.g. `2 video tiktok`. */
export interface DeliverableMatch extends Span {
  readonly platform?: Platform;
  /** Whether the platform was named, rather than the only one with this format. */
  readonly platformNamed: boolean;
  readonly format: ContentFormat;
  readonly quantity?: number;
  readonly text: string;
}

export interface PlatformFindings {
  readonly platforms: readonly Found<Platform>[];
  readonly deliverables: readonly DeliverableMatch[];
}

const PLATFORM_WORDS: ReadonlyMap<string, Platform> = new Map([
  ["instagram", "instagram"],
  ["ig", "instagram"],
  ["insta", "instagram"],
  ["instagramnya", "instagram"],
  ["tiktok", "tiktok"],
  ["tiktoks", "tiktok"],
  ["tt", "tiktok"],
  ["youtube", "youtube"],
  ["yt", "youtube"],
  ["utube", "youtube"],
  ["yutub", "youtube"],
]);

const FORMAT_WORDS: ReadonlyMap<string, ContentFormat> = new Map([
  ["reel", "reel"],
  ["reels", "reel"],
  ["story", "story"],
  ["stories", "story"],
  ["storys", "story"],
  ["igs", "story"],
  ["instastory", "story"],
  ["igstory", "story"],
  ["snapgram", "story"],
  ["feed", "feed"],
  ["feeds", "feed"],
  ["carousel", "carousel"],
  ["carousels", "carousel"],
  ["karosel", "carousel"],
  ["video", "video"],
  ["videos", "video"],
  ["vidio", "video"],
  ["vt", "video"],
  ["short", "short"],
  ["shorts", "short"],
  ["live", "live"],
]);

/** English words that are formats only beside a number or a platform. */
const AMBIGUOUS_FORMATS: ReadonlySet<string> = new Set([
  "short",
  "story",
  "stories",
  "live",
  "feed",
  "video",
  "videos",
]);
const POST_WORDS: ReadonlySet<string> = new Set(["post", "posts", "postingan", "posting"]);
const ONLY_PLATFORM: Readonly<Partial<Record<ContentFormat, Platform>>> = {
  reel: "instagram",
  story: "instagram",
  feed: "instagram",
  carousel: "instagram",
  short: "youtube",
};
const COUNTERS: ReadonlySet<string> = new Set(["x", "×", "buah", "pcs", "kali", "konten"]);
const LINKS: ReadonlySet<string> = new Set(["di", "on", "in", "untuk", "for", "pada", "ke", "to"]);

/** Platforms, and pieces of content with their numbers, in the order of the text. */
export function findPlatforms(message: string | NormalisedText): PlatformFindings {
  const { tokens: all, original } = typeof message === "string" ? normalise(message) : message;
  const tokens = all.filter((token) => !token.filler);
  const platforms = new Map<Platform, Found<Platform>>();
  const deliverables: DeliverableMatch[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const platform = platformAt(tokens, at);
    const token = tokens[at];
    if (platform && token && !platforms.has(platform[0])) {
      const end = tokens[platform[1] - 1]?.end ?? token.end;
      platforms.set(platform[0], {
        value: platform[0],
        start: token.start,
        end,
        text: original.slice(token.start, end),
      });
    }
    const deliverable = deliverableAt(tokens, at);
    if (!deliverable) continue;
    const { from, next, ...rest } = deliverable;
    const start = tokens[from]?.start ?? 0;
    const end = tokens[next - 1]?.end ?? start;
    deliverables.push({ ...rest, start, end, text: original.slice(start, end) });
  }
  return { platforms: [...platforms.values()], deliverables };
}

/** A platform named at `at` and the index after it. */
function platformAt(tokens: readonly Token[], at: number): readonly [Platform, number] | undefined {
  const token = tokens[at];
  if (token?.kind !== "word") return undefined;
  const { word } = token;
  const following = tokens[at + 1]?.word;
  if (word === "tik" && (following === "tok" || following === "tokan")) return ["tiktok", at + 2];
  if (word === "you" && following === "tube") return ["youtube", at + 2];
  const known = PLATFORM_WORDS.get(word) ?? PLATFORMS.find((name) => isMisspelling(word, name));
  return known && [known, at + 1];
}

type Draft = Omit<DeliverableMatch, keyof Span | "text"> & { readonly from: number; readonly next: number };

/** The piece of content whose format stands at `at`, with the number before and the platform on either side. */
function deliverableAt(tokens: readonly Token[], at: number): Draft | undefined {
  const token = tokens[at];
  if (token?.kind !== "word") return undefined;
  const isPost = POST_WORDS.has(token.word);
  const format = FORMAT_WORDS.get(token.word);
  if (!format && !isPost) return undefined;
  const before = platformBefore(tokens, at);
  const after = platformAfter(tokens, at + 1);
  const count = countBefore(tokens, before ? before.from : at);
  // `ig story`, `feed post`: the first of two format words carries the number, the second one names it again.
  if (!before && isFormat(tokens[at - 1])) return undefined;
  const doubled = isFormat(tokens[at + 1]) && !before;
  const named = before?.platform ?? after?.platform;
  if (count === undefined && named === undefined && (isPost || AMBIGUOUS_FORMATS.has(token.word))) return undefined;
  const meant = doubled ? (FORMAT_WORDS.get(tokens[at + 1]?.word ?? "") ?? format) : format;
  const chosen = meant ?? (named === undefined || named === "instagram" ? "feed" : "video");
  const only = isPost ? undefined : ONLY_PLATFORM[chosen];
  const platform = named ?? only;
  return {
    ...(platform && { platform }),
    platformNamed: named !== undefined,
    format: chosen,
    ...(count && { quantity: count.value }),
    from: count?.from ?? before?.from ?? at,
    next: after?.next ?? (doubled ? at + 2 : at + 1),
  };
}

function isFormat(token: Token | undefined): boolean {
  return token !== undefined && (FORMAT_WORDS.has(token.word) || POST_WORDS.has(token.word));
}

function platformBefore(tokens: readonly Token[], at: number): { platform: Platform; from: number } | undefined {
  for (const from of [at - 1, at - 2]) {
    const found = platformAt(tokens, from);
    if (found && found[1] === at) return { platform: found[0], from };
  }
  return undefined;
}

function platformAfter(tokens: readonly Token[], next: number): { platform: Platform; next: number } | undefined {
  const start = isFormat(tokens[next]) ? next + 1 : next;
  const at = LINKS.has(tokens[start]?.word ?? "") ? start + 1 : start;
  const found = platformAt(tokens, at);
  if (!found) return undefined;
  // In `2 video, tiktok 1 story` and `2 reels tiktok video` the platform belongs to what comes behind it.
  const claimed = at === start && isFormat(tokens[found[1]]);
  return claimed ? undefined : { platform: found[0], next: found[1] };
}

function countBefore(tokens: readonly Token[], at: number): { value: number; from: number } | undefined {
  const counter = COUNTERS.has(tokens[at - 1]?.word ?? "") ? at - 1 : at;
  // Number words may take several tokens (`dua belas reels`); the longest reading that ends here is meant.
  for (let from = Math.max(0, counter - 3); from < counter; from++) {
    const found = readCount(tokens, from);
    if (found && found[1] === counter && found[0] >= 1 && found[0] <= 1_000) return { value: found[0], from };
  }
  const article = tokens[counter - 1]?.word;
  return article === "sebuah" || article === "a" || article === "an" ? { value: 1, from: counter - 1 } : undefined;
}
