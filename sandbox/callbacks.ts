import type { SandboxContext } from "./context.ts";
import type { Callback } from "./model.ts";

/** Where callbacks go and the static secret they carry in `x-callback-token`. */
export interface WebhookTarget {
  readonly payoutUrl: string;
  readonly invoiceUrl?: string;
  readonly callbackToken: string;
}

/** Xendit counts a callback as failed without an answer within 30 s. */
const ANSWER_WITHIN_MS = 30_000;

/**
 * Delivers waiting callbacks, each again after the documented waits until a 2xx. At least once: after a kill between
 * delivery and journal the same callback comes again, as from the real service.
 */
export class CallbackSender {
  readonly #inFlight = new Set<string>();
  readonly #stop = new AbortController();

  constructor(
    private readonly ctx: SandboxContext,
    private readonly target: WebhookTarget | undefined,
  ) {}

  async deliverDue(): Promise<void> {
    const target = this.target;
    if (!target) return;
    const now = this.ctx.clock.now().getTime();
    const due = [...this.ctx.state.callbacks.values()].filter(
      (callback) =>
        callback.done === "waiting" && Date.parse(callback.nextAt) <= now && !this.#inFlight.has(callback.id),
    );
    await Promise.all(due.map((callback) => this.#deliver(callback, target)));
  }

  stop(): void {
    this.#stop.abort();
  }

  async #deliver(callback: Callback, target: WebhookTarget): Promise<void> {
    const url = callback.target === "payout" ? target.payoutUrl : target.invoiceUrl;
    if (url === undefined) return;
    this.#inFlight.add(callback.id);
    const delivered = await this.#post(url, callback, target.callbackToken);
    this.#inFlight.delete(callback.id);
    if (this.#stop.signal.aborted) return;
    const wait = this.ctx.timing.callbackRetriesMs[callback.attempts];
    const done = delivered ? "delivered" : wait === undefined ? "given_up" : "waiting";
    const nextAt = new Date(this.ctx.clock.now().getTime() + (wait ?? 0)).toISOString();
    this.ctx.state.commit({
      type: "callback",
      callback: { ...callback, attempts: callback.attempts + 1, nextAt, done },
    });
  }

  async #post(url: string, callback: Callback, token: string): Promise<boolean> {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", "x-callback-token": token, "webhook-id": callback.id },
        body: JSON.stringify(callback.body),
        redirect: "manual",
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false; // not reachable or too slow: the retry ladder decides
    }
  }
}
