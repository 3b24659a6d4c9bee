import { type Clock, HOUR_MS, MINUTE_MS, SECOND_MS } from "../core/kernel/clock.ts";
import type { SandboxState } from "./state.ts";

/** The limits of the real services, as numbers a test may lower. Sources: the vendors' pages, see each field. */
export interface SandboxLimits {
  /** TikTok: requests per endpoint and token in a sliding minute (developers.tiktok.com, rate limits). */
  readonly tiktokPerMinute: number;
  /** Xendit: requests per endpoint and minute, with a development key and with a production key. */
  readonly xenditTestPerMinute: number;
  readonly xenditLivePerMinute: number;
  /** YouTube: units a day shared by list calls, and the bucket of batchGetStats; reset at midnight Pacific. */
  readonly youtubeUnitsPerDay: number;
  readonly youtubeBatchPerDay: number;
  /** Instagram: calls per impression of the account in 24 hours (Business Use Case limit). */
  readonly instagramCallsPerImpression: number;
  /** Instagram oEmbed without a token: requests an hour. */
  readonly oembedPerHour: number;
}

export const DOCUMENTED_LIMITS: SandboxLimits = {
  tiktokPerMinute: 600,
  xenditTestPerMinute: 60,
  xenditLivePerMinute: 600,
  youtubeUnitsPerDay: 10_000,
  youtubeBatchPerDay: 10_000,
  instagramCallsPerImpression: 4_800,
  oembedPerHour: 1_000,
};

/** Delays in business time. */
export interface SandboxTiming {
  /** From ACCEPTED to the final status of a payout; REQUESTED comes half way. */
  readonly payoutMs: number;
  /** From creation to REVERSED, for the account number that does that. */
  readonly reverseMs: number;
  /** Waits before each redelivery of a callback; when they are used up it is given up (Xendit: six, over 24 hours). */
  readonly callbackRetriesMs: readonly number[];
  /** Instagram insights of a younger post answer with an empty data set (real: up to 48 h). */
  readonly insightsDelayMs: number;
}

export const DEFAULT_TIMING: SandboxTiming = {
  payoutMs: 4 * SECOND_MS,
  reverseMs: HOUR_MS,
  callbackRetriesMs: [15, 45, 120, 180, 360, 720].map((minutes) => minutes * MINUTE_MS),
  insightsDelayMs: 10 * MINUTE_MS,
};

/** What every service file needs. */
export interface SandboxContext {
  readonly state: SandboxState;
  /** Business time: ages of posts, steps of payouts, expiry of invoices. */
  readonly clock: Clock;
  /** Time of rate windows: real even where the business clock is accelerated. */
  readonly rateClock: Clock;
  readonly limits: SandboxLimits;
  readonly timing: SandboxTiming;
  /** Whether somebody wants callbacks: without an address none are queued. */
  readonly wantsCallbacks: Readonly<Record<"payout" | "invoice", boolean>>;
  /** The moment a post's numbers are read for: its age runs faster where the demo shows a week in a minute. */
  metricTime(post: { readonly publishedAt: string }): Date;
  /** Where people and adapters reach the sandbox, without a trailing slash. */
  publicUrl(): string;
}
