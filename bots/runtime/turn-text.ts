import { isStopWord } from "../../core/broadcasts/index.ts";
import { peopleCommand } from "../../core/identity/commands.ts";
import type { LaneEvent } from "../../core/inbox/lanes.ts";
import { cleanText } from "../../core/kernel/text.ts";
import { mayCall } from "../../core/usecase/registry.ts";
import { messageOf } from "./arrived.ts";
import type { Attachment } from "./channel.ts";
import { withState } from "./group.ts";
import { commandIn } from "./menu.ts";
import { describeCall, describeOutcome, findPressed, numberToken } from "./press.ts";
import { runCommand, submitLinks } from "./shapes.ts";
import { answering, type Said, type Speaker } from "./speaker.ts";
import type { RouterDependencies, Talk } from "./talk.ts";
import { answerPress } from "./turn-press.ts";

/** Longer than any message a person types; a megabyte of text is answered with one sentence. */
const MAX_TEXT_LENGTH = 16_000;
const STOP_WORDS = new Set(["/stop", "/cancel", "/batal", "stop", "berhenti"]);
const PLATFORM = { role: "platform" } as const;

/** What of a turn no known shape answers: for the assistant, or for the people who answer in its place. */
export interface Rest {
  readonly text: string;
  /** Files among the messages. */
  readonly files: number;
  /** What came without words, or with words that are left. */
  readonly sent: readonly Attachment[];
}

/** Answers what needs no assistant, message by message; what is left, as one text. */
export async function answerShapes(deps: RouterDependencies, talk: Talk, choicesOf: string | null): Promise<Rest> {
  const { who, forms, answers } = talk;
  const rest: string[] = [];
  let offered = false;
  let files = 0;
  const sent: Attachment[] = [];
  for (const event of who.turn.events) {
    if (event.kind !== "message" && event.kind !== "control") continue;
    const message = messageOf(event);
    const text = cleanText(message.text ?? "").trim();
    files += message.attachments?.length ?? 0;
    if (text === "") {
      sent.push(...(message.attachments ?? []));
      continue;
    }
    if (text.length > MAX_TEXT_LENGTH) {
      answers.hear(text.slice(0, MAX_TEXT_LENGTH), {
        replies: [{ text: who.p.t("errors.message_too_long", { maximum: MAX_TEXT_LENGTH }) }],
      });
      continue;
    }
    const optedOut = await optOut(deps, who, String(event.id), text);
    if (STOP_WORDS.has(text.toLowerCase())) {
      await requestStop(deps, who);
      const cancelled = await forms.cancel(String(event.id));
      answers.hear(text, cancelled ?? optedOut ?? { replies: [{ text: stopped(who, text) }] });
      if (cancelled && optedOut) answers.say(optedOut);
      answers.state = withState(who, {});
      continue;
    }
    if (optedOut) {
      answers.hear(text, optedOut);
      continue;
    }
    if (!offered) answers.say(forms.offer());
    offered = true;
    if (await answerNumber(deps, talk, event, text, choicesOf)) continue;
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
    if (linked) {
      answers.hear(text, linked);
      continue;
    }
    rest.push(text);
    sent.push(...(message.attachments ?? []));
  }
  return { text: rest.join("\n").slice(0, MAX_TEXT_LENGTH), files, sent };
}

/** What STOP comes to where nothing was to be ended: a creator also hears what still comes, and where to change it. */
function stopped({ actor, p }: Speaker, text: string): string {
  const said = p.t("common.stopped");
  return actor.kind === "influencer" && isStopWord(text) ? `${said} ${p.t("runtime.menu.stopped_creator")}` : said;
}

/** STOP also ends messages to many, where an influencer had agreed to them; undefined where there is nothing to end. */
async function optOut(
  deps: RouterDependencies,
  { actor, p }: Speaker,
  event: string,
  text: string,
): Promise<Said | undefined> {
  if (actor.kind !== "influencer" || !isStopWord(text) || !deps.registry.find("broadcasts.withdraw")) return undefined;
  const outcome = await deps.executor.execute("broadcasts.withdraw", {}, actor, { idempotencyKey: `stop:${event}` });
  return outcome.kind === "done" && outcome.output.changed === true
    ? describeOutcome(deps.registry, outcome, p)
    : undefined;
}

/** What a message asks for outright: their own channels (codes, linking, notifications), a human instead of us. */
async function answerNamed(
  deps: RouterDependencies,
  { actor, p }: Speaker,
  event: string,
  text: string,
): Promise<Said | undefined> {
  const named = peopleCommand(text);
  const useCase = named && deps.registry.find(named.useCase);
  if (!named || !useCase || !mayCall(actor, useCase)) return undefined;
  return answering(p, () =>
    describeCall(deps.registry, named, p, () =>
      deps.executor.execute(named.useCase, named.input, actor, { idempotencyKey: `command:${event}` }),
    ),
  );
}

/** A bare number presses the button it names, on channels that number them. */
async function answerNumber(
  deps: RouterDependencies,
  talk: Talk,
  event: LaneEvent,
  text: string,
  choicesOf: string | null,
): Promise<boolean> {
  const { who, forms } = talk;
  const [, number] = /^(\d{1,2})[.)]?$/.exec(text) ?? [];
  if (number === undefined || who.buttons || choicesOf === null) return false;
  // A question for a figure is answered by the figure.
  const step = forms.waitsHere ? forms.openStep : undefined;
  if (step && step.kind !== "choice" && step.kind !== "choices" && !step.options) return false;
  const value = numberToken(choicesOf, Number(number));
  const token = await deps.db.transaction(PLATFORM, async (tx) => {
    const choices = await tx.first<{ sentAt: Date | null }>("SELECT sent_at FROM outbound_message WHERE id = $1", [
      choicesOf,
    ]);
    // Whoever typed before the choices arrived meant other ones.
    if (choices?.sentAt && choices.sentAt > event.receivedAt) return undefined;
    return findPressed(tx, value);
  });
  if (token?.recipient !== who.person.id) return false;
  const { conversation, from, direct } = messageOf(event);
  await answerPress(deps, talk, event, { conversation, from, direct, token: value });
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
