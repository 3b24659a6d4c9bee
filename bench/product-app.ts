import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import { doorParts } from "../app/doors.ts";
import type { House } from "../app/house.ts";
import { createApiKey } from "../core/identity/api-keys.ts";
import type { Actor } from "../core/kernel/actor.ts";
import { createMcpRouter, type McpHttpOptions } from "../mcp-server/index.ts";
import { createWebApp } from "../web/app.ts";

/** The product's HTTP doors over a house, with its middleware; `mcp` changes what the MCP door is given. */
export function productApp(house: House, mcp: Partial<McpHttpOptions> = {}): Express {
  const doors = doorParts(house);
  return createWebApp({
    ...doors,
    publicUrl: "http://localhost",
    health: { ping: () => Promise.resolve(), metrics: () => Promise.resolve([]), version: doors.version },
    approvals: {
      session: () => Promise.resolve(undefined),
      find: () => Promise.resolve(undefined),
      decide: house.approvals.decide,
      now: () => house.clock.now(),
      signInUrl: "/",
    },
    mcp: createMcpRouter({ ...doors, ...mcp }),
  });
}

/** An API key for all that a member may do; its secret. */
export async function apiKeyOf(house: House, { id: memberId, orgId = "" }: Actor): Promise<string> {
  const { secret } = await house.db.transaction({ role: "platform" }, (tx) =>
    createApiKey(tx, house.clock.now(), { orgId, memberId, name: "bench", scopes: ["*"] }),
  );
  return secret;
}

/** Serves on a free port of this machine; its address. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
