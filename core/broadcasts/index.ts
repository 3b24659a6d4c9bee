import type { DomainModule } from "../usecase/module.ts";
import { agreeToBroadcasts, withdrawFromBroadcasts } from "./consent.ts";
import { getBroadcast } from "./get-broadcast.ts";
import { broadcastsLocale } from "./locale.ts";
import { broadcastMessage, broadcastResult } from "./notifications.ts";
import { deliverBroadcast, releaseBroadcast } from "./release.ts";
import { sendBroadcast } from "./send-broadcast.ts";

export { isStopWord } from "./consent.ts";

export const broadcastsModule: DomainModule = {
  name: "broadcasts",
  useCases: [agreeToBroadcasts, getBroadcast, releaseBroadcast, sendBroadcast, withdrawFromBroadcasts],
  notifications: [broadcastMessage, broadcastResult],
  jobs: [deliverBroadcast],
  locales: broadcastsLocale,
};
