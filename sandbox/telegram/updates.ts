import type { TelegramLimits } from "./limits.ts";
import type { StoredUpdate } from "./model.ts";
import type { TelegramState } from "./state.ts";

/** Kinds that a bot gets only when it asks for them. */
const ON_REQUEST = ["chat_member", "message_reaction", "message_reaction_count"];
const ANSWER_WITHIN_MS = 10_000;

export interface UpdateFaults {
  /** The next update is delivered so many times in all. */
  times: number;
  /** So many of the next updates are held and then delivered last first. */
  reorder: number;
}

/**
 * Hands updates to the bot: by webhook, each until a 2xx, one at a time for a chat; or by getUpdates, until a higher offset
 * confirms them.
 */
export class UpdateQueue {
  readonly faults: UpdateFaults = { times: 1, reorder: 0 };
  readonly #busyChats = new Set<number>();
  readonly #notBefore = new Map<number, number>();
  readonly #attempts = new Map<number, number>();
  readonly #extra = new Map<number, number>();
  readonly #held: StoredUpdate[] = [];
  readonly #wakers = new Set<() => void>();
  readonly #stop = new AbortController();
  #poller: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly state: TelegramState,
    private readonly limits: TelegramLimits,
    private readonly retryMs: readonly number[],
  ) {
    // What a restart found undelivered.
    setImmediate(() => this.#pump());
  }

  /** Queues an update; answers its id, or nothing when the bot did not ask for this kind. */
  push(chatId: number, kind: string, value: unknown): number | undefined {
    const { url, allowedUpdates } = this.state.webhook;
    const wanted = allowedUpdates.length > 0 ? allowedUpdates.includes(kind) : !ON_REQUEST.includes(kind);
    if (!wanted) return undefined;
    const updateId = this.state.nextUpdateId();
    const update = {
      updateId,
      at: this.state.now(),
      chatId,
      body: { update_id: updateId, [kind]: value },
      done: false,
    };
    this.#extra.set(updateId, this.faults.times - 1);
    this.faults.times = 1;
    this.state.commit({ type: "update", value: update });
    if (this.faults.reorder > 0 && url !== "") {
      this.#held.push(update);
      this.faults.reorder -= 1;
      if (this.faults.reorder === 0) this.#releaseHeld();
    }
    this.#wake();
    return updateId;
  }

  /** Delivers an update again that was delivered before, as it was. */
  repeat(update: Readonly<Record<string, unknown>>, chatId: number): void {
    this.state.commit({
      type: "update",
      value: { updateId: Number(update.update_id), at: this.state.now(), chatId, body: update, done: false },
    });
    this.#wake();
  }

  waiting(): StoredUpdate[] {
    const oldest = this.state.now() - this.limits.updateKeptMs;
    return [...this.state.updates.values()]
      .filter((update) => update.at >= oldest)
      .sort((a, b) => a.updateId - b.updateId);
  }

  /** getUpdates: what waits from `offset` on, at once or as soon as something comes within `timeoutMs`. */
  async poll(options: { offset: number | undefined; limit: number; timeoutMs: number }): Promise<StoredUpdate[]> {
    this.#poller?.();
    const { offset } = options;
    if (offset !== undefined && offset > 0) {
      for (const update of this.waiting()) if (update.updateId < offset) this.#done(update);
    }
    const take = (): StoredUpdate[] => {
      const all = this.waiting();
      return (offset !== undefined && offset < 0 ? all.slice(offset) : all).slice(0, options.limit);
    };
    const now = take();
    if (now.length > 0 || options.timeoutMs <= 0) return now;
    const interrupted = await new Promise<boolean>((resolve) => {
      const end = (byOther: boolean) => () => {
        clearTimeout(timer);
        this.#wakers.delete(woken);
        this.#stop.signal.removeEventListener("abort", stopped);
        if (this.#poller === other) this.#poller = undefined;
        resolve(byOther);
      };
      const woken = end(false);
      const stopped = end(false);
      const other = end(true);
      const timer = setTimeout(woken, options.timeoutMs);
      this.#wakers.add(woken);
      this.#stop.signal.addEventListener("abort", stopped);
      this.#poller = other;
    });
    if (interrupted) throw new TerminatedByOther();
    return take();
  }

  /** Called when the webhook changed. */
  wake(): void {
    this.#wake();
  }

  /** Resolves when nothing waits for the webhook any more. */
  async settled(withinMs = 5_000): Promise<void> {
    const until = Date.now() + withinMs;
    while (this.waiting().length > 0 || this.#busyChats.size > 0) {
      if (Date.now() > until) throw new Error(`sandbox: ${this.waiting().length} updates still wait`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  stop(): void {
    this.#stop.abort();
    clearTimeout(this.#timer);
  }

  #done(update: StoredUpdate): void {
    this.#extra.delete(update.updateId);
    this.#attempts.delete(update.updateId);
    this.#notBefore.delete(update.updateId);
    this.state.commit({ type: "update", value: { ...update, done: true } });
  }

  #releaseHeld(): void {
    // Delivered one after the other, last first, whatever their chats.
    const held = this.#held.splice(0).reverse();
    void (async () => {
      for (const update of held) await this.#deliver(update);
      this.#pump();
    })();
  }

  #wake(): void {
    for (const waker of [...this.#wakers]) waker();
    this.#pump();
  }

  #pump(): void {
    if (this.#stop.signal.aborted || this.state.webhook.url === "") return;
    clearTimeout(this.#timer);
    const now = Date.now();
    let next = Number.POSITIVE_INFINITY;
    const seen = new Set(this.#busyChats);
    for (const update of this.waiting()) {
      if (this.#busyChats.size >= this.state.webhook.maxConnections) break;
      if (this.faults.reorder > 0 || this.#held.includes(update) || seen.has(update.chatId)) continue;
      seen.add(update.chatId);
      const due = this.#notBefore.get(update.updateId) ?? 0;
      if (due > now) {
        next = Math.min(next, due);
        continue;
      }
      this.#busyChats.add(update.chatId);
      void this.#deliver(update).finally(() => {
        this.#busyChats.delete(update.chatId);
        this.#pump();
      });
    }
    if (Number.isFinite(next)) {
      this.#timer = setTimeout(() => this.#pump(), next - now);
      this.#timer.unref();
    }
  }

  async #deliver(update: StoredUpdate): Promise<void> {
    const failure = await this.#post(update);
    if (this.#stop.signal.aborted) return;
    if (failure === undefined) {
      const extra = this.#extra.get(update.updateId) ?? 0;
      if (extra > 0) {
        this.#extra.set(update.updateId, extra - 1);
        return;
      }
      this.#done(update);
      return;
    }
    const attempt = (this.#attempts.get(update.updateId) ?? 0) + 1;
    this.#attempts.set(update.updateId, attempt);
    const wait = this.retryMs[Math.min(attempt, this.retryMs.length) - 1] ?? 1_000;
    this.#notBefore.set(update.updateId, Date.now() + wait);
    this.state.commit({
      type: "webhook",
      value: { ...this.state.webhook, lastError: { at: this.state.now(), text: failure } },
    });
  }

  /** What went wrong, in the words of getWebhookInfo. */
  async #post(update: StoredUpdate): Promise<string | undefined> {
    const { url, secret } = this.state.webhook;
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(secret === "" ? {} : { "x-telegram-bot-api-secret-token": secret }),
        },
        body: JSON.stringify(update.body),
        redirect: "manual",
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      await response.body?.cancel();
      return response.ok ? undefined : `Wrong response from the webhook: ${response.status} ${response.statusText}`;
    } catch {
      return "Connection failed";
    }
  }
}

/** Another getUpdates took over. */
export class TerminatedByOther extends Error {
  override readonly name = "TerminatedByOther";
}
