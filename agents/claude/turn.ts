import type { ContentBlock, ContentBlockParam, ToolUseBlock } from "@anthropic-ai/sdk/resources/messages";
import type { MessageContent } from "../../core/cards/card.ts";
import type { TranscriptMessage } from "../../core/conversations/transcript.ts";
import type { Executor } from "../../core/usecase/executor.ts";
import type { Registry } from "../../core/usecase/registry.ts";
import type { Assistant, AssistantResult, AssistantTurn } from "../assistant.ts";
import { TurnCancelled } from "../tool-runner.ts";
import { showAttachments } from "./attachments.ts";
import type { ClaudeClient } from "./client.ts";
import { type CompactionLimits, compact } from "./compaction.ts";
import { ModelCalls, type Step } from "./model-calls.ts";
import { systemBlocks, turnFacts } from "./prompt.ts";
import { ToolCalls } from "./tool-calls.ts";
import { type Toolbox, toolboxFor } from "./tools.ts";
import { type Said, toMessages, withCacheMarks } from "./transcript.ts";

export interface ClaudeTurnOptions {
  readonly client: ClaudeClient;
  readonly registry: Registry;
  readonly executor: Executor;
  /** Answers when the model cannot be asked and nothing was done yet in the turn. */
  readonly fallback?: Assistant;
  readonly maxToolCalls?: number;
  readonly maxTurnMs?: number;
  readonly compaction?: CompactionLimits;
}

const MAX_TOOL_CALLS = 12;
/** Answers of the model in one turn; calls run out first, unless it pauses or calls what is not there. */
const MAX_STEPS = 16;
const MAX_TURN_MS = 150_000;
const MAX_OUTPUT_TOKENS = 8_192;
const MAX_CARDS = 3;

/** One turn with the model: ask, carry out what it calls, ask again, until it has answered. */
export class ClaudeTurn {
  readonly #options: ClaudeTurnOptions;
  readonly #turn: AssistantTurn;
  readonly #toolbox: Toolbox;
  readonly #tools: ToolCalls;
  readonly #calls: ModelCalls;
  readonly #deadline: AbortSignal;
  #messages: Said[] = [];
  /** What this turn adds to the transcript; always whole: every call with its result. */
  readonly #added: TranscriptMessage[] = [];
  readonly #lines: string[] = [];

  constructor(options: ClaudeTurnOptions, turn: AssistantTurn) {
    const { client, registry, executor, maxToolCalls: most = MAX_TOOL_CALLS, maxTurnMs = MAX_TURN_MS } = options;
    this.#options = options;
    this.#turn = turn;
    this.#toolbox = toolboxFor(registry, turn.actor);
    this.#tools = new ToolCalls({ registry, executor, most }, turn, this.#toolbox);
    this.#deadline = AbortSignal.timeout(maxTurnMs);
    this.#calls = new ModelCalls(client, turn, this.#deadline);
  }

  async run(): Promise<AssistantResult> {
    await this.#begin();
    for (let step = 0; step < MAX_STEPS; step++) {
      this.#turn.signal.throwIfAborted();
      if (await this.#turn.cancelled()) throw new TurnCancelled();
      const answer = this.#deadline.aborted ? undefined : await this.#ask(step);
      if (!answer) return this.#stopped("time");
      if (await this.#take(answer)) return this.result("done");
    }
    return this.#stopped("loop");
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
    const { history, summary } = await compact(turn.history, this.#calls, this.#options.compaction);
    if (summary) this.#added.push(summary);
    const attached = await showAttachments(turn.attachments ?? [], this.#calls);
    const words = turn.text.trim() === "" ? [] : [text(turn.text)];
    const sent: TranscriptMessage = { role: "user", content: [text(facts), ...words, ...attached.now] };
    this.#messages = toMessages([...history, sent]);
    this.#added.push({ role: "user", content: [text(facts), ...words, ...attached.later] });
  }

  /** One answer; undefined when the time is over. */
  #ask(step: number): Promise<Step | undefined> {
    const { tools } = this.#toolbox;
    return this.#calls.ask(String(step), {
      max_tokens: MAX_OUTPUT_TOKENS,
      system: systemBlocks(),
      messages: withCacheMarks(this.#messages),
      ...(tools.length > 0 && { tools: [...tools] }),
      // The tools stay in the request: taking them out would change the cached prefix. Another choice costs the cache too.
      ...(this.#tools.exhausted && tools.length > 0 && { tool_choice: { type: "none" as const } }),
    });
  }

  /** Takes an answer in; true when the turn is over. */
  async #take(answer: Step): Promise<boolean> {
    switch (answer.stop_reason) {
      case "tool_use": {
        const calls = answer.content.filter((block): block is ToolUseBlock => block.type === "tool_use");
        if (calls.length > 0) {
          await this.#tools.run(calls, (results) => {
            this.#append("assistant", answer.content, answer.usage.outputTokens);
            this.#append("tool", results);
          });
          return false;
        }
        break;
      }
      case "pause_turn":
        this.#append("assistant", withoutCalls(answer.content), answer.usage.outputTokens);
        // A request may not end with the model's own words.
        this.#append("tool", [text("<event>go on</event>")]);
        return false;
      case "refusal":
        this.#sayOwn("refused");
        return true;
      case "max_tokens":
      case "model_context_window_exceeded":
        this.#final(answer);
        this.#sayOwn("cut");
        return true;
      default:
        break;
    }
    this.#final(answer);
    if (this.#tools.exhausted && this.#lines.length === 0) this.#sayOwn("loop");
    return true;
  }

  /** The last words. Calls that were cut off in the middle are no part of the transcript. */
  #final({ content, usage }: Step): void {
    const said = withoutCalls(content);
    const words = said
      .flatMap((block) => (block.type === "text" ? [block.text] : []))
      .join("")
      .trim();
    if (words === "") return;
    this.#lines.push(words);
    this.#append("assistant", said, usage.outputTokens);
  }

  #append(
    role: "assistant" | "tool",
    content: readonly ContentBlockParam[] | readonly ContentBlock[],
    tokens?: number,
  ): void {
    if (content.length === 0) return;
    this.#added.push({ role, content, ...(tokens !== undefined && { tokens }) });
    this.#messages.push({ role: role === "tool" ? "user" : "assistant", content: [...content] as ContentBlockParam[] });
  }

  /** A line of our own, in the person's language, that the model will read as said. */
  #sayOwn(key: string): void {
    const words = this.#turn.presenter.t(`assistant.model.${key}`);
    this.#lines.push(words);
    this.#added.push({ role: "assistant", content: words });
  }

  #stopped(key: string): AssistantResult {
    this.#sayOwn(key);
    return this.result("done");
  }

  /** The model is away: the fallback answers if nothing was done yet, else what is done is told. `why` stands above the answer. */
  async withoutModel(cause: "away" | "spent", why: string | undefined): Promise<AssistantResult> {
    const { fallback } = this.#options;
    if (!fallback || this.#tools.made > 0) return this.#stopped(`${cause}_alone`);
    const answer = await fallback.runTurn(this.#turn);
    // What was used before it went away is on the bill all the same.
    const spent = this.#calls.spent;
    const counted = spent.costMicros > 0n ? { ...answer, ...spent } : answer;
    if (why === undefined) return counted;
    const [first, ...rest] = answer.replies;
    const replies: MessageContent[] = [
      { ...first, text: [`_${why}_`, first?.text].filter(Boolean).join("\n\n") },
      ...rest,
    ];
    return { ...counted, replies };
  }

  result(status: "done" | "cancelled"): AssistantResult {
    const words = this.#lines.join("\n\n");
    const [card, ...cards] = this.#tools.cards.slice(-MAX_CARDS);
    const empty = words === "" && !card;
    // A question the planner left open is not open any more once the model has spoken.
    const { pending: _pending, ...state } = this.#turn.state;
    return {
      replies: empty
        ? []
        : [{ ...(words !== "" && { text: words }), ...(card && { card }), ...(cards.length > 0 && { cards }) }],
      state,
      transcript: this.#added,
      status,
      ...this.#calls.spent,
    };
  }
}

function text(words: string): ContentBlockParam {
  return { type: "text", text: words };
}

function withoutCalls(content: readonly ContentBlock[]): ContentBlock[] {
  return content.filter((block) => block.type !== "tool_use");
}
