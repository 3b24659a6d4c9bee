import { ChannelError } from "../runtime/channel.ts";
import { TELEGRAM_PACE } from "./limits.ts";

/** Longer than this, and the row waits in the outbox rather than here. */
const LONGEST_WAIT_MS = 3_000;
/** So many chats told to wait at once, and it is the bot that is too fast. */
const PAUSED_CHATS_OF_A_BOT = 3;

interface Bucket {
  tokens: number;
  at: number;
}

/** Keeps what is sent below Telegram's limits, and obeys it when it says how long to wait. One for each bot. */
export class Pace {
  readonly #buckets = new Map<string, Bucket>();
  readonly #paused = new Map<string, number>();
  #swept = 0;

  constructor(
    private readonly now: () => number = Date.now,
    private readonly sleep: (ms: number) => Promise<unknown> = (ms) => new Promise((done) => setTimeout(done, ms)),
  ) {}

  /** Waits for room for one message to this chat. Throws a retry when the wait is long. */
  async take(chat: string): Promise<void> {
    for (;;) {
      const wait = this.#take(chat);
      if (wait === 0) return;
      if (wait > LONGEST_WAIT_MS) throw new ChannelError("retry", "telegram: over our own pace", wait);
      await this.sleep(wait);
    }
  }

  /** Telegram said how long this chat has to wait; when it says so of several, all of them do. */
  pause(chat: string, ms: number): void {
    const now = this.now();
    this.#paused.set(chat, Math.max(this.#paused.get(chat) ?? 0, now + ms));
    const waiting = [...this.#paused.entries()].filter(([key, until]) => key !== "" && until > now);
    if (waiting.length >= PAUSED_CHATS_OF_A_BOT) this.#paused.set("", Math.min(...waiting.map(([, until]) => until)));
  }

  #take(chat: string): number {
    const now = this.now();
    this.#sweep(now);
    const until = Math.max(this.#paused.get(chat) ?? 0, this.#paused.get("") ?? 0);
    if (until > now) return until - now;
    const pace = TELEGRAM_PACE;
    const buckets = [
      this.#bucket(`c:${chat}`, pace.chatBurst, pace.chatPerSecond, now),
      ...(chat.startsWith("-") ? [this.#bucket(`g:${chat}`, pace.groupBurst, pace.groupPerMinute / 60, now)] : []),
      this.#bucket("all", pace.overallBurst, pace.overallPerSecond, now),
    ];
    const wait = Math.max(...buckets.map(({ bucket, perSecond }) => ((1 - bucket.tokens) / perSecond) * 1_000));
    if (wait > 0) return Math.ceil(wait);
    for (const { bucket } of buckets) bucket.tokens -= 1;
    return 0;
  }

  #bucket(key: string, size: number, perSecond: number, now: number): { bucket: Bucket; perSecond: number } {
    const old = this.#buckets.get(key) ?? { tokens: size, at: now };
    const bucket = { tokens: Math.min(size, old.tokens + ((now - old.at) / 1_000) * perSecond), at: now };
    this.#buckets.set(key, bucket);
    return { bucket, perSecond };
  }

  /** Chats that were quiet for two minutes are full again and need no memory. */
  #sweep(now: number): void {
    if (now - this.#swept < 60_000) return;
    this.#swept = now;
    for (const [key, bucket] of this.#buckets) if (now - bucket.at > 120_000) this.#buckets.delete(key);
    for (const [key, until] of this.#paused) if (until <= now) this.#paused.delete(key);
  }
}
