import { hashOf } from "../kernel/canonical.ts";
import { type FetchedPost, type MetricReading, type Platform, PlatformError } from "../kernel/ports/social-platform.ts";
import { cleanLine, cleanText, truncate } from "../kernel/text.ts";

/** A published post as it was fetched, fit to be stored and shown. */
export interface SubmittedContent {
  readonly platform: Platform;
  readonly externalId: string;
  readonly url: string;
  readonly format: string;
  readonly caption: string;
  readonly hashtags: readonly string[];
  readonly thumbnailUrl: string | null;
  readonly durationSeconds: number | undefined;
  readonly publishedAt: Date;
  readonly paidPartnership: boolean | undefined;
  readonly reading: MetricReading;
}

const MAX_CAPTION = 6_000;
const MAX_HASHTAGS = 100;
const MAX_ID = 200;
const MAX_URL = 500;

/** What the platform gave, cleaned. Throws PlatformError `unavailable` where an answer makes no sense (no id, no date). */
export function cleanContent(platform: Platform, fetched: FetchedPost): SubmittedContent {
  const broken = (what: string): PlatformError => new PlatformError("unavailable", platform, `fetched post: ${what}`);
  if (fetched.externalId === "" || fetched.externalId.length > MAX_ID) throw broken("id");
  if (!isWebAddress(fetched.url)) throw broken("address");
  if (Number.isNaN(fetched.publishedAt.getTime())) throw broken("date");
  const { durationSeconds: seconds } = fetched;
  return {
    platform,
    externalId: fetched.externalId,
    url: fetched.url,
    format: cleanLine(fetched.format).slice(0, 40),
    caption: truncate(cleanText(fetched.caption).trim(), MAX_CAPTION),
    hashtags: fetched.hashtags.slice(0, MAX_HASHTAGS).map((tag) => truncate(cleanLine(tag), 100)),
    thumbnailUrl:
      fetched.thumbnailUrl !== undefined && isWebAddress(fetched.thumbnailUrl, 2_000) ? fetched.thumbnailUrl : null,
    durationSeconds: seconds !== undefined && Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined,
    publishedAt: fetched.publishedAt,
    paidPartnership: fetched.paidPartnership,
    reading: { metrics: fetched.metrics, source: fetched.source, ownerAuthorised: fetched.ownerAuthorised },
  };
}

function isWebAddress(text: string, max = MAX_URL): boolean {
  return text.length <= max && URL.canParse(text) && ["https:", "http:"].includes(new URL(text).protocol);
}

/** What an approval is bound to: caption, media and format. Counters and thumbnails may change under it. */
export function contentHash(content: Pick<SubmittedContent, "caption" | "externalId" | "format">): string {
  return hashOf({ caption: content.caption, externalId: content.externalId, format: content.format });
}

/** The part of a content hash that people are shown. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}
