import { randomBytes } from "node:crypto";
import type { SandboxContext } from "./context.ts";
import type { Callback, SandboxPayout } from "./model.ts";

/**
 * Account numbers that misbehave on purpose, on any channel. Every other number is paid.
 *
 * | number     | what happens                                                        |
 * |------------|---------------------------------------------------------------------|
 * | 9990000001 | FAILED, INVALID_DESTINATION                                         |
 * | 9990000002 | SUCCEEDED, later REVERSED                                           |
 * | 9990000003 | FAILED, INSUFFICIENT_BALANCE                                        |
 * | 9990000004 | FAILED, REJECTED_BY_CHANNEL                                         |
 * | 9990000005 | FAILED, TEMPORARY_TRANSFER_ERROR                                    |
 * | 9990000006 | stays ACCEPTED until somebody cancels it                            |
 * | 9990000007 | refused at once: HTTP 400, RECIPIENT_ACCOUNT_NUMBER_ERROR           |
 * | 9990000008 | PENDING_COMPLIANCE_ASSESSMENT, then COMPLIANCE_REJECTED             |
 * | 9990000009 | a status nobody knows yet (IN_TRANSIT), then SUCCEEDED              |
 */
export const MAGIC_ACCOUNTS = {
  invalidDestination: "9990000001",
  reversed: "9990000002",
  insufficientBalance: "9990000003",
  rejectedByChannel: "9990000004",
  temporaryError: "9990000005",
  stuck: "9990000006",
  refused: "9990000007",
  complianceRejected: "9990000008",
  strangeStatus: "9990000009",
} as const;

interface Step {
  readonly afterMs: number;
  readonly status: string;
  readonly failureCode?: string;
}

/** Statuses of a payout after ACCEPTED, with their business time since creation. */
function scriptFor(accountNumber: string, ctx: SandboxContext): readonly Step[] {
  const end = ctx.timing.payoutMs;
  const requested: Step = { afterMs: end / 2, status: "REQUESTED" };
  const paid: Step = { afterMs: end, status: "SUCCEEDED" };
  const failed = (failureCode: string): Step[] => [requested, { afterMs: end, status: "FAILED", failureCode }];
  switch (accountNumber) {
    case MAGIC_ACCOUNTS.invalidDestination:
      return failed("INVALID_DESTINATION");
    case MAGIC_ACCOUNTS.insufficientBalance:
      return failed("INSUFFICIENT_BALANCE");
    case MAGIC_ACCOUNTS.rejectedByChannel:
      return failed("REJECTED_BY_CHANNEL");
    case MAGIC_ACCOUNTS.temporaryError:
      return failed("TEMPORARY_TRANSFER_ERROR");
    case MAGIC_ACCOUNTS.reversed:
      return [requested, paid, { afterMs: ctx.timing.reverseMs, status: "REVERSED" }];
    case MAGIC_ACCOUNTS.stuck:
      return [];
    case MAGIC_ACCOUNTS.complianceRejected:
      return [
        { afterMs: end / 2, status: "PENDING_COMPLIANCE_ASSESSMENT" },
        { afterMs: end, status: "COMPLIANCE_REJECTED" },
      ];
    case MAGIC_ACCOUNTS.strangeStatus:
      return [{ afterMs: end / 2, status: "IN_TRANSIT" }, paid];
    default:
      return [requested, paid];
  }
}

/** Status changes the merchant is told about. */
const ANNOUNCED: Readonly<Record<string, string>> = {
  SUCCEEDED: "payout.succeeded",
  FAILED: "payout.failed",
  REVERSED: "payout.reversed",
};

export const BUSINESS_ID = "5f27a14a9bf05c73dd040bc8";

/** A payout as the API shows it. */
export function payoutBody(payout: SandboxPayout): Record<string, unknown> {
  return {
    id: payout.id,
    amount: payout.amount,
    channel_code: payout.channelCode,
    currency: payout.currency,
    description: payout.description,
    reference_id: payout.referenceId,
    status: payout.status,
    ...(payout.failureCode === undefined ? {} : { failure_code: payout.failureCode }),
    created: payout.createdAt,
    updated: payout.updatedAt,
    estimated_arrival_time: payout.createdAt,
    business_id: BUSINESS_ID,
    channel_properties: {
      account_number: payout.accountNumber,
      account_holder_name: payout.accountHolderName,
    },
  };
}

/** Moves payouts along their script as business time passes. */
export class Bank {
  /** Payouts that may still move. */
  readonly #open = new Set<string>();

  constructor(private readonly ctx: SandboxContext) {
    for (const payout of ctx.state.payouts.values()) this.#open.add(payout.id);
  }

  create(
    request: Pick<
      SandboxPayout,
      "referenceId" | "channelCode" | "accountNumber" | "accountHolderName" | "amount" | "currency" | "description"
    >,
    idempotency: { key: string; bodyHash: string },
  ): SandboxPayout {
    const at = this.ctx.clock.now().toISOString();
    const payout: SandboxPayout = {
      ...request,
      id: `disb-${randomBytes(12).toString("hex")}`,
      status: "ACCEPTED",
      createdAt: at,
      updatedAt: at,
      history: [{ status: "ACCEPTED", at }],
    };
    this.ctx.state.commit({ type: "payout_created", payout, idempotency: { ...idempotency, payoutId: payout.id } });
    this.#open.add(payout.id);
    return payout;
  }

  /** Cancels a payout that was not handed on yet; false where it is too late. */
  cancel(payout: SandboxPayout): boolean {
    if (payout.status !== "ACCEPTED") return false;
    this.#open.delete(payout.id);
    const at = this.ctx.clock.now().toISOString();
    this.ctx.state.commit({ type: "payout_moved", id: payout.id, status: "CANCELLED", at });
    return true;
  }

  /** Takes every step that is due by the clock. */
  settle(): void {
    for (const id of this.#open) this.#settleOne(id);
  }

  #settleOne(id: string): void {
    for (;;) {
      const payout = this.ctx.state.payouts.get(id);
      // history[0] is ACCEPTED, so its length minus one is the number of steps taken
      const step = payout && scriptFor(payout.accountNumber, this.ctx)[payout.history.length - 1];
      if (!payout || !step || payout.status === "CANCELLED") {
        if (payout?.accountNumber !== MAGIC_ACCOUNTS.stuck) this.#open.delete(id);
        return;
      }
      const due = Date.parse(payout.createdAt) + step.afterMs;
      if (due > this.ctx.clock.now().getTime()) return;
      const at = new Date(due).toISOString();
      this.ctx.state.commit({
        type: "payout_moved",
        id,
        status: step.status,
        failureCode: step.failureCode,
        at,
        callback: this.#callbackFor(payout, step, at),
      });
    }
  }

  #callbackFor(payout: SandboxPayout, step: Step, at: string): Callback | undefined {
    const event = ANNOUNCED[step.status];
    if (event === undefined || !this.ctx.wantsCallbacks.payout) return undefined;
    const after = { ...payout, status: step.status, failureCode: step.failureCode, updatedAt: at };
    return {
      id: `${payout.id}:${step.status}`,
      target: "payout",
      body: { event, business_id: BUSINESS_ID, created: at, data: payoutBody(after) },
      attempts: 0,
      nextAt: at,
      done: "waiting",
    };
  }
}
