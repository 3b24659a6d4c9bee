export { parseAmountField } from "./amount-field.ts";
export type { Assistant, AssistantResult, AssistantTurn } from "./assistant.ts";
