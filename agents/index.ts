export { parseAmountField } from "./amount-field.ts";
export type { Assistant, AssistantResult, AssistantTurn } from "./assistant.ts";
export { type ClaudeAssistantOptions, createClaudeAssistant } from "./claude/assistant.ts";
export { type ClaudeClient, type ClaudeOptions, createClaudeClient, ModelAway } from "./claude/client.ts";
export { type ClaudeWriterOptions, createClaudeWriter } from "./claude/writer.ts";
export { createOfflineAssistant, type OfflineAssistantOptions } from "./offline/assistant.ts";
export { assistantLocale } from "./offline/locale.ts";
