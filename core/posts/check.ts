import { z } from "zod";

/** What is looked at, in the order people read it (features G3). */
export const CHECK_KEYS = ["disclosure", "hashtags", "cta", "forbidden_words", "dates", "format", "duration"] as const;
export const CHECK_STATUSES = ["pass", "fail", "warn", "unknown"] as const;

/** One check of a post: `evidence` is what it was judged by, in no particular language (words of the caption, figures). */
export const checkSchema = z.object({
  key: z.enum(CHECK_KEYS).describe("What was checked"),
  status: z
    .enum(CHECK_STATUSES)
    .describe("pass, fail, warn (a person should look), unknown (the platform does not tell)"),
  evidence: z.string().describe("What it was judged by: words found or missing, figures"),
});
export type Check = z.output<typeof checkSchema>;

/** A published piece of content, as the platform gave it. */
export interface CheckedContent {
  readonly caption: string;
  readonly hashtags: readonly string[];
  readonly platform: string;
  readonly format: string;
  readonly durationSeconds?: number;
  readonly publishedAt: Date;
  readonly paidPartnership?: boolean;
}

/** What was agreed; null and undefined where nothing was. */
export interface Expectations {
  readonly format: string;
  readonly minDurationSeconds: number | null;
  readonly maxDurationSeconds: number | null;
  readonly mandatoryHashtags: readonly string[];
  readonly mandatoryCta: string | null;
  readonly rules: readonly string[];
  /** Days of the campaign in the organization's time zone. */
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly timeZone: string;
}

/** Letters as people mean them: full-width and accented forms folded, case ignored. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
