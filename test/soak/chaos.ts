import { setTimeout as sleep } from "node:timers/promises";
import { type KolegaProcess, killHard, type StartOptions, startKolega } from "../crash/process.ts";
import type { Ground } from "./ground.ts";

/** Mean milliseconds between two strikes of a kind; 0 for never. */
export interface Weather {
  readonly app: number;
  readonly postgres: number;
  readonly redis: number;
}

/** The app under a supervisor that starts it again, whatever it died of. */
export class Supervised {
  readonly strikes = { app: 0, postgres: 0, redis: 0 };
  /** Ends that nobody here caused. */
  readonly ownDeaths: string[] = [];
  #app: KolegaProcess | undefined;
  #bringing: Promise<void> | undefined;
  #stopped = false;

  constructor(
    private readonly options: StartOptions,
    private readonly ground: Ground,
  ) {}

  /** Starts it, again and again until it serves: on its way up it may meet a database that is away. */
  start(): Promise<void> {
    this.#bringing ??= this.#bringUp().finally(() => {
      this.#bringing = undefined;
    });
    return this.#bringing;
  }

  async #bringUp(): Promise<void> {
    for (let failures = 0; !this.#stopped; ) {
      try {
        const app = await startKolega(this.options);
        this.#app = app;
        void app.ended.then(() => {
          if (this.#app !== app || this.#stopped) return;
          this.ownDeaths.push(app.text().slice(-2_000));
          void this.start();
        });
        return;
      } catch (error) {
        failures += 1;
        if (failures > 20) throw error;
        await sleep(300);
      }
    }
  }

  /** SIGKILL, and up again. */
  async strikeApp(): Promise<void> {
    await this.#bringing;
    const app = this.#app;
    this.#app = undefined;
    if (app) await killHard(app);
    this.strikes.app += 1;
    await this.start();
  }

  async strikePostgres(): Promise<void> {
    this.strikes.postgres += 1;
    await this.ground.strikePostgres();
  }

  async strikeRedis(): Promise<void> {
    this.strikes.redis += 1;
    await this.ground.strikeRedis();
  }

  /** Strikes until `over`, each kind on its own, so that they fall together as well. */
  async rage(weather: Weather, random: () => number, over: () => boolean): Promise<void> {
    const storm = async (mean: number, strike: () => Promise<void>): Promise<void> => {
      if (mean === 0) return;
      for (;;) {
        const until = Date.now() + mean * (0.3 + 1.4 * random());
        while (Date.now() < until && !over()) await sleep(100);
        if (over()) return;
        await strike();
      }
    };
    await Promise.all([
      storm(weather.app, () => this.strikeApp()),
      storm(weather.postgres, () => this.strikePostgres()),
      storm(weather.redis, () => this.strikeRedis()),
    ]);
  }

  /** What the running process printed. */
  text(): string {
    return this.#app?.text() ?? "";
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#bringing?.catch(() => undefined);
    if (this.#app) await killHard(this.#app);
  }
}
