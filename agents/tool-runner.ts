import type { ToolJournal } from "../core/conversations/transcript.ts";
import type { Actor } from "../core/kernel/actor.ts";
import { AppError } from "../core/kernel/errors.ts";
import type {
  DoneOutcome,
  ExecuteOptions,
  Executor,
  Outcome,
  OwnWords,
  WaitingOutcome,
} from "../core/usecase/executor.ts";

/** What a call came to, in a shape that survives JSON: it is what the journal keeps. */
export type ToolResult =
  | { readonly kind: "done"; readonly outcome: DoneOutcome }
  | { readonly kind: "waiting"; readonly outcome: WaitingOutcome }
  | { readonly kind: "refused"; readonly error: AppError };

/** The person said stop; what was done before stays done. */
export class TurnCancelled extends Error {
  override readonly name = "TurnCancelled";
}

export interface ToolRunner {
  /**
   * Calls a use case with the chat user's own rights. A call that this turn already settled (before a crash) is
   * answered from the journal; one that was only started runs again under the same key. Throws TurnCancelled, or the
   * reason of the signal.
   */
  run(toolUseId: string, useCase: string, input: Readonly<Record<string, unknown>>): Promise<ToolResult>;
}

export interface ToolRunnerOptions {
  readonly executor: Executor;
  readonly journal: ToolJournal;
  readonly actor: Actor;
  readonly turnId: string;
  readonly signal: AbortSignal;
  cancelled(): Promise<boolean>;
  /** A model's calls: what the person said themself. `person`: every call is what they asked for, as the planner read it. */
  readonly words: OwnWords | "person";
}

export function createToolRunner(options: ToolRunnerOptions): ToolRunner {
  const { executor, journal, actor, turnId, signal, words } = options;
  return {
    async run(toolUseId, useCase, input) {
      signal.throwIfAborted();
      if (await options.cancelled()) throw new TurnCancelled();
      const before = await journal.begin({ toolUseId, useCase, input });
      if (before && before.status !== "started") return fromRecord(before.result);
      const result = await execute(executor, useCase, input, actor, {
        idempotencyKey: `turn:${turnId}:${toolUseId}`,
        signal,
        ...(words !== "person" && { ownWords: words }),
      });
      await journal.end(toolUseId, result.kind === "refused" ? "failed" : "done", toRecord(result));
      return result;
    },
  };
}

async function execute(
  executor: Executor,
  useCase: string,
  input: Readonly<Record<string, unknown>>,
  actor: Actor,
  options: ExecuteOptions & { readonly signal: AbortSignal },
): Promise<ToolResult> {
  try {
    return resultOf(await executor.execute(useCase, input, actor, options));
  } catch (error) {
    // Our own sentence for the person; anything else ends the turn and is taken up again.
    if (!(error instanceof AppError)) throw error;
    options.signal.throwIfAborted();
    return { kind: "refused", error };
  }
}

function resultOf(outcome: Outcome): ToolResult {
  return outcome.kind === "done" ? { kind: "done", outcome } : { kind: "waiting", outcome };
}

type Recorded =
  | { readonly kind: "done"; readonly outcome: DoneOutcome }
  | { readonly kind: "waiting"; readonly outcome: Omit<WaitingOutcome, "expiresAt"> & { readonly expiresAt: string } }
  | { readonly kind: "refused"; readonly error: Pick<AppError, "code" | "reason" | "params" | "fields"> };

function toRecord(result: ToolResult): Recorded {
  switch (result.kind) {
    case "done":
      return result;
    case "waiting":
      return {
        kind: "waiting",
        outcome: { ...result.outcome, expiresAt: new Date(result.outcome.expiresAt).toISOString() },
      };
    default: {
      const { code, reason, params, fields } = result.error;
      return { kind: "refused", error: { code, reason, params, fields } };
    }
  }
}

/** The journal only ever holds what `toRecord` wrote. */
function fromRecord(stored: unknown): ToolResult {
  const record = stored as Recorded;
  switch (record.kind) {
    case "done":
      return record;
    case "waiting":
      return { kind: "waiting", outcome: { ...record.outcome, expiresAt: new Date(record.outcome.expiresAt) } };
    default: {
      const { code, reason, params, fields } = record.error;
      return { kind: "refused", error: new AppError(code, reason, params, fields) };
    }
  }
}
