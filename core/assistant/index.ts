import type { DomainModule } from "../usecase/module.ts";
import { costs } from "./costs.ts";
import { forget } from "./forget.ts";
import { getBudget } from "./get-budget.ts";
import { aiLocale } from "./locale.ts";
import { showPreferences } from "./preferences.ts";
import { remember } from "./remember.ts";
import { setBudget } from "./set-budget.ts";

export { preferencesOf } from "./preferences.ts";
export { createSpending } from "./spending.ts";

export const assistantModule: DomainModule = {
  name: "assistant",
  useCases: [costs, forget, getBudget, remember, setBudget, showPreferences],
  notifications: [],
  jobs: [],
  locales: aiLocale,
};
