/** Telegram shows a chat action for five seconds. */
const REPEAT_MS = 4_500;
/** No turn takes longer; whoever forgot to say that it is over is not typing any more. */
const LONGEST_MS = 300_000;

/** "Typing" that lasts until it is switched off. Turns of one chat that overlap are counted. */
export class Typing {
  readonly #chats = new Map<string, { count: number; timer: NodeJS.Timeout; end: number }>();

  constructor(private readonly show: (conversation: string) => void) {}

  set(conversation: string, on: boolean): void {
    const known = this.#chats.get(conversation);
    if (!on) {
      if (known && known.count > 1) known.count -= 1;
      else this.#stop(conversation);
      return;
    }
    if (known) {
      known.count += 1;
      return;
    }
    const timer = setInterval(() => {
      const entry = this.#chats.get(conversation);
      if (!entry || Date.now() > entry.end) this.#stop(conversation);
      else this.show(conversation);
    }, REPEAT_MS);
    timer.unref();
    this.#chats.set(conversation, { count: 1, timer, end: Date.now() + LONGEST_MS });
    this.show(conversation);
  }

  stopAll(): void {
    for (const conversation of [...this.#chats.keys()]) this.#stop(conversation);
  }

  #stop(conversation: string): void {
    clearInterval(this.#chats.get(conversation)?.timer);
    this.#chats.delete(conversation);
  }
}
