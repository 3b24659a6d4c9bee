import type { UseCaseDefinition } from "../usecase/define.ts";

/** What all steps of the reminders have in common: the house takes them, nobody else may. */
export const SYSTEM_STEP = {
  version: 1,
  effect: "write",
  access: { roles: ["system"], scope: "operations:write" },
  idempotency: "caller",
  errors: [],
  scope: "platform",
  expose: { mcp: false, rest: false, chat: false },
} as const satisfies Partial<UseCaseDefinition<never, never, undefined>>;

/** Nobody reads a step's card. */
export const UNSEEN = { card: () => ({ title: "–" }), summary: () => "–" } as const;
