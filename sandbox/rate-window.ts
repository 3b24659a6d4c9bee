import type { Clock } from "../core/kernel/clock.ts";

/** What a service tells about its limit after one request. */
export interface RateTaken {
  /** 0 when the request may pass, else the time until a place is free. */
  readonly retryAfterMs: number;
  readonly left: number;
  readonly resetMs: number;
}

/** Counts requests per key in a sliding window; refused requests are not counted. */
export class RateWindow {
  readonly #hits = new Map<string, number[]>();

  constructor(
    private readonly clock: Clock,
    private readonly windowMs: number,
  ) {}

  /** Takes one of `limit` places. */
  take(key: string, limit: number): RateTaken {
    const now = this.clock.now().getTime();
    const hits = this.#hits.get(key) ?? [];
    this.#hits.set(key, hits);
    const firstInside = hits.findIndex((at) => at > now - this.windowMs);
    hits.splice(0, firstInside === -1 ? hits.length : firstInside);
    const allowed = hits.length < limit;
    if (allowed) hits.push(now);
    const resetMs = (hits[0] ?? now) + this.windowMs - now;
    return { retryAfterMs: allowed ? 0 : Math.max(1, resetMs), left: Math.max(0, limit - hits.length), resetMs };
  }
}
