import { type CallToolResult, ProtocolError, ProtocolErrorCode, Server } from "@modelcontextprotocol/server";
import type { Presenter } from "../core/i18n/presenter.ts";
import type { Actor, Locale } from "../core/kernel/actor.ts";
import { AppError, type FieldError } from "../core/kernel/errors.ts";
import { asAnswerable, type FactLines } from "../core/usecase/answers.ts";
import type { ExecuteOptions, Executor } from "../core/usecase/executor.ts";
import { missingScopeOf, refusalOf } from "../core/usecase/registry.ts";
import { type CatalogTool, FIND_TOOLS, RUN_TOOL, type ToolCatalog } from "./catalog.ts";
import { errorResult, resultOf, text } from "./results.ts";
import { INSTRUCTIONS, MCP_WORDS, say } from "./words.ts";

export interface McpDependencies {
  readonly catalog: ToolCatalog;
  readonly executor: Executor;
  readonly factLines: FactLines;
  presenter(locale: Locale): Presenter;
  /** Keeps an unknown error for the operator; answers the id that is safe to show. */
  reportIncident(error: unknown, place: string): Promise<string>;
  readonly version: string;
}

const FOUND_DEFAULT = 5;
const FOUND_MAX = 20;
const NAME_MAX = 100;

/** A server for one request or one connection; `actor` says who asks, and throws `unauthenticated` when nobody does any more. */
export function createMcpServer(deps: McpDependencies, actor: () => Promise<Actor>): Server {
  const server = new Server(
    { name: "kolega", title: "Kolega", version: deps.version },
    {
      capabilities: { tools: {} },
      instructions: INSTRUCTIONS,
      cacheHints: { "tools/list": { cacheScope: "private" } },
    },
  );
  server.setRequestHandler("tools/list", async () => ({ tools: [...deps.catalog.listFor(await actor())] }));
  server.setRequestHandler("tools/call", async (request, ctx): Promise<CallToolResult> => {
    const { name, arguments: given = {} } = request.params;
    let locale: Locale = "id";
    try {
      const who = await actor();
      locale = who.locale;
      return await callTool(deps, who, name, given, ctx.mcpReq.signal);
    } catch (thrown) {
      if (thrown instanceof ProtocolError) throw thrown;
      const error = await asAnswerable(thrown, (unknown) =>
        deps.reportIncident(unknown, `mcp ${name.slice(0, NAME_MAX)}`),
      );
      return errorResult(error, deps.presenter(locale));
    }
  });
  return server;
}

async function callTool(
  deps: McpDependencies,
  actor: Actor,
  name: string,
  given: Record<string, unknown>,
  signal: AbortSignal,
): Promise<CallToolResult> {
  if (name === FIND_TOOLS) return findTools(deps, actor, given);
  if (name === RUN_TOOL) {
    const wanted = wantedTool(given);
    const tool = deps.catalog.find(wanted.name);
    const refusal = tool && refusalOf(actor, tool.useCase);
    // Only who could have it with another key is told that it is there.
    if (missingScopeOf(refusal) !== undefined) throw refusal;
    if (!tool || refusal) {
      const sentence = say(MCP_WORDS[actor.locale].noTool, { name: wanted.name.slice(0, NAME_MAX) });
      return { isError: true, content: [text([`not_found: ${sentence}`])] };
    }
    return runTool(deps, actor, tool, wanted.input, signal);
  }
  const tool = deps.catalog.find(name);
  if (!tool) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${name.slice(0, NAME_MAX)}`);
  return runTool(deps, actor, tool, given, signal);
}

async function runTool(
  deps: McpDependencies,
  actor: Actor,
  tool: CatalogTool,
  given: Record<string, unknown>,
  signal: AbortSignal,
): Promise<CallToolResult> {
  const { input, options } = tool.useCase.effect === "read" ? { input: given, options: {} } : splitCall(given);
  const outcome = await deps.executor.execute(tool.useCase.name, input, actor, { ...options, signal });
  return resultOf(tool.useCase, outcome, deps.factLines, deps.presenter(actor.locale));
}

/** Takes what a call says about itself out of its input. */
function splitCall(given: Record<string, unknown>): { input: Record<string, unknown>; options: ExecuteOptions } {
  const { dryRun, idempotencyKey, ...input } = given;
  const bad: FieldError[] = [];
  if (dryRun !== undefined && typeof dryRun !== "boolean") {
    bad.push({ path: "dryRun", reason: "field_type", params: { expected: "boolean" } });
  }
  if (idempotencyKey !== undefined && typeof idempotencyKey !== "string") {
    bad.push({ path: "idempotencyKey", reason: "field_type", params: { expected: "string" } });
  }
  refuse(bad);
  return {
    input,
    options: {
      dryRun: dryRun === true,
      idempotencyKey: typeof idempotencyKey === "string" ? idempotencyKey : undefined,
    },
  };
}

function wantedTool(given: Record<string, unknown>): { name: string; input: Record<string, unknown> } {
  const { name, arguments: input = {}, ...rest } = given;
  const bad = unknownFields(rest);
  if (typeof name !== "string")
    bad.push({ path: "name", reason: name === undefined ? "field_required" : "field_invalid" });
  if (input === null || typeof input !== "object" || Array.isArray(input)) {
    bad.push({ path: "arguments", reason: "field_type", params: { expected: "object" } });
  }
  refuse(bad);
  return { name: name as string, input: input as Record<string, unknown> };
}

function findTools(deps: McpDependencies, actor: Actor, given: Record<string, unknown>): CallToolResult {
  const { query = "", limit = FOUND_DEFAULT, ...rest } = given;
  const bad = unknownFields(rest);
  if (typeof query !== "string" || query.length > 200) bad.push({ path: "query", reason: "field_invalid" });
  if (typeof limit !== "number" || !Number.isInteger(limit) || limit < 1 || limit > FOUND_MAX) {
    bad.push({ path: "limit", reason: "field_invalid" });
  }
  refuse(bad);
  const found = deps.catalog.search(actor, query as string);
  const shown = found.slice(0, limit as number);
  const words = MCP_WORDS[actor.locale];
  const tools = shown.map(({ definition: { name, title, description, inputSchema } }) => ({
    name,
    title,
    description,
    inputSchema,
  }));
  const others = found.slice(shown.length).map(({ definition }) => definition.name);
  return {
    content: [
      text([
        say(words.found, { shown: shown.length, count: found.length }),
        JSON.stringify({ tools, others: others.slice(0, 100) }),
      ]),
    ],
  };
}

function unknownFields(rest: Record<string, unknown>): FieldError[] {
  return Object.keys(rest).map((field) => ({ path: field, reason: "unknown_field", params: { field } }));
}

function refuse(bad: readonly FieldError[]): void {
  const first = bad[0];
  if (first) throw new AppError("invalid_input", "invalid_field", { field: first.path }, bad);
}
