import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmbeddedServer } from "../../core/db/embedded/server.ts";
import { builtTree } from "../../test/crash/process.ts";
import { readConfig } from "../config.ts";
import { runDoctor } from "./doctor.ts";
import { withHouse } from "./with-house.ts";

const BIN = fileURLToPath(new URL("../../bin/kolega.mjs", import.meta.url));
/** Nothing listens there: only the kernel's own services have so low a port. */
const NO_DATABASE = "postgres://kolega:secret@127.0.0.1:1/kolega";
const KEY = "0".repeat(64);

let folder: string;
let free: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "kolega-cli-"));
  free = String(await freePort());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

function kolega(args: readonly string[], env: Record<string, string> = {}, node: readonly string[] = []) {
  const { PATH = "", HOME = "" } = process.env;
  const run = spawnSync(process.execPath, [...node, BIN, ...args], {
    env: { PATH, HOME, ...builtTree(), KOLEGA_DATA_DIR: join(folder, "none"), ...env },
    encoding: "utf8",
    timeout: 60_000,
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

async function doctor(env: Record<string, string>): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const settings = { KOLEGA_PORT: free, KOLEGA_SANDBOX_PORT: "0", ...env };
  const code = await runDoctor(settings, (line) => lines.push(line));
  return { code, text: lines.join("\n") };
}

describe("kolega", () => {
  it("answers a mistake with one sentence that helps, and exit code 2", () => {
    expect(kolega(["strat"])).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringMatching(
        /^kolega: unknown command 'strat'\n\(Did you mean start\?\)\nRun `kolega --help` .*\n$/,
      ),
    });
    expect(kolega(["user:link"]).err).toMatch(/^kolega: missing required argument 'email'/);
    expect(kolega(["key:create", "a@b.example", "--scopes", "campaigns:read,everything"])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^kolega: --scopes everything: choose among \*, .*campaigns:read/),
    });
    expect(kolega(["start", "--role", "boss"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("choose all, web"),
    });
    expect(kolega(["--version"])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it("names every wrong setting at once, in words", () => {
    const { code, err } = kolega(["start"], { KOLEGA_PORT: "http", KOLEGA_DEMO: "yes", DATABASE_URL: "mysql://x" });
    expect(code).toBe(2);
    expect(err).toContain("KOLEGA_PORT: a port is a number from 0 to 65535");
    expect(err).toContain("KOLEGA_DEMO: 1 or 0");
    expect(err).toContain("DATABASE_URL: an address like postgres://");
  });

  it.each([["start"], ["migrate"], ["demo"], ["user:link", "a@b.example"], ["key:create", "a@b.example"]])(
    "says that the database does not answer: %s",
    (...args) => {
      const { code, err } = kolega(args, { DATABASE_URL: NO_DATABASE, KOLEGA_MASTER_KEY: KEY });
      expect(err).toMatch(
        /^kolega: the database does not answer at 127\.0\.0\.1:1 \(ECONNREFUSED\)\. .*DATABASE_URL is right\.\n$/,
      );
      expect(code).toBe(2);
    },
  );

  it("says that Node is too old before it loads anything", () => {
    const old =
      "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.20.4'}})";
    expect(kolega(["start"], {}, ["--import", old])).toEqual({
      code: 2,
      out: "",
      err: "kolega: Node 18.20.4 is too old. Install Node 20.19 or newer (https://nodejs.org).\n",
    });
  });
});

describe("kolega doctor", () => {
  it("makes nothing where there is nothing, and says what would", async () => {
    const dataDir = join(folder, "new");
    const { code, text } = await doctor({ KOLEGA_DATA_DIR: dataDir });
    expect(text).toContain("– database   none yet; the first `kolega start` makes it");
    expect(text).toContain("– running    not now; start it with `kolega start`");
    expect(text).toMatch(/Nothing is wrong\.$/);
    expect(code).toBe(0);
    expect(readdirSync(folder)).not.toContain("new");
  });

  it("finds wrong settings, a database and a Redis that do not answer, and a port that is taken", async () => {
    expect(await doctor({ KOLEGA_MASTER_KEY: "short" })).toMatchObject({
      code: 2,
      text: expect.stringContaining("✗ settings   KOLEGA_MASTER_KEY: 32 characters or more (openssl rand -hex 32)"),
    });
    const away = await doctor({ DATABASE_URL: NO_DATABASE, KOLEGA_MASTER_KEY: KEY, REDIS_URL: "redis://127.0.0.1:1" });
    expect(away.text).toContain("✗ database   the database does not answer at 127.0.0.1:1");
    expect(away.text).toMatch(/✗ redis {6}does not answer \(.*ECONNREFUSED.*\)\. .*unset REDIS_URL/);
    expect(away.text).toMatch(/2 wrong: do what the lines with ✗ say\.$/);
    expect(away.code).toBe(2);
    let says = "not Kolega";
    const other = createHttpServer((_req, res) => res.end(says));
    await new Promise<void>((done) => other.listen(Number(free), "127.0.0.1", done));
    const taken = await doctor({ KOLEGA_DATA_DIR: join(folder, "new") });
    says = JSON.stringify({ status: "ok", version: "9" });
    const another = await doctor({ KOLEGA_DATA_DIR: join(folder, "new") });
    other.close();
    other.closeAllConnections();
    expect(taken.text).toContain(
      `✗ port       ${free} cannot be opened (EADDRINUSE). Stop the other program, or set KOLEGA_PORT`,
    );
    expect(taken.code).toBe(2);
    expect(another).toMatchObject({
      code: 2,
      text: expect.stringContaining(`✗ port       ${free} is another Kolega's (version 9)`),
    });
  });

  it("looks into a database that is there: key, ledger, what was given up", { timeout: 120_000 }, async () => {
    const dataDir = join(folder, "data");
    mkdirSync(dataDir);
    const env = { KOLEGA_DATA_DIR: dataDir, KOLEGA_LOG_LEVEL: "silent" };
    const house = <T>(work: Parameters<typeof withHouse<T>>[1]) => withHouse(readConfig(env), work);
    await house(async ({ db, clock, ports }) => {
      const { loadDemo } = await import("../demo/load.ts");
      await loadDemo({ db, vault: ports.vault, embedder: ports.embedder, now: clock.now() });
    });
    const good = await doctor(env);
    expect(good.text).toContain("✓ database   answers, up to date");
    expect(good.text).toContain("✓ master key opens what is sealed");
    expect(good.text).toContain("✓ ledger     balances");
    expect(good.text).toContain("✓ work       nothing given up");
    expect(good.code).toBe(0);

    const otherKey = await doctor({ ...env, KOLEGA_MASTER_KEY: KEY });
    expect(otherKey.text).toContain("✗ master key does not open what is sealed. Set KOLEGA_MASTER_KEY");
    expect(otherKey.code).toBe(1);

    renameSync(join(dataDir, "master.key"), join(dataDir, "hidden"));
    const noKey = await doctor(env);
    expect(noKey.text).toMatch(/✗ master key \S+master\.key is missing\. Restore it from the backup/);
    renameSync(join(dataDir, "hidden"), join(dataDir, "master.key"));

    await house(async ({ db, reportIncident }) => {
      await reportIncident(new Error("it broke"), "job payouts.send", "platform");
      await db.transaction({ role: "platform" }, async (tx) => {
        await tx.execute(
          `INSERT INTO job (id, tenant, name, key, payload, run_at, status, created_at, ended_at)
           VALUES ('job_1', 'platform', 'payouts.send', 'k', '{}', now(), 'dead', now(), now())`,
        );
        await tx.execute("RESET ROLE");
        await tx.execute("ALTER TABLE ledger_account NO FORCE ROW LEVEL SECURITY");
        await tx.execute("UPDATE ledger_account SET balance_minor = balance_minor + 1 WHERE kind = 'commission'");
      });
    });
    const broken = await doctor(env);
    expect(broken.text).toMatch(
      /✗ ledger {5}does not balance \(zero_sum at IDR: expected 0, is 1, and 1 more\)\. Stop Kolega/,
    );
    expect(broken.text).toContain("✗ jobs       1 given up this week (payouts.send).");
    expect(broken.text).toMatch(/! incidents {2}1 in the last day.*\n.*inc_\w{26} job payouts\.send: Error: it broke/);
    expect(broken.code).toBe(1);
  });

  it("does not migrate: it says what waits", { timeout: 60_000 }, async () => {
    const dataDir = join(folder, "empty");
    const server = await startEmbeddedServer({ dataDir });
    await server.stop();
    for (let i = 0; i < 2; i += 1) {
      const { code, text } = await doctor({ KOLEGA_DATA_DIR: dataDir });
      expect(text).toMatch(/! database {3}answers; \d+ migrations wait\. Back up .*`kolega migrate` applies them\./);
      expect(code).toBe(0);
    }
  });
});
