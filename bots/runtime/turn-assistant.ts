import type { AssistantResult } from "../../agents/index.ts";
import { readTranscript } from "../../core/conversations/transcript.ts";
import type { LeasedTurn } from "../../core/inbox/lanes.ts";
import { AppError } from "../../core/kernel/errors.ts";
import { type Secrets, withoutValues } from "../../core/usecase/secrets.ts";
import { privacyOf, stateOf, withState } from "./group.ts";
import { errorText } from "./speaker.ts";
import type { RouterDependencies, Talk } from "./talk.ts";

const PLATFORM = { role: "platform" } as const;

/** Gives what is left of a turn to the assistant. What it says and remembers repeats no marked value. */
export async function askAssistant(
  deps: RouterDependencies,
  { who, forms, answers }: Talk,
  text: string,
  signal: AbortSignal,
): Promise<Omit<AssistantResult, "replies">> {
  const { actor, p, turn, conversation, direct } = who;
  const history = await deps.db.transaction(PLATFORM, (tx) =>
    readTranscript(tx, conversation.id, direct ? undefined : who.externalId),
  );
  const privacy = privacyOf(deps, who);
  const state = stateOf(who);
  const spoken = await deps.assistant
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
  const result = withoutSecrets(spoken, deps.secrets, [...privacy.secretsSeen]);
  const hidden = privacy.touched();
  answers.say({ replies: result.replies, private: hidden });
  answers.say(forms.remind());
  const { replies: _replies, ...kept } = result;
  return {
    ...kept,
    transcript: hidden ? [{ role: "user", content: text }] : result.transcript,
    state: withState(who, result.state),
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
