import { createLanguageReader } from "../../agents/index.ts";
import { createHouse, type House } from "../../app/house.ts";
import type { Log } from "../../core/audit/incidents.ts";
import { ManualClock } from "../../core/kernel/clock.ts";
import { PlatformError, type SocialPlatform } from "../../core/kernel/ports/social-platform.ts";
import type { DomainModule } from "../../core/usecase/module.ts";
import type { Ports } from "../../core/usecase/ports.ts";
import { createVault } from "../../core/vault/vault.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A platform that nobody connected: every call says so. Tests that need one pass the sandbox's. */
function absentPlatform(platform: SocialPlatform["platform"]): SocialPlatform {
  const absent = (): never => {
    throw new PlatformError("unavailable", platform, "not part of this test");
  };
  return {
    platform,
    parseLink: () => undefined,
    resolveLink: absent,
    fetchProfile: absent,
    fetchPost: absent,
    fetchMetrics: absent,
  };
}

/** Ports for tests of use cases that stay inside the house; override the one boundary a test is about. */
export function testPorts(overrides: Partial<Ports> = {}): Ports {
  return {
    platforms: {
      instagram: absentPlatform("instagram"),
      tiktok: absentPlatform("tiktok"),
      youtube: absentPlatform("youtube"),
    },
    payouts: {
      name: "absent",
      create: () => Promise.reject(new Error("not part of this test")),
      find: () => Promise.resolve(undefined),
    },
    embedder: {
      model: "absent",
      embedQuery: () => Promise.reject(new Error("not part of this test")),
      embedDocuments: () => Promise.reject(new Error("not part of this test")),
    },
    language: createLanguageReader(),
    vault: createVault(["test master key"]),
    writer: undefined,
    connectedAccount: () => Promise.resolve(undefined),
    publicUrl: "http://kolega.test",
    clockSpeed: 1,
    ...overrides,
  };
}

export interface TestHouse extends House {
  readonly db: TestDatabase;
  readonly clock: ManualClock;
}

/** The whole domain on a fresh database with a clock that tests move. Close `house.db` in afterAll. */
export async function openTestHouse(
  options: { ports?: Partial<Ports>; modules?: readonly DomainModule[]; now?: string; log?: Log } = {},
): Promise<TestHouse> {
  const db = await openTestDatabase();
  const clock = new ManualClock(options.now ?? "2026-11-21T03:00:00Z");
  const house = createHouse({
    db,
    clock,
    log: options.log ?? silent,
    ports: testPorts(options.ports),
    modules: options.modules,
    wake: { inbox: () => undefined, outbox: () => undefined, jobs: () => undefined },
    rateScale: 1_000,
  });
  return { ...house, db, clock };
}
