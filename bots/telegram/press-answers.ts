/** In a group, the answer to a press waits this long for something to tell its person alone. */
const HOLD_MS = 1_200;

/** A press whose spinner still turns. */
export interface OpenPress {
  readonly queryId: string;
  readonly conversation: string;
  readonly person: string;
  readonly direct: boolean;
}

/**
 * Answers presses: at once in a private chat; in a group a moment later, so that "this button is not yours" can be the
 * alert that only its person sees. A query can be answered once.
 */
export class PressAnswers {
  readonly #open = new Map<string, { queryId: string; timer: NodeJS.Timeout }>();

  constructor(private readonly answer: (queryId: string, alert?: string) => Promise<boolean>) {}

  pressed(press: OpenPress): void {
    if (press.direct) {
      void this.answer(press.queryId);
      return;
    }
    const key = keyOf(press.conversation, press.person);
    this.#close(key);
    const timer = setTimeout(() => this.#close(key), HOLD_MS);
    timer.unref();
    this.#open.set(key, { queryId: press.queryId, timer });
  }

  /** Tells somebody by an alert over the press that still waits; false when none does. */
  async alert(conversation: string, person: string, text: string): Promise<boolean> {
    const key = keyOf(conversation, person);
    const waiting = this.#open.get(key);
    if (!waiting) return false;
    clearTimeout(waiting.timer);
    this.#open.delete(key);
    return this.answer(waiting.queryId, text);
  }

  closeAll(): void {
    for (const key of [...this.#open.keys()]) this.#close(key);
  }

  #close(key: string): void {
    const waiting = this.#open.get(key);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#open.delete(key);
    void this.answer(waiting.queryId);
  }
}

const keyOf = (conversation: string, person: string): string => `${conversation}|${person}`;
