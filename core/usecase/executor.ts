import type { Actor } from "../kernel/actor.ts";

/** How a call was confirmed by a human, if it was: a press of a button of a delivered card, or a decided approval. */
export type Confirmation =
  | { readonly kind: "press"; readonly factsHash?: string }
  | { readonly kind: "approval"; readonly approvalId: string };

/** What the person who is talked to said themself; everything else a model read is somebody else's. */
export interface OwnWords {
  /** Whether they wrote this text; nothing is always theirs. */
  says(text: string): boolean;
  /** Whether they named this amount of money. */
  names(amountMinor: number): boolean;
}

export interface ExecuteOptions {
  /** Answer what would happen and change nothing. */
  readonly dryRun?: boolean;
  /** The caller's idempotency key: the same key with the same input is the same call. */
  readonly idempotencyKey?: string;
  readonly confirmation?: Confirmation;
  /** Set for a call that a model makes: the words it may act on without asking. */
  readonly ownWords?: OwnWords;
  readonly signal?: AbortSignal;
  /** Told when a stage that may take long begins; says nothing of what the call will come to. */
  readonly onStage?: (stage: CallStage) => void;
}

/** `prepare` asks the outside world, `run` is the transaction. */
export type CallStage = "prepare" | "run";

/** One line of what a human is asked to decide; every line is required on the card. */
export interface ApprovalFact {
  /** Locale key of the label. */
  readonly label: string;
  readonly value:
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "money"; readonly amountMinor: string; readonly currency: string }
    /** Somebody or something with its price, and the locale key of where the price comes from. */
    | {
        readonly kind: "priced";
        readonly text: string;
        readonly amountMinor: string;
        readonly currency: string;
        readonly basis?: string;
      }
    | { readonly kind: "date"; readonly at: string }
    | { readonly kind: "number"; readonly number: number };
}

export interface ApprovalFacts {
  readonly lines: readonly ApprovalFact[];
  /** The money at stake, for limits. */
  readonly amount?: { readonly amountMinor: string; readonly currency: string };
}

export interface WaitingOutcome {
  readonly kind: "waiting";
  readonly useCase: string;
  readonly approvalId: string;
  readonly facts: ApprovalFacts;
  readonly expiresAt: Date;
  /** Where a signed-in person can decide it. */
  readonly url: string;
  /** The card with the buttons went to the asking person too: nobody needs to show them the facts a second time. */
  readonly requesterAsked?: boolean;
}

export interface DoneOutcome {
  readonly kind: "done";
  readonly useCase: string;
  readonly output: Readonly<Record<string, unknown>>;
  readonly dryRun: boolean;
  /** The stored answer of an earlier call with the same key. */
  readonly replayed: boolean;
}

export type Outcome = DoneOutcome | WaitingOutcome;

/** The one way in: REST, MCP, chat and jobs all call this. Throws AppError and nothing else. */
export interface Executor {
  execute(useCase: string, input: unknown, actor: Actor, options?: ExecuteOptions): Promise<Outcome>;
}
