import { z } from "zod";
import { personOf } from "../kernel/actor.ts";
import { defineUseCase } from "../usecase/define.ts";
import { connectedClients, scopeWords } from "./connection-row.ts";

const item = z.object({
  connectionId: z.string().describe("For connections.revoke"),
  clientId: z.string().describe("Who the program says it is"),
  clientName: z.string().describe("The name it gives itself"),
  redirectHost: z.string().describe("Where it takes people back to"),
  scopes: z.array(z.string()).describe("What it may do"),
  connectedAt: z.string().describe("Since when"),
  lastUsedAt: z.string().nullable().describe("When it last called; null when it never did"),
});

/** Which programs act for a person. */
export const listConnections = defineUseCase({
  name: "connections.list",
  version: 1,
  title: "Show the programs connected to me",
  describe:
    "Lists the programs (AI assistants, MCP clients) that the person who asks let in by OAuth, what each may do, when it was last used, with a button to disconnect it. Use it for 'which apps are connected'. API keys and chat accounts are not in it.",
  input: z.object({}),
  output: z.object({ items: z.array(item).describe("The programs, newest first") }),
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "profile:write" },
  errors: [],
  rest: { method: "get", path: "/people/me/connections" },
  expose: { mcp: "catalog", rest: true, chat: true },
  private: true,
  example: {},
  present: {
    card: (output, p) => ({
      title: p.t("connections.title"),
      body: output.items.length === 0 ? p.t("connections.none") : undefined,
      facts: output.items.map((client) => ({
        label: client.clientName,
        value: p.t("connections.fact", {
          host: client.redirectHost,
          since: p.date(client.connectedAt),
          used: client.lastUsedAt ? p.dateTime(client.lastUsedAt) : p.t("connections.never"),
          scopes: p.list(client.scopes.map((scope) => scopeWords(scope, p))),
        }),
      })),
      actions: output.items.slice(0, 5).map((client) => ({
        kind: "call" as const,
        useCase: "connections.revoke",
        input: { connectionId: client.connectionId },
        label: p.t("connections.revoke", { name: client.clientName }),
        style: "danger" as const,
      })),
    }),
    summary: (output, p) => p.t("connections.count", { count: output.items.length }),
  },
  async run(ctx) {
    const clients = await connectedClients(ctx.tx, personOf(ctx.actor), ctx.now());
    return {
      items: clients.map((client) => ({
        ...client,
        scopes: [...client.scopes],
        connectedAt: client.connectedAt.toISOString(),
        lastUsedAt: client.lastUsedAt?.toISOString() ?? null,
      })),
    };
  },
});
