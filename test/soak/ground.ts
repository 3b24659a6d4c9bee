import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Redis } from "ioredis";
import pg from "pg";
import { pingRedis } from "../../core/jobs/bullmq.ts";
import { freePort } from "../crash/process.ts";
import { TEMPLATE_DATABASE } from "../support/global-setup.ts";

const run = promisify(execFile);
const SERVICES = fileURLToPath(new URL("../../scripts/services.sh", import.meta.url));

/** The PostgreSQL and Redis a run stands on, and how each is struck. Both are there again when the promise resolves. */
export interface Ground {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly redisPrefix: string;
  /** What a strike is, for the table. */
  readonly strikes: { readonly postgres: string; readonly redis: string };
  strikePostgres(): Promise<void>;
  strikeRedis(): Promise<void>;
  remove(): Promise<void>;
}

/** Servers of our own in `dir`, which are really killed. Throws where this machine cannot have them. */
export async function ownGround(dir: string): Promise<Ground> {
  const env = {
    ...process.env,
    KOLEGA_SERVICES_DIR: dir,
    KOLEGA_PG_PORT: String(await freePort()),
    KOLEGA_REDIS_PORT: String(await freePort()),
  };
  // The daemons would keep the pipes of a captured standard error open.
  const { stdout } = await run("bash", ["-c", `"${SERVICES}" start 2>/dev/null`], { env });
  const [databaseUrl, redisUrl] = ["DATABASE_URL", "REDIS_URL"].map(
    (name) => new RegExp(`^export ${name}='(.*)'$`, "m").exec(stdout)?.[1],
  );
  if (!databaseUrl || !redisUrl) throw new Error(`no PostgreSQL or Redis: run ${SERVICES} start to see why`);
  const owner = (await run("stat", ["-c", "%U", `${dir}/pg`])).stdout.trim();
  const asOwner = async (file: string, ...args: string[]): Promise<void> => {
    const command = process.getuid?.() === 0 ? ["runuser", "-u", owner, "--", file, ...args] : [file, ...args];
    const [first = "", ...rest] = command;
    // Detached daemons again: nothing of theirs is captured.
    await run("bash", ["-c", '"$@" >/dev/null 2>&1 </dev/null', "strike", first, ...rest], { cwd: "/" });
  };
  const postgres = readFileSync(`${dir}/pg/postmaster.opts`, "utf8").split(" ")[0] ?? "";
  const pgCtl = postgres.replace(/postgres$/, "pg_ctl");
  return {
    databaseUrl,
    redisUrl,
    redisPrefix: "soak",
    strikes: { postgres: "pg_ctl -m immediate stop, start", redis: "SIGKILL, start" },
    async strikePostgres() {
      await asOwner(pgCtl, "stop", "-m", "immediate", "-D", `${dir}/pg`);
      await asOwner(pgCtl, "start", "-w", "-t", "60", "-D", `${dir}/pg`, "-l", `${dir}/pg.log`);
    },
    async strikeRedis() {
      process.kill(await redisPid(redisUrl), "SIGKILL");
      for (let tries = 0; tries < 50; tries += 1) {
        await asOwner("redis-server", `${dir}/redis.conf`).catch(() => undefined);
        const there = await pingRedis(redisUrl).then(
          () => true,
          () => false,
        );
        if (there) return;
        await new Promise((done) => setTimeout(done, 100));
      }
      throw new Error("Redis does not come back");
    },
    async remove() {
      await run("bash", ["-c", `"${SERVICES}" stop 2>/dev/null`], { env });
    },
  };
}

async function redisPid(url: string): Promise<number> {
  const redis = new Redis(url, { lazyConnect: true });
  try {
    await redis.connect();
    return Number(/process_id:(\d+)/.exec(await redis.info("server"))?.[1]);
  } finally {
    redis.disconnect();
  }
}

/** A database of our own on servers that all tests use: connections are ended, what Redis has of ours is deleted. */
export async function sharedGround(nativeUrl: string, redisUrl: string): Promise<Ground> {
  const name = `kolega_soak_${randomBytes(6).toString("hex")}`;
  const admin = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: nativeUrl });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await admin(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE_DATABASE}`);
  const url = new URL(nativeUrl);
  url.pathname = `/${name}`;
  return {
    databaseUrl: url.href,
    redisUrl,
    redisPrefix: name,
    strikes: { postgres: "all connections ended", redis: "all keys deleted" },
    strikePostgres: () =>
      admin(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND pid <> pg_backend_pid()`,
      ),
    async strikeRedis() {
      const redis = new Redis(redisUrl);
      const keys = await redis.keys(`${name}:*`);
      if (keys.length > 0) await redis.del(...keys);
      redis.disconnect();
    },
    remove: () => admin(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}
