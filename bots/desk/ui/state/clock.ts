/** The time the server lives in: a window's own clock may be wrong. */
export class DeskClock {
  #base: number;
  #read: number;
  readonly #wall: () => number;

  constructor(clock: { now: string } | undefined, wall: () => number = Date.now) {
    this.#wall = wall;
    this.#read = wall();
    const now = Date.parse(clock?.now ?? "");
    this.#base = Number.isNaN(now) ? this.#read : now;
  }

  now(): Date {
    return new Date(this.#base + this.#wall() - this.#read);
  }

  /** A newer reading of the server's clock. */
  set(clock: { now: string }): void {
    const now = Date.parse(clock.now);
    if (Number.isNaN(now)) return;
    this.#base = now;
    this.#read = this.#wall();
  }

  /** A message from the future means that our reading is behind: follow it. */
  observe(at: string): void {
    const time = Date.parse(at);
    if (!Number.isNaN(time) && time > this.now().getTime()) {
      this.#base = time;
      this.#read = this.#wall();
    }
  }
}
