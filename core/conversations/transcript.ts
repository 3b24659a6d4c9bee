import type { Database, Tx } from "../db/types.ts";
import { newId } from "../kernel/ids.ts";
import type { Secrets } from "../usecase/secrets.ts";

/** One row of a transcript: content blocks in the provider's own shape, or plain text. */
export interface TranscriptMessage {
  readonly role: "user" | "assistant" | "tool" | "system" | "summary";
  readonly content: unknown;
  readonly tokens?: number;
  /** Its place in the table; rows that were read have one. */
  readonly seq?: bigint;
}

/** What stands for older rows from a row of role `summary` on; those rows stay in the table. */
export interface SummaryContent {
  readonly text: string;
  /** The last row it stands for (`seq`, in decimal). */
  readonly upTo: string;
}

/** How many rows a turn reads back when its assistant does not say. */
const HISTORY_LIMIT = 60;

/**
 * The rows of a conversation from its last summary on, that summary first; at most `limit` rows, the latest. `sender`
 * (their id on the platform): only of turns with them, for groups.
 */
export async function readTranscript(
  tx: Tx,
  conversationId: string,
  { sender, limit = HISTORY_LIMIT }: { readonly sender?: string; readonly limit?: number } = {},
): Promise<TranscriptMessage[]> {
  const theirs = `($2::text IS NULL OR EXISTS (
    SELECT 1 FROM turn t JOIN inbound_event e ON e.id = t.events[1] WHERE t.id = m.turn_id AND e.payload->'from'->>'externalId' = $2))`;
  const summary = await tx.first<
    Required<Pick<TranscriptMessage, "seq">> & { role: "summary"; content: SummaryContent }
  >(
    `SELECT m.role, m.content, m.seq FROM message m JOIN conversation c ON c.id = m.conversation_id
     WHERE m.conversation_id = $1 AND m.role = 'summary' AND m.seq > c.history_from AND ${theirs} ORDER BY m.seq DESC LIMIT 1`,
    [conversationId, sender ?? null],
  );
  const rows = await tx.query<TranscriptMessage>(
    `SELECT m.role, m.content, m.tokens, m.seq FROM message m JOIN conversation c ON c.id = m.conversation_id
     WHERE m.conversation_id = $1 AND m.seq > greatest(c.history_from, $4) AND m.role <> 'summary' AND ${theirs}
     ORDER BY m.seq DESC LIMIT $3`,
    [conversationId, sender ?? null, limit, summary?.content.upTo ?? "0"],
  );
  return [...(summary ? [summary] : []), ...rows.reverse()];
}

export async function appendTranscript(
  tx: Tx,
  conversationId: string,
  turnId: string | null,
  messages: readonly TranscriptMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  await tx.execute(
    `INSERT INTO message (id, conversation_id, turn_id, role, content, tokens, created_at)
     SELECT m.id, $1, $2, m.role, m.content, m.tokens, now()
     FROM unnest($3::text[], $4::text[], $5::jsonb[], $6::integer[]) WITH ORDINALITY AS m (id, role, content, tokens, place) ORDER BY m.place`,
    [
      conversationId,
      turnId,
      messages.map(() => newId("message")),
      messages.map(({ role }) => role),
      messages.map(({ content }) => JSON.stringify(content)),
      messages.map(({ tokens }) => tokens ?? null),
    ],
  );
}

/** A tool call as a turn left it. */
export interface RecordedCall {
  readonly status: "started" | "done" | "failed";
  readonly result: unknown;
}

/**
 * Remembers the tool calls of one turn, before and after they run, so that a turn taken up again after a crash reuses
 * what is settled. What was started and never settled is run again under the same idempotency key.
 */
export interface ToolJournal {
  begin(call: { toolUseId: string; useCase: string; input: unknown }): Promise<RecordedCall | undefined>;
  end(toolUseId: string, status: "done" | "failed", result: unknown): Promise<void>;
}

/** The journal as it lies in our tables. */
interface KeptJournal extends ToolJournal {
  /** Marked values (core/usecase/secrets.ts) that calls of this turn carried: nothing the turn says may repeat them. */
  readonly secretsSeen: ReadonlySet<string>;
}

export function createToolJournal(
  db: Database,
  turnId: string,
  options: { readonly secrets: Secrets; isUseCase(name: string): boolean },
): KeptJournal {
  const platform = { role: "platform" } as const;
  const { secrets } = options;
  /** What is no call of a use case is the assistant's own: answers of a model, which quote what it was told. */
  const own = new Set<string>();
  const secretsSeen = new Set<string>();
  const placeOf = (toolUseId: string): string => `tool_call:${turnId}:${toolUseId}`;
  return {
    secretsSeen,
    begin: ({ toolUseId, useCase, input = {} }) => {
      for (const secret of secrets.found(input)) secretsSeen.add(secret);
      if (!options.isUseCase(useCase)) own.add(toolUseId);
      return db.transaction(platform, async (tx) => {
        // A call that is run again is run with what its caller has: the input is kept for the operator.
        const inserted = await tx.execute(
          `INSERT INTO tool_call (id, turn_id, tool_use_id, use_case, input, input_hash, status, started_at)
           VALUES ($1, $2, $3, $4, $5, $6, 'started', now()) ON CONFLICT (turn_id, tool_use_id) DO NOTHING`,
          [newId("toolCall"), turnId, toolUseId, useCase, JSON.stringify(secrets.mask(input)), secrets.hash(input)],
        );
        if (inserted === 1) return undefined;
        const before = await tx.first<RecordedCall>(
          "SELECT status, result FROM tool_call WHERE turn_id = $1 AND tool_use_id = $2",
          [turnId, toolUseId],
        );
        return before && own.has(toolUseId)
          ? { ...before, result: secrets.openWhole(before.result, placeOf(toolUseId)) }
          : before;
      });
    },
    end: (toolUseId, status, result) =>
      db.transaction(platform, async (tx) => {
        const kept = own.has(toolUseId) ? secrets.sealWhole(result, placeOf(toolUseId)) : result;
        await tx.execute(
          "UPDATE tool_call SET status = $3, result = $4, ended_at = now() WHERE turn_id = $1 AND tool_use_id = $2",
          [turnId, toolUseId, status, JSON.stringify(kept)],
        );
      }),
  };
}
