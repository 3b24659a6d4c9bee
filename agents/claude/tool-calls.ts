import type { ToolResultBlockParam, ToolUseBlock } from "@anthropic-ai/sdk/resources/messages";
import type { Card } from "../../core/cards/card.ts";
import type { Executor } from "../../core/usecase/executor.ts";
import type { Registry } from "../../core/usecase/registry.ts";
import type { AssistantTurn } from "../assistant.ts";
import { presentDone, waitingCard } from "../present-outcome.ts";
import { ownWords, wordsOfTurn } from "../safety/own-words.ts";
import { createToolRunner, type ToolResult, type ToolRunner } from "../tool-runner.ts";
import { dataBlock, errorBlock, readOn, toolResultBlock } from "./tool-result.ts";
import { FIND_TOOLS, READ_MORE, RUN_TOOL, type Toolbox } from "./tools.ts";

/** One call with what it came to, as the model reads it and as the person is shown it. */
interface Answered {
  readonly block: ToolResultBlockParam;
  readonly card?: Card;
}

/** The calls of one turn: with the person's own rights, at most so many, reads side by side and changes one by one. */
export class ToolCalls {
  readonly #options: { readonly registry: Registry; readonly executor: Executor; readonly most: number };
  readonly #turn: AssistantTurn;
  readonly #toolbox: Toolbox;
  readonly #runner: ToolRunner;
  /** What the calls came to, for the person: the same thing once, as it was last. */
  readonly cards: Card[] = [];
  #made = 0;

  constructor(
    options: { readonly registry: Registry; readonly executor: Executor; readonly most: number },
    turn: AssistantTurn,
    toolbox: Toolbox,
  ) {
    this.#options = options;
    this.#turn = turn;
    this.#toolbox = toolbox;
    this.#runner = createToolRunner({
      ...turn,
      executor: options.executor,
      cancelled: () => turn.cancelled(),
      words: ownWords(wordsOfTurn(turn), turn.presenter.locale),
    });
  }

  get made(): number {
    return this.#made;
  }

  /** Whether it called for more than it may: told once, it is asked for words alone. */
  get exhausted(): boolean {
    return this.#made > this.#options.most;
  }

  /**
   * Makes the calls of one answer and tells `told` one result for each, in their order: also when the person said stop in
   * between, or something else ended the turn. What was not done is told as such.
   */
  async run(calls: readonly ToolUseBlock[], told: (results: ToolResultBlockParam[]) => void): Promise<void> {
    const results: ToolResultBlockParam[] = [];
    try {
      for (let at = 0; at < calls.length; ) {
        let end = at + 1;
        while (end < calls.length && this.#isRead(calls[at]) && this.#isRead(calls[end])) end += 1;
        const answered = await Promise.all(calls.slice(at, end).map((call) => this.#call(call)));
        for (const { block, card } of answered) {
          results.push(block);
          this.#show(card);
        }
        at = end;
      }
    } finally {
      for (const call of calls.slice(results.length))
        results.push(errorBlock(call.id, "Not carried out: the person said stop."));
      told(results);
    }
  }

  #isRead(call: ToolUseBlock | undefined): boolean {
    if (!call) return false;
    if (call.name === FIND_TOOLS || call.name === READ_MORE) return true;
    return this.#toolbox.find(targetOf(call).name)?.effect === "read";
  }

  async #call(call: ToolUseBlock): Promise<Answered> {
    this.#made += 1;
    if (this.#made > this.#options.most)
      return refused(
        call,
        "Not carried out: too many calls in one turn. Tell the person what is done and what is left.",
      );
    const { results, presenter } = this.#turn;
    const fields = (call.input ?? {}) as Record<string, unknown>;
    if (call.name === READ_MORE) return { block: await readOn(call.id, fields, results) };
    if (call.name === FIND_TOOLS) {
      const found = this.#toolbox.search(typeof fields.query === "string" ? fields.query : "");
      return { block: await dataBlock(call.id, FIND_TOOLS, found, results) };
    }
    const { name, input } = targetOf(call);
    const useCase = this.#toolbox.find(name);
    if (!useCase) return refused(call, "There is no such tool. Use find_tools to see what there is.");
    if (input === null || typeof input !== "object" || Array.isArray(input))
      return refused(call, "The input must be an object after the tool's input schema.");
    const result = await this.#runner.run(call.id, useCase.name, input as Record<string, unknown>);
    const { registry } = this.#options;
    return {
      block: await toolResultBlock(call.id, result, { registry, presenter, results }),
      card: this.#cardOf(result),
    };
  }

  #cardOf(result: ToolResult): Card | undefined {
    const p = this.#turn.presenter;
    if (result.kind === "done") return presentDone(this.#options.registry, result.outcome, p).card;
    if (result.kind === "refused" || result.outcome.requesterAsked) return undefined;
    return waitingCard(result.outcome, p);
  }

  #show(card: Card | undefined): void {
    if (!card) return;
    const same = this.cards.findIndex((other) => other.title === card.title);
    if (same >= 0) this.cards.splice(same, 1);
    this.cards.push(card);
  }
}

function refused(call: ToolUseBlock, message: string): Answered {
  return { block: errorBlock(call.id, message) };
}

/** What a call is really for: `run_tool` names another tool. */
function targetOf(call: ToolUseBlock): { name: string; input: unknown } {
  if (call.name !== RUN_TOOL) return { name: call.name, input: call.input };
  const { name, input } = (call.input ?? {}) as { name?: unknown; input?: unknown };
  return { name: typeof name === "string" ? name : "", input: input ?? {} };
}
