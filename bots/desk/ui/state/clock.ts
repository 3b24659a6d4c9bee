/** The time the server lives in. In the demo it runs faster than the wall, so days go by while one watches. */
export class DeskClock {
  #base: number;
  #read: number;
  #speed: number;
  readonly #wall: () => number;

  constructor(clock: { now: string; speed: number } | undefined, wall: () => number = Date.now) {
    this.#wall = wall;
    this.#read = wall();
    const now = Date.parse(clock?.now ?? "");
    this.#base = Number.isNaN(now) ? this.#read : now;
    this.#speed = clock && Number.isFinite(clock.speed) ? clock.speed : 1;
  }

  get speed(): number {
    return this.#speed;
  }

  now(): Date {
    return new Date(this.#base + (this.#wall() - this.#read) * this.#speed);
  }

  /** A newer reading of the server's clock. */
  set(clock: { now: string; speed: number }): void {
    const now = Date.parse(clock.now);
    if (Number.isNaN(now)) return;
    this.#base = now;
    this.#read = this.#wall();
    this.#speed = clock.speed;
  }

  /** A message from the future means that the demo's clock was moved on: follow it. */
  observe(at: string): void {
    const time = Date.parse(at);
    if (!Number.isNaN(time) && time > this.now().getTime()) {
      this.#base = time;
      this.#read = this.#wall();
    }
  }
}
