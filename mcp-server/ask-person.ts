import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type Server,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { Actor } from "../core/kernel/actor.ts";
import type { UseCase } from "../core/usecase/define.ts";
import type { WaitingOutcome } from "../core/usecase/executor.ts";
import type { RequestOutcome, RequestStates } from "../core/usecase/request-states.ts";
import { badParams } from "./problems.ts";
import { MCP_WORDS, say } from "./words.ts";

/** What a call is, for the seal: another tool or another argument is another call. */
export interface Call {
  readonly method: "tools/call";
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

const KEY = "approval";
/** How long a retry waits for the press: long enough to open a page and decide, below clients' own patience (60 s). */
const DECIDED_WITHIN_MS = 25_000;
const LOOK_EVERY_MS = 500;

/** Whether this client can show its user a link of ours (URL-mode elicitation). */
export function canShowLinks(server: Server, ctx: ServerContext): boolean {
  const envelope: Readonly<Record<string, unknown>> = ctx.mcpReq.envelope ?? {};
  const said = envelope[CLIENT_CAPABILITIES_META_KEY] as ClientCapabilities | undefined;
  return (said ?? server.getClientCapabilities())?.elicitation?.url !== undefined;
}

/** Asks the client to show its user the approval page. The link opens nothing by itself: whoever follows it signs in. */
export function askPerson(
  states: RequestStates,
  actor: Actor,
  call: Call,
  request: Pick<WaitingOutcome, "approvalId" | "url">,
  useCase: UseCase,
): InputRequiredResult {
  const url = new URL(request.url);
  // Whom it was made for is nobody's business on the way.
  url.search = "";
  return inputRequired({
    inputRequests: {
      [KEY]: inputRequired.elicitUrl({
        message: say(MCP_WORDS[actor.locale].decide, { what: useCase.title }),
        url: url.href,
      }),
    },
    requestState: states.seal(actor, call, request.approvalId),
  });
}

/** What the state of a retry stands for. Throws -32602 for a state that is changed, old, spent, or of another person or call. */
export async function approvalOfRetry(states: RequestStates, actor: Actor, call: Call, state: string): Promise<string> {
  const approvalId = await states.spend(actor, call, state);
  if (approvalId === undefined) throw badParams("Invalid or expired requestState");
  return approvalId;
}

/** Whether the user agreed to open the page, refused, or the client only asks again. */
export function answerOf(ctx: ServerContext): "accept" | "refused" | "none" {
  const response = inputResponse(ctx.mcpReq.inputResponses, KEY);
  if (response.kind !== "elicit") return "none";
  return response.action === "accept" ? "accept" : "refused";
}

/** The outcome of a request, waited for a little when its person has just been sent to the page. */
export async function awaitOutcome(
  states: RequestStates,
  actor: Actor,
  approvalId: string,
  signal: AbortSignal,
  waitMs: number = DECIDED_WITHIN_MS,
): Promise<RequestOutcome | undefined> {
  const until = Date.now() + waitMs;
  for (;;) {
    const outcome = await states.outcomeOf(actor, approvalId);
    if (outcome?.status !== "pending" || Date.now() >= until || signal.aborted) return outcome;
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
}

/** A request that was not approved: the call did nothing, and says why. */
export function undoneResult(outcome: RequestOutcome, actor: Actor): CallToolResult {
  const words = MCP_WORDS[actor.locale];
  const sentence =
    outcome.status === "rejected" && outcome.decidedByName
      ? say(words.rejected, { name: outcome.decidedByName })
      : words[outcome.status === "superseded" ? "superseded" : outcome.status === "expired" ? "expired" : "undone"];
  return { isError: true, content: [{ type: "text", text: `${outcome.status}: ${sentence}` }] };
}
