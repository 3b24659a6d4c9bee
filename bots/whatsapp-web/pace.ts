import { ChannelError } from "../runtime/channel.ts";

/** Longer than this, and the row waits in the outbox rather than here. */
const LONGEST_WAIT_MS = 5_000;
const DAY_MS = 86_400_000;

export interface PaceOptions {
  /** Between two messages, whoever they are for; up to half as long again, as no person is a metronome. */
  readonly gapMs: number;
  /** Messages of a day (UTC); the rest goes out tomorrow. */
  readonly perDay: number;
  readonly counter: DayCounter;
  /** Told once a day, when the day's messages are used up. */
  readonly onUsedUp?: (day: string) => void;
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<unknown>;
  readonly random?: () => number;
}

/** How many messages were sent on a day; survives restarts. */
export interface DayCounter {
  sentOn(day: string): number;
  count(day: string): void;
}

/** Sends no faster than a person types, and only so much a day: accounts that behave like machines are banned. */
export class Pace {
  readonly #options: Required<Omit<PaceOptions, "onUsedUp">> & Pick<PaceOptions, "onUsedUp">;
  #next = 0;
  #toldOn = "";

  constructor(options: PaceOptions) {
    this.#options = {
      now: Date.now,
      sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
      random: Math.random,
      ...options,
    };
  }

  /** Waits for this message's turn. Throws a retry when that is not soon, or not today. */
  async take(): Promise<void> {
    const { now, counter, perDay, gapMs, random, sleep, onUsedUp } = this.#options;
    const at = now();
    const day = new Date(at).toISOString().slice(0, 10);
    if (counter.sentOn(day) >= perDay) {
      if (this.#toldOn !== day) onUsedUp?.(day);
      this.#toldOn = day;
      throw new ChannelError("retry", "whatsapp-web: today's messages are used up", DAY_MS - (at % DAY_MS));
    }
    const turn = Math.max(at, this.#next);
    if (turn - at > LONGEST_WAIT_MS) throw new ChannelError("retry", "whatsapp-web: over our own pace", turn - at);
    this.#next = turn + gapMs * (1 + random() / 2);
    counter.count(day);
    if (turn > at) await sleep(turn - at);
  }
}
