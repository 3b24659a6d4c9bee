import { ProtocolError, Server } from "@modelcontextprotocol/server";
import type { Presenter } from "../core/i18n/presenter.ts";
import type { Actor, Locale } from "../core/kernel/actor.ts";
import { asAnswerable, type FactLines } from "../core/usecase/answers.ts";
import type { Executor } from "../core/usecase/executor.ts";
import type { RequestStates } from "../core/usecase/request-states.ts";
import { callTool } from "./call-tool.ts";
import type { ToolCatalog } from "./catalog.ts";
import { complete } from "./completions.ts";
import { PAGE_SIZE, pageOf } from "./pages.ts";
import { protocolError } from "./problems.ts";
import { promptOf, promptsFor } from "./prompts.ts";
import { type ResourceReader, readResource, resourcesFor, templatesFor } from "./resources.ts";
import { errorResult } from "./results.ts";
import { INSTRUCTIONS } from "./words.ts";

export interface McpDependencies {
  readonly catalog: ToolCatalog;
  readonly executor: Executor;
  readonly factLines: FactLines;
  /** What waits for a person, and the states that clients carry meanwhile. */
  readonly requests: RequestStates;
  presenter(locale: Locale): Presenter;
  /** Keeps an unknown error for the operator; answers the id that is safe to show. */
  reportIncident(error: unknown, place: string): Promise<string>;
  readonly version: string;
  /** Items of one page of a list; default 50. */
  readonly pageSize?: number;
  /** How long a retry waits for its person's press, in milliseconds; default 25 s. */
  readonly decidedWithinMs?: number;
}

const NAME_MAX = 100;
const PRIVATE = { cacheScope: "private" } as const;

/** A server for one request or one connection; `actor` says who asks, and throws `unauthenticated` when nobody does any more. */
export function createMcpServer(deps: McpDependencies, actor: () => Promise<Actor>): Server {
  const { catalog, pageSize = PAGE_SIZE } = deps;
  const server = new Server(
    { name: "kolega", title: "Kolega", version: deps.version },
    {
      capabilities: { tools: {}, resources: {}, prompts: {}, completions: {} },
      instructions: INSTRUCTIONS,
      // What is listed and read depends on who asks.
      cacheHints: {
        "tools/list": PRIVATE,
        "prompts/list": PRIVATE,
        "resources/list": PRIVATE,
        "resources/templates/list": PRIVATE,
        "resources/read": PRIVATE,
      },
    },
  );
  /** Answers as this actor; an error of ours becomes a protocol error in their language. */
  const as = async <T>(place: string, work: (who: Actor) => Promise<T> | T): Promise<T> => {
    let locale: Locale = "id";
    try {
      const who = await actor();
      locale = who.locale;
      return await work(who);
    } catch (thrown) {
      if (thrown instanceof ProtocolError) throw thrown;
      const error = await asAnswerable(thrown, (unknown) => deps.reportIncident(unknown, `mcp ${place}`));
      throw protocolError(error, deps.presenter(locale));
    }
  };
  const readerOf = (who: Actor, signal: AbortSignal): ResourceReader => ({
    catalog,
    actor: who,
    async read(useCase, input) {
      const outcome = await deps.executor.execute(useCase.name, input, who, { signal });
      return outcome.kind === "done" ? outcome.output : {};
    },
  });

  server.setRequestHandler("tools/list", ({ params }) =>
    as("tools/list", (who) => {
      const { items, nextCursor } = pageOf("tools", catalog.listFor(who), params?.cursor, pageSize);
      return { tools: items, nextCursor };
    }),
  );
  server.setRequestHandler("tools/call", async ({ params }, ctx) => {
    let locale: Locale = "id";
    try {
      const who = await actor();
      locale = who.locale;
      const call = { method: "tools/call" as const, name: params.name, arguments: params.arguments ?? {} };
      return await callTool({ deps, server, ctx, actor: who, call });
    } catch (thrown) {
      if (thrown instanceof ProtocolError) throw thrown;
      const error = await asAnswerable(thrown, (unknown) =>
        deps.reportIncident(unknown, `mcp ${params.name.slice(0, NAME_MAX)}`),
      );
      return errorResult(error, deps.presenter(locale));
    }
  });
  server.setRequestHandler("resources/list", ({ params }, { mcpReq }) =>
    as("resources/list", async (who) => {
      const { items, nextCursor } = await resourcesFor(readerOf(who, mcpReq.signal), params?.cursor);
      return { resources: items, nextCursor };
    }),
  );
  server.setRequestHandler("resources/templates/list", ({ params }) =>
    as("resources/templates/list", (who) => {
      const { items, nextCursor } = pageOf("templates", templatesFor(catalog, who), params?.cursor, pageSize);
      return { resourceTemplates: items, nextCursor };
    }),
  );
  server.setRequestHandler("resources/read", ({ params }, { mcpReq }) =>
    as("resources/read", (who) => readResource(readerOf(who, mcpReq.signal), params.uri)),
  );
  server.setRequestHandler("prompts/list", ({ params }) =>
    as("prompts/list", (who) => {
      const { items, nextCursor } = pageOf("prompts", promptsFor(catalog, who), params?.cursor, pageSize);
      return { prompts: items, nextCursor };
    }),
  );
  server.setRequestHandler("prompts/get", ({ params }) =>
    as("prompts/get", (who) => promptOf(catalog, who, params.name, params.arguments ?? {})),
  );
  server.setRequestHandler("completion/complete", ({ params }, { mcpReq }) =>
    as("completion/complete", (who) => complete(readerOf(who, mcpReq.signal), params)),
  );
  return server;
}
