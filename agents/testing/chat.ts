import type { MessageContent } from "../../core/cards/card.ts";
import type { KeptResult, KeptResults } from "../../core/conversations/kept-results.ts";
import type {
  RecordedCall,
  SummaryContent,
  ToolJournal,
  TranscriptMessage,
} from "../../core/conversations/transcript.ts";
import type { I18n, Presenter } from "../../core/i18n/presenter.ts";
import type { Actor, Locale } from "../../core/kernel/actor.ts";
import type { Clock } from "../../core/kernel/clock.ts";
import type { Assistant, AssistantResult, TurnAttachment, TurnSpend } from "../assistant.ts";

/** One recorded call, as tests look at it. */
export interface JournalEntry {
  readonly toolUseId: string;
  readonly useCase: string;
  readonly input: unknown;
  status: RecordedCall["status"];
  result: unknown;
}

/** The journal of one turn in memory; it outlives a turn that crashed when the test gives it to the next one. */
export class MemoryJournal implements ToolJournal {
  readonly entries: JournalEntry[] = [];

  begin(call: { toolUseId: string; useCase: string; input: unknown }): Promise<RecordedCall | undefined> {
    const known = this.entries.find((entry) => entry.toolUseId === call.toolUseId);
    if (known) return Promise.resolve({ status: known.status, result: structuredClone(known.result) });
    this.entries.push({ ...call, status: "started", result: null });
    return Promise.resolve(undefined);
  }

  end(toolUseId: string, status: "done" | "failed", result: unknown): Promise<void> {
    const entry = this.entries.find((candidate) => candidate.toolUseId === toolUseId);
    // Through JSON, as a database would keep it.
    if (entry) Object.assign(entry, { status, result: JSON.parse(JSON.stringify(result)) });
    return Promise.resolve();
  }
}

export interface SayOptions {
  readonly journal?: ToolJournal;
  readonly turnId?: string;
  readonly signal?: AbortSignal;
  readonly cancelled?: () => Promise<boolean>;
  readonly attachments?: readonly TurnAttachment[];
  readonly facts?: readonly string[];
}

/** Long results in memory. */
class MemoryResults implements KeptResults {
  readonly #kept = new Map<string, KeptResult>();

  keep(toolUseId: string, result: KeptResult): Promise<string> {
    const handle = `res_${toolUseId}`;
    this.#kept.set(handle, result);
    return Promise.resolve(handle);
  }

  read(handle: string): Promise<KeptResult | undefined> {
    return Promise.resolve(this.#kept.get(handle));
  }
}

/** One person talking to an assistant, with what a conversation keeps between turns. */
export class Chat {
  readonly history: TranscriptMessage[] = [];
  state: Readonly<Record<string, unknown>> = {};
  last?: AssistantResult;
  journal = new MemoryJournal();
  readonly spent: TurnSpend[] = [];
  readonly #results: KeptResults;
  #turns = 0;

  constructor(
    readonly options: {
      assistant: Assistant;
      actor: Actor;
      i18n: I18n;
      clock: Clock;
      id?: string;
      results?: KeptResults;
    },
  ) {
    this.#results = options.results ?? new MemoryResults();
  }

  /** The transcript as the next turn reads it: from the last summary on. */
  get read(): TranscriptMessage[] {
    const rows = this.history.map((row, index) => ({ ...row, seq: BigInt(index + 1) }));
    const summary = rows.findLast(({ role }) => role === "summary");
    const from = summary ? BigInt((summary.content as SummaryContent).upTo) : 0n;
    const later = rows.filter(({ role, seq }) => role !== "summary" && seq > from);
    return summary ? [summary, ...later] : later;
  }

  /** Says something and answers what came back; state and transcript are kept. */
  async say(text: string, options: SayOptions = {}): Promise<MessageContent[]> {
    const { assistant, actor, i18n, clock, id = "cnv_test" } = this.options;
    this.#turns += 1;
    this.journal = new MemoryJournal();
    const result = await assistant.runTurn({
      turnId: options.turnId ?? `trn_${id}_${actor.id}_${this.#turns}`,
      conversationId: id,
      actor,
      presenter: i18n.presenter(actor.locale),
      text,
      now: clock.now(),
      state: this.state,
      history: this.read,
      attachments: options.attachments,
      facts: options.facts,
      results: this.#results,
      spent: (soFar) => {
        this.spent.push(soFar);
        return Promise.resolve();
      },
      journal: options.journal ?? this.journal,
      signal: options.signal ?? new AbortController().signal,
      cancelled: options.cancelled ?? (() => Promise.resolve(false)),
    });
    this.last = result;
    this.state = JSON.parse(JSON.stringify(result.state));
    // Through JSON, as a database would keep it.
    this.history.push(...(JSON.parse(JSON.stringify(result.transcript)) as TranscriptMessage[]));
    return [...result.replies];
  }
}

/** A house's dictionary with the assistant's own sentences, for houses that were built without them. */
export function withAssistantWords(i18n: I18n, own: (locale: Locale) => Presenter): I18n {
  return {
    presenter(locale, timeZone) {
      const base = i18n.presenter(locale, timeZone);
      const words = own(locale);
      const of = (key: string): Presenter => (key.startsWith("assistant.") ? words : base);
      return { ...base, t: (key, params) => of(key).t(key, params), has: (key) => of(key).has(key) };
    },
  };
}

/** Everything a reply shows, as one text. */
export function textOf(replies: readonly MessageContent[]): string {
  return replies
    .flatMap((reply) => [
      reply.text ?? "",
      ...[reply.card, ...(reply.cards ?? [])].map((card) => (card ? JSON.stringify(card) : "")),
    ])
    .join("\n");
}
