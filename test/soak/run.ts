// `npm run soak`: the full crash suite. Its own PostgreSQL and Redis are started, struck and removed.
//   SOAK_UPDATES, SOAK_PEOPLE, SOAK_APP_MS, SOAK_POSTGRES_MS, SOAK_REDIS_MS, SOAK_SEED change it.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownGround } from "./ground.ts";
import { print, report } from "./report.ts";
import { seeded } from "./seeded.ts";
import { soak } from "./soak.ts";

const setting = (name: string, fallback: number): number => Number(process.env[`SOAK_${name}`] ?? fallback);
const seed = setting("SEED", Math.floor(Math.random() * 2 ** 31));
const SETTLE_MS = 30_000;

print(`soak, seed ${seed} (SOAK_SEED=${seed} strikes at the same intervals again)`);
const ground = await ownGround(mkdtempSync(join(tmpdir(), "soak-services-")));
try {
  const result = await soak({
    ground,
    updates: setting("UPDATES", 10_000),
    peopleEach: setting("PEOPLE", 60),
    weather: {
      app: setting("APP_MS", 9_000),
      postgres: setting("POSTGRES_MS", 45_000),
      redis: setting("REDIS_MS", 45_000),
    },
    random: seeded(seed),
    settleMs: SETTLE_MS,
    onProgress: print,
  });
  process.exitCode = report(result, { seed, settleMs: SETTLE_MS, ground }) ? 0 : 1;
} finally {
  await ground.remove();
}
