import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Judges } from "./packages.ts";
import type { Check } from "./verdict.ts";

const LIMIT_MS = 120_000;

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end, or kills it after two minutes. */
export function run(file: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Ran> {
  return new Promise((done, failed) => {
    const child = spawn(file, args, { env, stdio: ["ignore", "pipe", "pipe"], timeout: LIMIT_MS });
    let [out, err] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.on("error", failed);
    child.on("close", (code) => done({ code, out, err }));
  });
}

/** What the suite found out, by scenario. */
export async function runSuite(
  judges: Judges,
  url: string,
  folder: string,
  which: readonly string[],
): Promise<ReadonlyMap<string, readonly Check[]>> {
  mkdirSync(folder, { recursive: true });
  const { code, err } = await run(judges.node, [judges.conformance, "server", "--url", url, "-o", folder, ...which]);
  const found = new Map<string, readonly Check[]>();
  for (const name of readdirSync(folder)) {
    const scenario = /^server-(.+)-\d{4}-\d{2}-\d{2}T[\d-]+Z$/.exec(name)?.[1];
    if (scenario !== undefined)
      found.set(scenario, JSON.parse(readFileSync(join(folder, name, "checks.json"), "utf8")));
  }
  if (found.size === 0) throw new Error(`the suite wrote nothing (exit code ${code}): ${err.slice(-500)}`);
  return found;
}
