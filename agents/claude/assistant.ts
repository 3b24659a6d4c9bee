import type {
  ContentBlock,
  ContentBlockParam,
  Message,
  ToolResultBlockParam,
  ToolUseBlock,
} from "@anthropic-ai/sdk/resources/messages";
import type { Card, MessageContent } from "../../core/cards/card.ts";
import type { TranscriptMessage } from "../../core/conversations/transcript.ts";
import type { Executor } from "../../core/usecase/executor.ts";
import type { Registry } from "../../core/usecase/registry.ts";
import type { Assistant, AssistantResult, AssistantTurn } from "../assistant.ts";
import { presentDone, waitingCard } from "../present-outcome.ts";
import { createToolRunner, type ToolResult, type ToolRunner, TurnCancelled } from "../tool-runner.ts";
import { type ClaudeClient, ModelAway, usageOf } from "./client.ts";
import { addUsage, costMicros, NO_USAGE, type TokenUsage } from "./prices.ts";
import { systemBlocks, turnFacts } from "./prompt.ts";
import { asData, errorBlock, toolResultBlock } from "./tool-result.ts";
import { FIND_TOOLS, RUN_TOOL, type Toolbox, toolboxFor } from "./tools.ts";
import { type Said, toMessages, withCacheMark } from "./transcript.ts";

export interface ClaudeAssistantOptions {
  readonly client: ClaudeClient;
  readonly registry: Registry;
  readonly executor: Executor;
  /** Answers when the model cannot be reached and nothing was done yet in the turn. */
  readonly fallback?: Assistant;
  /** Told of every failure of the model that a person was spared; for the log. */
  readonly onModelAway?: (error: ModelAway) => void;
  /** Looked at before the first call of a turn; throws AppError `budget_exceeded`. */
  readonly checkBudget?: (turn: AssistantTurn) => Promise<void>;
  readonly maxToolCalls?: number;
  readonly maxTurnMs?: number;
}

const MAX_TOOL_CALLS = 12;
const MAX_TURN_MS = 150_000;
const MAX_OUTPUT_TOKENS = 8_192;
const MAX_CARDS = 3;

/** One answer of the model as the journal keeps it. */
type Step = Pick<Message, "content" | "stop_reason" | "model"> & { readonly usage: TokenUsage };

/** Answers with Claude: tools through the pipeline with the person's own rights, and one reply. */
export function createClaudeAssistant(options: ClaudeAssistantOptions): Assistant {
  return {
    async runTurn(turn) {
      await options.checkBudget?.(turn);
      const run = new ClaudeTurn(options, turn);
      try {
        return await run.run();
      } catch (error) {
        if (error instanceof TurnCancelled) return run.result("cancelled");
        if (!(error instanceof ModelAway)) throw error;
        options.onModelAway?.(error);
        return run.withoutModel();
      }
    },
  };
}

class ClaudeTurn {
  readonly #options: ClaudeAssistantOptions;
  readonly #turn: AssistantTurn;
  readonly #toolbox: Toolbox;
  readonly #runner: ToolRunner;
  #messages: Said[] = [];
  /** What this turn adds to the transcript; always whole: every call with its result. */
  readonly #added: TranscriptMessage[] = [];
  readonly #lines: string[] = [];
  readonly #cards: Card[] = [];
  readonly #deadline: AbortSignal;
  #usage: TokenUsage = NO_USAGE;
  #model: string;
  #toolCalls = 0;

  constructor(options: ClaudeAssistantOptions, turn: AssistantTurn) {
    this.#options = options;
    this.#turn = turn;
    this.#toolbox = toolboxFor(options.registry, turn.actor);
    this.#deadline = AbortSignal.timeout(options.maxTurnMs ?? MAX_TURN_MS);
    this.#model = options.client.model;
    this.#runner = createToolRunner({ ...turn, executor: options.executor, cancelled: () => turn.cancelled() });
  }

  async run(): Promise<AssistantResult> {
    await this.#begin();
    for (let step = 0; ; step++) {
      this.#turn.signal.throwIfAborted();
      if (await this.#turn.cancelled()) throw new TurnCancelled();
      if (this.#deadline.aborted) return this.#stopped("time");
      const answer = await this.#ask(step);
      if (!answer) return this.#stopped("time");
      const over = await this.#take(answer);
      if (over) return this.result("done");
    }
  }

  /**
   * The person's message with the facts of the moment. They are journaled: what the model thought is bound to the words
   * before it, and a turn taken up again must send the same ones.
   */
  async #begin(): Promise<void> {
    const turn = this.#turn;
    const toolUseId = "said";
    const before = await turn.journal.begin({ toolUseId, useCase: "assistant.said", input: {} });
    const facts = before?.status === "done" ? String(before.result) : turnFacts(turn);
    if (before?.status !== "done") await turn.journal.end(toolUseId, "done", facts);
    const content: ContentBlockParam[] = [
      { type: "text", text: facts },
      { type: "text", text: turn.text },
    ];
    const row: TranscriptMessage = { role: "user", content };
    this.#messages = toMessages([...turn.history, row]);
    this.#added.push(row);
  }

  /** One answer; from the journal where this turn already had it. undefined when the time is over. */
  async #ask(step: number): Promise<Step | undefined> {
    const toolUseId = `model:${step}`;
    const before = await this.#turn.journal.begin({ toolUseId, useCase: "assistant.model", input: { step } });
    if (before?.status === "done") return before.result as Step;
    const exhausted = this.#toolCalls >= this.#maxToolCalls;
    const signal = AbortSignal.any([this.#turn.signal, this.#deadline]);
    try {
      const message = await this.#options.client.answer(
        {
          max_tokens: MAX_OUTPUT_TOKENS,
          system: systemBlocks(),
          messages: withCacheMark(this.#messages),
          ...(this.#toolbox.tools.length > 0 && { tools: [...this.#toolbox.tools] }),
          // The tools stay in the request: taking them out would change the cached prefix.
          ...(exhausted && this.#toolbox.tools.length > 0 && { tool_choice: { type: "none" as const } }),
        },
        signal,
      );
      const { content, stop_reason, model } = message;
      const answer: Step = { content, stop_reason, model, usage: usageOf(message) };
      await this.#turn.journal.end(toolUseId, "done", answer);
      return answer;
    } catch (error) {
      this.#turn.signal.throwIfAborted();
      if (this.#deadline.aborted) return undefined;
      throw error;
    }
  }

  get #maxToolCalls(): number {
    return this.#options.maxToolCalls ?? MAX_TOOL_CALLS;
  }

  /** Takes an answer in; true when the turn is over. */
  async #take(answer: Step): Promise<boolean> {
    this.#usage = addUsage(this.#usage, answer.usage);
    this.#model = answer.model;
    switch (answer.stop_reason) {
      case "tool_use": {
        const calls = answer.content.filter((block): block is ToolUseBlock => block.type === "tool_use");
        if (calls.length > 0) {
          await this.#callTools(answer, calls);
          return false;
        }
        break;
      }
      case "pause_turn":
        this.#append("assistant", answer.content, answer.usage.outputTokens);
        return false;
      case "refusal":
        this.#sayOwn("refused");
        return true;
      case "max_tokens":
      case "model_context_window_exceeded":
        this.#final(answer.content, answer.usage.outputTokens);
        this.#sayOwn("cut");
        return true;
      default:
        break;
    }
    this.#final(answer.content, answer.usage.outputTokens);
    if (this.#toolCalls >= this.#maxToolCalls && this.#lines.length === 0) this.#sayOwn("loop");
    return true;
  }

  /** The last words. Calls that were cut off in the middle are no part of the transcript. */
  #final(content: readonly ContentBlock[], tokens: number): void {
    const said = content.filter((block) => block.type !== "tool_use");
    const text = said
      .flatMap((block) => (block.type === "text" ? [block.text] : []))
      .join("")
      .trim();
    if (text === "") return;
    this.#lines.push(text);
    this.#append("assistant", said, tokens);
  }

  /** Reads that stand together run together; everything that changes something runs in its turn. */
  async #callTools(answer: Step, calls: readonly ToolUseBlock[]): Promise<void> {
    const results: ToolResultBlockParam[] = [];
    try {
      for (let at = 0; at < calls.length; ) {
        let end = at + 1;
        while (end < calls.length && this.#isRead(calls[at]) && this.#isRead(calls[end])) end += 1;
        results.push(...(await Promise.all(calls.slice(at, end).map((call) => this.#callTool(call)))));
        at = end;
      }
    } finally {
      // Also when the person said stop in between: what was done is told, what was not is told as such.
      for (const call of calls.slice(results.length))
        results.push(errorBlock(call.id, "Not carried out: the person said stop."));
      this.#append("assistant", answer.content, answer.usage.outputTokens);
      this.#append("tool", results);
    }
  }

  #isRead(call: ToolUseBlock | undefined): boolean {
    if (!call) return false;
    if (call.name === FIND_TOOLS) return true;
    return this.#toolbox.find(this.#target(call).name)?.effect === "read";
  }

  #target(call: ToolUseBlock): { name: string; input: unknown } {
    if (call.name !== RUN_TOOL) return { name: call.name, input: call.input };
    const { name, input } = (call.input ?? {}) as { name?: unknown; input?: unknown };
    return { name: typeof name === "string" ? name : "", input: input ?? {} };
  }

  async #callTool(call: ToolUseBlock): Promise<ToolResultBlockParam> {
    this.#toolCalls += 1;
    if (this.#toolCalls > this.#maxToolCalls) {
      return errorBlock(
        call.id,
        "Not carried out: too many calls in one turn. Tell the person what is done and what is left.",
      );
    }
    if (call.name === FIND_TOOLS) {
      const { query } = (call.input ?? {}) as { query?: unknown };
      const content = asData(FIND_TOOLS, this.#toolbox.search(typeof query === "string" ? query : ""));
      return { type: "tool_result", tool_use_id: call.id, content };
    }
    const { name, input } = this.#target(call);
    const useCase = this.#toolbox.find(name);
    if (!useCase) return errorBlock(call.id, "There is no such tool. Use find_tools to see what there is.");
    const isObject = input !== null && typeof input === "object" && !Array.isArray(input);
    if (!isObject) return errorBlock(call.id, "The input must be an object after the tool's input schema.");
    const result = await this.#runner.run(call.id, useCase.name, input as Record<string, unknown>);
    this.#keepCard(result);
    return toolResultBlock(call.id, result, { registry: this.#options.registry, presenter: this.#turn.presenter });
  }

  #keepCard(result: ToolResult): void {
    const p = this.#turn.presenter;
    const card =
      result.kind === "waiting"
        ? result.outcome.requesterAsked
          ? undefined
          : waitingCard(result.outcome, p)
        : result.kind === "done"
          ? presentDone(this.#options.registry, result.outcome, p).card
          : undefined;
    if (!card) return;
    // The same thing shown twice is shown as it is last.
    const same = this.#cards.findIndex((other) => other.title === card.title);
    if (same >= 0) this.#cards.splice(same, 1);
    this.#cards.push(card);
  }

  #append(
    role: "assistant" | "tool",
    content: readonly ContentBlockParam[] | readonly ContentBlock[],
    tokens?: number,
  ): void {
    this.#added.push({ role, content, ...(tokens !== undefined && { tokens }) });
    this.#messages.push({ role: role === "tool" ? "user" : "assistant", content: [...content] as ContentBlockParam[] });
  }

  /** A line of our own, in the person's language, that the model will read as said. */
  #sayOwn(key: string): void {
    const text = this.#turn.presenter.t(`assistant.model.${key}`);
    this.#lines.push(text);
    this.#added.push({ role: "assistant", content: text });
  }

  #stopped(key: string): AssistantResult {
    this.#sayOwn(key);
    return this.result("done");
  }

  /** The model is away: the fallback answers if nothing was done yet, else what is done is told. */
  async withoutModel(): Promise<AssistantResult> {
    const { fallback } = this.#options;
    if (!fallback || this.#toolCalls > 0) {
      this.#sayOwn("away_alone");
      return this.result("done");
    }
    const answer = await fallback.runTurn(this.#turn);
    const [first, ...rest] = answer.replies;
    const away = this.#turn.presenter.t("assistant.model.away");
    const replies: MessageContent[] = [
      { ...first, text: [`_${away}_`, first?.text].filter(Boolean).join("\n\n") },
      ...rest,
    ];
    return { ...answer, replies };
  }

  result(status: "done" | "cancelled"): AssistantResult {
    const text = this.#lines.join("\n\n");
    const [card, ...cards] = this.#cards.slice(-MAX_CARDS);
    const empty = text === "" && !card;
    // A question the planner left open is not open any more once the model has spoken.
    const { pending: _pending, ...state } = this.#turn.state;
    return {
      replies: empty
        ? []
        : [{ ...(text !== "" && { text }), ...(card && { card }), ...(cards.length > 0 && { cards }) }],
      state,
      transcript: this.#added,
      status,
      model: this.#model,
      usage: { ...this.#usage },
      costMicros: costMicros(this.#model, this.#usage),
    };
  }
}
