import type { Money } from "../money.ts";

/** Where a payout goes. Numbers are whole here; only the tail is ever shown. */
export interface PayoutDestination {
  /** Provider channel, e.g. `ID_BCA`, `ID_GOPAY` (Xendit's codes). */
  readonly channelCode: string;
  readonly accountNumber: string;
  readonly accountHolderName: string;
}

/** A provider's view of one payout. `unknown` = we cannot tell yet and must ask again. */
export interface ProviderPayout {
  readonly providerId: string;
  readonly status: "submitted" | "confirmed" | "failed" | "reversed";
  readonly failureCode?: string;
}

/** How a provider call can fail. Only `refused` says that nothing was done; `unknown` must be settled by asking. */
export class PayoutProviderError extends Error {
  override readonly name = "PayoutProviderError";
  constructor(
    readonly outcome: "refused" | "unknown" | "throttled",
    /** For the operator's log only. */
    readonly detail: string,
    readonly failureCode?: string,
    readonly retryAfterMs?: number,
  ) {
    super(`payout provider: ${outcome}`);
  }
}

/** The port to Xendit or Midtrans payouts. Money leaves the house only here, outside any transaction. */
export interface PayoutProvider {
  readonly name: string;
  /** Creates the payout; the same `reference` twice is one payout at the provider (Idempotency-key). */
  create(
    request: { reference: string; amount: Money; destination: PayoutDestination; description: string },
    signal?: AbortSignal,
  ): Promise<ProviderPayout>;
  /** What became of a reference; undefined if the provider never saw it. */
  find(reference: string, signal?: AbortSignal): Promise<ProviderPayout | undefined>;
}
