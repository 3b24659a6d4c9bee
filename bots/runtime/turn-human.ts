import type { AssistantResult } from "../../agents/index.ts";
import { openHandOverOf } from "../../core/handover/index.ts";
import { AppError } from "../../core/kernel/errors.ts";
import type { RouterDependencies, Talk } from "./talk.ts";
import type { Rest } from "./turn-text.ts";

const PLATFORM = { role: "platform" } as const;
/** What the assistant reads later in its own place; the people's answers are not its own and it does not see them. */
const HANDED_ON = "(handed on to the brand's people, who answer here)";

/**
 * Gives what is left of a turn to the people who answer in this chat, and says nothing; undefined where nobody does and
 * the assistant answers.
 */
export async function passOn(
  deps: RouterDependencies,
  { who, answers }: Talk,
  { text, files }: Rest,
): Promise<Omit<AssistantResult, "replies"> | undefined> {
  if (!who.direct || (text === "" && files === 0) || !deps.registry.find("handover.say")) return undefined;
  const open = await deps.db.transaction(PLATFORM, (tx) =>
    openHandOverOf(tx, { conversationId: who.conversation.id, person: who.person.id, now: deps.clock.now() }),
  );
  if (!open) return undefined;
  try {
    await deps.executor.execute("handover.say", { handOverId: open.id, text, files }, who.actor, {
      idempotencyKey: `turn:${who.turn.turnId}:human`,
    });
  } catch (error) {
    // Ended between the look and the call.
    if (error instanceof AppError && error.reason === "hand_over_ended") return undefined;
    throw error;
  }
  return {
    state: answers.state ?? who.conversation.assistantState,
    transcript: [
      { role: "user", content: text },
      { role: "assistant", content: HANDED_ON },
    ],
    status: "done",
  };
}
