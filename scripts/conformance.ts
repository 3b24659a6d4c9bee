// `npm run conformance`: the official MCP conformance suite and the Inspector against this server; docs/mcp-conformance.md
// says what each part proves. `-- --control` runs the suite on the negative control instead, and must end red.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apiKeyOf, productApp, serve } from "../bench/product-app.ts";
import { openBenchHouse, printTable } from "../bench/support.ts";
import { createConformanceProfile, type ProfileOptions } from "../mcp-server/conformance/index.ts";
import { createOrganization } from "../test/support/people.ts";
import { buildProduct } from "./conformance/build.ts";
import { inspect } from "./conformance/inspector.ts";
import { findJudges, type Judges } from "./conformance/packages.ts";
import { startProduct } from "./conformance/product.ts";
import { openProxy } from "./conformance/proxy.ts";
import { runSuite } from "./conformance/runner.ts";
import { judge, scoredScenarios, type Verdict } from "./conformance/verdict.ts";

/** The revisions served, and how many scenarios each counts for a server. */
const REVISIONS = { "2026-07-28": 37, "2025-11-25": 30 } as const;
type Revision = keyof typeof REVISIONS;

/** Scenarios in which the server asks the client something over a 2025 connection: they need a session, which the product does not keep. */
const NEEDS_SESSION = new Set([
  "tools-call-sampling",
  "tools-call-elicitation",
  "elicitation-sep1034-defaults",
  "elicitation-sep1330-enums",
  "server-sse-multiple-streams",
]);

/** Scenarios that need no fixture, so that the product itself must pass them; beside each, its checks that do call one. */
const OF_PRODUCT: Readonly<Record<Revision, Readonly<Record<string, readonly string[]>>>> = {
  "2026-07-28": {
    "http-header-validation": [],
    "dns-rebinding-protection": [],
    "server-stateless": [
      "sep-2575-server-rejects-undeclared-capability",
      "sep-2575-missing-capability-http-400",
      "sep-2575-http-server-no-independent-requests-on-stream",
      "sep-2575-server-no-log-without-loglevel",
    ],
    "server-sse-multiple-streams": [],
    "tools-list": [],
    "resources-list": [],
    "prompts-list": [],
    "sep-2164-resource-not-found": [],
    caching: [],
    "input-required-result-unsupported-methods": [],
  },
  "2025-11-25": {
    "server-initialize": [],
    ping: [],
    "tools-list": [],
    "resources-list": [],
    "prompts-list": [],
    "dns-rebinding-protection": [],
  },
};

const faults: string[] = [];
const fault = (text: string): void => void faults.push(text);

/** A house whose MCP door serves the profile instead of the product; the address of the proxy before it. */
async function openProfiles(): Promise<{
  open: (options: ProfileOptions) => Promise<string>;
  close: () => Promise<void>;
}> {
  const house = await openBenchHouse();
  const { manager } = await createOrganization(house.db, "Conformance");
  const key = await apiKeyOf(house, manager);
  return {
    close: () => house.db.close(),
    open: async (options) => {
      const url = await serve(productApp(house, { profile: createConformanceProfile(options) }));
      const bare = await fetch(`${url}/mcp`, { method: "POST", body: "{}" });
      if (bare.status !== 401) fault(`the profile answers ${bare.status} to a request without a token`);
      return `${await openProxy(url, key)}/mcp`;
    },
  };
}

interface Judged {
  readonly scored: readonly Verdict[];
  /** What the suite runs and does not count: extensions, and scenarios its own reference cannot pass yet. */
  readonly others: readonly Verdict[];
}

async function judgeRevision(judges: Judges, revision: Revision, url: string, folder: string): Promise<Judged> {
  const scored = scoredScenarios(judges.requirements(revision));
  if (scored.length !== REVISIONS[revision])
    fault(`${revision} counts ${scored.length} scenarios, not ${REVISIONS[revision]}`);
  const found = await runSuite(judges, url, folder, ["--requirements", revision]);
  const others = [...found.keys()].filter((scenario) => !scored.includes(scenario));
  return {
    scored: scored.map((scenario) => judge(scenario, found.get(scenario))),
    others: others.map((scenario) => judge(scenario, found.get(scenario))),
  };
}

const isGreen = ({ faults: found }: Verdict): boolean => found.length === 0;
const greens = (verdicts: readonly Verdict[]): string => `${verdicts.filter(isGreen).length} of ${verdicts.length}`;
const checksOf = (verdicts: readonly Verdict[]): number => verdicts.reduce((sum, { passed }) => sum + passed, 0);

function report(title: string, verdicts: readonly Verdict[]): void {
  printTable(
    `${title}: ${greens(verdicts)} green, ${checksOf(verdicts)} checks passed`,
    verdicts.map((verdict) => ({
      scenario: verdict.scenario,
      "": isGreen(verdict) ? "ok" : "RED",
      passed: String(verdict.passed),
      warned: String(verdict.warned),
    })),
  );
  for (const { scenario, faults: found } of verdicts) for (const text of found) fault(`${title}, ${scenario}: ${text}`);
}

/** The control must be refused wherever an answer's content is looked at. */
function reportControl(revision: Revision, verdicts: readonly Verdict[]): void {
  const red = verdicts.filter((verdict) => !isGreen(verdict)).length;
  console.log(`\nnegative control, ${revision}: ${red} of ${verdicts.length} red`);
  if (red < verdicts.length / 2) fault(`the negative control passes ${verdicts.length - red} of ${verdicts.length}`);
}

async function proveProfile(judges: Judges, folder: string, controlOnly: boolean): Promise<void> {
  const profiles = await openProfiles();
  const judged = async (revision: Revision, sessions: boolean, broken: boolean): Promise<Judged> => {
    const url = await profiles.open({ sessions, broken });
    return judgeRevision(judges, revision, url, join(folder, [revision, sessions, broken].join("-")));
  };
  try {
    const both = await Promise.all(
      (["2026-07-28", "2025-11-25"] as const).map(async (revision) => ({
        revision,
        broken: judged(revision, true, true),
        sound: controlOnly ? undefined : judged(revision, true, false),
      })),
    );
    const stateless = controlOnly ? undefined : judged("2025-11-25", false, false);
    for (const { revision, broken, sound } of both) {
      if (!sound) report(`control, ${revision}`, (await broken).scored);
      else {
        const { scored, others } = await sound;
        report(revision, scored);
        const said = others.map((verdict) => `${verdict.scenario} ${isGreen(verdict) ? "ok" : "red"}`);
        console.log(`\nalso run, not counted by the suite: ${said.join(", ")}`);
        reportControl(revision, (await broken).scored);
      }
    }
    if (stateless) reportStateless((await stateless).scored);
  } finally {
    await profiles.close();
  }
}

/** What the product's own way of serving 2025 clients carries of the same scenarios. */
function reportStateless(verdicts: readonly Verdict[]): void {
  report(
    "2025-11-25 as the product serves it, without sessions",
    verdicts.filter(({ scenario }) => !NEEDS_SESSION.has(scenario)),
  );
  for (const verdict of verdicts) {
    if (NEEDS_SESSION.has(verdict.scenario) && isGreen(verdict))
      fault(`${verdict.scenario} needs no session any more: take it off the list`);
  }
}

async function proveProduct(judges: Judges, folder: string): Promise<void> {
  const { main, withFixtures } = await buildProduct(join(folder, "build"));
  console.log(`\nfixtures in the production build: ${withFixtures.join(", ") || "none"}`);
  if (withFixtures.length > 0) fault(`the production build has fixtures: ${withFixtures.join(", ")}`);
  const product = await startProduct(main, folder);
  try {
    const url = `${await openProxy(new URL(product.url).origin, product.key)}/mcp`;
    const proven = Object.entries(OF_PRODUCT).map(async ([revision, scenarios]) => {
      const found = await runSuite(judges, url, join(folder, `product-${revision}`), ["--requirements", revision]);
      const verdicts = Object.entries(scenarios).map(([name, known]) => judge(name, found.get(name), known));
      report(`the product itself, ${revision}`, verdicts);
    });
    await Promise.all(proven);
    const inspected = await inspect(judges, product, folder);
    printTable(
      "Inspector command line on the product",
      inspected.map(({ name, code, fault: found }) => ({
        case: name,
        "exit code": String(code),
        "": found ? "RED" : "ok",
      })),
    );
    for (const { name, fault: found } of inspected) if (found) fault(`Inspector, ${name}: ${found}`);
  } finally {
    await product.close();
  }
}

const controlOnly = process.argv.includes("--control");
const began = Date.now();
const judges = findJudges();
if ("missing" in judges) {
  console.log(`SKIPPED: MCP conformance because its packages cannot be had: ${judges.missing}`);
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), "kolega-conformance-run-"));
const parts = [proveProfile(judges, folder, controlOnly), ...(controlOnly ? [] : [proveProduct(judges, folder)])];
for (const part of await Promise.allSettled(parts)) {
  if (part.status === "rejected") fault(part.reason instanceof Error ? String(part.reason.stack) : String(part.reason));
}
rmSync(folder, { recursive: true, force: true });
for (const text of faults) console.error(`RED: ${text}`);
console.log(
  `\nMCP conformance: ${faults.length === 0 ? "green" : `${faults.length} faults`}, ${((Date.now() - began) / 1000).toFixed(0)} s`,
);
process.exit(faults.length === 0 ? 0 : 1);
