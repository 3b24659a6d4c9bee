import { mayCall } from "../../core/usecase/registry.ts";
import type { TurnAttachment } from "../assistant.ts";
import type { PlannerTurn } from "./planner-turn.ts";

const READ_BRIEF = "campaigns.read_brief";

/**
 * What the planner makes of files: a document from somebody who may write campaigns becomes a draft to look at, a voice
 * note is offered as words to send. Answers whether that was all there is to answer; pictures it cannot see.
 */
export async function answerAttachments(
  planner: PlannerTurn,
  attachments: readonly TurnAttachment[],
  text: string,
): Promise<boolean> {
  if (attachments.length === 0) return false;
  const useCase = planner.registry.find(READ_BRIEF);
  let answered = false;
  for (const attachment of attachments) {
    if (attachment.kind === "document" && useCase && mayCall(planner.actor, useCase)) {
      await planner.perform(READ_BRIEF, { text: attachment.text, fileName: attachment.name });
      answered = true;
    } else if (attachment.kind === "voice") {
      planner.say(planner.p.t("assistant.attachment.heard", { text: attachment.text.slice(0, 1_000) }));
      planner.chips([{ label: planner.p.t("assistant.attachment.send_heard"), text: attachment.text.slice(0, 1_000) }]);
    } else {
      planner.say(planner.p.t(`assistant.attachment.${attachment.kind}`));
    }
  }
  return answered || text.trim() === "";
}
