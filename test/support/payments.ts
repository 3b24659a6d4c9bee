import { claimJob, runJob } from "../../core/jobs/engine.ts";
import { type Actor, systemActor } from "../../core/kernel/actor.ts";
import { newId } from "../../core/kernel/ids.ts";
import { money } from "../../core/kernel/money.ts";
import {
  type PayoutProvider,
  PayoutProviderError,
  type ProviderPayout,
} from "../../core/kernel/ports/payout-provider.ts";
import { placeHold, type RequestedPayout, releaseAndPay } from "../../core/payments/index.ts";
import type { Executor } from "../../core/usecase/executor.ts";
import type { TestHouse } from "./house.ts";

/** Money that simply is there: a deposit through the domain's own door. */
export async function fundWallet(house: TestHouse, admin: Actor, amountMinor: number): Promise<void> {
  await house.executor.execute("deposits.create", { amountMinor }, admin, { confirmation: { kind: "press" } });
  await runJobs(house);
}

/** A campaign with one agreed, held and submitted deliverable, written straight to the tables. */
export async function agreedWork(
  house: TestHouse,
  parties: { admin: Actor; orgId: string; influencer: Actor; socialAccountId: string },
  amountMinor: number,
): Promise<{ collaborationId: string; deliverableId: string; postId: string; holdId: string }> {
  const { orgId, influencer, socialAccountId } = parties;
  const ids = {
    campaignId: newId("campaign"),
    collaborationId: newId("collaboration"),
    deliverableId: newId("deliverable"),
    postId: newId("post"),
  };
  const at = house.clock.now();
  const holdId = await house.db.transaction({ role: "app", orgId }, async (tx) => {
    await tx.execute(
      `INSERT INTO campaign (id, org_id, name, language, currency, status, created_by, created_at, updated_at)
       VALUES ($1, $2, 'Glow Ramadan', 'id', 'IDR', 'active', $3, $4, $4)`,
      [ids.campaignId, orgId, parties.admin.id, at],
    );
    await tx.execute(
      `INSERT INTO collaboration (id, org_id, campaign_id, influencer_id, origin, status, compensation_minor, currency, commission_bps, created_at, updated_at)
       VALUES ($1, $2, $3, $4, 'invited', 'in_progress', $5, 'IDR', 1000, $6, $6)`,
      [ids.collaborationId, orgId, ids.campaignId, influencer.id, amountMinor, at],
    );
    await tx.execute(
      `INSERT INTO deliverable (id, org_id, campaign_id, collaboration_id, influencer_id, position, platform, format, price_minor, currency, status, created_at)
       VALUES ($1, $2, $3, $4, $5, 1, 'instagram', 'reel', $6, 'IDR', 'submitted', $7)`,
      [ids.deliverableId, orgId, ids.campaignId, ids.collaborationId, influencer.id, amountMinor, at],
    );
    await tx.execute(
      `INSERT INTO post (id, org_id, campaign_id, collaboration_id, deliverable_id, influencer_id, social_account_id, platform, external_id, url, format, status, caption, hashtags, content_hash, checks, published_at, submitted_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'instagram', $1, 'https://instagram.test/p/x', 'reel', 'pending', 'c', '{}', 'h', '{}', $8, $8)`,
      [ids.postId, orgId, ids.campaignId, ids.collaborationId, ids.deliverableId, influencer.id, socialAccountId, at],
    );
    return placeHold(
      { actor: parties.admin, now: () => at, tx },
      { orgId, influencerId: influencer.id, deliverableId: ids.deliverableId, amount: money(amountMinor, "IDR") },
    );
  });
  return { ...ids, holdId };
}

/** The money side of an approval, as the posts domain calls it, in the brand's own transaction. */
export function approveWork(
  house: TestHouse,
  parties: { admin: Actor; orgId: string; influencer: Actor },
  work: { collaborationId: string; postId: string; holdId: string },
  commissionBps = 1_000,
): Promise<RequestedPayout> {
  return house.db.transaction({ role: "app", orgId: parties.orgId }, (tx) =>
    releaseAndPay(house.executor.contextFor(tx, parties.admin), {
      orgId: parties.orgId,
      influencerId: parties.influencer.id,
      collaborationId: work.collaborationId,
      postId: work.postId,
      holdId: work.holdId,
      commissionBps,
      campaignName: "Glow Ramadan",
    }),
  );
}

/** Runs every waiting job to its end with the real engine, moving the clock to the next one; answers how many runs it took. */
export async function runJobs(
  house: TestHouse,
  options: { executor?: Executor; onlyDue?: boolean; limit?: number } = {},
): Promise<number> {
  const deps = { ...house, executor: options.executor ?? house.executor, owner: "test" };
  for (let runs = 0; runs < (options.limit ?? 300); runs += 1) {
    const next = await house.db.transaction({ role: "platform" }, (tx) =>
      tx.first<{ id: string; runAt: Date }>(
        "SELECT id, run_at FROM job WHERE status = 'pending' ORDER BY run_at, id LIMIT 1",
      ),
    );
    if (!next || (options.onlyDue && next.runAt > house.clock.now())) return runs;
    if (next.runAt > house.clock.now()) house.clock.set(next.runAt);
    const row = await claimJob(deps, next.id);
    if (row) await runJob(deps, row);
  }
  return options.limit ?? 300;
}

/** How one call of the bank ends. `after` and `before`: whether the money was already on its way when it went wrong. */
export type BankAnswer =
  | "paid"
  | "timeout after"
  | "timeout before"
  | "killed after"
  | "killed before"
  | "throttled"
  | `refused ${string}`
  | `failed ${string}`;

interface BankPayout {
  readonly reference: string;
  readonly amountMinor: bigint;
  readonly accountNumber: string;
  status: ProviderPayout["status"];
  failureCode?: string;
}

/** A payout provider that does what the test says and keeps count of what it did. One reference is one payout. */
export class FakeBank implements PayoutProvider {
  readonly name = "fakebank";
  readonly payouts = new Map<string, BankPayout>();
  readonly creates: string[] = [];
  readonly finds: string[] = [];
  /** Answers of the next creates; then "paid". */
  answers: BankAnswer[] = [];
  /** Outcomes of the next finds; then none. */
  findFaults: ("unknown" | "throttled")[] = [];
  /** Whether a payout on its way arrives when it is next asked about. */
  settles = true;

  create(request: Parameters<PayoutProvider["create"]>[0]): Promise<ProviderPayout> {
    this.creates.push(request.reference);
    const answer = this.answers.shift() ?? "paid";
    const [word, code] = answer.split(" ");
    if (answer === "throttled") return Promise.reject(new PayoutProviderError("throttled", "429", undefined, 30_000));
    if (word === "refused") return Promise.reject(new PayoutProviderError("refused", "400", code));
    if (answer === "timeout before") return Promise.reject(new PayoutProviderError("unknown", "timeout"));
    if (answer === "killed before") return Promise.reject(new Error("the process was killed"));
    const known = this.payouts.get(request.reference);
    const number = request.destination.accountNumber;
    if (known && (known.amountMinor !== request.amount.amountMinor || known.accountNumber !== number)) {
      return Promise.reject(new PayoutProviderError("refused", "other body", "DUPLICATE_TRANSACTION_ERROR"));
    }
    if (!known) {
      this.payouts.set(request.reference, {
        reference: request.reference,
        amountMinor: request.amount.amountMinor,
        accountNumber: number,
        status: word === "failed" ? "failed" : "submitted",
        failureCode: word === "failed" ? code : undefined,
      });
    }
    if (answer === "timeout after") return Promise.reject(new PayoutProviderError("unknown", "timeout"));
    if (answer === "killed after") return Promise.reject(new Error("the process was killed"));
    return Promise.resolve(this.#view(request.reference) as ProviderPayout);
  }

  find(reference: string): Promise<ProviderPayout | undefined> {
    this.finds.push(reference);
    const fault = this.findFaults.shift();
    if (fault) return Promise.reject(new PayoutProviderError(fault, "no answer"));
    const payout = this.payouts.get(reference);
    if (payout?.status === "submitted" && this.settles) payout.status = "confirmed";
    return Promise.resolve(this.#view(reference));
  }

  set(reference: string, status: ProviderPayout["status"]): void {
    const payout = this.payouts.get(reference);
    if (!payout) throw new Error(`the bank never saw ${reference}`);
    payout.status = status;
  }

  /** What really left for one payout of ours, over all its references. */
  paidOut(payoutId: string): bigint {
    return [...this.payouts.values()]
      .filter(
        ({ reference, status }) => reference.startsWith(payoutId) && (status === "confirmed" || status === "submitted"),
      )
      .reduce((sum, payout) => sum + payout.amountMinor, 0n);
  }

  #view(reference: string): ProviderPayout | undefined {
    const payout = this.payouts.get(reference);
    return payout && { providerId: `bank-${reference}`, status: payout.status, failureCode: payout.failureCode };
  }
}

/** What the books themselves find wrong; empty when they balance. */
export async function violations(house: TestHouse): Promise<unknown[]> {
  const outcome = await house.executor.execute("ledger.verify", {}, systemActor("test"));
  return outcome.kind === "done" ? (outcome.output.violations as unknown[]) : ["waiting"];
}
