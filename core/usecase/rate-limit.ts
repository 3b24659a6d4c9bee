import type { Actor } from "../kernel/actor.ts";
import { type Clock, MINUTE_MS } from "../kernel/clock.ts";
import { AppError } from "../kernel/errors.ts";
import type { Effect } from "./define.ts";

/** Calls a minute for one person or key, by effect; a burst of a tenth of a minute's worth is let through at once. */
const PER_MINUTE: Readonly<Record<Effect, number>> = { read: 1_200, write: 300, external: 120, money: 120 };

export interface RateLimiter {
  /** Throws `rate_limited` with the seconds to wait. */
  check(actor: Actor, effect: Effect): void;
}

/** Token buckets in this process's memory. The house itself is not limited. */
export function createRateLimiter(clock: Clock, scale = 1): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    check(actor, effect) {
      if (actor.kind === "system") return;
      const perMinute = PER_MINUTE[effect] * scale;
      const burst = Math.max(20, perMinute / 10);
      const key = `${actor.id}:${effect}`;
      const now = clock.now().getTime();
      const bucket = buckets.get(key) ?? { tokens: burst, at: now };
      bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / MINUTE_MS) * perMinute);
      bucket.at = now;
      if (bucket.tokens < 1) {
        const seconds = Math.ceil(((1 - bucket.tokens) / perMinute) * 60);
        throw new AppError("rate_limited", "rate_limited", { seconds });
      }
      bucket.tokens -= 1;
      buckets.delete(key);
      buckets.set(key, bucket);
      // The oldest untouched bucket goes first; a forgotten bucket is a full one.
      if (buckets.size > 10_000)
        for (const old of buckets.keys()) {
          buckets.delete(old);
          break;
        }
    },
  };
}
