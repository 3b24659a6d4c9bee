import type { Clock } from "../../core/kernel/clock.ts";
import { RateWindow } from "../rate-window.ts";
import { tooManyRequests } from "./errors.ts";
import type { TelegramLimits } from "./limits.ts";
import type { TelegramChat } from "./model.ts";

interface Bucket {
  tokens: number;
  at: number;
}

/** Flood control: what a bot sends or edits, by chat, by group and in all. Refused requests do not count. */
export class FloodControl {
  readonly #chats = new Map<number, Bucket>();
  readonly #groups: RateWindow;
  readonly #overall: RateWindow;

  constructor(
    private readonly clock: Clock,
    private readonly limits: TelegramLimits,
  ) {
    this.#groups = new RateWindow(clock, 60_000);
    this.#overall = new RateWindow(clock, 1_000);
  }

  /** Takes room for one message. Throws 429 with the seconds to wait. */
  take(chat: TelegramChat): void {
    const bucket = this.#refilled(chat.id);
    if (bucket.tokens < 1) throw tooMany(((1 - bucket.tokens) / this.limits.chatPerSecond) * 1_000);
    if (chat.type !== "private") {
      const group = this.#groups.take(String(chat.id), this.limits.groupPerMinute);
      if (group.retryAfterMs > 0) throw tooMany(group.retryAfterMs);
    }
    const overall = this.#overall.take("bot", this.limits.overallPerSecond);
    if (overall.retryAfterMs > 0) throw tooMany(overall.retryAfterMs);
    bucket.tokens -= 1;
  }

  #refilled(chatId: number): Bucket {
    const now = this.clock.now().getTime();
    const bucket = this.#chats.get(chatId) ?? { tokens: this.limits.chatBurst, at: now };
    const gained = ((now - bucket.at) / 1_000) * this.limits.chatPerSecond;
    const next = { tokens: Math.min(this.limits.chatBurst, bucket.tokens + gained), at: now };
    this.#chats.set(chatId, next);
    return next;
  }
}

const tooMany = (ms: number): Error => tooManyRequests(Math.max(1, Math.ceil(ms / 1_000)));
