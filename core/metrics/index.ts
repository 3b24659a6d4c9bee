import type { DomainModule } from "../usecase/module.ts";
import { metricsLocale } from "./locale.ts";
import { postReauthorise, postRemoved, postRemovedForInfluencer, postViral } from "./notifications.ts";
import { metricsOfPost } from "./of-post.ts";
import { syncJob } from "./schedule.ts";
import { syncPost } from "./sync-post.ts";

export * as formulas from "./formulas.ts";
export { demoClockNote, growthOf } from "./growth.ts";
export { ownAverageOf } from "./own-average.ts";
export { secondsToWait } from "./read-metrics.ts";
export { scheduleMetrics } from "./schedule.ts";
export { countsOf, metricsOf, OF_CURRENT_VERSION, storeSnapshot, submissionNumber } from "./stored.ts";

export const metricsModule: DomainModule = {
  name: "metrics",
  useCases: [metricsOfPost, syncPost],
  notifications: [postRemoved, postRemovedForInfluencer, postReauthorise, postViral],
  jobs: [syncJob],
  locales: metricsLocale,
};
