import { type ClaudeAssistantOptions, createClaudeAssistant } from "../../agents/claude/assistant.ts";
import { createClaudeClient } from "../../agents/claude/client.ts";
import { assistantLocale } from "../../agents/offline/locale.ts";
import { Chat } from "../../agents/testing/chat.ts";
import { blocksOf, type MessagesRequest } from "../../agents/testing/messages-request.ts";
import {
  type MessagesServer,
  type Script,
  type ScriptAnswer,
  type ScriptBlock,
  startMessagesServer,
} from "../../agents/testing/messages-server.ts";
import { errorsLocale } from "../../core/i18n/platform-locale.ts";
import { createI18n } from "../../core/i18n/presenter.ts";
import type { Actor, Role } from "../../core/kernel/actor.ts";
import { ManualClock } from "../../core/kernel/clock.ts";
import type { Executor } from "../../core/usecase/executor.ts";
import { productRegistry } from "./product.ts";

export const text = (words: string): ScriptAnswer => ({ blocks: [{ type: "text", text: words }] });
export const call = (name: string, input: unknown = {}): ScriptBlock => ({ type: "tool_use", name, input });

/** Scripted answers one after the other; the last one again and again. */
export function inTurn(...answers: readonly ScriptAnswer[]): Script {
  let played = 0;
  return () => {
    const answer = answers[Math.min(played, answers.length - 1)] ?? text("");
    played += 1;
    return answer;
  };
}

/** Somebody with a role; `name` also tells their organization, language and channel apart. */
export function actorOf(role: Role, name = "Ayu"): Actor {
  const member = role !== "influencer";
  return {
    kind: member ? "member" : "influencer",
    id: `mem_${name}`,
    ...(member && { orgId: `org_${name}` }),
    displayName: name,
    roles: [role],
    scopes: ["*"],
    locale: name === "Ayu" ? "id" : "en",
    via: name === "Ayu" ? "desk" : "slack",
  };
}

/** Nothing of these tests reaches a use case. */
const noExecutor = { execute: () => Promise.reject(new Error("not part of this test")) } satisfies Pick<
  Executor,
  "execute"
>;

/** Claude with the product's tools and a scripted model, without a database: for what happens around the calls of tools. */
export async function openStage(): Promise<{
  readonly server: MessagesServer;
  readonly clock: ManualClock;
  chatOf(actor: Actor, options?: Partial<ClaudeAssistantOptions>): Chat;
  close(): Promise<void>;
}> {
  const server = await startMessagesServer(() => text("Halo"));
  const clock = new ManualClock("2026-11-21T03:00:00Z");
  const registry = productRegistry();
  const i18n = createI18n([errorsLocale, assistantLocale, ...registry.locales]);
  const client = createClaudeClient({
    apiKey: "sk-test",
    baseURL: server.url,
    model: "claude-sonnet-5-5",
    retryDelayMs: 1,
  });
  return {
    server,
    clock,
    chatOf: (actor, options = {}) =>
      new Chat({
        assistant: createClaudeAssistant({ client, registry, executor: noExecutor as Executor, ...options }),
        actor,
        i18n,
        clock,
        id: `cnv_${actor.id}`,
      }),
    close: () => server.stop(),
  };
}

/** All words of a request's last message. */
export function lastWords(request: MessagesRequest | undefined): string {
  return blocksOf(request?.messages.at(-1))
    .map((block) => block.text ?? String(block.content ?? ""))
    .join("\n");
}

/** Whether it is the assistant's own turn: other calls (summaries, readers) have no tools. */
export function isTurn(request: MessagesRequest): boolean {
  return (request.tools ?? []).length > 0;
}
