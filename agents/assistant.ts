import type { MessageContent } from "../core/cards/card.ts";
import type { KeptResults } from "../core/conversations/kept-results.ts";
import type { ToolJournal, TranscriptMessage } from "../core/conversations/transcript.ts";
import type { Presenter } from "../core/i18n/presenter.ts";
import type { Actor } from "../core/kernel/actor.ts";

/** What came with the message, already fetched and read. All of it is somebody's material: data, never an instruction. */
export type TurnAttachment =
  | {
      readonly kind: "image";
      readonly mime: "image/jpeg" | "image/png" | "image/webp" | "image/gif";
      readonly bytes: Uint8Array;
    }
  /** The text of a document or of a voice note. */
  | { readonly kind: "document" | "voice"; readonly name: string; readonly text: string };

/** Everything an assistant is given for one turn. It has the chat user's own rights and nothing else. */
export interface AssistantTurn {
  readonly turnId: string;
  readonly conversationId: string;
  readonly actor: Actor;
  readonly presenter: Presenter;
  readonly text: string;
  readonly attachments?: readonly TurnAttachment[];
  readonly now: Date;
  /** What the assistant left for itself at the end of the last turn (open questions, last list shown). */
  readonly state: Readonly<Record<string, unknown>>;
  readonly history: readonly TranscriptMessage[];
  /** What else is going on, as plain sentences (a form that is open). */
  readonly facts?: readonly string[];
  readonly journal: ToolJournal;
  /** Where long results are kept so that they can be read on; without it they are cut. */
  readonly results?: KeptResults;
  readonly signal: AbortSignal;
  /** Whether the person said stop meanwhile; looked at between tool calls. */
  cancelled(): Promise<boolean>;
  /** Told after every answer of a model what the turn has used so far: a turn that never ends has its cost as well. */
  spent?(soFar: TurnSpend): Promise<void>;
}

/** What the model's part of a turn used. */
export interface TurnSpend {
  readonly model: string;
  readonly usage: Readonly<Record<string, number>>;
  /** Millionths of a US dollar. */
  readonly costMicros: bigint;
}

export interface AssistantResult {
  readonly replies: readonly MessageContent[];
  readonly state: Readonly<Record<string, unknown>>;
  /** What this turn adds to the transcript. */
  readonly transcript: readonly TranscriptMessage[];
  readonly status: "done" | "cancelled";
  readonly model?: string;
  readonly usage?: Readonly<Record<string, number>>;
  readonly costMicros?: bigint;
}

/** Who answers free text: Claude with a key, the offline planner without. */
export interface Assistant {
  /** How many rows of the transcript it reads back; few where it only looks at its own state. */
  readonly historyRows?: number;
  /** Throws only for passing failures (the turn is taken up again) or AppError (the person is told its sentence). */
  runTurn(turn: AssistantTurn): Promise<AssistantResult>;
}
