import { createToolJournal, type ToolJournal } from "../../core/conversations/transcript.ts";
import type { Database } from "../../core/db/types.ts";
import type { Registry } from "../../core/usecase/registry.ts";
import type { Secrets } from "../../core/usecase/secrets.ts";
import type { Speaker } from "./speaker.ts";

type State = Readonly<Record<string, unknown>>;

/** What the assistant left for itself with this person: in a group each has notes of their own. */
export function stateOf({ direct, person, conversation }: Speaker): State {
  if (direct) return conversation.assistantState;
  return asState(asState(conversation.assistantState.people)[person.id]);
}

/** The conversation's notes with those of this person replaced. */
export function withState({ direct, person, conversation }: Speaker, state: State): State {
  if (direct) return state;
  return { people: { ...asState(conversation.assistantState.people), [person.id]: state } };
}

function asState(value: unknown): State {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as State) : {};
}

/** The journal of the turn, which notices when the assistant looks at what only its person may read. */
export function privacyOf(
  deps: { readonly db: Database; readonly registry: Registry; readonly secrets: Secrets },
  { turn, direct }: Speaker,
): { journal: ToolJournal; readonly secretsSeen: ReadonlySet<string>; touched(): boolean } {
  const journal = createToolJournal(deps.db, turn.turnId, {
    secrets: deps.secrets,
    isUseCase: (name) => deps.registry.find(name) !== undefined,
  });
  let touched = false;
  return {
    journal: {
      begin(call) {
        touched ||= !direct && deps.registry.find(call.useCase)?.private === true;
        return journal.begin(call);
      },
      end: (...settled) => journal.end(...settled),
    },
    secretsSeen: journal.secretsSeen,
    touched: () => touched,
  };
}
