// The servers that `mcp` measures, in a process of their own: ours over a real house, and the SDK's own ways.
import { toNodeHandler } from "@modelcontextprotocol/node";
import { type CallToolResult, createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { doorParts } from "../app/doors.ts";
import { toolName } from "../core/usecase/registry.ts";
import { createOrganization } from "../test/support/people.ts";
import { apiKeyOf, productApp, serve } from "./product-app.ts";
import { openBenchHouse } from "./support.ts";

const TOOLS = 40;
const CALLED = "campaigns.get";

const house = await openBenchHouse(process.env.DATABASE_URL);
const { manager } = await createOrganization(house.db, "Satu");
const example = house.registry.find("campaigns.create")?.example;
const made = await house.executor.execute("campaigns.create", example, manager);
const campaignId = made.kind === "done" ? String(made.output.campaignId) : "";
const secret = await apiKeyOf(house, manager);
const doors = doorParts(house);
const outcome = await house.executor.execute(CALLED, { campaignId }, manager);
if (outcome.kind !== "done") throw new Error(`${CALLED} waits`);

const minimal = createMcpHandler(() => {
  const server = new McpServer({ name: "minimal", version: "1" });
  server.registerTool("empty", { description: "Does nothing" }, () => ({ content: [{ type: "text", text: "ok" }] }));
  return server;
});

const exposed = house.registry.useCases.filter(({ expose }) => expose.mcp !== false);
const called = exposed.filter(({ name }) => name === CALLED);
const forty = [...called, ...exposed.filter(({ name }) => name !== CALLED)].slice(0, TOOLS);
if (forty.length < TOOLS) throw new Error(`only ${forty.length} tools`);

/** What an input and an output of a tool typically have, made anew at each call. */
const freshInput = () =>
  z.object({
    campaignId: z
      .string()
      .regex(/^cmp_[0-9a-z]+$/)
      .describe("The campaign"),
    status: z.enum(["open", "waiting", "done"]).optional().describe("Only these"),
    limit: z.number().int().min(1).max(50).default(20).describe("How many"),
    cursor: z.string().max(200).optional().describe("Where the last page ended"),
  });
const freshOutput = () =>
  z.looseObject({ campaignId: z.string(), name: z.string(), budgetMinor: z.number().int().nullable() });

/**
 * The SDK's own pattern: an McpServer for each request, with 40 tools; `answer` is what each of them does. Its examples
 * write the schemas inside (`fresh`); a careful hand makes them once, as ours are.
 */
function pattern(
  answer: (useCase: string, input: unknown) => Promise<Readonly<Record<string, unknown>>>,
  fresh = false,
) {
  return createMcpHandler(() => {
    const server = new McpServer({ name: "pattern", version: "1" });
    for (const useCase of forty) {
      server.registerTool(
        toolName(useCase),
        {
          title: useCase.title,
          description: useCase.describe,
          inputSchema: fresh ? freshInput() : useCase.input,
          outputSchema: fresh ? freshOutput() : useCase.output,
          annotations: { readOnlyHint: useCase.effect === "read" },
        },
        async (input: unknown): Promise<CallToolResult> => {
          const output = await answer(useCase.name, input);
          return { content: [{ type: "text", text: JSON.stringify(output) }], structuredContent: { ...output } };
        },
      );
    }
    return server;
  });
}

const atOnce = toNodeHandler(pattern(() => Promise.resolve(outcome.output)));
const asWritten = toNodeHandler(pattern(() => Promise.resolve(outcome.output), true));
const working = toNodeHandler(
  pattern(async (useCase, input) => {
    const done = await house.executor.execute(useCase, input, manager);
    return done.kind === "done" ? done.output : {};
  }),
);

const ready = {
  where: house.where,
  secret,
  campaignId,
  ours: await serve(productApp(house)),
  door: await serve(
    productApp(house, {
      authenticate: () => Promise.resolve(manager),
      executor: { ...doors.executor, execute: () => Promise.resolve(outcome) },
    }),
  ),
  minimal: await serve(toNodeHandler(minimal)),
  pattern: await serve(atOnce),
  written: await serve(asWritten),
  working: await serve((req, res) => {
    void doors
      .authenticate(req.headers.authorization?.slice("Bearer ".length) ?? "", "mcp")
      .then((actor) => (actor ? working(req, res) : void res.writeHead(401).end()));
  }),
};
process.stdout.write(`${JSON.stringify(ready)}\n`);
process.once("SIGTERM", () => void house.db.close().then(() => process.exit(0)));
