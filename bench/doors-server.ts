// The servers that `doors` measures, in a process of their own: ours over a real house, and the peers.
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import express from "express";
import { doorParts } from "../app/doors.ts";
import { createApiKey } from "../core/identity/api-keys.ts";
import { createMcpRouter } from "../mcp-server/index.ts";
import { createOrganization } from "../test/support/people.ts";
import { createWebApp } from "../web/app.ts";
import { openBenchHouse } from "./support.ts";

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The SDK's own pattern: a server built for each request, here with one tool that does nothing. */
const minimal = createMcpHandler(() => {
  const server = new McpServer({ name: "minimal", version: "1" });
  server.registerTool("empty", { description: "Does nothing" }, () => ({ content: [{ type: "text", text: "ok" }] }));
  return server;
});

const house = await openBenchHouse(process.env.DATABASE_URL);
const { orgId, manager } = await createOrganization(house.db, "Satu");
const made = await house.executor.execute(
  "campaigns.create",
  house.registry.find("campaigns.create")?.example,
  manager,
);
const campaignId = made.kind === "done" ? made.output.campaignId : undefined;
const { secret } = await house.db.transaction({ role: "platform" }, (tx) =>
  createApiKey(tx, house.clock.now(), { orgId, memberId: manager.id, name: "bench", scopes: ["*"] }),
);
const doors = doorParts(house);
const app = createWebApp({
  ...doors,
  publicUrl: "http://localhost",
  health: { ping: () => Promise.resolve(), metrics: () => Promise.resolve([]), version: "bench" },
  approvals: {
    session: () => Promise.resolve(undefined),
    find: () => Promise.resolve(undefined),
    decide: house.approvals.decide,
    now: () => house.clock.now(),
    signInUrl: "/",
  },
  mcp: createMcpRouter(doors),
});
const constant = express().get("/constant", (_req, res) => void res.json({ ok: true }));

const ready = {
  where: house.where,
  secret,
  campaignId,
  ours: await serve(app),
  sdk: await serve(toNodeHandler(minimal)),
  express: await serve(constant),
};
process.stdout.write(`${JSON.stringify(ready)}\n`);
process.once("SIGTERM", () => void house.db.close().then(() => process.exit(0)));
