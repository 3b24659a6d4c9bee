// The servers that `doors` measures, in a process of their own: ours over a real house, and the peers.
import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import express from "express";
import { createOrganization } from "../test/support/people.ts";
import { apiKeyOf, productApp, serve } from "./product-app.ts";
import { openBenchHouse } from "./support.ts";

/** The SDK's own pattern: a server built for each request, here with one tool that does nothing. */
const minimal = createMcpHandler(() => {
  const server = new McpServer({ name: "minimal", version: "1" });
  server.registerTool("empty", { description: "Does nothing" }, () => ({ content: [{ type: "text", text: "ok" }] }));
  return server;
});

const house = await openBenchHouse(process.env.DATABASE_URL);
const { manager } = await createOrganization(house.db, "Satu");
const made = await house.executor.execute(
  "campaigns.create",
  house.registry.find("campaigns.create")?.example,
  manager,
);
const campaignId = made.kind === "done" ? made.output.campaignId : undefined;
const constant = express().get("/constant", (_req, res) => void res.json({ ok: true }));

const ready = {
  where: house.where,
  secret: await apiKeyOf(house, manager),
  campaignId,
  ours: await serve(productApp(house)),
  sdk: await serve(toNodeHandler(minimal)),
  express: await serve(constant),
};
process.stdout.write(`${JSON.stringify(ready)}\n`);
process.once("SIGTERM", () => void house.db.close().then(() => process.exit(0)));
