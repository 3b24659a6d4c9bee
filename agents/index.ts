export { parseAmountField } from "./amount-field.ts";
export type { Assistant, AssistantResult } from "./assistant.ts";
export { createClaudeAssistant } from "./claude/assistant.ts";
export { createClaudeClient } from "./claude/client.ts";
export { createClaudeWriter } from "./claude/writer.ts";
export { parseDateField } from "./date-field.ts";
export { createOfflineAssistant } from "./offline/assistant.ts";
export { assistantLocale } from "./offline/locale.ts";
