import { CONNECTIONS, ratiosOf, rounds, type Target, withServers } from "./load.ts";
import { percentile, printTable, spread } from "./support.ts";

const ROUNDS = 5;
const SECONDS = 2;

type Ready = Readonly<Record<"where" | "secret" | "campaignId" | "ours" | "sdk" | "express", string>>;

const jsonRpc = (name: string, args: unknown): string =>
  JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: args } });
const MCP_HEADERS = { "content-type": "application/json", accept: "application/json, text/event-stream" };

/** Calls a second of REST and MCP over HTTP with keep-alive, beside the SDK's own minimal server. */
export function doors(): Promise<void> {
  return withServers<Ready>("./doors-server.ts", async (at) => {
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
    const results = await rounds(targets, ROUNDS, SECONDS);
    const of = (i: number) => results(targets[i]?.name ?? "");
    const ratios = [spread(ratiosOf(of(0), of(1)), 2), "1", spread(ratiosOf(of(2), of(3)), 2), "1"];
    printTable(
      `doors: ${at.where}, ${CONNECTIONS} connections, server and client on a core each, ${ROUNDS} rounds of ${SECONDS} s, interleaved`,
      targets.map(({ name }, i) => ({
        target: name,
        "calls/s, median (min to max)": spread(
          of(i).map(({ perSecond }) => perSecond),
          0,
        ),
        "p50 ms": percentile(
          of(i).map(({ p50 }) => p50),
          0.5,
        ).toFixed(0),
        "p99 ms": percentile(
          of(i).map(({ p99 }) => p99),
          0.5,
        ).toFixed(0),
        "ratio to the peer below": ratios[i] ?? "",
      })),
    );
    console.log(
      "\nOurs: key, rights, strict input, a tenant transaction under row security, presented. Peers: none of it.",
    );
  });
}
