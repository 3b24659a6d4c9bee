import { TYPING_LONGEST_MS, TYPING_REPEAT_MS } from "./limits.ts";

/** "Typing" that lasts until it is switched off. Turns of one chat that overlap are counted. */
export class Typing {
  readonly #chats = new Map<string, { count: number; timer: NodeJS.Timeout; end: number }>();

  constructor(
    private readonly show: (conversation: string) => void,
    private readonly hide: (conversation: string) => void,
  ) {}

  set(conversation: string, on: boolean): void {
    const known = this.#chats.get(conversation);
    if (known) known.count += on ? 1 : -1;
    if (!on) {
      if (known && known.count <= 0) this.#stop(conversation);
      return;
    }
    if (known) return;
    const timer = setInterval(() => {
      if (Date.now() > (this.#chats.get(conversation)?.end ?? 0)) this.#stop(conversation);
      else this.show(conversation);
    }, TYPING_REPEAT_MS);
    timer.unref();
    this.#chats.set(conversation, { count: 1, timer, end: Date.now() + TYPING_LONGEST_MS });
    this.show(conversation);
  }

  stopAll(): void {
    for (const conversation of [...this.#chats.keys()]) this.#stop(conversation);
  }

  #stop(conversation: string): void {
    clearInterval(this.#chats.get(conversation)?.timer);
    this.#chats.delete(conversation);
    this.hide(conversation);
  }
}
