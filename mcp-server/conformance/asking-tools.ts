import {
  acceptedContent,
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type ElicitRequestFormParams,
  type InputRequests,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  MissingRequiredClientCapabilityError,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import { type FixtureContext, said, type ToolFixture, tool } from "./fixture.ts";

type Schema = ElicitRequestFormParams["requestedSchema"];
type Answer = CallToolResult | InputRequiredResult;

const NAME = z.object({ name: z.string() });
const COLOR = z.object({ color: z.string() });
const OK = z.object({ ok: z.boolean() });

const text = (name: string): Schema => ({
  type: "object",
  properties: { [name]: { type: "string" } },
  required: [name],
});
const CONFIRM = inputRequired.elicit({
  message: "Please confirm",
  requestedSchema: { type: "object", properties: { ok: { type: "boolean" } }, required: ["ok"] },
});
const askName = (message: string) => inputRequired.elicit({ message, requestedSchema: text("name") });
const askModel = (question: string, maxTokens: number) =>
  inputRequired.createMessage({
    messages: [{ role: "user", content: { type: "text", text: question } }],
    maxTokens,
  });

function capabilitiesOf({ mcpReq }: ServerContext): ClientCapabilities {
  const envelope: Readonly<Record<string, unknown>> = mcpReq.envelope ?? {};
  return (envelope[CLIENT_CAPABILITIES_META_KEY] ?? {}) as ClientCapabilities;
}

function modelSaid({ mcp }: FixtureContext, key: string): string | undefined {
  const answer = inputResponse(mcp.mcpReq.inputResponses, key);
  return answer.kind === "sampling" ? JSON.stringify(answer.result.content) : undefined;
}

/** Asks one form and repeats what was answered. */
function form(name: string, schema: Schema, message: string | undefined, { mcp }: FixtureContext): Answer {
  const answer = inputResponse(mcp.mcpReq.inputResponses, "form");
  if (answer.kind !== "elicit") {
    return inputRequired({
      inputRequests: { form: inputRequired.elicit({ message: message ?? name, requestedSchema: schema }) },
    });
  }
  return said(`Elicitation completed: action=${answer.action}, content=${JSON.stringify(answer.content ?? {})}`);
}

/** Asks `requests` with sealed state; `done` answers once state and answers are right. */
async function sealed(
  name: string,
  requests: InputRequests,
  { mcp, state }: FixtureContext,
  done: () => CallToolResult | undefined,
): Promise<Answer> {
  const known = mcp.mcpReq.requestState<{ tool: string; round: number }>();
  const answer = known?.tool === name ? done() : undefined;
  return (
    answer ?? inputRequired({ inputRequests: requests, requestState: await state.mint({ tool: name, round: 1 }, mcp) })
  );
}

/** Asks for confirmation; the state must come back untouched. */
function confirmed(name: string): ToolFixture {
  return tool(name, "Asks to confirm, with sealed state", (_given, context) =>
    sealed(name, { confirm: CONFIRM }, context, () =>
      acceptedContent(context.mcp.mcpReq.inputResponses, "confirm", OK) ? said("state-ok") : undefined,
    ),
  );
}

const MULTIPLE = "test_input_required_result_multiple_inputs";
const ROUNDS = "test_input_required_result_multi_round";

/** Tools that need something of the client before they answer. Their names, questions and answers are the suite's. */
export const ASKING_TOOLS: readonly ToolFixture[] = [
  tool("test_input_required_result_elicitation", "Asks the person's name", (_given, { mcp }) => {
    const answer = acceptedContent(mcp.mcpReq.inputResponses, "user_name", NAME);
    if (answer) return said(`Hello, ${answer.name}!`);
    return inputRequired({ inputRequests: { user_name: askName("What is your name?") } });
  }),
  tool("test_input_required_result_sampling", "Asks the client's model", (_given, context) => {
    const answer = modelSaid(context, "capital_question");
    if (answer !== undefined) return said(answer);
    return inputRequired({ inputRequests: { capital_question: askModel("What is the capital of France?", 100) } });
  }),
  tool("test_input_required_result_list_roots", "Asks the client's roots", (_given, { mcp }) => {
    const answer = inputResponse(mcp.mcpReq.inputResponses, "client_roots");
    if (answer.kind === "roots") return said(answer.roots.map(({ uri }) => uri).join(" "));
    return inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } });
  }),
  confirmed("test_input_required_result_request_state"),
  confirmed("test_input_required_result_tampered_state"),
  tool(MULTIPLE, "Asks three things at once", (_given, context) =>
    sealed(
      MULTIPLE,
      {
        user_name: askName("What is your name?"),
        greeting: askModel("Generate a greeting", 50),
        client_roots: inputRequired.listRoots(),
      },
      context,
      () => {
        const { inputResponses } = context.mcp.mcpReq;
        const person = acceptedContent(inputResponses, "user_name", NAME);
        const greeting = modelSaid(context, "greeting");
        const roots = inputResponse(inputResponses, "client_roots");
        return person && greeting !== undefined && roots.kind === "roots"
          ? said(`${greeting} ${person.name}, ${roots.roots.length}`)
          : undefined;
      },
    ),
  ),
  tool(ROUNDS, "Asks twice, one question after the other", async (_given, { mcp, state }) => {
    const { inputResponses } = mcp.mcpReq;
    const known = mcp.mcpReq.requestState<{ tool: string; round: number }>();
    const round = known?.tool === ROUNDS ? known.round : 0;
    const color = acceptedContent(inputResponses, "step2", COLOR);
    if (round === 2 && color) return said(`You like ${color.color}`);
    const second = round === 2 || (round === 1 && acceptedContent(inputResponses, "step1", NAME));
    return inputRequired({
      inputRequests: second
        ? {
            step2: inputRequired.elicit({
              message: "Step 2: What is your favorite color?",
              requestedSchema: text("color"),
            }),
          }
        : { step1: askName("Step 1: What is your name?") },
      requestState: await state.mint({ tool: ROUNDS, round: second ? 2 : 1 }, mcp),
    });
  }),
  tool("test_input_required_result_capabilities", "Asks only what the client can answer", (_given, { mcp }) => {
    const can = capabilitiesOf(mcp);
    const inputRequests: InputRequests = {
      ...(can.elicitation ? { user_name: askName("What is your name?") } : {}),
      ...(can.sampling ? { capital_question: askModel("What is the capital of France?", 100) } : {}),
    };
    return Object.keys(inputRequests).length > 0 ? inputRequired({ inputRequests }) : said("You cannot be asked");
  }),
  tool("test_missing_capability", "Needs the client's model", (_given, { mcp }) => {
    if (!capabilitiesOf(mcp).sampling) {
      throw new MissingRequiredClientCapabilityError({ requiredCapabilities: { sampling: {} } });
    }
    return said("You have one");
  }),
  tool("test_streaming_elicitation", "Asks inside its result, never on its own", () =>
    inputRequired({ inputRequests: { user_name: askName("What is your name?") } }),
  ),
  {
    definition: {
      name: "test_sampling",
      description: "Asks the client's model",
      inputSchema: { type: "object", properties: { prompt: { type: "string" } }, required: ["prompt"] },
    },
    call: ({ prompt }, context) => {
      const answer = modelSaid(context, "answer");
      if (answer !== undefined) return said(`LLM response: ${answer}`);
      return inputRequired({ inputRequests: { answer: askModel(String(prompt), 100) } });
    },
  },
  {
    definition: {
      name: "test_elicitation",
      description: "Asks the person",
      inputSchema: { type: "object", properties: { message: { type: "string" } }, required: ["message"] },
    },
    call: ({ message }, context) =>
      form(
        "test_elicitation",
        {
          type: "object",
          properties: {
            username: { type: "string", description: "User's response" },
            email: { type: "string", description: "User's email address" },
          },
          required: ["username", "email"],
        },
        String(message),
        context,
      ),
  },
  tool("test_elicitation_sep1034_defaults", "Asks with defaults", (_given, context) =>
    form(
      "Defaults",
      {
        type: "object",
        properties: {
          name: { type: "string", default: "John Doe" },
          age: { type: "integer", default: 30 },
          score: { type: "number", default: 95.5 },
          status: { type: "string", enum: ["active", "inactive", "pending"], default: "active" },
          verified: { type: "boolean", default: true },
        },
      },
      undefined,
      context,
    ),
  ),
  tool("test_elicitation_sep1330_enums", "Asks with every kind of choice", (_given, context) =>
    form(
      "Choices",
      {
        type: "object",
        properties: {
          untitledSingle: { type: "string", enum: ["option1", "option2", "option3"] },
          titledSingle: { type: "string", oneOf: titled("Option") },
          legacyEnum: {
            type: "string",
            enum: ["opt1", "opt2", "opt3"],
            enumNames: ["Option One", "Option Two", "Option Three"],
          },
          untitledMulti: { type: "array", items: { type: "string", enum: ["option1", "option2", "option3"] } },
          titledMulti: { type: "array", items: { anyOf: titled("Choice") } },
        },
      },
      undefined,
      context,
    ),
  ),
];

function titled(noun: string): { const: string; title: string }[] {
  return ["First", "Second", "Third"].map((word, i) => ({ const: `value${i + 1}`, title: `${word} ${noun}` }));
}
