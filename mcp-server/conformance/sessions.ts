import { randomUUID } from "node:crypto";
import {
  type LegacyHttpHandler,
  type McpServerFactory,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";

interface Session {
  readonly owner: string | undefined;
  readonly transport: WebStandardStreamableHTTPServerTransport;
}

/**
 * 2025-era sessions, as the scenarios need in which the server asks the client something while a call waits. A session
 * belongs to whoever opened it: with another's token it is not found.
 */
export function createSessions(createServer: McpServerFactory): LegacyHttpHandler {
  const sessions = new Map<string, Session>();
  return async (request, given) => {
    const owner = given?.authInfo?.clientId;
    const id = request.headers.get("mcp-session-id");
    if (id !== null) {
      const session = sessions.get(id);
      if (session?.owner === owner && session) return session.transport.handleRequest(request, given);
      const error = { jsonrpc: "2.0", error: { code: -32001, message: "Session not found" }, id: null };
      return Response.json(error, { status: 404 });
    }
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (made) => void sessions.set(made, { owner, transport }),
      onsessionclosed: (closed) => void sessions.delete(closed),
    });
    const server = await createServer({ era: "legacy", authInfo: given?.authInfo, requestInfo: request });
    await server.connect(transport);
    return transport.handleRequest(request, given);
  };
}
