import type { Assistant, AssistantResult } from "../../agents/index.ts";
import type { MessageContent } from "../../core/cards/card.ts";
import { createToolJournal, readTranscript, type TranscriptMessage } from "../../core/conversations/transcript.ts";
import type { I18n, Presenter } from "../../core/i18n/presenter.ts";
import { actorOf, findLinked, type Person } from "../../core/identity/identities.ts";
import { conversationLane, type InboundEvent } from "../../core/inbox/ingress.ts";
import type { LaneEvent, LeasedTurn } from "../../core/inbox/lanes.ts";
import { type Actor, DOORS, type Door } from "../../core/kernel/actor.ts";
import { canonicalJson } from "../../core/kernel/canonical.ts";
import { AppError } from "../../core/kernel/errors.ts";
import { PLATFORMS, type PostLink } from "../../core/kernel/ports/social-platform.ts";
import { cleanText } from "../../core/kernel/text.ts";
import type { Ports } from "../../core/usecase/ports.ts";
import type { InboundMessage, InboundPress } from "./channel.ts";
import { describeOutcome, handlePress, type PressDependencies } from "./press.ts";

export interface RouterDependencies extends PressDependencies {
  readonly i18n: I18n;
  readonly ports: Ports;
  readonly assistant: Assistant;
}

/** What a turn came to: what to say, and what to remember. Written by the worker in one transaction. */
export interface TurnResult {
  readonly replies: readonly MessageContent[];
  readonly transcript: readonly TranscriptMessage[];
  readonly state?: Readonly<Record<string, unknown>>;
  /** Events that follow from this turn, kept in its transaction. */
  readonly follow?: readonly InboundEvent[];
  readonly status: "done" | "cancelled";
  readonly person?: Person;
  readonly model?: string;
  readonly usage?: unknown;
  readonly costMicros?: bigint;
}

interface Conversation {
  readonly id: string;
  readonly assistantState: Record<string, unknown>;
}

/** Longer than any message a person types; a megabyte of text is answered with one sentence. */
const MAX_TEXT_LENGTH = 16_000;
const STOP_WORDS = new Set(["/stop", "/cancel", "/batal", "stop", "berhenti"]);

const isDoor = (name: string): name is Door => (DOORS as readonly string[]).includes(name);

/** The order in which a message is understood: presses, control words, known shapes, then the assistant. */
export async function routeTurn(deps: RouterDependencies, turn: LeasedTurn, signal: AbortSignal): Promise<TurnResult> {
  const first = turn.events[0];
  if (!first || !isDoor(first.channel)) return { replies: [], transcript: [], status: "done" };
  const payload = first.payload as unknown as InboundMessage;
  const { conversation, person } = await deps.db.transaction({ role: "platform" }, async (tx) => ({
    conversation: await tx.first<Conversation>(
      "SELECT id, assistant_state FROM conversation WHERE channel = $1 AND account = $2 AND external_id = $3",
      [first.channel, first.account, payload.conversation],
    ),
    person: await findLinked(tx, {
      channel: first.channel,
      account: first.account,
      externalId: payload.from.externalId,
    }),
  }));
  if (!conversation) throw new Error("the turn has no conversation");
  const p = deps.i18n.presenter(person?.locale ?? "id", person?.timeZone);
  if (!person) return { replies: [{ text: p.t("common.stranger") }], transcript: [], status: "done" };
  const actor = actorOf(person, first.channel, conversation.id);

  const replies: MessageContent[] = [];
  const transcript: TranscriptMessage[] = [];
  const follow: InboundEvent[] = [];
  const presses = withoutRepeats(turn.events.filter((event) => event.kind === "press"));
  for (const event of presses) {
    const press = event.payload as unknown as InboundPress;
    const said = await answering(p, async () => {
      const result = await handlePress(deps, press, actor, p, {
        receivedAt: event.receivedAt,
        retried: turn.attempt > 1,
      });
      if (result.kind === "answer") return result.replies;
      follow.push(wordsOf(event, press, result.text));
      return [];
    });
    if (said.length === 0) continue;
    replies.push(...said);
    transcript.push({
      role: "system",
      content: { press: true, answer: said.map((content) => content.text ?? content.card?.title) },
    });
  }
  const text = cleanText(
    turn.events
      .filter((event) => event.kind === "message" || event.kind === "control")
      .map((event) => (event.payload as unknown as InboundMessage).text)
      .join("\n"),
  ).trim();
  if (text === "") return { replies, transcript, follow, status: "done", person };
  const spoken = await answerText(deps, { turn, actor, p, text, conversation, signal });
  return {
    ...spoken,
    replies: [...replies, ...spoken.replies],
    transcript: [...transcript, ...spoken.transcript],
    follow,
    person,
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

async function answerText(
  deps: RouterDependencies,
  said: { turn: LeasedTurn; actor: Actor; p: Presenter; text: string; conversation: Conversation; signal: AbortSignal },
): Promise<TurnResult> {
  const { turn, actor, p, text, conversation, signal } = said;
  const own = (replies: MessageContent[], state?: Record<string, unknown>): TurnResult => ({
    replies,
    state,
    status: "done",
    transcript: [
      { role: "user", content: text.slice(0, MAX_TEXT_LENGTH) },
      { role: "assistant", content: replies.map((reply) => reply.text ?? reply.card?.title ?? "").join("\n") },
    ],
  });
  if (text.length > MAX_TEXT_LENGTH) {
    return own([{ text: p.t("errors.message_too_long", { maximum: MAX_TEXT_LENGTH }) }]);
  }
  if (STOP_WORDS.has(text.toLowerCase())) {
    await deps.db.transaction({ role: "platform" }, (tx) =>
      tx.execute("UPDATE conversation SET cancel_requested_at = now() WHERE id = $1", [conversation.id]),
    );
    return own([{ text: p.t("common.stopped") }], {});
  }
  if (actor.kind === "influencer") {
    const links = postLinks(deps.ports, text);
    if (links.length > 0) {
      const replies: MessageContent[] = [];
      for (const link of links) {
        replies.push(
          ...(await answering(p, async () =>
            describeOutcome(
              deps.registry,
              await deps.executor.execute("posts.submit_link", { url: link.url }, actor, {
                idempotencyKey: `turn:${turn.turnId}:${link.url}`,
                signal,
              }),
              p,
            ),
          )),
        );
      }
      return own(replies);
    }
  }
  const history = await deps.db.transaction({ role: "platform" }, (tx) => readTranscript(tx, conversation.id));
  const result = await deps.assistant
    .runTurn({
      turnId: turn.turnId,
      conversationId: conversation.id,
      actor,
      presenter: p,
      text,
      now: deps.clock.now(),
      state: conversation.assistantState,
      history,
      journal: createToolJournal(deps.db, turn.turnId),
      signal,
      cancelled: () => cancelRequested(deps, conversation.id, turn),
    })
    .catch((error: unknown): AssistantResult => {
      if (!(error instanceof AppError)) throw error;
      return {
        replies: [{ text: errorText(error, p) }],
        state: conversation.assistantState,
        transcript: [],
        status: "done",
      };
    });
  return result;
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

/** Post addresses in a message, each once, in the order they were written. */
function postLinks(ports: Ports, text: string): PostLink[] {
  const found = new Map<string, PostLink>();
  for (const word of text.split(/\s+/)) {
    for (const platform of PLATFORMS) {
      const link = ports.platforms[platform].parseLink(word);
      if (link) found.set(link.url, link);
    }
  }
  return [...found.values()].slice(0, 5);
}

async function cancelRequested(deps: RouterDependencies, conversationId: string, turn: LeasedTurn): Promise<boolean> {
  const row = await deps.db.transaction({ role: "platform" }, (tx) =>
    tx.first(
      "SELECT 1 FROM conversation c JOIN turn t ON t.id = $2 WHERE c.id = $1 AND c.cancel_requested_at > t.started_at",
      [conversationId, turn.turnId],
    ),
  );
  return row !== undefined;
}

/** A refusal is an answer: one sentence in the reader's language. Anything else goes to the worker. */
async function answering(p: Presenter, work: () => Promise<MessageContent[]>): Promise<MessageContent[]> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) return [{ text: errorText(error, p) }];
    throw error;
  }
}

export function errorText(error: AppError, p: Presenter): string {
  const key = `errors.${error.reason}`;
  const main = p.t(p.has(key) ? key : `errors.${error.code}`, error.params);
  const field = error.fields[0];
  return field && p.has(`errors.${field.reason}`) ? `${main} (${p.t(`errors.${field.reason}`, field.params)})` : main;
}
