import { type McpServerFactory, ProtocolError, ProtocolErrorCode, Server } from "@modelcontextprotocol/server";

/**
 * The negative control: names everything the fixtures have and answers, but hollow answers and wrong codes. A suite that
 * stays green over it proves nothing.
 */
export function createBrokenServers(createServer: McpServerFactory): McpServerFactory {
  return async (context) => {
    const server = await createServer(context);
    if (!(server instanceof Server)) throw new Error("the fixtures are low-level servers");
    const hollow = (): Record<string, never> => ({});
    server.setRequestHandler("tools/call", () => ({ content: [] }));
    server.setRequestHandler("prompts/get", () => ({ messages: [] }));
    server.setRequestHandler("resources/read", () => ({ contents: [] }));
    server.setRequestHandler("completion/complete", () => ({ completion: { values: [] } }));
    server.setRequestHandler("resources/subscribe", () => {
      throw new ProtocolError(ProtocolErrorCode.MethodNotFound, "not here");
    });
    server.setRequestHandler("resources/unsubscribe", hollow);
    server.fallbackRequestHandler = () => Promise.resolve({});
    return server;
  };
}
