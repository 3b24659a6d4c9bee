import {
  type AssistantResult,
  safeReplies,
  type TurnAttachment,
  type TurnSpend,
  wordsOfTurn,
} from "../../agents/index.ts";
import { preferencesOf } from "../../core/assistant/index.ts";
import { createKeptResults } from "../../core/conversations/kept-results.ts";
import { readTranscript } from "../../core/conversations/transcript.ts";
import type { LeasedTurn } from "../../core/inbox/lanes.ts";
import { personOf } from "../../core/kernel/actor.ts";
import { AppError } from "../../core/kernel/errors.ts";
import { type Secrets, withoutValues } from "../../core/usecase/secrets.ts";
import { privacyOf, stateOf, withState } from "./group.ts";
import { offerLanguage, withOffer } from "./language-offer.ts";
import { errorText } from "./speaker.ts";
import type { RouterDependencies, Talk } from "./talk.ts";

const PLATFORM = { role: "platform" } as const;

/** Gives what is left of a turn to the assistant. What it says and remembers repeats no marked value. */
export async function askAssistant(
  deps: RouterDependencies,
  { who, forms, answers }: Talk,
  text: string,
  signal: AbortSignal,
  attachments: readonly TurnAttachment[] = [],
): Promise<Omit<AssistantResult, "replies">> {
  const { actor, p, turn, conversation, direct } = who;
  const history = await deps.db.transaction(PLATFORM, (tx) =>
    readTranscript(tx, conversation.id, {
      sender: direct ? undefined : who.externalId,
      limit: deps.assistant.historyRows,
    }),
  );
  // What a person likes is theirs: a group does not hear of it.
  const likes = direct ? await deps.db.transaction(PLATFORM, (tx) => preferencesOf(tx, personOf(actor))) : [];
  const privacy = privacyOf(deps, who);
  const state = stateOf(who);
  const spoken = await deps.assistant
    .runTurn({
      turnId: turn.turnId,
      conversationId: conversation.id,
      actor,
      presenter: p,
      text,
      attachments,
      now: deps.clock.now(),
      state,
      history,
      facts: [forms.fact(), ...likes].filter((fact) => fact !== undefined),
      journal: privacy.journal,
      results: createKeptResults(deps.db, {
        actor,
        conversationId: conversation.id,
        turnId: turn.turnId,
        secrets: deps.secrets,
        now: () => deps.clock.now(),
      }),
      signal,
      cancelled: () => cancelRequested(deps, conversation.id, turn),
      spent: (soFar) => countSpend(deps, turn, soFar),
    })
    .catch((error: unknown): AssistantResult => {
      if (!(error instanceof AppError)) throw error;
      return { replies: [{ text: errorText(error, p) }], state, transcript: [], status: "done" };
    });
  const result = withoutSecrets(spoken, deps.secrets, [...privacy.secretsSeen]);
  const hidden = privacy.touched();
  const allowed = { publicUrl: deps.ports.publicUrl, said: wordsOfTurn({ text, history }) };
  answers.say({ replies: safeReplies(result.replies, allowed), private: hidden });
  answers.say(forms.remind());
  const offer = offerLanguage(deps, who, text, state);
  if (offer) answers.say({ replies: [offer] });
  const { replies: _replies, ...kept } = result;
  return {
    ...kept,
    transcript: hidden ? [{ role: "user", content: text }] : result.transcript,
    state: withState(who, withOffer(result.state, state, offer !== undefined)),
  };
}

/** The person's own words stay as they were typed. */
function withoutSecrets(result: AssistantResult, secrets: Secrets, seen: readonly string[]): AssistantResult {
  return {
    ...result,
    replies: withoutValues(result.replies, seen),
    transcript: result.transcript.map((message) =>
      message.role === "user" ? message : { ...message, content: withoutValues(secrets.mask(message.content), seen) },
    ),
  };
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

/** Written as the turn goes on: one that never ends has cost what it cost. Never less than was known before. */
async function countSpend(deps: RouterDependencies, turn: LeasedTurn, { model, usage, costMicros }: TurnSpend) {
  await deps.db.transaction(PLATFORM, (tx) =>
    tx.execute(
      "UPDATE turn SET model = $2, usage = $3, cost_micros = $4 WHERE id = $1 AND status = 'running' AND cost_micros <= $4",
      [turn.turnId, model, JSON.stringify(usage), costMicros],
    ),
  );
}
