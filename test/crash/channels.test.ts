import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Ground, sharedGround } from "../soak/ground.ts";
import { faults } from "../soak/report.ts";
import { seeded } from "../soak/seeded.ts";
import { type SoakResult, soak } from "../soak/soak.ts";

/** A short run of `npm run soak`, on the servers that the tests have; the full one kills those of its own. */
const seed = Number(process.env.SOAK_SEED ?? Math.floor(Math.random() * 2 ** 31));
const redisUrl = process.env.TEST_REDIS_URL;
const native = process.env.TEST_DATABASE_URL !== undefined && redisUrl !== undefined;
const SETTLE_MS = 30_000;

if (!native) {
  process.stdout.write(
    "SKIPPED: the crash run over three channels, because the embedded database dies with its process, which kill-points.embedded.test.ts is about; set TEST_DATABASE_URL and TEST_REDIS_URL\n",
  );
}

describe.skipIf(!native)(`people on three platforms while everything dies (SOAK_SEED=${seed})`, () => {
  let ground: Ground;
  let result: SoakResult;

  beforeAll(async () => {
    ground = await sharedGround(inject("nativeUrl") ?? "", redisUrl ?? "");
    result = await soak({
      ground,
      updates: 150,
      peopleEach: 5,
      weather: { app: 8_000, postgres: 5_000, redis: 4_000 },
      random: seeded(seed),
      settleMs: SETTLE_MS,
    });
  }, 180_000);
  afterAll(() => ground?.remove());

  it("loses nothing, does nothing twice, and keeps each conversation in order", () => {
    expect(faults(result)).toEqual([]);
    expect(result.findings.accepted).toBeGreaterThan(0);
    expect(result.messages + result.presses).toBeGreaterThanOrEqual(150);
  });

  it("was struck, ended by nothing else, and came to rest", () => {
    expect(result.strikes.app).toBeGreaterThan(0);
    expect(result.ownDeaths).toEqual([]);
    expect(result.settledMs).toBeLessThan(SETTLE_MS);
  });
});
