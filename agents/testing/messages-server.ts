import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type MessagesRequest, problemOf } from "./messages-request.ts";
import { PromptCache, type PromptTokens } from "./prompt-cache.ts";

/** A piece of a scripted answer. `rawInput` is sent as the tool's arguments as it stands, valid JSON or not. */
export type ScriptBlock =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "thinking"; readonly thinking: string; readonly signature: string }
  | {
      readonly type: "tool_use";
      readonly name: string;
      readonly input?: unknown;
      readonly rawInput?: string;
      readonly id?: string;
    };

/** What goes wrong instead of an answer. */
export type ScriptFault =
  | {
      readonly kind: "status";
      readonly status: 400 | 401 | 429 | 500 | 529;
      /** As a header of milliseconds, or of whole seconds as the API sends it. */
      readonly retryAfterMs?: number;
      readonly retryAfterSeconds?: number;
    }
  /** The stream says `overloaded_error` after its first words. */
  | { readonly kind: "overloaded_mid_stream" }
  /** The connection is cut in the middle of the stream. */
  | { readonly kind: "truncated" }
  /** The stream begins and then says nothing more. */
  | { readonly kind: "hang_mid_stream" }
  /** Something answers that is no API. */
  | { readonly kind: "garbage" }
  /** Nobody answers. */
  | { readonly kind: "hang" };

export interface ScriptAnswer {
  readonly blocks?: readonly ScriptBlock[];
  readonly stopReason?: "end_turn" | "tool_use" | "max_tokens" | "refusal" | "pause_turn";
  readonly fault?: ScriptFault;
}

/** Decides every answer from the request alone (and how many came before it). */
export type Script = (request: MessagesRequest, call: number) => ScriptAnswer;

export interface MessagesServer {
  readonly url: string;
  /** Every request that was well-formed, in order, and its very bytes. */
  readonly requests: readonly MessagesRequest[];
  readonly bodies: readonly string[];
  /** What each of them read from the cache and wrote to it. */
  readonly tokens: readonly PromptTokens[];
  /** What malformed requests were refused with. */
  readonly refusals: readonly string[];
  use(script: Script): void;
  stop(): Promise<void>;
}

const MAX_BODY_BYTES = 8 * 1024 * 1024;
const OUTPUT_TOKENS = 80;

/** A local HTTP server that speaks the Messages API, strict about what it is sent and scripted in what it answers. */
export async function startMessagesServer(script: Script, options: { port?: number } = {}): Promise<MessagesServer> {
  const requests: MessagesRequest[] = [];
  const bodies: string[] = [];
  const tokens: PromptTokens[] = [];
  const refusals: string[] = [];
  const cache = new PromptCache();
  let current = script;
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refuse = (status: number, type: string, message: string): void => {
      refusals.push(message);
      sendError(response, status, type, message);
    };
    if (request.method !== "POST" || request.url?.split("?")[0] !== "/v1/messages")
      return refuse(404, "not_found_error", "Not found");
    if (!request.headers["anthropic-version"])
      return refuse(400, "invalid_request_error", "anthropic-version: header is required");
    if (!request.headers["x-api-key"] && !request.headers.authorization)
      return refuse(401, "authentication_error", "invalid x-api-key");
    const raw = await readBody(request);
    const body = raw === undefined ? undefined : parsed(raw);
    const problem = body === undefined ? "the body is not JSON" : problemOf(body);
    if (problem || raw === undefined) return refuse(400, "invalid_request_error", problem ?? "");
    const message = body as MessagesRequest;
    requests.push(message);
    bodies.push(raw);
    const answer = current(message, requests.length - 1);
    if (answer.fault && !isMidStream(answer.fault)) {
      tokens.push({ input: 0, cacheRead: 0, cacheWrite: 0 });
      return sendFault(response, answer.fault);
    }
    const used = cache.take(message);
    tokens.push(used);
    if (message.stream) await stream(response, message, answer, requests.length, used);
    else sendJson(response, 200, wholeMessage(message, answer, requests.length, used));
  };

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    bodies,
    tokens,
    refusals,
    use(next) {
      current = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function isMidStream(fault: ScriptFault): boolean {
  return ["overloaded_mid_stream", "truncated", "hang_mid_stream"].includes(fault.kind);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", "request-id": "req_scripted", ...headers });
  response.end(JSON.stringify(body));
}

function sendError(response: ServerResponse, status: number, type: string, message: string, headers = {}): void {
  sendJson(response, status, { type: "error", error: { type, message }, request_id: "req_scripted" }, headers);
}

const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  429: "rate_limit_error",
  500: "api_error",
  529: "overloaded_error",
};

function sendFault(response: ServerResponse, fault: ScriptFault): void {
  switch (fault.kind) {
    case "status": {
      const headers = {
        ...(fault.retryAfterMs !== undefined && { "retry-after-ms": String(fault.retryAfterMs) }),
        ...(fault.retryAfterSeconds !== undefined && { "retry-after": String(fault.retryAfterSeconds) }),
      };
      sendError(response, fault.status, ERROR_TYPES[fault.status] ?? "api_error", "scripted", headers);
      return;
    }
    case "garbage":
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<html>502 Bad Gateway</html>");
      return;
    default:
      // Nothing: the caller's own timeout has to end it.
      return;
  }
}

function stopReasonOf(answer: ScriptAnswer): string {
  return answer.stopReason ?? (answer.blocks?.some((block) => block.type === "tool_use") ? "tool_use" : "end_turn");
}

function contentOf(answer: ScriptAnswer, call: number): Record<string, unknown>[] {
  return (answer.blocks ?? []).map((block, index) =>
    block.type === "tool_use"
      ? { type: "tool_use", id: block.id ?? `toolu_${call}_${index}`, name: block.name, input: block.input ?? {} }
      : { ...block },
  );
}

function wholeMessage(
  request: MessagesRequest,
  answer: ScriptAnswer,
  call: number,
  used: PromptTokens,
): Record<string, unknown> {
  return {
    id: `msg_${call}`,
    type: "message",
    role: "assistant",
    model: request.model,
    content: contentOf(answer, call),
    stop_reason: stopReasonOf(answer),
    stop_sequence: null,
    usage: usage(OUTPUT_TOKENS, used),
  };
}

function usage(outputTokens: number, used: PromptTokens): Record<string, number> {
  return {
    input_tokens: used.input,
    output_tokens: outputTokens,
    cache_read_input_tokens: used.cacheRead,
    cache_creation_input_tokens: used.cacheWrite,
  };
}

async function stream(
  response: ServerResponse,
  request: MessagesRequest,
  answer: ScriptAnswer,
  call: number,
  used: PromptTokens,
): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream", "request-id": "req_scripted" });
  const send = (event: string, data: Record<string, unknown>): void => {
    response.write(`event: ${event}\ndata: ${JSON.stringify({ type: event, ...data })}\n\n`);
  };
  send("message_start", {
    message: { ...wholeMessage(request, { blocks: [] }, call, used), stop_reason: null, usage: usage(1, used) },
  });
  const blocks = answer.blocks ?? [];
  if (answer.fault) {
    send("content_block_start", { index: 0, content_block: { type: "text", text: "" } });
    send("content_block_delta", { index: 0, delta: { type: "text_delta", text: "Sebentar" } });
    if (answer.fault.kind === "truncated") {
      // Written out first, so that the reader sees a beginning and then the cut.
      await new Promise<void>((resolve) => setTimeout(resolve, 5));
      response.destroy();
      return;
    }
    if (answer.fault.kind === "hang_mid_stream") return;
    send("error", { error: { type: "overloaded_error", message: "Overloaded" } });
    response.end();
    return;
  }
  for (const [index, block] of blocks.entries()) sendBlock(send, block, index, call);
  send("message_delta", {
    delta: { stop_reason: stopReasonOf(answer), stop_sequence: null },
    usage: usage(OUTPUT_TOKENS, used),
  });
  send("message_stop", {});
  response.end();
}

function sendBlock(
  send: (event: string, data: Record<string, unknown>) => void,
  block: ScriptBlock,
  index: number,
  call: number,
): void {
  switch (block.type) {
    case "text":
      send("content_block_start", { index, content_block: { type: "text", text: "" } });
      for (const text of pieces(block.text))
        send("content_block_delta", { index, delta: { type: "text_delta", text } });
      break;
    case "thinking":
      send("content_block_start", { index, content_block: { type: "thinking", thinking: "", signature: "" } });
      send("content_block_delta", { index, delta: { type: "thinking_delta", thinking: block.thinking } });
      send("content_block_delta", { index, delta: { type: "signature_delta", signature: block.signature } });
      break;
    default: {
      const id = block.id ?? `toolu_${call}_${index}`;
      send("content_block_start", { index, content_block: { type: "tool_use", id, name: block.name, input: {} } });
      for (const partial of pieces(block.rawInput ?? JSON.stringify(block.input ?? {}))) {
        send("content_block_delta", { index, delta: { type: "input_json_delta", partial_json: partial } });
      }
    }
  }
  send("content_block_stop", { index });
}

/** As a model sends it: a few characters at a time, and never half a character. */
function pieces(text: string): string[] {
  const characters = Array.from(text);
  const parts: string[] = [];
  for (let at = 0; at < characters.length; at += 12) parts.push(characters.slice(at, at + 12).join(""));
  return parts;
}
