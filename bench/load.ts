import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onCore } from "./support.ts";

export const CONNECTIONS = 8;
const LOAD = fileURLToPath(import.meta.resolve("autocannon"));

/** What a round of load is aimed at. */
export interface Target {
  readonly name: string;
  readonly url: string;
  readonly method?: "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What a right answer contains. */
  readonly contains: string;
}

/** What a round came to: calls a second, and milliseconds. */
export interface Result {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** One call, so that nobody measures how fast errors are. */
async function checkAnswer(target: Target): Promise<void> {
  const response = await fetch(target.url, { method: target.method, headers: target.headers, body: target.body });
  const text = await response.text();
  if (!response.ok || !text.includes(target.contains)) throw new Error(`${target.name}: ${response.status} ${text}`);
}

/** One round from a process of its own, on the core that the server does not have. */
function load(target: Target, seconds: number): Result {
  const args = ["-j", "-n", "-c", String(CONNECTIONS), "-d", String(seconds), "-m", target.method ?? "GET"];
  for (const [name, value] of Object.entries(target.headers)) args.push("-H", `${name}=${value}`);
  if (target.body) args.push("-b", target.body);
  const [file, rest] = onCore(1, [process.execPath, LOAD, ...args, target.url]);
  const { stdout, stderr } = spawnSync(file, rest, { encoding: "utf8", maxBuffer: 10_000_000 });
  const result = JSON.parse(stdout || "{}") as {
    requests?: { average: number };
    latency?: { p50: number; p99: number };
    non2xx?: number;
    errors?: number;
  };
  if (!result.requests || !result.latency || result.non2xx || result.errors) {
    throw new Error(`${target.name}: ${stderr || stdout}`);
  }
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

/** Runs a script of servers on a core of its own; `work` is given the line of JSON that it says when it is ready. */
export async function withServers<Ready>(script: string, work: (ready: Ready) => Promise<void>): Promise<void> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const [file, args] = onCore(0, [process.execPath, "--import", "tsx", path]);
  const server = spawn(file, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = (await once(createInterface({ input: server.stdout }), "line")) as [string];
    await work(JSON.parse(line) as Ready);
  } finally {
    server.kill("SIGTERM");
  }
}

/** Every target once to warm up and to see that it answers right, then interleaved rounds. */
export async function rounds(
  targets: readonly Target[],
  count: number,
  seconds: number,
): Promise<(name: string) => readonly Result[]> {
  for (const target of targets) {
    await checkAnswer(target);
    load(target, 1);
  }
  const results = new Map<string, Result[]>(targets.map(({ name }) => [name, []]));
  for (let round = 0; round < count; round += 1) {
    for (const target of targets) results.get(target.name)?.push(load(target, seconds));
  }
  return (name) => results.get(name) ?? [];
}

/** Ours to a peer's calls a second, round by round. */
export function ratiosOf(ours: readonly Result[], peer: readonly Result[]): number[] {
  return ours.map(({ perSecond }, i) => perSecond / (peer[i]?.perSecond ?? Number.NaN));
}
