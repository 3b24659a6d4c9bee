import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";
import { builtTree } from "../crash/process.ts";
import { openTestDatabase } from "../support/database.ts";
import { until } from "./until.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
const START_MS = 75_000;
const STOP_MS = 15_000;

/** A real `kolega start` in demo mode, on a data folder and ports of its own. */
export interface RunningKolega {
  readonly url: string;
  readonly sandboxUrl: string;
  /** A second process beside it, such as `kolega key:create`; answers what it printed. */
  command(...words: string[]): Promise<string>;
  /** What it printed so far. */
  output(): string;
  /** Kills it with SIGKILL and starts it again as it was. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts one. On a run with a native Postgres (and Redis) it gets a database of its own there; `redisDatabase` keeps
 * the hints of test files that run side by side apart.
 */
export async function startKolega(options: {
  redisDatabase: number;
  env?: Readonly<Record<string, string>>;
}): Promise<RunningKolega> {
  const folder = mkdtempSync(join(tmpdir(), "kolega-journey-"));
  const database = inject("nativeUrl") ? await openTestDatabase() : undefined;
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const env = {
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? folder,
    ...builtTree(),
    KOLEGA_DEMO: "1",
    KOLEGA_PORT: String(port),
    KOLEGA_SANDBOX_PORT: String(sandboxPort),
    KOLEGA_DATA_DIR: join(folder, "data"),
    KOLEGA_MASTER_KEY: "journey-journey-journey-journey-journey-journey",
    ...(database && "url" in database.connection ? { DATABASE_URL: database.connection.url } : {}),
    ...(inject("redisUrl") ? { REDIS_URL: new URL(`/${options.redisDatabase}`, inject("redisUrl")).href } : {}),
    ...options.env,
  };
  let running = launch(env);
  const clean = async (): Promise<void> => {
    await endProcess(running.child, "SIGINT");
    await database?.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const ready = async (): Promise<void> => {
    try {
      await until("Kolega to start", START_MS, async () => {
        const { exitCode } = running.child;
        if (exitCode !== null) throw new Error(`kolega start ended with ${exitCode}`);
        return running.output().includes("Kolega is running");
      });
    } catch (error) {
      const output = running.output();
      await clean();
      throw new Error(`${String(error)}\n${output}`);
    }
  };
  await ready();
  return {
    url: `http://localhost:${port}`,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    async command(...words) {
      const { stdout } = await promisify(execFile)(process.execPath, ["bin/kolega.mjs", ...words], { cwd: ROOT, env });
      return stdout.trim();
    },
    output: () => running.output(),
    async crash() {
      await endProcess(running.child, "SIGKILL");
      running = launch(env);
      await ready();
    },
    stop: clean,
  };
}

function launch(env: NodeJS.ProcessEnv): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ["bin/kolega.mjs", "start"], { cwd: ROOT, env, stdio: "pipe" });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  return { child, output: () => output };
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  const late = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  await ended;
  clearTimeout(late);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
