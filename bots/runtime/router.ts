import type { AssistantResult } from "../../agents/index.ts";
import type { MessageContent } from "../../core/cards/card.ts";
import type { TranscriptMessage } from "../../core/conversations/transcript.ts";
import { findOpenForm } from "../../core/forms/store.ts";
import { actorOf, findLinked, type Person } from "../../core/identity/identities.ts";
import { answerStranger } from "../../core/identity/stranger.ts";
import type { InboundEvent } from "../../core/inbox/ingress.ts";
import type { LaneEvent, LeasedTurn } from "../../core/inbox/lanes.ts";
import { DOORS, type Door } from "../../core/kernel/actor.ts";
import { messageOf } from "./arrived.ts";
import { fetchAttachments } from "./attachments.ts";
import type { InboundMessage } from "./channel.ts";
import { FormTurn, type SubmitForm } from "./forms.ts";
import { callUseCase, describeCall, describeOutcome, pressedCall } from "./press.ts";
import { Answers, type Speaker, type TurnWrite } from "./speaker.ts";
import type { RouterDependencies, Talk } from "./talk.ts";
import { askAssistant } from "./turn-assistant.ts";
import { passOn } from "./turn-human.ts";
import { answerPresses } from "./turn-press.ts";
import { answerShapes, type Rest } from "./turn-text.ts";

/** What a turn came to: what to say, and what to remember. Written by the worker in one transaction. */
export interface TurnResult {
  readonly replies: readonly MessageContent[];
  /** Said to the person in their own chat: the turn's is a group. */
  readonly privately?: readonly MessageContent[];
  readonly transcript: readonly TranscriptMessage[];
  readonly state?: Readonly<Record<string, unknown>>;
  /** Events that follow from this turn, kept in its transaction. */
  readonly follow?: readonly InboundEvent[];
  /** Changes that belong to the turn, made in its transaction. */
  readonly writes?: readonly TurnWrite[];
  readonly status: "done" | "cancelled";
  readonly person?: Person;
  /** False where others read along. */
  readonly direct?: boolean;
  readonly model?: string;
  readonly usage?: unknown;
  readonly costMicros?: bigint;
}

interface Conversation {
  readonly id: string;
  readonly assistantState: Record<string, unknown>;
  /** The last message with numbered choices, where there are no buttons. */
  readonly choicesOf: string | null;
}

const PLATFORM = { role: "platform" } as const;

/**
 * Reads the chat. Who wrote elsewhere before is here from now on, not only when the turn ends: a card that the turn asks
 * for must come to the chat where its person is looking.
 */
const ENTER = `
  WITH here AS (
    UPDATE conversation c SET last_user_message_at = now(), subject = $4::text, direct = true
    WHERE c.channel = $1 AND c.account = $2 AND c.external_id = $3 AND $4::text IS NOT NULL AND $5::boolean
      AND (c.subject IS DISTINCT FROM $4::text OR EXISTS (SELECT 1 FROM conversation o WHERE o.subject = $4::text AND o.direct
        AND o.id <> c.id AND o.last_user_message_at > coalesce(c.last_user_message_at, '-infinity'))))
  SELECT id, assistant_state, choices_of FROM conversation WHERE channel = $1 AND account = $2 AND external_id = $3`;

const isDoor = (name: string): name is Door => (DOORS as readonly string[]).includes(name);

/**
 * The order in which a turn is understood: presses; then for each message control words, numbers, the open form, links
 * and commands; what is left goes to the assistant as one text, or to
 * the people who answer in this chat. All events of a turn are one sender's.
 */
export async function routeTurn(deps: RouterDependencies, turn: LeasedTurn, signal: AbortSignal): Promise<TurnResult> {
  const first = turn.events[0];
  if (!first || !isDoor(first.channel)) return { replies: [], transcript: [], status: "done" };
  const { channel: name, account } = first;
  const payload = messageOf(first);
  const direct = payload.direct ?? true;
  const { conversation, person, form } = await deps.db.transaction(PLATFORM, async (tx) => {
    const linked = await findLinked(tx, { channel: name, account, externalId: payload.from.externalId });
    return {
      conversation: await tx.first<Conversation>(ENTER, [
        name,
        account,
        payload.conversation,
        linked?.id ?? null,
        direct,
      ]),
      person: linked,
      form: linked && (await findOpenForm(tx, deps.secrets, linked.id, deps.clock.now())),
    };
  });
  if (!conversation) throw new Error("the turn has no conversation");
  const p = deps.i18n.presenter(person?.locale ?? "id", person?.timeZone);
  if (!person) {
    const replies = await strangerReplies(deps, turn, first, payload);
    return { replies, transcript: [], status: "done", direct };
  }
  const channel = deps.channels.get(name);
  const place = `conversation:${conversation.id}`;
  const who: Speaker = {
    person,
    actor: actorOf(person, name, conversation.id),
    p,
    turn,
    conversation: { ...conversation, assistantState: deps.secrets.open(conversation.assistantState, place) },
    direct,
    externalId: payload.from.externalId,
    target: { account, conversation: payload.conversation },
    channel,
    buttons: channel?.capabilities.buttons ?? true,
  };
  const forms = await FormTurn.open(deps, who, form, submitForm(deps, who));
  const talk: Talk = { who, forms, answers: new Answers(who), follow: [] };
  await answerPresses(deps, talk, turn.events);
  const rest = await answerShapes(deps, talk, conversation.choicesOf);
  const spoken = (await passOn(deps, talk, rest)) ?? (await answerRest(deps, talk, rest, signal));
  const state = spoken ? spoken.state : talk.answers.state;
  return {
    ...spoken,
    replies: talk.answers.replies,
    privately: talk.answers.privately,
    transcript: [...talk.answers.transcript, ...(spoken?.transcript ?? [])],
    // Half a form may be in it.
    state: state && deps.secrets.seal(state, place),
    follow: talk.follow,
    writes: forms.writes(),
    status: spoken?.status ?? "done",
    person,
    direct,
  };
}

/** The assistant answers what is left, and reads the files that came with it; one that cannot be read gets a sentence. */
async function answerRest(
  deps: RouterDependencies,
  talk: Talk,
  { text, sent }: Rest,
  signal: AbortSignal,
): Promise<Omit<AssistantResult, "replies"> | undefined> {
  const { attachments, problems } = await fetchAttachments(deps, talk.who, sent, signal);
  const answered =
    text !== "" || attachments.length > 0 ? await askAssistant(deps, talk, text, signal, attachments) : undefined;
  talk.answers.say({ replies: problems.map((problem) => ({ text: problem })) });
  return answered;
}

/** A stranger gets a polite way in and nothing else, and that once while its code lives. */
async function strangerReplies(
  deps: RouterDependencies,
  turn: LeasedTurn,
  { channel, account }: LaneEvent,
  { from, conversation, direct = true }: InboundMessage,
): Promise<MessageContent[]> {
  if (!isDoor(channel) || !deps.registry.find("people.start_link")) {
    return [{ text: deps.i18n.presenter("id").t("common.stranger") }];
  }
  const { turnId } = turn;
  const { externalId, name } = from;
  const content = await answerStranger(
    { ...deps, publicUrl: deps.ports.publicUrl },
    { channel, account, externalId, name, conversation, direct, turnId },
  );
  return content ? [content] : [];
}

/** Runs what a finished form is for, under the form's own key; a button's questions press that button. */
function submitForm(deps: RouterDependencies, { actor, p }: Speaker): SubmitForm {
  return async ({ session, form, answers, pressed, token }) => {
    if (token?.action.kind === "call") {
      const call = pressedCall(deps, token, token.action, asFields(answers), actor.locale);
      const decides = pressed || form.review === false;
      return describeCall(deps.registry, call, p, () => callUseCase(deps, call, actor, decides));
    }
    const input = form.map?.(answers) ?? { ...answers };
    const outcome = await deps.executor.execute(form.submit, input, actor, { idempotencyKey: `form:${session.id}` });
    return describeOutcome(deps.registry, outcome, p);
  };
}

function asFields(answers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(answers).map(([key, value]) => [key, String(value)]));
}
