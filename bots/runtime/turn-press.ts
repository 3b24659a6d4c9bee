import type { InboundEvent } from "../../core/inbox/ingress.ts";
import { conversationLane } from "../../core/inbox/ingress.ts";
import type { LaneEvent } from "../../core/inbox/lanes.ts";
import { canonicalJson } from "../../core/kernel/canonical.ts";
import { AppError } from "../../core/kernel/errors.ts";
import { pressOf } from "./arrived.ts";
import type { InboundMessage, InboundPress } from "./channel.ts";
import { handlePress } from "./press.ts";
import { errorText } from "./speaker.ts";
import type { RouterDependencies, Talk } from "./talk.ts";

/** The presses among a turn's events, each as it was made; the same click twice in one turn is one. */
export async function answerPresses(deps: RouterDependencies, talk: Talk, events: readonly LaneEvent[]): Promise<void> {
  const first = new Map<string, { event: LaneEvent; press: InboundPress }>();
  for (const event of events) {
    if (event.kind !== "press") continue;
    const press = pressOf(deps.secrets, event);
    const key = canonicalJson([press.token, press.fields ?? {}]);
    if (!first.has(key)) first.set(key, { event, press });
  }
  for (const { event, press } of first.values()) await answerPress(deps, talk, event, press);
}

/** Carries out one press, and says what came of it; a refusal is one sentence, to whom it concerns. */
export async function answerPress(
  deps: RouterDependencies,
  { who, forms, answers, follow }: Talk,
  event: LaneEvent,
  press: InboundPress,
): Promise<void> {
  const { p, direct, channel, target, externalId } = who;
  const arrival = { event: String(event.id), receivedAt: event.receivedAt, retried: who.turn.attempt > 1 };
  try {
    const result = await handlePress(deps, press, who, forms, arrival);
    if (result.kind === "said") {
      follow.push(wordsOf(event, press, result.text));
      return;
    }
    answers.say(result.said);
    answers.remember(result.said);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const text = errorText(error, p);
    if (direct) return answers.refuse(text);
    // In a group nobody else needs to know whose button was tried in vain.
    const whispered = await channel?.whisper?.(target, externalId, text).then(
      () => true,
      () => false,
    );
    if (!whispered) answers.privately.push({ text });
  }
}

/** The words of a suggestion that was pressed, as a message of the person who pressed it, on the lane of messages. */
function wordsOf(event: LaneEvent, press: InboundPress, text: string): InboundEvent {
  const { channel, account } = event;
  const { conversation, from, direct } = press;
  const message: InboundMessage = { conversation, from, direct, text };
  return {
    channel,
    account,
    externalId: `said:${event.id}`,
    laneKey: conversationLane(channel, account, conversation),
    kind: "message",
    payload: message,
  };
}
