import type { Locale } from "../actor.ts";
import type { Currency } from "../money.ts";
import type { Platform } from "./social-platform.ts";

/** What a text says about a campaign; what it does not say is undefined. */
export interface CampaignWords {
  readonly name?: string;
  readonly product?: string;
  readonly audience?: {
    readonly ageMin?: number;
    readonly ageMax?: number;
    readonly gender?: "female" | "male" | "all";
    readonly cities?: readonly string[];
  };
  /** Minor units. */
  readonly budget?: { readonly amountMinor: number; readonly currency: Currency };
  /** `2026-12-01`. */
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly pieces: readonly { readonly platform: Platform; readonly format: string; readonly quantity: number }[];
}

/** The port to the reader of Indonesian and English: pure, no network, the same answer for the same text. */
export interface LanguageReader {
  /** A line or a sentence, at most a few hundred characters. `currency` is meant where none is named. */
  campaign(
    text: string,
    context: { readonly now: Date; readonly timeZone: string; readonly locale: Locale; readonly currency: Currency },
  ): CampaignWords;
  /** The language of a text; `fallback` where it cannot be told. */
  language(text: string, fallback: Locale): Locale;
}
