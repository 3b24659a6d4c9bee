import type { Assistant, AssistantResult } from "../../agents/index.ts";
import type { MessageContent } from "../../core/cards/card.ts";
import { readTranscript, type TranscriptMessage } from "../../core/conversations/transcript.ts";
import { findOpenForm } from "../../core/forms/store.ts";
import { peopleCommand } from "../../core/identity/commands.ts";
import { actorOf, findLinked, type Person } from "../../core/identity/identities.ts";
import { answerStranger } from "../../core/identity/stranger.ts";
import { conversationLane, type InboundEvent } from "../../core/inbox/ingress.ts";
import type { LaneEvent, LeasedTurn } from "../../core/inbox/lanes.ts";
import { DOORS, type Door } from "../../core/kernel/actor.ts";
import { canonicalJson } from "../../core/kernel/canonical.ts";
import { AppError } from "../../core/kernel/errors.ts";
import { cleanText } from "../../core/kernel/text.ts";
import type { Ports } from "../../core/usecase/ports.ts";
import type { Channel, InboundMessage, InboundPress } from "./channel.ts";
import { FormTurn, type SubmitForm } from "./forms.ts";
import { privacyOf, stateOf, withState } from "./group.ts";
import { commandIn } from "./menu.ts";
import {
  callUseCase,
  describeOutcome,
  findPressed,
  handlePress,
  numberToken,
  type PressDependencies,
} from "./press.ts";
import { attachmentContent, runCommand, submitLinks } from "./shapes.ts";
import { Answers, answering, errorText, type Said, type Speaker, type TurnWrite } from "./speaker.ts";

export interface RouterDependencies extends PressDependencies {
  readonly ports: Ports;
  readonly assistant: Assistant;
  readonly channels: ReadonlyMap<string, Channel>;
}

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

/** Longer than any message a person types; a megabyte of text is answered with one sentence. */
const MAX_TEXT_LENGTH = 16_000;
const STOP_WORDS = new Set(["/stop", "/cancel", "/batal", "stop", "berhenti"]);
const PLATFORM = { role: "platform" } as const;

const isDoor = (name: string): name is Door => (DOORS as readonly string[]).includes(name);

/**
 * The order in which a turn is understood: presses; then for each message control words, numbers, the open form, links
 * and commands; what is left goes to the assistant as one text. All events of a turn are one sender's.
 */
export async function routeTurn(deps: RouterDependencies, turn: LeasedTurn, signal: AbortSignal): Promise<TurnResult> {
  const first = turn.events[0];
  if (!first || !isDoor(first.channel)) return { replies: [], transcript: [], status: "done" };
  const { channel: name, account } = first;
  const payload = first.payload as unknown as InboundMessage;
  const direct = payload.direct ?? true;
  const { conversation, person, form } = await deps.db.transaction(PLATFORM, async (tx) => {
    const linked = await findLinked(tx, { channel: name, account, externalId: payload.from.externalId });
    return {
      conversation: await tx.first<Conversation>(
        "SELECT id, assistant_state, choices_of FROM conversation WHERE channel = $1 AND account = $2 AND external_id = $3",
        [name, account, payload.conversation],
      ),
      person: linked,
      form: linked && (await findOpenForm(tx, linked.id, deps.clock.now())),
    };
  });
  if (!conversation) throw new Error("the turn has no conversation");
  const p = deps.i18n.presenter(person?.locale ?? "id", person?.timeZone);
  if (!person) {
    const replies = await strangerReplies(deps, turn, first, payload);
    return { replies, transcript: [], status: "done", direct };
  }
  const channel = deps.channels.get(name);
  const who: Speaker = {
    person,
    actor: actorOf(person, name, conversation.id),
    p,
    turn,
    conversation,
    direct,
    externalId: payload.from.externalId,
    target: { account, conversation: payload.conversation },
    channel,
    buttons: channel?.capabilities.buttons ?? true,
  };
  const forms = await FormTurn.open(deps, who, form, submitForm(deps, who));
  const answers = new Answers(who);
  const follow: InboundEvent[] = [];
  for (const event of withoutRepeats(turn.events.filter(({ kind }) => kind === "press"))) {
    await answerPress(deps, who, forms, answers, follow, event, event.payload as unknown as InboundPress);
  }
  const rest = await answerShapes(deps, who, forms, answers, follow, conversation.choicesOf);
  const spoken = rest === "" ? undefined : await askAssistant(deps, who, forms, answers, rest, signal);
  return {
    ...spoken,
    replies: answers.replies,
    privately: answers.privately,
    transcript: [...answers.transcript, ...(spoken?.transcript ?? [])],
    state: rest === "" ? answers.state : spoken?.state,
    follow,
    writes: forms.writes(),
    status: spoken?.status ?? "done",
    person,
    direct,
  };
}

/** A stranger gets a polite way in and nothing else, and that once an hour. */
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
    const input = form.map?.(answers) ?? { ...answers };
    const outcome =
      token?.action.kind === "call"
        ? await callUseCase(deps, token, token.action, asFields(answers), actor, pressed || form.review === false)
        : await deps.executor.execute(form.submit, input, actor, { idempotencyKey: `form:${session.id}` });
    return describeOutcome(deps.registry, outcome, p);
  };
}

function asFields(answers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(answers).map(([key, value]) => [key, String(value)]));
}

async function answerPress(
  deps: RouterDependencies,
  who: Speaker,
  forms: FormTurn,
  answers: Answers,
  follow: InboundEvent[],
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

/** Answers what needs no assistant, message by message; what is left, as one text. */
async function answerShapes(
  deps: RouterDependencies,
  who: Speaker,
  forms: FormTurn,
  answers: Answers,
  follow: InboundEvent[],
  choicesOf: string | null,
): Promise<string> {
  const rest: string[] = [];
  let offered = false;
  let pictures: Said | undefined;
  for (const event of who.turn.events) {
    if (event.kind !== "message" && event.kind !== "control") continue;
    const message = event.payload as unknown as InboundMessage;
    const text = cleanText(message.text ?? "").trim();
    if (text === "") {
      const [attachment] = message.attachments ?? [];
      if (attachment) pictures ??= { replies: [attachmentContent(attachment, who.p)] };
      continue;
    }
    if (text.length > MAX_TEXT_LENGTH) {
      answers.hear(text.slice(0, MAX_TEXT_LENGTH), {
        replies: [{ text: who.p.t("errors.message_too_long", { maximum: MAX_TEXT_LENGTH }) }],
      });
      continue;
    }
    if (STOP_WORDS.has(text.toLowerCase())) {
      await requestStop(deps, who);
      const cancelled = await forms.cancel(String(event.id));
      answers.hear(text, cancelled ?? { replies: [{ text: who.p.t("common.stopped") }] });
      answers.state = withState(who, {});
      continue;
    }
    if (!offered) answers.say(forms.offer());
    offered = true;
    if (await answerNumber(deps, who, forms, answers, follow, event, text, choicesOf)) continue;
    const named = await answerNamed(deps, who, String(event.id), text);
    if (named) {
      answers.hear(text, named);
      continue;
    }
    const command =
      commandIn(text) && (await answering(who.p, () => runCommand(deps, who, forms, String(event.id), text)));
    if (command) {
      answers.hear(text, command);
      continue;
    }
    const formed = await forms.answer(String(event.id), text);
    if (formed) {
      answers.hear(formed.keep, formed.said);
      continue;
    }
    const linked = await submitLinks(deps, who, text);
    if (linked) answers.hear(text, linked);
    else rest.push(text);
  }
  if (pictures && rest.length === 0 && answers.replies.length === 0) answers.say(pictures);
  return rest.join("\n").slice(0, MAX_TEXT_LENGTH);
}

/** What a message about the person's own channels asks for (codes, linking, notifications). */
async function answerNamed(
  deps: RouterDependencies,
  { actor, p }: Speaker,
  event: string,
  text: string,
): Promise<Said | undefined> {
  const named = peopleCommand(text);
  if (!named || !deps.registry.find(named.useCase)) return undefined;
  return answering(p, async () => {
    const options = { idempotencyKey: `command:${event}` };
    return describeOutcome(deps.registry, await deps.executor.execute(named.useCase, named.input, actor, options), p);
  });
}

/** A bare number presses the button it names, on channels that number them. */
async function answerNumber(
  deps: RouterDependencies,
  who: Speaker,
  forms: FormTurn,
  answers: Answers,
  follow: InboundEvent[],
  event: LaneEvent,
  text: string,
  choicesOf: string | null,
): Promise<boolean> {
  const [, number] = /^(\d{1,2})[.)]?$/.exec(text) ?? [];
  if (number === undefined || who.buttons || choicesOf === null) return false;
  // A question for a figure is answered by the figure.
  const step = forms.waitsHere ? forms.openStep : undefined;
  if (step && step.kind !== "choice" && step.kind !== "choices" && !step.options) return false;
  const value = numberToken(choicesOf, Number(number));
  const token = await deps.db.transaction(PLATFORM, (tx) => findPressed(tx, value));
  if (token?.recipient !== who.person.id) return false;
  const { conversation, from, direct } = event.payload as unknown as InboundMessage;
  await answerPress(deps, who, forms, answers, follow, event, { conversation, from, direct, token: value });
  return true;
}

/** Asks what runs to stop; in a group only what runs for this person. */
async function requestStop(deps: RouterDependencies, who: Speaker): Promise<void> {
  await deps.db.transaction(PLATFORM, (tx) =>
    tx.execute(
      `UPDATE conversation c SET cancel_requested_at = now() WHERE c.id = $1 AND ($2 OR EXISTS (
         SELECT 1 FROM turn t JOIN inbound_event e ON e.id = t.events[1]
         WHERE t.conversation_id = c.id AND t.status = 'running' AND t.id <> $3 AND e.payload->'from'->>'externalId' = $4))`,
      [who.conversation.id, who.direct, who.turn.turnId, who.externalId],
    ),
  );
}

async function askAssistant(
  deps: RouterDependencies,
  who: Speaker,
  forms: FormTurn,
  answers: Answers,
  text: string,
  signal: AbortSignal,
): Promise<Omit<AssistantResult, "replies">> {
  const { actor, p, turn, conversation, direct } = who;
  const history = await deps.db.transaction(PLATFORM, (tx) =>
    readTranscript(tx, conversation.id, direct ? undefined : who.externalId),
  );
  const privacy = privacyOf(deps, who);
  const state = stateOf(who);
  const result = await deps.assistant
    .runTurn({
      turnId: turn.turnId,
      conversationId: conversation.id,
      actor,
      presenter: p,
      text,
      now: deps.clock.now(),
      state,
      history,
      facts: [forms.fact()].filter((fact) => fact !== undefined),
      journal: privacy.journal,
      signal,
      cancelled: () => cancelRequested(deps, conversation.id, turn),
    })
    .catch((error: unknown): AssistantResult => {
      if (!(error instanceof AppError)) throw error;
      return { replies: [{ text: errorText(error, p) }], state, transcript: [], status: "done" };
    });
  const hidden = privacy.touched();
  answers.say({ replies: result.replies, private: hidden });
  answers.say(forms.remind());
  const { replies: _replies, ...spoken } = result;
  return {
    ...spoken,
    transcript: hidden ? [{ role: "user", content: text }] : result.transcript,
    state: withState(who, result.state),
  };
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

/** The same click twice in one turn is one: a turn taken up again would answer both. */
function withoutRepeats(presses: readonly LaneEvent[]): LaneEvent[] {
  const first = new Map<string, LaneEvent>();
  for (const event of presses) {
    const { token, fields } = event.payload as unknown as InboundPress;
    const key = canonicalJson([token, fields ?? {}]);
    if (!first.has(key)) first.set(key, event);
  }
  return [...first.values()];
}

async function cancelRequested(deps: RouterDependencies, conversationId: string, turn: LeasedTurn): Promise<boolean> {
  const row = await deps.db.transaction(PLATFORM, (tx) =>
    tx.first(
      "SELECT 1 FROM conversation c JOIN turn t ON t.id = $2 WHERE c.id = $1 AND c.cancel_requested_at > t.started_at",
      [conversationId, turn.turnId],
    ),
  );
  return row !== undefined;
}
