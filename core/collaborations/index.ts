import type { DomainModule } from "../usecase/module.ts";
import { accept } from "./accept.ts";
import { acceptCounter } from "./accept-counter.ts";
import { cancel } from "./cancel.ts";
import { counter } from "./counter.ts";
import { decline } from "./decline.ts";
import { declineCounter } from "./decline-counter.ts";
import { draftMessage } from "./draft-message.ts";
import { getCollaboration } from "./get-collaboration.ts";
import { invite } from "./invite.ts";
import { listCollaborations } from "./list-collaborations.ts";
import { collaborationsLocale } from "./locale.ts";
import {
  counterMade,
  fundsNeeded,
  influencerAnswered,
  offerMade,
  offerSettled,
  organizationDecided,
} from "./notifications.ts";

export const collaborationsModule: DomainModule = {
  name: "collaborations",
  useCases: [
    invite,
    listCollaborations,
    getCollaboration,
    draftMessage,
    accept,
    counter,
    decline,
    acceptCounter,
    declineCounter,
    cancel,
  ],
  notifications: [offerMade, counterMade, influencerAnswered, fundsNeeded, organizationDecided, offerSettled],
  jobs: [],
  locales: collaborationsLocale,
};

export { markDeliverable, type OpenDeliverable, openDeliverables } from "./deliverables.ts";
export type { Purpose } from "./message-texts.ts";
