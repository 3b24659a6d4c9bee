import type { Message } from "@anthropic-ai/sdk/resources/messages";
import type { AssistantTurn, TurnSpend } from "../assistant.ts";
import { TurnCancelled } from "../tool-runner.ts";
import { type ClaudeClient, type ModelRequest, usageOf } from "./client.ts";
import { addUsage, costMicros, NO_USAGE, type TokenUsage } from "./prices.ts";

/** How often a running answer is asked whether the person said stop. */
const STOP_POLL_MS = 700;

/** One answer of the model as the journal keeps it. */
export type Step = Pick<Message, "content" | "stop_reason" | "model"> & {
  /** Of tries that broke off as well. */
  readonly usage: TokenUsage;
};

/**
 * The model's answers of one turn. Each is journaled under its key, so that a turn taken up again asks nothing twice;
 * what all of them used is counted, whatever becomes of the turn.
 */
export class ModelCalls {
  readonly #client: ClaudeClient;
  readonly #turn: AssistantTurn;
  readonly #deadline: AbortSignal;
  #usage: TokenUsage = NO_USAGE;
  #costMicros = 0n;
  #model: string;

  constructor(client: ClaudeClient, turn: AssistantTurn, deadline: AbortSignal) {
    this.#client = client;
    this.#turn = turn;
    this.#deadline = deadline;
    this.#model = client.model;
  }

  get spent(): TurnSpend {
    return { model: this.#model, usage: { ...this.#usage }, costMicros: this.#costMicros };
  }

  /** undefined when the turn's time is over. Throws TurnCancelled, ModelAway, or what the budget or the signal says. */
  async ask(key: string, request: ModelRequest): Promise<Step | undefined> {
    const turn = this.#turn;
    const toolUseId = `model:${key}`;
    const before = await turn.journal.begin({ toolUseId, useCase: "assistant.model", input: { step: key } });
    if (before?.status === "done") {
      const step = before.result as Step;
      this.#add(step.model, step.usage);
      return step;
    }
    let lost = NO_USAGE;
    try {
      const message = await this.#whileWanted((signal) =>
        this.#client.answer(request, signal, (usage) => {
          lost = addUsage(lost, usage);
        }),
      );
      const { content, stop_reason, model } = message;
      const step: Step = { content, stop_reason, model, usage: addUsage(lost, usageOf(message)) };
      await turn.journal.end(toolUseId, "done", step);
      await this.#count(model, step.usage);
      return step;
    } catch (error) {
      if (lost.calls > 0) await this.#count(this.#client.model, lost);
      turn.signal.throwIfAborted();
      if (error instanceof TurnCancelled) throw error;
      if (this.#deadline.aborted) return undefined;
      throw error;
    }
  }

  /** Breaks the answer off when the turn is lost, late, or no longer wanted. */
  async #whileWanted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    const poll = setInterval(() => {
      this.#turn.cancelled().then(
        (cancelled) => cancelled && stop.abort(new TurnCancelled()),
        () => undefined,
      );
    }, STOP_POLL_MS);
    try {
      return await work(AbortSignal.any([this.#turn.signal, this.#deadline, stop.signal]));
    } finally {
      clearInterval(poll);
    }
  }

  async #count(model: string, usage: TokenUsage): Promise<void> {
    this.#add(model, usage);
    await this.#turn.spent?.(this.spent);
  }

  #add(model: string, usage: TokenUsage): void {
    this.#model = model;
    this.#usage = addUsage(this.#usage, usage);
    this.#costMicros += costMicros(model, usage);
  }
}
