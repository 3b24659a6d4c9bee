import {
  type CallToolResult,
  createRequestStateCodec,
  type InputRequiredResult,
  type RequestStateCodec,
  type ServerContext,
  type ServerEventBus,
  type Tool,
} from "@modelcontextprotocol/server";

/** What the fixtures are given beside a call. */
export interface FixtureContext {
  readonly mcp: ServerContext;
  readonly bus: ServerEventBus;
  readonly state: RequestStateCodec<State>;
}

/** What a fixture keeps between two rounds of one call, in the sealed request state. */
export interface State {
  readonly tool: string;
  readonly round: number;
}

export interface ToolFixture {
  readonly definition: Tool;
  call(
    given: Readonly<Record<string, unknown>>,
    context: FixtureContext,
  ): CallToolResult | InputRequiredResult | Promise<CallToolResult | InputRequiredResult>;
}

/** Seals request state for one person and one kind of request. */
export function createStateCodec(key: Uint8Array): RequestStateCodec<State> {
  return createRequestStateCodec<State>({
    key,
    bind: (ctx) => `${ctx.mcpReq.method}\0${ctx.http?.authInfo?.clientId ?? ""}`,
  });
}

export function tool(name: string, description: string, call: ToolFixture["call"]): ToolFixture {
  return { definition: { name, description, inputSchema: { type: "object", properties: {} } }, call };
}

export function said(text: string): CallToolResult {
  return { content: [{ type: "text", text }] };
}

/** One red pixel. */
export const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mPgq0kDAAGMAPG/5WF3AAAAAElFTkSuQmCC";
/** One silent sample. */
export const WAV = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQIAAAAAAA==";
