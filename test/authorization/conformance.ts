// The official suite's `authorization` mode against a real `kolega start` in demo mode, a scripted Chromium saying yes.
// Run by hand: node --import tsx test/authorization/conformance.ts (needs the registry once, for Node 22 and the suite).
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { Session } from "../../bots/desk/ui/contract.ts";

const PORT = 3517;
const URL_OF_KOLEGA = `http://localhost:${PORT}`;
const SUITE = ["-p", "node@22", "-p", "@modelcontextprotocol/conformance@0.2.0-alpha.12", "conformance"];
const folder = mkdtempSync(join(tmpdir(), "kolega-authorization-"));

function heard(child: ChildProcess, on: (text: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data: Buffer) => on(data.toString()));
}

const kolega = spawn(process.execPath, ["bin/kolega.mjs", "start"], {
  cwd: new URL("../..", import.meta.url).pathname,
  env: {
    PATH: process.env.PATH,
    HOME: folder,
    KOLEGA_DEMO: "1",
    KOLEGA_PORT: String(PORT),
    KOLEGA_DATA_DIR: join(folder, "data"),
    KOLEGA_OAUTH_CLIENTS: '[{"id":"t","name":"Conformance","redirectUris":["http://127.0.0.1/callback"]}]',
  },
});
await new Promise<void>((ready, failed) => {
  heard(kolega, (text) => text.includes("Kolega is running") && ready());
  kolega.once("exit", () => failed(new Error("kolega start ended")));
});

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const context = await browser.newContext({ locale: "en-US" });
const { people = [] } = (await (await fetch(`${URL_OF_KOLEGA}/desk/api/session`)).json()) as Session;
const desk = await context.newPage();
await desk.goto(`${URL_OF_KOLEGA}/?as=${people[0]?.id}`);
await desk.locator('[data-testid=messages][data-loaded="true"]').waitFor();

const resource = `${URL_OF_KOLEGA}/mcp`;
const runner = spawn(
  "npx",
  [
    "--yes",
    ...SUITE,
    "authorization",
    "--url",
    URL_OF_KOLEGA,
    "--client-id",
    "t",
    "--resource",
    resource,
    "-p",
    "3519",
  ],
  { cwd: folder },
);
let said = "";
const opened = new Set<string>();
heard(runner, async (text) => {
  process.stdout.write(text);
  said += text;
  for (const [address] of said.matchAll(/http:\/\/localhost:\d+\/oauth\/authorize\?\S+(?=\s)/g)) {
    if (opened.has(address)) continue;
    opened.add(address);
    const page = await context.newPage();
    await page.goto(address);
    await page.getByRole("button", { name: "Allow" }).click();
  }
});
process.exitCode = await new Promise<number>((done) => runner.once("exit", (code) => done(code ?? 1)));
await browser.close();
await new Promise<void>((done) => {
  kolega.once("exit", () => done());
  kolega.kill("SIGINT");
});
rmSync(folder, { recursive: true, force: true });
