import {
  type CallToolResult,
  type InputRequiredResult,
  ProtocolError,
  ProtocolErrorCode,
  type Server,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { Actor } from "../core/kernel/actor.ts";
import { AppError, type FieldError } from "../core/kernel/errors.ts";
import type { UseCase } from "../core/usecase/define.ts";
import type { ExecuteOptions, Outcome } from "../core/usecase/executor.ts";
import { missingScopeOf, refusalOf } from "../core/usecase/registry.ts";
import type { RequestOutcome } from "../core/usecase/request-states.ts";
import {
  answerOf,
  approvalOfRetry,
  askPerson,
  awaitOutcome,
  type Call,
  canShowLinks,
  undoneResult,
} from "./ask-person.ts";
import { type CatalogTool, FIND_TOOLS, RUN_TOOL } from "./catalog.ts";
import { findTools } from "./find-tools.ts";
import { refuse, unknownFields } from "./own-input.ts";
import { withProgress } from "./progress.ts";
import { resultOf, text } from "./results.ts";
import type { McpDependencies } from "./server.ts";
import { MCP_WORDS, say } from "./words.ts";

/** One call: who asks, with what, and the request it came in. */
export interface ToolCall {
  readonly deps: McpDependencies;
  readonly server: Server;
  readonly ctx: ServerContext;
  readonly actor: Actor;
  readonly call: Call;
}

type Result = CallToolResult | InputRequiredResult;

const NAME_MAX = 100;

/** Runs a listed tool, one found with find_tools, or answers a call that came back after its person was asked. */
export async function callTool(request: ToolCall): Promise<Result> {
  const { deps, actor, call } = request;
  if (call.name === FIND_TOOLS) return findTools(deps.catalog, actor, call.arguments);
  if (call.name === RUN_TOOL) {
    const wanted = wantedTool(call.arguments);
    const tool = deps.catalog.find(wanted.name);
    const refusal = tool && refusalOf(actor, tool.useCase);
    // Only who could have it with another key is told that it is there.
    if (missingScopeOf(refusal) !== undefined) throw refusal;
    if (!tool || refusal) {
      const sentence = say(MCP_WORDS[actor.locale].noTool, { name: wanted.name.slice(0, NAME_MAX) });
      return { isError: true, content: [text([`not_found: ${sentence}`])] };
    }
    return runTool(request, tool, wanted.input);
  }
  const tool = deps.catalog.find(call.name);
  if (!tool) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${call.name.slice(0, NAME_MAX)}`);
  return runTool(request, tool, call.arguments);
}

async function runTool(
  request: ToolCall,
  tool: CatalogTool,
  given: Readonly<Record<string, unknown>>,
): Promise<Result> {
  const { deps, ctx, actor, server } = request;
  const { useCase } = tool;
  const state = ctx.mcpReq.requestState<string>();
  if (state !== undefined) return answerRetry(request, useCase, state);
  const { input, options } = useCase.effect === "read" ? { input: given, options: {} } : splitCall(given);
  const outcome = await withProgress(ctx, actor.locale, (onStage) =>
    deps.executor.execute(useCase.name, input, actor, { ...options, signal: ctx.mcpReq.signal, onStage }),
  );
  if (outcome.kind === "done") return result(request, useCase, outcome);
  // The same key again, after somebody decided: the answer is what became of it.
  const decided =
    options.idempotencyKey === undefined ? undefined : await deps.requests.outcomeOf(actor, outcome.approvalId);
  if (decided && decided.status !== "pending") return decidedResult(request, useCase, decided);
  if (canShowLinks(server, ctx)) return askPerson(deps.requests, actor, request.call, outcome, useCase);
  return result(request, useCase, outcome);
}

/** The client comes back with what we gave it: what was decided is the answer, and nothing is asked a second time. */
async function answerRetry(request: ToolCall, useCase: UseCase, state: string): Promise<Result> {
  const { deps, ctx, actor } = request;
  const refusal = refusalOf(actor, useCase);
  if (refusal) throw refusal;
  const approvalId = await approvalOfRetry(deps.requests, actor, request.call, state);
  const answer = answerOf(ctx);
  const outcome = await withProgress(ctx, actor.locale, () =>
    awaitOutcome(deps.requests, actor, approvalId, ctx.mcpReq.signal, answer === "accept" ? deps.decidedWithinMs : 0),
  );
  if (!outcome) throw new AppError("not_found");
  if (outcome.status !== "pending") return decidedResult(request, useCase, outcome);
  const { facts, expiresAt, url } = outcome;
  const waiting: Outcome = { kind: "waiting", useCase: useCase.name, approvalId, facts, expiresAt, url };
  return answer === "none"
    ? askPerson(deps.requests, actor, request.call, waiting, useCase)
    : result(request, useCase, waiting);
}

function decidedResult(request: ToolCall, useCase: UseCase, outcome: RequestOutcome): CallToolResult {
  if (outcome.status !== "approved" || !outcome.output) return undoneResult(outcome, request.actor);
  const done: Outcome = { kind: "done", useCase: useCase.name, output: outcome.output, dryRun: false, replayed: false };
  const note = say(MCP_WORDS[request.actor.locale].approved, { name: outcome.decidedByName ?? "?" });
  return result(request, useCase, done, note);
}

function result({ deps, actor }: ToolCall, useCase: UseCase, outcome: Outcome, note?: string): CallToolResult {
  return resultOf(useCase, outcome, { factLines: deps.factLines, presenter: deps.presenter(actor.locale), note });
}

/** Takes what a call says about itself out of its input. */
function splitCall(given: Readonly<Record<string, unknown>>): {
  input: Record<string, unknown>;
  options: ExecuteOptions;
} {
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

function wantedTool(given: Readonly<Record<string, unknown>>): { name: string; input: Record<string, unknown> } {
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
