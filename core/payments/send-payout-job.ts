import { z } from "zod";
import { systemActor } from "../kernel/actor.ts";
import { MINUTE_MS, SECOND_MS } from "../kernel/clock.ts";
import { money } from "../kernel/money.ts";
import { PayoutProviderError, type ProviderPayout } from "../kernel/ports/payout-provider.ts";
import { defineJob, type JobContext, RetryLater } from "../usecase/job.ts";
import { beginOutput, prepareOutput, recordOutput, workOutput } from "./payout-steps.ts";

/** Between two questions to the provider. Real time, as the provider's own: the demo's fast clock is only that of the numbers. */
const FIRST_POLL_MS = SECOND_MS;
const LAST_POLL_MS = 10 * MINUTE_MS;
/** How long a provider's hint is followed up when its own answer does not agree yet. */
const HINT_MS = 10 * MINUTE_MS;
const FIRST_RETRY_MS = 5 * SECOND_MS;
/** More than a payout has states; a loop that goes on longer has a bug. */
const MAX_STEPS = 8;

const payload = z.object({
  payoutId: z.string(),
  orgId: z.string(),
  /** The provider hinted at a change at this moment: ask it even if we thought this was over. */
  hintedAt: z.iso.datetime().optional(),
});

/**
 * Brings one payout to its end, from whatever state its row is in: rerun after a kill, by a hint of the provider or
 * because the influencer gave an account, it does what is left and nothing twice. Money leaves only in `create`, after
 * the row says so; what became of a call that was cut off is asked, never assumed.
 */
export const sendPayout = defineJob({
  name: "payouts.send",
  payload,
  maxAttempts: 20,
  async run(ctx, request) {
    const steps = new PayoutSteps(ctx, request);
    for (let step = 0; step < MAX_STEPS; step += 1) {
      if ((await steps.next()) === "done") return;
    }
    throw new Error(`payout ${request.payoutId} does not settle`);
  },
});

type Work = z.output<typeof workOutput>;

class PayoutSteps {
  /** The attempt this very run began: the provider cannot know it yet. */
  #begun: number | undefined;

  constructor(
    private readonly ctx: JobContext,
    private readonly request: z.output<typeof payload>,
  ) {}

  async next(): Promise<"done" | "more"> {
    const work = workOutput.parse(await this.#call("payouts.work", {}));
    switch (work.status) {
      case "requested":
        return this.#prepare();
      case "prepared": {
        const begun = beginOutput.parse(await this.#call("payouts.begin", { provider: this.ctx.ports.payouts.name }));
        this.#begun = begun.attempt ?? undefined;
        return "more";
      }
      case "submitted":
      case "unknown":
        return this.#settle(work);
      case "failed":
      case "reversed":
        return this.#tryAgain(work);
      case "confirmed":
        return this.#lookAgain(work);
      case "awaiting_approval":
        return "done";
    }
  }

  async #prepare(): Promise<"done" | "more"> {
    const { outcome } = prepareOutput.parse(await this.#call("payouts.prepare", {}));
    return outcome === "prepared" ? "more" : "done";
  }

  /** On its way, as far as we know: ask first, and create only what the provider has never seen. */
  async #settle(work: Work): Promise<"done"> {
    const seen = this.#begun === work.attempt ? undefined : await this.#find(work);
    return this.#record(work, seen ?? (await this.#create(work)));
  }

  /** Failed or sent back: the money is with us again. Before it is sent once more the provider must agree that it is. */
  async #tryAgain(work: Work): Promise<"done" | "more"> {
    const seen = await this.#find(work);
    if (work.status === "failed" && seen?.status === "confirmed") return this.#record(work, seen);
    if (work.status === "failed" && seen?.status === "submitted")
      throw this.#later(work, "the provider is still at it");
    if (work.status === "reversed" && seen?.status === "confirmed") return "done";
    return work.mayTryAgain ? this.#prepare() : "done";
  }

  /** Paid. Only a hint of the provider makes us ask whether it still is. */
  async #lookAgain(work: Work): Promise<"done"> {
    if (this.request.hintedAt === undefined) return "done";
    const seen = await this.#find(work);
    if (seen?.status === "reversed") return this.#record(work, seen);
    const age = this.ctx.clock.now().getTime() - Date.parse(this.request.hintedAt);
    if (age > HINT_MS) return "done";
    throw this.#later(work, "hinted at, not seen yet", age);
  }

  async #find(work: Work): Promise<ProviderPayout | undefined> {
    this.#sameProvider(work);
    try {
      return await this.ctx.ports.payouts.find(work.reference, this.ctx.signal);
    } catch (error) {
      if (error instanceof PayoutProviderError)
        throw this.#later(work, "the provider cannot say", undefined, error.retryAfterMs);
      throw error;
    }
  }

  async #create(work: Work): Promise<ProviderPayout> {
    this.#sameProvider(work);
    const { destination } = work;
    if (!destination) throw new Error(`payout ${work.payoutId} began without an account`);
    try {
      return await this.ctx.ports.payouts.create(
        {
          reference: work.reference,
          amount: money(work.amountMinor, work.currency),
          destination: {
            channelCode: destination.channelCode,
            accountHolderName: destination.holderName,
            accountNumber: this.ctx.ports.vault.open(destination.numberSealed, destination.accountId),
          },
          description: `Kolega ${work.campaignName}`.slice(0, 100),
        },
        this.ctx.signal,
      );
    } catch (error) {
      if (!(error instanceof PayoutProviderError)) throw error;
      // A key that was used with another body was used: the provider may well have that payout.
      if (error.outcome === "refused" && error.failureCode !== "DUPLICATE_TRANSACTION_ERROR") {
        return { providerId: "", status: "failed", failureCode: error.failureCode ?? "REFUSED" };
      }
      if (error.outcome !== "throttled" && work.status === "submitted") {
        await this.#call("payouts.record", { attempt: work.attempt, status: "unknown" });
      }
      throw this.#later(work, `the provider answered ${error.outcome}`, undefined, error.retryAfterMs);
    }
  }

  /** Writes what the provider says. Throws RetryLater while it is not final. */
  async #record(work: Work, seen: ProviderPayout): Promise<"done"> {
    if (seen.status === "submitted" && work.providerId === seen.providerId) throw this.#later(work, "on its way");
    const recorded = recordOutput.parse(
      await this.#call("payouts.record", {
        attempt: work.attempt,
        status: seen.status,
        ...(seen.providerId === "" ? {} : { providerId: seen.providerId }),
        ...(seen.failureCode === undefined ? {} : { failureCode: seen.failureCode }),
      }),
    );
    if (recorded.status === "submitted" || recorded.status === "unknown") throw this.#later(work, "on its way");
    if (recorded.mayTryAgain) {
      const delay = FIRST_RETRY_MS * 2 ** (work.attempt - 1);
      throw new RetryLater(Math.min(delay, LAST_POLL_MS), "failed for now");
    }
    return "done";
  }

  /** References live at one provider: another one would know nothing of them and pay again. */
  #sameProvider(work: Work): void {
    if (work.provider !== null && work.provider !== this.ctx.ports.payouts.name) {
      throw new Error(`payout ${work.payoutId} is at ${work.provider}, not at ${this.ctx.ports.payouts.name}`);
    }
  }

  /** Soon at first, then at half of the time that has passed; a provider that says when is obeyed. */
  #later(work: Work, reason: string, ageMs?: number, retryAfterMs?: number): RetryLater {
    const began = work.submittedAt === null ? undefined : Date.parse(work.submittedAt);
    const age = ageMs ?? (began === undefined ? 0 : this.ctx.clock.now().getTime() - began);
    const delay = Math.min(Math.max(age / 2, FIRST_POLL_MS), LAST_POLL_MS);
    return new RetryLater(Math.max(delay, retryAfterMs ?? 0), reason);
  }

  async #call(useCase: string, input: Record<string, unknown>): Promise<unknown> {
    const actor = systemActor("payouts", { orgId: this.request.orgId });
    const outcome = await this.ctx.executor.execute(useCase, { payoutId: this.request.payoutId, ...input }, actor, {
      signal: this.ctx.signal,
    });
    if (outcome.kind !== "done") throw new Error(`${useCase} waits for a human`);
    return outcome.output;
  }
}
