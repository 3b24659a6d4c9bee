import { createServer } from "node:net";
import { lockHolder } from "../../core/db/embedded/lock.ts";
import { pingRedis } from "../../core/jobs/bullmq.ts";
import type { Config } from "../config.ts";
import type { Check } from "./doctor-check.ts";

const ANSWER_MS = 2_000;
const EVERYWHERE = new Set(["0.0.0.0", "::"]);
const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Settings that work and may still not be what was meant. */
export function checkAddresses(config: Config): Check[] {
  const checks: Check[] = [];
  const isOpen = EVERYWHERE.has(config.host) || !LOCAL.has(new URL(config.publicUrl).hostname);
  if (config.demo && isOpen) {
    checks.push({
      mark: "note",
      name: "demo mode",
      text: "others can reach this address, and in demo mode anyone may be anyone. Set KOLEGA_DEMO=0 unless only you are there.",
    });
  }
  if (!config.demo && LOCAL.has(new URL(config.publicUrl).hostname)) {
    checks.push({
      mark: "note",
      name: "address",
      text: `links in messages say ${config.publicUrl}, which only this machine can open. Set KOLEGA_PUBLIC_URL.`,
    });
  }
  return checks;
}

/** Whether a Kolega runs here, and if not, whether one could. */
export async function checkRunning(config: Config): Promise<Check[]> {
  const holder = config.databaseUrl ? undefined : await lockHolder(config.dataDir);
  const url = `http://${EVERYWHERE.has(config.host) ? "127.0.0.1" : config.host}:${config.port}`;
  const version = config.port === 0 ? undefined : await versionAt(url);
  if (holder && !version) {
    return [
      {
        mark: "note",
        name: "running",
        text: `process ${holder.pid} since ${holder.since}, but it does not answer at ${url}. It may be starting, or have another KOLEGA_PORT than this shell: ask again, or stop it (kill ${holder.pid}) and start it anew.`,
      },
    ];
  }
  if (version && !holder && !config.databaseUrl) {
    const text = `${config.port} is another Kolega's (version ${version}), with another data folder. Set KOLEGA_PORT to another port, or KOLEGA_DATA_DIR to its folder to look at that one.`;
    return [{ mark: "wrong", name: "port", text, stops: true }];
  }
  if (version) {
    const text = holder ? `process ${holder.pid} since ${holder.since}, answers at ${url}` : `answers at ${url}`;
    return [{ mark: "good", name: "running", text: `${text} (version ${version})` }];
  }
  const ports = [
    { port: config.port, setting: "KOLEGA_PORT" },
    ...(config.demo && !config.sandboxUrl ? [{ port: config.sandboxPort, setting: "KOLEGA_SANDBOX_PORT" }] : []),
  ];
  const taken: Check[] = [];
  for (const { port, setting } of ports) {
    const why = port === 0 ? undefined : await whyNotOpen(port, setting === "KOLEGA_PORT" ? config.host : "127.0.0.1");
    if (!why) continue;
    taken.push({
      mark: "wrong",
      name: "port",
      text: `${port} cannot be opened (${why}). Stop the other program, or set ${setting} to another port.`,
      stops: true,
    });
  }
  return taken.length > 0 ? taken : [{ mark: "off", name: "running", text: "not now; start it with `kolega start`" }];
}

/** The version of the Kolega that answers there; undefined when nobody does, or somebody else. */
async function versionAt(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(ANSWER_MS), redirect: "error" });
    const body: unknown = await answer.json();
    return typeof body === "object" && body !== null && "version" in body && "status" in body
      ? String(body.version)
      : undefined;
  } catch {
    return undefined;
  }
}

function whyNotOpen(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

export async function checkRedis(redisUrl: string): Promise<Check> {
  try {
    await pingRedis(redisUrl);
    return { mark: "good", name: "redis", text: "answers" };
  } catch (error) {
    const why = error instanceof Error ? error.message || String(error.cause ?? error.name) : String(error);
    return {
      mark: "wrong",
      name: "redis",
      text: `does not answer (${why}). Jobs wait until it does: start it, correct REDIS_URL, or unset REDIS_URL to run jobs in this process.`,
    };
  }
}
