import { personOf, tenantOf } from "../../core/kernel/actor.ts";
import { AppError } from "../../core/kernel/errors.ts";
import type { Payer, Spending } from "../../core/kernel/ports/spending.ts";
import type { Assistant, AssistantTurn } from "../assistant.ts";
import { TurnCancelled } from "../tool-runner.ts";
import { type ClaudeClient, ModelAway } from "./client.ts";
import { HISTORY_ROWS } from "./compaction.ts";
import { meteredClient } from "./metered.ts";
import { ClaudeTurn, type ClaudeTurnOptions } from "./turn.ts";

export interface ClaudeAssistantOptions extends ClaudeTurnOptions {
  /** Told of every failure of the model that a person was spared; for the log. */
  readonly onModelAway?: (error: ModelAway) => void;
  /** Counts every call of the model; when a budget is used up the fallback answers as if the model were away. */
  readonly spending?: Spending;
}

/** Answers with Claude: tools through the pipeline with the person's own rights, and one reply. */
export function createClaudeAssistant(options: ClaudeAssistantOptions): Assistant {
  return {
    historyRows: HISTORY_ROWS,
    async runTurn(turn) {
      const run = new ClaudeTurn({ ...options, client: clientFor(options, turn) }, turn);
      try {
        return await run.run();
      } catch (error) {
        if (error instanceof TurnCancelled) return run.result("cancelled");
        if (error instanceof AppError && error.code === "budget_exceeded") {
          const told = await options.spending?.firstNoticeToday(payerOf(turn));
          return run.withoutModel("spent", told ? spentText(error, turn) : undefined);
        }
        if (!(error instanceof ModelAway)) throw error;
        options.onModelAway?.(error);
        return run.withoutModel("away", turn.presenter.t("assistant.model.away"));
      }
    },
  };
}

function payerOf({ actor }: AssistantTurn): Payer {
  return { tenant: tenantOf(actor), person: personOf(actor) };
}

function clientFor({ client, spending }: ClaudeAssistantOptions, turn: AssistantTurn): ClaudeClient {
  return spending ? meteredClient(client, spending, { ...payerOf(turn), turnId: turn.turnId, task: "chat" }) : client;
}

function spentText({ reason, params }: AppError, { presenter: p }: AssistantTurn): string {
  return `${p.t(`errors.${reason}`, params)} ${p.t("assistant.model.spent")}`;
}
