import { type Platform, PlatformError, type PlatformFailure } from "../core/kernel/ports/social-platform.ts";
import { HttpFailure, type HttpOptions, type JsonAnswer, type JsonRequest, requestJson } from "./http.ts";

/** A request to a social platform: transport failures become `unavailable`; the caller judges the status. */
export async function callPlatform(platform: Platform, http: HttpOptions, request: JsonRequest): Promise<JsonAnswer> {
  try {
    return await requestJson(http, request);
  } catch (error) {
    if (error instanceof HttpFailure) throw new PlatformError("unavailable", platform, error.message);
    throw error;
  }
}

/** The error of an answer, with what a log may show: request, status and the platform's own codes, never its text. */
export function platformError(
  platform: Platform,
  failure: PlatformFailure,
  answer: JsonAnswer,
  codes: string,
  retryAfterMs?: number,
): PlatformError {
  return new PlatformError(failure, platform, `${answer.request}: HTTP ${answer.status} ${codes}`.trim(), retryAfterMs);
}

/** The failure of a success status whose body does not have the documented shape. */
export function unexpectedShape(platform: Platform, answer: JsonAnswer): PlatformError {
  return platformError(platform, "unavailable", answer, "unexpected shape");
}

/** Runs `work` over the items, at most `width` at a time; the first error stops the rest. */
export async function mapLimit<T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array<R>(items.length);
  const queue = [...items.entries()];
  let failed = false;
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined && !failed; next = queue.shift()) {
      const [index, item] = next;
      try {
        results[index] = await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}

/** Lists of at most `size` items. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const out: T[][] = [];
  for (let start = 0; start < items.length; start += size) out.push(items.slice(start, start + size));
  return out;
}

/** Hashtags of a caption, without `#`, in order, each once (compared without case). */
export function hashtagsOf(caption: string): string[] {
  const seen = new Map<string, string>();
  for (const match of caption.matchAll(/[#＃]([\p{L}\p{N}\p{M}_]+)/gu)) {
    const tag = match[1];
    if (tag !== undefined && !seen.has(tag.toLowerCase())) seen.set(tag.toLowerCase(), tag);
  }
  return [...seen.values()];
}

/** A count as the platforms send it, number or text of digits; undefined for anything else. Missing is not zero. */
export function count(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
