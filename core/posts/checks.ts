import { truncate } from "../kernel/text.ts";
import { type Check, type CheckedContent, type Expectations, folded } from "./check.ts";
import { callToAction } from "./check-call-to-action.ts";
import { disclosure } from "./check-disclosure.ts";
import { forbiddenWords } from "./check-forbidden-words.ts";

const EVIDENCE_MAX = 200;

/** Judges a post against what was agreed. Pure; a check nobody asked for is not in the list. */
export function checkContent(content: CheckedContent, expected: Expectations): Check[] {
  const found: (Check | undefined)[] = [
    disclosure(content),
    hashtags(content, expected.mandatoryHashtags),
    expected.mandatoryCta ? callToAction(content.caption, expected.mandatoryCta) : undefined,
    forbiddenWords(content.caption, expected.rules),
    dates(content.publishedAt, expected),
    format(content, expected.format),
    duration(content.durationSeconds, expected),
  ];
  return found.flatMap((check) => (check ? [{ ...check, evidence: truncate(check.evidence, EVIDENCE_MAX) }] : []));
}

const bare = (tag: string): string => folded(tag).replace(/^[#＃]/u, "");

function hashtags(content: CheckedContent, mandatory: readonly string[]): Check | undefined {
  if (mandatory.length === 0) return undefined;
  const inCaption = [...content.caption.matchAll(/[#＃]([\p{L}\p{N}\p{M}_]+)/gu)].map((match) => match[1] ?? "");
  const used = new Set([...content.hashtags, ...inCaption].map(bare));
  const missing = mandatory.filter((tag) => !used.has(bare(tag)));
  const shown = (tags: readonly string[]): string => tags.map((tag) => tag.replace(/^#?/, "#")).join(" ");
  return missing.length === 0
    ? { key: "hashtags", status: "pass", evidence: shown(mandatory) }
    : { key: "hashtags", status: "fail", evidence: shown(missing) };
}

/** The day somewhere, as YYYY-MM-DD. */
export function dayIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

function dates(publishedAt: Date, expected: Expectations): Check | undefined {
  const { startsOn, endsOn } = expected;
  if (!startsOn && !endsOn) return undefined;
  const day = dayIn(publishedAt, expected.timeZone);
  const isInside = (!startsOn || day >= startsOn) && (!endsOn || day <= endsOn);
  return {
    key: "dates",
    status: isInside ? "pass" : "fail",
    evidence: `${day} (${startsOn ?? "…"} – ${endsOn ?? "…"})`,
  };
}

/** Names under which a platform publishes what was agreed: a carousel is a feed post, a live is kept as a video. */
const PUBLISHED_AS: Readonly<Record<string, readonly string[]>> = {
  carousel: ["feed"],
  live: ["video", "reel"],
};

/** Whether a published format is what was agreed; `maybe` where the platform's address does not tell (a Short opened as a video). */
export function formatFits(platform: string, published: string, agreed: string): "yes" | "maybe" | "no" {
  if (published === agreed || PUBLISHED_AS[agreed]?.includes(published)) return "yes";
  const isShortOrVideo = ["short", "video"].includes(published) && ["short", "video"].includes(agreed);
  return platform === "youtube" && isShortOrVideo ? "maybe" : "no";
}

function format(content: CheckedContent, agreed: string): Check {
  const fits = formatFits(content.platform, content.format, agreed);
  return fits === "yes"
    ? { key: "format", status: "pass", evidence: content.format }
    : { key: "format", status: fits === "maybe" ? "warn" : "fail", evidence: `${content.format} ≠ ${agreed}` };
}

function duration(seconds: number | undefined, expected: Expectations): Check | undefined {
  const { minDurationSeconds: min, maxDurationSeconds: max } = expected;
  if (min === null && max === null) return undefined;
  const range = `${min ?? 0}–${max ?? "…"} s`;
  if (seconds === undefined) return { key: "duration", status: "unknown", evidence: range };
  const isInside = (min === null || seconds >= min) && (max === null || seconds <= max);
  return { key: "duration", status: isInside ? "pass" : "fail", evidence: `${Math.round(seconds)} s (${range})` };
}
