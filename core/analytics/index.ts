import type { DomainModule } from "../usecase/module.ts";
import { campaignPerformance } from "./campaign-performance.ts";
import { campaignReport } from "./campaign-report.ts";
import { analyticsLocale } from "./locale.ts";

export const analyticsModule: DomainModule = {
  name: "analytics",
  useCases: [campaignPerformance, campaignReport],
  notifications: [],
  jobs: [],
  locales: analyticsLocale,
};
