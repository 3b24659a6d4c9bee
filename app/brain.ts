import {
  type Assistant,
  createClaudeAssistant,
  createClaudeClient,
  createClaudeWriter,
  createOfflineAssistant,
} from "../agents/index.ts";
import type { Log } from "../core/audit/incidents.ts";
import type { Spending } from "../core/kernel/ports/spending.ts";
import type { StructuredWriter } from "../core/kernel/ports/writer.ts";
import type { Config } from "./config.ts";
import type { House } from "./house.ts";

/** Who answers and who writes: Claude when there is a key, the offline planner otherwise and when Claude is away. */
export interface Brain {
  readonly writer: StructuredWriter | undefined;
  assistant(house: House): Assistant;
}

export function createBrain(config: Config, log: Log, spending: Spending): Brain {
  const client =
    config.anthropic &&
    createClaudeClient({
      apiKey: config.anthropic.apiKey,
      baseURL: config.anthropic.baseUrl,
      model: config.anthropic.model,
    });
  return {
    writer: client && createClaudeWriter({ client, spending }),
    assistant: ({ registry, executor, i18n }) => {
      const offline = createOfflineAssistant({ registry, executor, i18n });
      if (!client) return offline;
      return createClaudeAssistant({
        client,
        registry,
        executor,
        fallback: offline,
        spending,
        onModelAway: (error) => log.warn({ status: error.status }, "the model is away"),
      });
    },
  };
}
