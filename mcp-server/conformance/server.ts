import {
  type McpServerFactory,
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  Server,
  type ServerEventBus,
} from "@modelcontextprotocol/server";
import { ASKING_TOOLS } from "./asking-tools.ts";
import { createStateCodec } from "./fixture.ts";
import { PLAIN_TOOLS } from "./plain-tools.ts";
import { PROMPTS } from "./prompts.ts";
import { RESOURCES, readResource, TEMPLATE } from "./resources.ts";

const TOOLS = [...PLAIN_TOOLS, ...ASKING_TOOLS];
const CAPABILITIES = {
  tools: { listChanged: true },
  prompts: { listChanged: true },
  resources: { subscribe: true },
  logging: {},
  completions: {},
};

/** Servers with everything that the conformance suite calls by name. */
export function createFixtureServers(bus: ServerEventBus, stateKey: Uint8Array): McpServerFactory {
  const state = createStateCodec(stateKey);
  return () => {
    const server = new Server(
      { name: "kolega-conformance", version: "1" },
      { capabilities: CAPABILITIES, requestState: { verify: state.verify } },
    );
    server.setRequestHandler("tools/list", () => ({ tools: TOOLS.map(({ definition }) => definition) }));
    server.setRequestHandler("tools/call", ({ params }, mcp) => {
      const fixture = TOOLS.find(({ definition }) => definition.name === params.name);
      if (!fixture) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${params.name}`);
      return fixture.call(params.arguments ?? {}, { mcp, bus, state });
    });
    server.setRequestHandler("prompts/list", () => ({ prompts: PROMPTS.map(({ definition }) => definition) }));
    server.setRequestHandler("prompts/get", ({ params }, mcp) => {
      const fixture = PROMPTS.find(({ definition }) => definition.name === params.name);
      if (!fixture) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown prompt: ${params.name}`);
      return fixture.get(params.arguments ?? {}, mcp);
    });
    server.setRequestHandler("resources/list", () => ({ resources: [...RESOURCES] }));
    server.setRequestHandler("resources/templates/list", () => ({ resourceTemplates: [TEMPLATE] }));
    server.setRequestHandler("resources/read", ({ params }) => {
      const found = readResource(params.uri);
      if (!found) throw new ResourceNotFoundError(params.uri);
      return found;
    });
    server.setRequestHandler("resources/subscribe", () => ({}));
    server.setRequestHandler("resources/unsubscribe", () => ({}));
    server.setRequestHandler("completion/complete", ({ params }) => {
      const values = ["paris", "park", "party", "test"].filter((word) => word.startsWith(params.argument.value));
      return { completion: { values, total: values.length, hasMore: false } };
    });
    return server;
  };
}
