import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { toolResultBlock } from "../../agents/claude/tool-result.ts";
import { toolboxFor } from "../../agents/claude/tools.ts";
import { safeText } from "../../agents/safety/outbound.ts";
import { ownWords } from "../../agents/safety/own-words.ts";
import { createToolRunner } from "../../agents/tool-runner.ts";
import { factLines } from "../../core/approvals/notifications.ts";
import type { ToolJournal } from "../../core/conversations/transcript.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import type { Executor } from "../../core/usecase/executor.ts";
import { toolName } from "../../core/usecase/registry.ts";
import { createToolCatalog, runStdio } from "../../mcp-server/index.ts";
import type { TestHouse } from "../support/house.ts";

/** What the agent's hands are: tools of one person, and the person's screen. */
export interface Hands {
  /** What the tool answers, as a model reads it. */
  call(useCase: string, input: Record<string, unknown>): Promise<string>;
  /** What of the agent's words reaches the chat. */
  say(text: string): string;
}

const NOTHING_KEPT: ToolJournal = { begin: () => Promise.resolve(undefined), end: () => Promise.resolve() };
let calls = 0;

/** The gate taken out: every call counts as pressed, every word as harmless. What the tests must see go wrong. */
function pressed(executor: Executor): Executor {
  return {
    execute: (useCase, input, actor, { ownWords: _, ...options } = {}) =>
      executor.execute(useCase, input, actor, { ...options, confirmation: { kind: "approval", approvalId: "none" } }),
  };
}

/** The chat: the model's own toolbox and runner. `open`: with the gate removed. */
export function chatHands(house: TestHouse, actor: Actor, said: string, open = false): Hands {
  const { registry } = house;
  const presenter = house.i18n.presenter(actor.locale);
  const toolbox = toolboxFor(registry, actor);
  const runner = createToolRunner({
    executor: open ? pressed(house.executor) : house.executor,
    journal: NOTHING_KEPT,
    actor,
    turnId: `turn-${calls++}`,
    signal: new AbortController().signal,
    cancelled: () => Promise.resolve(false),
    words: ownWords([said]),
  });
  return {
    async call(name, input) {
      const useCase = toolbox.find(toolName({ name }));
      if (!useCase) return "There is no such tool.";
      const id = `call-${calls++}`;
      const block = await toolResultBlock(id, await runner.run(id, useCase.name, input), {
        registry,
        presenter,
        results: undefined,
      });
      return String(block.content);
    },
    say: (text) => (open ? text : safeText(text, { publicUrl: house.ports.publicUrl, said: [said] })),
  };
}

/** The same person's tools over MCP, through the real server. */
export async function mcpHands(house: TestHouse, member: Actor): Promise<Hands & { close(): Promise<void> }> {
  const actor: Actor = { ...member, via: "mcp" };
  const catalog = createToolCatalog(house.registry);
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const handle = runStdio({
    catalog,
    executor: house.executor,
    presenter: house.i18n.presenter,
    factLines,
    reportIncident: (error: unknown, place: string) => house.reportIncident(error, place, "platform"),
    version: "1.0.0",
    actor: () => Promise.resolve(actor),
    transport: serverSide as never,
  } as never);
  const client = new Client({ name: "obeyer", version: "1" }, { versionNegotiation: { mode: "legacy" } });
  await client.connect(clientSide);
  return {
    async call(name, input) {
      const tool = toolName({ name });
      const direct = catalog.find(tool)?.direct ?? false;
      try {
        const result = await client.callTool(
          direct ? { name: tool, arguments: input } : { name: "run_tool", arguments: { name: tool, arguments: input } },
        );
        return JSON.stringify(result);
      } catch (error) {
        return String(error);
      }
    },
    // What a host shows of a model's words is the host's; our own door sends none.
    say: () => "",
    async close() {
      await client.close();
      await handle.close();
    },
  };
}
