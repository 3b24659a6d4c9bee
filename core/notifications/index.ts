import type { DomainModule } from "../usecase/module.ts";
import { notificationsLocale } from "./locale.ts";
import { getPreferences } from "./preferences.ts";
import { setPreferences } from "./set-preferences.ts";

export { KINDS } from "./kinds.ts";
export {
  CONSENT_WITHDRAWN,
  chatToTell,
  consentsTo,
  HELD_FOR_DIGEST,
  HOME_TIME_ZONE,
  MUTED,
  planDelivery,
  type ReachableChat,
} from "./plan-delivery.ts";

export const notificationsModule: DomainModule = {
  name: "notifications",
  useCases: [getPreferences, setPreferences],
  notifications: [],
  jobs: [],
  locales: notificationsLocale,
};
