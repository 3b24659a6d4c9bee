import { CONNECTIONS, type Result, ratiosOf, rounds, type Target, withServers } from "./load.ts";
import { percentile, printTable, spread } from "./support.ts";

const ROUNDS = 5;
const SECONDS = 2;
const META = "io.modelcontextprotocol";

type Ready = Readonly<
  Record<"where" | "secret" | "campaignId" | "ours" | "door" | "minimal" | "pattern" | "written" | "working", string>
>;
type Wire = "2026-07-28" | "2025-11-25";

/** A `tools/call` as a client of that revision sends it. */
function callOf(wire: Wire, name: string, args: unknown): Pick<Target, "headers" | "body" | "method"> {
  const modern = wire === "2026-07-28";
  const meta = {
    [`${META}/protocolVersion`]: wire,
    [`${META}/clientInfo`]: { name: "bench", version: "1" },
    [`${META}/clientCapabilities`]: {},
  };
  const params = { name, arguments: args, ...(modern ? { _meta: meta } : {}) };
  return {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "mcp-protocol-version": wire,
      ...(modern ? { "mcp-method": "tools/call", "mcp-name": name } : {}),
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params }),
  };
}

async function onWire(wire: Wire, at: Ready): Promise<void> {
  const get = callOf(wire, "campaigns_get", { campaignId: at.campaignId });
  const signed: Omit<Target, "name" | "url"> = {
    ...get,
    headers: { ...get.headers, authorization: `Bearer ${at.secret}` },
    contains: at.campaignId,
  };
  const targets = {
    ours: { ...signed, name: "ours: campaigns_get", url: `${at.ours}/mcp` },
    working: { ...signed, name: "SDK's pattern, schemas made once, 40 tools: the same work", url: at.working },
    door: { ...signed, name: "our door alone: at once", url: `${at.door}/mcp` },
    written: { ...signed, name: "SDK's pattern as its examples write it, 40 tools: at once", url: at.written },
    pattern: { ...signed, name: "SDK's pattern, schemas made once, 40 tools: at once", url: at.pattern },
    minimal: {
      ...callOf(wire, "empty", {}),
      name: "SDK's minimal server, one empty tool",
      url: at.minimal,
      contains: "ok",
    },
  };
  const results = await rounds(Object.values(targets), ROUNDS, SECONDS);
  const of = (target: Target): readonly Result[] => results(target.name);
  const ratio = (target: Target, peer: Target): string =>
    target === peer ? "1" : spread(ratiosOf(of(target), of(peer)), 2);
  printTable(
    `mcp, ${wire}: ${at.where}, ${CONNECTIONS} connections, server and client on a core each, ${ROUNDS} rounds of ${SECONDS} s, interleaved`,
    Object.values(targets).map((target) => ({
      target: target.name,
      "calls/s, median (min to max)": spread(
        of(target).map(({ perSecond }) => perSecond),
        0,
      ),
      "p50 ms": percentile(
        of(target).map(({ p50 }) => p50),
        0.5,
      ).toFixed(0),
      "p99 ms": percentile(
        of(target).map(({ p99 }) => p99),
        0.5,
      ).toFixed(0),
      "to the minimal server": ratio(target, targets.minimal),
      "to the SDK's pattern, schemas made once": ratio(
        target,
        target === targets.ours || target === targets.working ? targets.working : targets.pattern,
      ),
      "to its examples' way": target === targets.door ? ratio(target, targets.written) : "",
    })),
  );
}

/**
 * MCP tool calls a second over HTTP with keep-alive, on both wires, beside the SDK's own minimal server and its own
 * pattern (an McpServer built for each request) with 40 tools.
 */
export function mcp(): Promise<void> {
  return withServers<Ready>("./mcp-servers.ts", async (at) => {
    for (const wire of ["2026-07-28", "2025-11-25"] as const) await onWire(wire, at);
    console.log(
      "\nOurs and the same work: key, strict input, a tenant transaction under row security. At once: the same answer, neither key nor database. All of ours: host, origin, scope and rights checks, every tool of the product, the answer in words and as data.",
    );
  });
}
