import type { DomainModule } from "../usecase/module.ts";
import { endHandOver } from "./end.ts";
import { handoverLocale } from "./locale.ts";
import { answered, called, callSettled, ended, wrote } from "./notifications.ts";
import { replyToPerson } from "./reply.ts";
import { requestHandOver } from "./request.ts";
import { expireHandOver, returnToAssistant } from "./return.ts";
import { sayToHuman } from "./say.ts";
import { takeHandOver } from "./take.ts";

export { openHandOverOf } from "./hand-over.ts";

/** Hand-over of a conversation to people, and back. */
export const handoverModule: DomainModule = {
  name: "handover",
  useCases: [endHandOver, expireHandOver, replyToPerson, requestHandOver, sayToHuman, takeHandOver],
  notifications: [answered, called, callSettled, ended, wrote],
  jobs: [returnToAssistant],
  locales: handoverLocale,
};
