import { DeskError } from "../api/client.ts";
import type { SentFile } from "../contract.ts";

/** A message on its way. */
export interface Outgoing {
  readonly clientId: string;
  readonly text: string;
  readonly files?: readonly SentFile[];
  readonly at: string;
  readonly failed?: boolean;
}

/** Whom the outbox works for. */
export interface OutboxDeps {
  send(message: { clientId: string; text: string; files?: readonly string[] }): Promise<void>;
  onSent(clientId: string): void;
  /** It will not be tried again by itself. */
  onFailed(item: Outgoing, error: DeskError): void;
  onSignedOut(): void;
  readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  readonly storageKey: string;
  /** For tests. */
  readonly wait?: (ms: number) => Promise<void>;
}

const TRIES_WHILE_BUSY = 6;

/**
 * Sends one message at a time, in the order they were written, until the server has taken each. The client's id makes
 * repeating safe. Unsent messages survive a reload of the window.
 */
export class Outbox {
  #queue: Outgoing[];
  #running = false;
  #stopped = false;
  #wake: (() => void) | null = null;
  readonly #deps: OutboxDeps;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
    this.#queue = restore(deps);
  }

  /** What was left unsent, for the list to show again. */
  waiting(): readonly Outgoing[] {
    return this.#queue;
  }

  add(message: Outgoing): void {
    this.#queue.push(message);
    this.#save();
    void this.run();
  }

  retry(clientId: string): void {
    this.#queue = this.#queue.map((item) => (item.clientId === clientId ? { ...item, failed: false } : item));
    this.#save();
    this.wake();
  }

  drop(clientId: string): void {
    this.#queue = this.#queue.filter((item) => item.clientId !== clientId);
    this.#save();
  }

  /** The line is back: do not wait out the pause. */
  wake(): void {
    this.#wake?.();
    void this.run();
  }

  stop(): void {
    this.#stopped = true;
    this.#wake?.();
  }

  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let next = this.#next(); next && !this.#stopped; next = this.#next()) {
        if (!(await this.#deliver(next))) return;
      }
    } finally {
      this.#running = false;
    }
  }

  #next(): Outgoing | undefined {
    return this.#queue.find((item) => !item.failed);
  }

  /** False when there is no point in going on with the next one now. */
  async #deliver(item: Outgoing): Promise<boolean> {
    for (let tries = 1; !this.#stopped; tries += 1) {
      try {
        await this.#deps.send({ clientId: item.clientId, text: item.text, files: item.files?.map(({ id }) => id) });
        this.drop(item.clientId);
        this.#deps.onSent(item.clientId);
        return true;
      } catch (error) {
        const failure = error instanceof DeskError ? error : new DeskError("refused", 0, "");
        if (failure.kind === "signed_out") {
          this.#deps.onSignedOut();
          return false;
        }
        // Without a line there is no end to trying: the person sees that it waits.
        if (failure.kind === "refused" || (failure.kind === "busy" && tries >= TRIES_WHILE_BUSY)) {
          this.#queue = this.#queue.map((other) =>
            other.clientId === item.clientId ? { ...other, failed: true } : other,
          );
          this.#save();
          this.#deps.onFailed(item, failure);
          return true;
        }
        await this.#pause(Math.min(15_000, 700 * 2 ** Math.min(tries - 1, 5)));
      }
    }
    return false;
  }

  async #pause(ms: number): Promise<void> {
    const wait = this.#deps.wait ?? ((delay: number) => new Promise((resolve) => setTimeout(resolve, delay)));
    await Promise.race([
      wait(ms),
      new Promise<void>((resolve) => {
        this.#wake = resolve;
      }),
    ]);
    this.#wake = null;
  }

  #save(): void {
    const { storage, storageKey } = this.#deps;
    try {
      if (this.#queue.length === 0) storage.removeItem(storageKey);
      else storage.setItem(storageKey, JSON.stringify(this.#queue));
    } catch {
      // A full or forbidden storage only costs the messages' survival of a reload.
    }
  }
}

function restore(deps: OutboxDeps): Outgoing[] {
  try {
    const saved: unknown = JSON.parse(deps.storage.getItem(deps.storageKey) ?? "[]");
    return Array.isArray(saved) ? saved.filter(isOutgoing) : [];
  } catch {
    return [];
  }
}

function isOutgoing(value: unknown): value is Outgoing {
  const item = value as Partial<Outgoing> | null;
  return typeof item?.clientId === "string" && typeof item.text === "string" && typeof item.at === "string";
}
