import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "./testing/line.ts";

const CHROMIUM = process.env.KOLEGA_CHROMIUM ?? "/usr/bin/chromium";
const SCRIPT = fileURLToPath(new URL("./testing/real-client.ts", import.meta.url));
const missing = !existsSync(CHROMIUM) || process.platform !== "linux";
if (missing)
  process.stderr.write(
    `SKIPPED: the real browser, because ${CHROMIUM} is not here (scripts/services.sh install browser)\n`,
  );

interface Run {
  readonly child: ChildProcess;
  readonly folder: string;
  readonly said: Record<string, unknown>[];
}

const runs: Run[] = [];
afterEach(async () => {
  for (const { child, folder } of runs.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    await gone(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
});

function run(mode: "silent" | "failing"): Run {
  const folder = temporaryFolder();
  const child = spawn(process.execPath, ["--import", "tsx", SCRIPT, CHROMIUM, folder, mode], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said: Record<string, unknown>[] = [];
  if (!child.stdout) throw new Error("no output");
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (line.startsWith("{")) said.push(JSON.parse(line) as Record<string, unknown>);
  });
  const one = { child, folder, said };
  runs.push(one);
  return one;
}

/** Processes of a browser whose profile is in this folder. */
function browsersOf(folder: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, "utf8");
        return (
          line.includes(`--user-data-dir=${folder}`) &&
          readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.[0] !== "Z"
        );
      } catch {
        return false;
      }
    })
    .map(Number);
}

async function until(what: string, isSo: () => boolean, ms = 60_000): Promise<void> {
  for (const end = Date.now() + ms; !isSo(); ) {
    if (Date.now() > end) throw new Error(`not so: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
const gone = (folder: string): Promise<void> =>
  until("the browser is gone", () => browsersOf(folder).length === 0, 15_000);
const browsers = ({ said }: Run): unknown[] => said.flatMap(({ browser }) => (browser === undefined ? [] : [browser]));

describe.skipIf(missing)("the library's own client, on a page that is not WhatsApp", () => {
  it("stays silent: it is given up, and the next one starts when its browser is gone", async () => {
    const one = run("silent");
    await until("three browsers", () => browsers(one).length >= 3, 100_000);
    expect(one.said).toContainEqual(
      expect.objectContaining({ warn: "whatsapp-web: starting anew", why: expect.stringContaining("no sign of life") }),
    );
    const roots = browsersOf(one.folder).filter((pid) => browsers(one).includes(pid));
    expect(roots).toEqual(browsers(one).slice(-1));
    one.child.kill("SIGTERM");
    await once(one.child, "exit");
    expect(one.child.exitCode).toBe(0);
    await gone(one.folder);
  }, 150_000);

  it("fails to start: it says why, tells the operator, and leaves no browser behind", async () => {
    const one = run("failing");
    await until("an incident", () => one.said.some(({ incident }) => incident !== undefined), 100_000);
    expect(one.said).toContainEqual(expect.objectContaining({ why: "it did not start (auth timeout)" }));
    expect(new Set(browsers(one)).size).toBeGreaterThanOrEqual(4);
    one.child.kill("SIGTERM");
    await once(one.child, "exit");
    await gone(one.folder);
  }, 150_000);

  it("ends its browser with the process, even when that is killed", async () => {
    const one = run("silent");
    await until("a browser", () => browsers(one).length === 1 && browsersOf(one.folder).length > 0);
    one.child.kill("SIGKILL");
    await once(one.child, "exit");
    await gone(one.folder);
  }, 90_000);
});
