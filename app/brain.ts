import type { Assistant } from "../agents/index.ts";
import type { StructuredWriter } from "../core/kernel/ports/writer.ts";
import type { Config } from "./config.ts";
import type { House } from "./house.ts";

/** Who answers and who writes: Claude when there is a key, the offline planner otherwise. */
export interface Brain {
  readonly writer: StructuredWriter | undefined;
  assistant(house: House): Assistant;
}

export function createBrain(_config: Config): Brain {
  return {
    writer: undefined,
    assistant: () => ({
      runTurn: async (turn) => ({ replies: [{ text: turn.text }], state: {}, transcript: [], status: "done" }),
    }),
  };
}
