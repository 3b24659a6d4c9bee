/** Longer waits are the outbox's: a sender's lease must not run out while it sleeps. */
const LONGEST_WAIT_MS = 8_000;

/** Spaces messages of one chat. Answers how long to come back later, where waiting here would take too long. */
export class Pace {
  readonly #next = new Map<string, number>();

  constructor(
    private readonly gapMs: number,
    private readonly sleep: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  ) {}

  async turn(key: string): Promise<number> {
    const now = Date.now();
    const at = Math.max(now, this.#next.get(key) ?? 0);
    if (at - now > LONGEST_WAIT_MS) return at - now;
    this.#next.set(key, at + this.gapMs);
    if (this.#next.size > 10_000) this.#forget(now);
    if (at > now) await this.sleep(at - now);
    return 0;
  }

  #forget(now: number): void {
    for (const [key, at] of this.#next) if (at < now) this.#next.delete(key);
  }
}
