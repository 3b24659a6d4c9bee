import type { DomainModule } from "../usecase/module.ts";
import { checkLinkCode } from "./check-link-code.ts";
import { linkChannel, refuseLink } from "./link-channel.ts";
import { listChannels } from "./list-channels.ts";
import { peopleLocale } from "./locale.ts";
import { freshIdentity, linkAsked, linkSettled, welcomed } from "./notifications.ts";
import { startLink } from "./start-link.ts";
import { trustChannel } from "./trust-channel.ts";
import { unlinkChannel } from "./unlink-channel.ts";

export const identityModule: DomainModule = {
  name: "identity",
  useCases: [checkLinkCode, linkChannel, listChannels, refuseLink, startLink, trustChannel, unlinkChannel],
  notifications: [freshIdentity, linkAsked, linkSettled, welcomed],
  jobs: [],
  locales: peopleLocale,
};
