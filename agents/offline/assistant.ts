import type { I18n } from "../../core/i18n/presenter.ts";
import { AppError } from "../../core/kernel/errors.ts";
import type { Executor } from "../../core/usecase/executor.ts";
import type { Registry } from "../../core/usecase/registry.ts";
import type { Assistant, AssistantResult, AssistantTurn } from "../assistant.ts";
import { languageSpoken } from "../language/detect-language.ts";
import { errorSentence } from "../present-outcome.ts";
import { createToolRunner, TurnCancelled } from "../tool-runner.ts";
import { answerAttachments } from "./attachments.ts";
import { handle } from "./handle.ts";
import { PLANNER_USE_CASES } from "./intent-plan.ts";
import { interpret, type Reading } from "./interpret.ts";
import { PlannerTurn } from "./planner-turn.ts";
import { readState } from "./state.ts";

export interface OfflineAssistantOptions {
  readonly registry: Registry;
  readonly executor: Executor;
  /** Lets it answer in the language of the message; without it, in the person's own. */
  readonly i18n?: I18n;
  /** For registries of a few domains (tests): intents whose use case is missing answer that they cannot. */
  readonly allowMissing?: boolean;
}

/**
 * Answers without a model: deterministic intents in Indonesian and English over the registry. Throws at construction
 * when the registry lacks a use case it may name, listing all of them.
 */
export function createOfflineAssistant(options: OfflineAssistantOptions): Assistant {
  const { registry, executor, i18n } = options;
  const missing = PLANNER_USE_CASES.filter((name) => !registry.find(name));
  if (missing.length > 0 && !options.allowMissing) {
    throw new Error(`the offline planner names use cases that do not exist: ${missing.join(", ")}`);
  }
  return {
    async runTurn(turn) {
      const state = readState(turn.state);
      const language = languageSpoken(turn.text, state.language ?? turn.presenter.locale);
      const presenter = i18n?.presenter(language, turn.presenter.timeZone) ?? turn.presenter;
      const context = {
        side: turn.actor.kind === "influencer" ? "influencer" : "brand",
        locale: language,
        now: turn.now,
        timeZone: presenter.timeZone,
      } as const;
      const reading = interpret(turn.text, { ...context, state });
      const planner = new PlannerTurn({
        ...turn,
        text: reading.words ?? turn.text,
        presenter,
        registry,
        runner: createToolRunner({ ...turn, executor, cancelled: () => turn.cancelled(), words: "person" }),
        state: language === turn.presenter.locale ? { ...state, language: undefined } : { ...state, language },
      });
      // A file is an answer to nothing that was asked.
      const files = turn.attachments ?? [];
      try {
        if (await answerAttachments(planner, files, turn.text)) return finish(turn, planner, "done");
      } catch (error) {
        if (!(error instanceof TurnCancelled)) throw error;
        return finish(turn, planner, "cancelled");
      }
      // A question is open until something is said; whatever the handler asks anew replaces it.
      delete planner.state.pending;
      try {
        await handle(planner, reading, { hadQuestion: state.pending !== undefined, i18n });
        if (reading.next)
          await goOn(planner, reading.next, (text) => interpret(text, { ...context, state: planner.state }));
      } catch (error) {
        if (error instanceof TurnCancelled) return finish(turn, planner, "cancelled");
        if (!(error instanceof AppError)) throw error;
        planner.say(errorSentence(error, planner.p));
      }
      return finish(turn, planner, "done");
    },
  };
}

/** The second wish of a message: shown where it only reads, else offered, so that nobody does by chance what they half said. */
async function goOn(
  planner: PlannerTurn,
  { text, useCase }: NonNullable<Reading["next"]>,
  read: (text: string) => Reading,
): Promise<void> {
  const reads = planner.registry.find(useCase)?.effect === "read";
  if (!reads || planner.state.pending) {
    planner.chips([{ label: text }], planner.p.t("assistant.then_next"));
    return;
  }
  planner.hear(text);
  await handle(planner, read(text), { hadQuestion: false });
}

function finish(turn: AssistantTurn, planner: PlannerTurn, status: "done" | "cancelled"): AssistantResult {
  const replies = planner.replies();
  return {
    replies,
    state: { ...planner.state },
    transcript: [
      { role: "user", content: turn.text === "" ? "(sent a file without words)" : turn.text },
      { role: "assistant", content: replies.map((reply) => reply.text ?? reply.card?.title ?? "").join("\n") },
    ],
    status,
  };
}
