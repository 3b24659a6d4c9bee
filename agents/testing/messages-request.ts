/** A request to the Messages API, as far as the stand-in looks at it. */
export interface MessagesRequest {
  readonly model: string;
  readonly max_tokens: number;
  readonly stream?: boolean;
  readonly system?: unknown;
  readonly messages: readonly RequestMessage[];
  readonly tools?: readonly { name: string; description?: string; input_schema: Record<string, unknown> }[];
  readonly tool_choice?: { type: string };
}

export interface RequestMessage {
  readonly role: string;
  readonly content: string | readonly RequestBlock[];
}

export interface RequestBlock {
  readonly type: string;
  readonly text?: string;
  readonly id?: string;
  readonly name?: string;
  readonly input?: unknown;
  readonly tool_use_id?: string;
  readonly content?: unknown;
  readonly is_error?: boolean;
  readonly cache_control?: unknown;
  readonly source?: { readonly type: string; readonly media_type?: string; readonly data?: string };
}

const KNOWN_KEYS = new Set(
  "model max_tokens messages system tools tool_choice stream metadata stop_sequences thinking output_config cache_control service_tier".split(
    " ",
  ),
);
const MAX_CACHE_MARKS = 4;
const MAX_PICTURE_LENGTH = 5 * 1024 * 1024;
const PICTURE_TYPES = new Set(["image/jpeg", "image/png", "image/gif", "image/webp"]);

/** Why the API would refuse a request with 400; undefined when it would not. */
export function problemOf(body: unknown): string | undefined {
  if (body === null || typeof body !== "object" || Array.isArray(body)) return "the body must be a JSON object";
  const request = body as MessagesRequest & Record<string, unknown>;
  const extra = Object.keys(request).find((key) => !KNOWN_KEYS.has(key));
  if (extra) return `${extra}: Extra inputs are not permitted`;
  if (typeof request.model !== "string" || request.model === "") return "model: Field required";
  if (!Number.isInteger(request.max_tokens) || request.max_tokens < 1)
    return "max_tokens: must be an integer of 1 or more";
  if (!Array.isArray(request.messages) || request.messages.length === 0)
    return "messages: at least one message is required";
  return toolProblem(request) ?? cacheProblem(request) ?? messagesProblem(request.messages);
}

function toolProblem({ tools = [], tool_choice }: MessagesRequest): string | undefined {
  if (tool_choice && !["auto", "none"].includes(tool_choice.type))
    return "tool_choice: forced tool use is not supported by this model";
  const names = new Set<string>();
  for (const [index, tool] of tools.entries()) {
    if (!/^[a-zA-Z0-9_-]{1,64}$/.test(tool.name)) return `tools.${index}.name: must match ^[a-zA-Z0-9_-]{1,64}$`;
    if (names.has(tool.name)) return `tools: Tool names must be unique (${tool.name})`;
    names.add(tool.name);
    const schema = tool.input_schema;
    if (schema?.type !== "object") return `tools.${index}.input_schema.type: must be "object"`;
    if (["anyOf", "oneOf", "allOf"].some((key) => key in schema)) {
      return `tools.${index}.input_schema: does not support oneOf, allOf, or anyOf at the top level`;
    }
  }
  return undefined;
}

function cacheProblem(request: MessagesRequest): string | undefined {
  const marks = JSON.stringify(request).split('"cache_control":{').length - 1;
  return marks > MAX_CACHE_MARKS
    ? `at most ${MAX_CACHE_MARKS} blocks may have cache_control, found ${marks}`
    : undefined;
}

export function blocksOf(message: RequestMessage | undefined): readonly RequestBlock[] {
  if (!message) return [];
  return typeof message.content === "string" ? [{ type: "text", text: message.content }] : message.content;
}

function messagesProblem(messages: readonly RequestMessage[]): string | undefined {
  if (messages[0]?.role !== "user") return "messages: first message must use the user role";
  if (messages.at(-1)?.role === "assistant") return "messages: this model does not support assistant message prefill";
  const known = new Set<string>();
  for (const [index, message] of messages.entries()) {
    if (message.role !== "user" && message.role !== "assistant")
      return `messages.${index}.role: unexpected role ${message.role}`;
    const blocks = blocksOf(message);
    if (blocks.length === 0) return `messages.${index}: content must not be empty`;
    const empty = blocks.some((block) => block.type === "text" && (block.text ?? "").trim() === "");
    if (empty) return `messages.${index}: text content blocks must contain non-whitespace text`;
    const picture = blocks.map(pictureProblem).find((found) => found !== undefined);
    if (picture) return `messages.${index}: ${picture}`;
    const problem =
      message.role === "assistant" ? callsProblem(messages, index, known) : resultsProblem(messages, index);
    if (problem) return problem;
  }
  return undefined;
}

function pictureProblem({ type, source }: RequestBlock): string | undefined {
  if (type !== "image") return undefined;
  if (source?.type !== "base64" || !PICTURE_TYPES.has(source.media_type ?? "")) return "image.source: not supported";
  return (source.data ?? "").length > MAX_PICTURE_LENGTH ? "image exceeds 5 MB maximum" : undefined;
}

/** Every call is answered in the very next message. */
function callsProblem(messages: readonly RequestMessage[], index: number, known: Set<string>): string | undefined {
  const calls = blocksOf(messages[index]).filter((block) => block.type === "tool_use");
  const next = blocksOf(messages[index + 1]);
  for (const call of calls) {
    const id = call.id ?? "";
    if (known.has(id)) return `messages.${index}: tool_use ids must be unique (${id})`;
    known.add(id);
    if (call.input === null || typeof call.input !== "object")
      return `messages.${index}: tool_use input must be an object`;
    const answered = next.some((block) => block.type === "tool_result" && block.tool_use_id === id);
    if (!answered)
      return `messages.${index}: tool_use ids were found without tool_result blocks immediately after: ${id}`;
  }
  return undefined;
}

/** Results answer a call of the message before, and stand before everything else. */
function resultsProblem(messages: readonly RequestMessage[], index: number): string | undefined {
  const blocks = blocksOf(messages[index]);
  const before = blocksOf(messages[index - 1]).filter((block) => block.type === "tool_use");
  let other = false;
  for (const block of blocks) {
    if (block.type !== "tool_result") {
      other = true;
      continue;
    }
    if (other) return `messages.${index}: tool_result blocks must come first in the content`;
    if (!before.some((call) => call.id === block.tool_use_id)) {
      return `messages.${index}: unexpected tool_use_id found in tool_result blocks: ${block.tool_use_id}`;
    }
  }
  return undefined;
}
