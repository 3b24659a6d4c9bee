import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onCore, percentile, printTable, spread } from "./support.ts";

const ROUNDS = 5;
const SECONDS = 2;
const CONNECTIONS = 8;
const LOAD = fileURLToPath(import.meta.resolve("autocannon"));

interface Target {
  readonly name: string;
  readonly url: string;
  readonly method?: "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What a right answer contains. */
  readonly contains: string;
}

interface Result {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const jsonRpc = (name: string, args: unknown): string =>
  JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: args } });
const MCP_HEADERS = { "content-type": "application/json", accept: "application/json, text/event-stream" };

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

/** Calls a second of REST and MCP over HTTP with keep-alive, beside the SDK's own minimal server. */
export async function doors(): Promise<void> {
  const script = fileURLToPath(new URL("./doors-server.ts", import.meta.url));
  const [file, args] = onCore(0, [process.execPath, "--import", "tsx", script]);
  const server = spawn(file, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = (await once(createInterface({ input: server.stdout }), "line")) as [string];
    const at = JSON.parse(line) as Record<"where" | "secret" | "campaignId" | "ours" | "sdk" | "express", string>;
    const authorization = `Bearer ${at.secret}`;
    const { campaignId } = at;
    const targets: Target[] = [
      {
        name: "REST GET campaigns.get",
        url: `${at.ours}/api/v1/campaigns/${campaignId}`,
        headers: { authorization },
        contains: campaignId,
      },
      { name: "Express, constant answer", url: `${at.express}/constant`, headers: {}, contains: "ok" },
      {
        name: "MCP tools/call campaigns_get",
        url: `${at.ours}/mcp`,
        method: "POST",
        headers: { ...MCP_HEADERS, authorization },
        body: jsonRpc("campaigns_get", { campaignId }),
        contains: campaignId,
      },
      {
        name: "MCP SDK, one empty tool",
        url: at.sdk,
        method: "POST",
        headers: MCP_HEADERS,
        body: jsonRpc("empty", {}),
        contains: "ok",
      },
    ];
    for (const target of targets) {
      await checkAnswer(target);
      load(target, 1);
    }
    const results = new Map<string, Result[]>(targets.map(({ name }) => [name, []]));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const target of targets) results.get(target.name)?.push(load(target, SECONDS));
    }
    const of = (name: string | undefined): Result[] => results.get(name ?? "") ?? [];
    const ratio = (ours: number, peer: number): string =>
      spread(
        of(targets[ours]?.name).map((own, i) => own.perSecond / (of(targets[peer]?.name)[i]?.perSecond ?? Number.NaN)),
        2,
      );
    const ratios = [ratio(0, 1), "1", ratio(2, 3), "1"];
    printTable(
      `doors: ${at.where}, ${CONNECTIONS} connections, server and client on a core each, ${ROUNDS} rounds of ${SECONDS} s, interleaved`,
      targets.map(({ name }, i) => ({
        target: name,
        "calls/s, median (min to max)": spread(
          of(name).map(({ perSecond }) => perSecond),
          0,
        ),
        "p50 ms": percentile(
          of(name).map(({ p50 }) => p50),
          0.5,
        ).toFixed(0),
        "p99 ms": percentile(
          of(name).map(({ p99 }) => p99),
          0.5,
        ).toFixed(0),
        "ratio to the peer below": ratios[i] ?? "",
      })),
    );
    console.log(
      "\nOurs: key, rights, strict input, a tenant transaction under row security, presented. Peers: none of it.",
    );
  } finally {
    server.kill("SIGTERM");
  }
}
