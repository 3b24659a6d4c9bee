import type { MessageContent } from "../../core/cards/card.ts";
import type { TranscriptMessage } from "../../core/conversations/transcript.ts";
import type { Tx } from "../../core/db/types.ts";
import type { Presenter } from "../../core/i18n/presenter.ts";
import type { Person } from "../../core/identity/identities.ts";
import type { LeasedTurn } from "../../core/inbox/lanes.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { AppError } from "../../core/kernel/errors.ts";
import type { Channel, Target } from "./channel.ts";

/** Who a turn is with, and where. All of its events are theirs. */
export interface Speaker {
  readonly person: Person;
  readonly actor: Actor;
  readonly p: Presenter;
  readonly turn: LeasedTurn;
  readonly conversation: { readonly id: string; readonly assistantState: Readonly<Record<string, unknown>> };
  /** False where others read along. */
  readonly direct: boolean;
  /** As the platform names them. */
  readonly externalId: string;
  readonly target: Target;
  /** Missing where the channel is not run by this process. */
  readonly channel: Channel | undefined;
  /** Whether a button can be pressed here; otherwise numbers name them. */
  readonly buttons: boolean;
}

/** What is said to a person. `private`: for their eyes alone. */
export interface Said {
  readonly replies: readonly MessageContent[];
  readonly private?: boolean;
}

export const NOTHING: Said = { replies: [] };

/** A change that is made with the end of the turn, in its transaction. */
export type TurnWrite = (tx: Tx) => Promise<void>;

/** Collects what a turn comes to, and keeps what is private out of groups. */
export class Answers {
  readonly replies: MessageContent[] = [];
  readonly privately: MessageContent[] = [];
  readonly transcript: TranscriptMessage[] = [];
  /** What the assistant is to remember from now on, if that changes. */
  state: Readonly<Record<string, unknown>> | undefined;
  #told = false;

  constructor(private readonly who: Pick<Speaker, "direct" | "p">) {}

  say(said: Said): void {
    if (said.replies.length === 0) return;
    if (this.who.direct || !said.private) {
      this.replies.push(...said.replies);
      return;
    }
    if (!this.#told) this.replies.push({ text: this.who.p.t("runtime.group.private") });
    this.#told = true;
    this.privately.push(...said.replies);
  }

  /** A sentence that changes nothing and is not remembered. */
  refuse(text: string): void {
    this.replies.push({ text });
  }

  /** Says it in answer to these words, and remembers both. */
  hear(words: string, said: Said): void {
    this.say(said);
    this.remember(said, words);
  }

  /** Remembers it for the assistant; of what was said privately in a group, only that it was. */
  remember(said: Said, heard?: string): void {
    const hidden = said.private && !this.who.direct;
    const answer = hidden ? "(answered privately)" : said.replies.map(lineOf).join("\n");
    if (heard === undefined) {
      if (said.replies.length > 0) this.transcript.push({ role: "system", content: { press: true, answer } });
      return;
    }
    this.transcript.push({ role: "user", content: heard }, { role: "assistant", content: answer });
  }
}

const lineOf = (reply: MessageContent): string => reply.text ?? reply.card?.title ?? "";

/** A refusal is an answer: one sentence in the reader's language. Anything else goes to the worker. */
export async function answering(p: Presenter, work: () => Promise<Said>): Promise<Said> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) return { replies: [{ text: errorText(error, p) }] };
    throw error;
  }
}

export function errorText(error: AppError, p: Presenter): string {
  const key = `errors.${error.reason}`;
  const main = p.t(p.has(key) ? key : `errors.${error.code}`, error.params);
  const field = error.fields[0];
  return field && p.has(`errors.${field.reason}`) ? `${main} (${p.t(`errors.${field.reason}`, field.params)})` : main;
}
