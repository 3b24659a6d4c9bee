import { createHmac } from "node:crypto";

/** One thing that happened, as a change of the webhook. */
export interface Happened {
  readonly field: "messages" | "user_id_update";
  readonly contacts?: readonly unknown[];
  readonly message?: unknown;
  readonly status?: unknown;
  readonly update?: unknown;
}

/** Non-ASCII and slashes arrive escaped, so the signature only fits the bytes as they came. */
export function metaJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(/\//g, "\\/")
    .replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

export function sign(body: string, appSecret: string): string {
  return `sha256=${createHmac("sha256", appSecret).update(body, "utf8").digest("hex")}`;
}

/** Waits before each redelivery; Meta backs off for up to 7 days. */
const RETRY_MS = [1_000, 5_000, 15_000, 60_000, 300_000, 1_800_000, 3_600_000, 21_600_000, 86_400_000, 172_800_000];
const ANSWER_WITHIN_MS = 10_000;

interface Options {
  readonly wabaId: string;
  readonly metadata: { readonly display_phone_number: string; readonly phone_number_id: string };
  readonly appSecret: string;
  url(): string | undefined;
  /** How much faster than Meta's the retries come. */
  readonly retrySpeed: number;
  readonly longestRetryMs?: number;
  deliveries(): number;
}

/** Delivers webhooks: signed, in batches where several wait, again with growing pauses until a 2xx. */
export class WebhookSender {
  readonly #options: Options;
  #waiting: Happened[] = [];
  #held = false;
  #scheduled = false;
  readonly #stop = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Answers of the receiver, for tests: status code, or 0 where it could not be reached. */
  readonly answers: number[] = [];

  constructor(options: Options) {
    this.#options = options;
  }

  push(happened: Happened): void {
    this.#waiting.push(happened);
    if (this.#held || this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (!this.#held) this.#flush();
    });
  }

  /** Nothing leaves until `release`. */
  hold(): void {
    this.#held = true;
  }

  /** Lets everything go in one POST; `reverse`: newest first. */
  release(options: { reverse?: boolean } = {}): void {
    this.#held = false;
    if (options.reverse) this.#waiting.reverse();
    this.#flush();
  }

  /** Resolves when everything sent so far was answered with a 2xx or waits for its retry. */
  async settled(): Promise<void> {
    while (this.#scheduled || this.#running.size > 0) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      await Promise.all(this.#running);
    }
  }

  /** Deliveries that are under way or wait to be repeated. */
  get waiting(): number {
    return this.#running.size + this.#timers.size;
  }

  stop(): void {
    this.#stop.abort();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length === 0) return;
    const body = metaJson({
      object: "whatsapp_business_account",
      entry: [{ id: this.#options.wabaId, changes: changesOf(waiting, this.#options.metadata) }],
    });
    for (let copy = 0; copy < this.#options.deliveries(); copy += 1) this.#send(body, 0);
  }

  #send(body: string, attempt: number): void {
    const url = this.#options.url();
    if (url === undefined || this.#stop.signal.aborted) return;
    const work = this.#post(url, body).then((status) => {
      this.answers.push(status);
      if (status >= 200 && status < 300) return;
      const { retrySpeed, longestRetryMs = Number.POSITIVE_INFINITY } = this.#options;
      // With shorter waits there are more of them in the seven days.
      const wait = RETRY_MS[attempt] ?? (longestRetryMs < Number.POSITIVE_INFINITY ? longestRetryMs : undefined);
      if (wait === undefined) return;
      const timer = setTimeout(
        () => {
          this.#timers.delete(timer);
          this.#send(body, attempt + 1);
        },
        Math.min(wait / retrySpeed, longestRetryMs),
      );
      timer.unref();
      this.#timers.add(timer);
    });
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
  }

  async #post(url: string, body: string): Promise<number> {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "user-agent": "facebookexternalua",
          "x-hub-signature-256": sign(body, this.#options.appSecret),
        },
        body,
        redirect: "manual",
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  }
}

/** Neighbours of one kind share a change, as Meta batches them. */
function changesOf(waiting: readonly Happened[], metadata: Options["metadata"]): unknown[] {
  const changes: { field: string; value: Record<string, unknown[]> }[] = [];
  for (const one of waiting) {
    const kind = one.message ? "messages" : one.status ? "statuses" : "user_id_update";
    let change = changes.at(-1);
    if (!change || change.field !== one.field || !change.value[kind]) {
      change = { field: one.field, value: {} };
      changes.push(change);
    }
    const add = (name: string, values: readonly unknown[]) => {
      if (values.length > 0) change.value[name] = [...(change.value[name] ?? []), ...values];
    };
    add("contacts", one.contacts ?? []);
    add(kind, [one.message ?? one.status ?? one.update]);
  }
  return changes.map(({ field, value }) => ({
    value: { messaging_product: "whatsapp", metadata, ...value },
    field,
  }));
}
