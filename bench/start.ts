import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { percentile, printTable } from "./support.ts";

const WARM_STARTS = 3;
/** Memory is read when the first garbage of the start has gone. */
const SETTLE_MS = 5_000;
const BIN = fileURLToPath(new URL("../bin/kolega.mjs", import.meta.url));

interface Started {
  readonly process: ChildProcess;
  /** What it says itself: from the first line of its own code. */
  readonly saidSeconds: number;
  /** From the command to the line, with Node's and TypeScript's loading. */
  readonly wallSeconds: number;
}

async function startKolega(dataDir: string): Promise<Started> {
  const began = performance.now();
  const child = spawn(process.execPath, [BIN, "start"], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, KOLEGA_PORT: "0", KOLEGA_DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const said = /started in ([\d.]+) s/.exec(output);
      if (said) {
        resolve({ process: child, saidSeconds: Number(said[1]), wallSeconds: (performance.now() - began) / 1_000 });
      }
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => reject(new Error(`kolega start ended with ${code}: ${output}`)));
  });
}

/** Resident memory of a process and all that it started. Shared pages are counted for each: an upper bound. */
function residentMegabytes(pid: number): { megabytes: number; processes: number } {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // Gone meanwhile.
    }
  }
  const mine = new Set([pid]);
  for (let before = 0; before !== mine.size; ) {
    before = mine.size;
    for (const [child, parent] of parents) if (mine.has(parent)) mine.add(child);
  }
  const kilobytes = [...mine].map((id) => {
    const status = readFileSync(`/proc/${id}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  });
  return { megabytes: kilobytes.reduce((sum, one) => sum + one, 0) / 1_024, processes: mine.size };
}

async function stopKolega({ process: child }: Started): Promise<number> {
  const began = performance.now();
  child.removeAllListeners("exit");
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const [code] = (await gone) as [number | null];
  if (code !== 0) throw new Error(`kolega ended with ${code}`);
  return (performance.now() - began) / 1_000;
}

/** `kolega start` on an empty data folder and on one that exists: seconds and memory. */
export async function start(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "kolega-bench-"));
  const runs: { said: number; wall: number; megabytes: number; processes: number; stop: number }[] = [];
  try {
    for (let i = 0; i <= WARM_STARTS; i += 1) {
      const started = await startKolega(dataDir);
      await new Promise((done) => setTimeout(done, SETTLE_MS));
      const memory = residentMegabytes(started.process.pid ?? 0);
      const stop = await stopKolega(started);
      runs.push({ said: started.saidSeconds, wall: started.wallSeconds, ...memory, stop });
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  const row = (name: string, goal: string, some: typeof runs): Record<string, string> => {
    const middle = (pick: (run: (typeof runs)[number]) => number): number => percentile(some.map(pick), 0.5);
    return {
      start: name,
      "it says, s": middle((run) => run.said).toFixed(1),
      "command to open, s": middle((run) => run.wall).toFixed(1),
      "goal, s": goal,
      "resident, MB": `${middle((run) => run.megabytes).toFixed(0)} in ${middle((run) => run.processes)} process`,
      "goal, MB": "800",
      "clean stop, s": middle((run) => run.stop).toFixed(1),
    };
  };
  printTable("start: one process with everything, embedded Postgres", [
    row("first, empty folder, demo loaded", "25", runs.slice(0, 1)),
    row(`later, median of ${WARM_STARTS}`, "4", runs.slice(1)),
  ]);
}
