import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** CI builds the product first, and its processes are the built ones: what is installed is what is killed. */
export function builtTree(): { NODE_ENV?: string } {
  return process.env.KOLEGA_TEST_BUILT ? { NODE_ENV: "production" } : {};
}

/** How a process ended. */
export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The real product in a process of its own. */
export interface KolegaProcess {
  readonly child: ChildProcess;
  /** Everything it printed so far. */
  text(): string;
  readonly ended: Promise<End>;
  isAlive(): boolean;
}

export interface StartOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly sandboxUrl: string;
  readonly killAt?: string;
  /** Part of the product that it runs; all by default. */
  readonly role?: "all" | "web" | "worker";
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Connections get ports from here on by default: one could take the place of a process that was killed. */
const FIRST_OF_CONNECTIONS = 32_768;

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, FIRST_OF_CONNECTIONS);
    const server = createServer().listen(port, "127.0.0.1");
    const isFree = await once(server, "listening").then(
      () => true,
      () => false,
    );
    server.close();
    if (isFree) return port;
  }
}

/** `kolega start`, not yet ready. */
export function launch(options: StartOptions): KolegaProcess {
  const child = spawn(process.execPath, ["bin/kolega.mjs", "start", "--role", options.role ?? "all"], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...builtTree(),
      KOLEGA_DATA_DIR: options.dataDir,
      KOLEGA_PORT: String(options.port),
      KOLEGA_SANDBOX_URL: options.sandboxUrl,
      KOLEGA_KILL_AT: options.killAt ?? "",
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (text += String(chunk)));
  // `close`, not `exit`: what it said last has been read by then
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal }) as End);
  return { child, text: () => text, ended, isAlive: () => child.exitCode === null && child.signalCode === null };
}

/** `kolega start`, serving; or already dead, where it was told to die on the way. Throws when it is neither in 60 s. */
export async function startKolega(options: StartOptions): Promise<KolegaProcess> {
  const started = launch(options);
  for (let waited = 0; waited < 60_000; waited += 50) {
    if (started.text().includes("Open http")) return started;
    if (!started.isAlive()) {
      await started.ended;
      if (options.killAt && started.text().includes("killed at")) return started;
      throw new Error(`kolega did not start:\n${started.text()}`);
    }
    await sleep(50);
  }
  started.child.kill("SIGKILL");
  throw new Error(`kolega is not ready after a minute:\n${started.text()}`);
}

/** The hard way, and waits for it. */
export async function killHard(one: KolegaProcess): Promise<void> {
  if (one.isAlive()) one.child.kill("SIGKILL");
  await one.ended;
}
