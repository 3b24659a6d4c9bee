import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { defineJob } from "../usecase/job.ts";
import { startBullEngine } from "./bullmq.ts";
import type { Loop } from "./loop.ts";
import { createJobWriter } from "./writer.ts";

const redisUrl = inject("redisUrl");
const JOBS = 20;

/** An installation of its own: a database, and an engine on the common Redis. */
class Installation {
  readonly ran: string[] = [];
  readonly errors: string[] = [];
  readonly #job = defineJob({
    name: "test.count",
    payload: z.object({ key: z.string() }),
    maxAttempts: 1,
    run: async (_ctx, { key }) => {
      this.ran.push(key);
    },
  });
  #house: TestHouse | undefined;
  #engine: Loop | undefined;

  async start(prefix: string): Promise<this> {
    const house = await openTestHouse({
      modules: [
        {
          name: "test",
          useCases: [],
          notifications: [],
          jobs: [this.#job],
          locales: { namespace: "test", id: {}, en: {} },
        },
      ],
    });
    this.#house = house;
    this.#engine = startBullEngine(
      { ...house, owner: prefix },
      { redisUrl, prefix, concurrency: 4, idleMs: 100, onError: (error) => this.errors.push(String(error)) },
    );
    return this;
  }

  async enqueue(): Promise<void> {
    const house = this.#house;
    if (!house) throw new Error("not started");
    const writerIn = createJobWriter(house.clock, () => this.#engine?.wake());
    await house.db.transaction({ role: "platform" }, async (tx) => {
      for (let i = 0; i < JOBS; i += 1) {
        await writerIn(tx, "platform").enqueue(this.#job, { key: randomUUID(), payload: { key: `${i}` } });
      }
    });
  }

  async stop(): Promise<void> {
    await this.#engine?.stop();
    await this.#house?.db.close();
  }
}

describe.skipIf(!redisUrl)("BullMQ", () => {
  const run = randomUUID().slice(0, 8);
  const [one, two, same] = [new Installation(), new Installation(), new Installation()];
  beforeAll(async () => {
    await one.start(`${run}-one`);
    await two.start(`${run}-two`);
  });
  afterAll(() => Promise.all([one.stop(), two.stop(), same.stop()]));

  it("keeps installations on one Redis apart by their prefix: no hint goes to the other's worker", async () => {
    await Promise.all([one.enqueue(), two.enqueue()]);
    // A hint that the wrong worker took comes again after twenty seconds only.
    await expect.poll(() => [one.ran.length, two.ran.length], { timeout: 5_000 }).toEqual([JOBS, JOBS]);
    expect([...one.errors, ...two.errors]).toEqual([]);
  });

  it("says so when two installations share a prefix", async () => {
    await same.start(`${run}-two`);
    await Promise.all([two.enqueue(), same.enqueue()]);
    await expect.poll(() => [...two.errors, ...same.errors].join(), { timeout: 5_000 }).toContain("REDIS_PREFIX");
  });
});
