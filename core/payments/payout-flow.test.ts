import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import {
  agreedWork,
  approveWork,
  type BankAnswer,
  FakeBank,
  fundWallet,
  runJobs,
  violations,
} from "../../test/support/payments.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import { type Actor, systemActor } from "../kernel/actor.ts";
import type { Executor } from "../usecase/executor.ts";
import type { JobContext } from "../usecase/job.ts";
import { paymentsModule } from "./index.ts";

const bank = new FakeBank();
let house: TestHouse;
let brand: Awaited<ReturnType<typeof createOrganization>>;

beforeAll(async () => {
  house = await openTestHouse({ modules: [paymentsModule], ports: { payouts: bank } });
  brand = await createOrganization(house.db, "Kilau");
  await fundWallet(house, brand.admin, 1_000_000_000);
});
afterAll(async () => {
  await house.db.close();
});
beforeEach(() => {
  bank.answers = [];
  bank.findFaults = [];
  bank.settles = true;
});

/** What the engine gives a job, for jobs that a test runs by hand. */
function jobContext(overrides: Partial<JobContext> = {}): JobContext {
  return {
    ...house,
    tenant: brand.orgId,
    attempt: 1,
    signal: new AbortController().signal,
    reportIncident: (error) => Promise.reject(error),
    ...overrides,
  };
}

const ACCOUNT = { channelCode: "ID_BCA", accountNumber: "1234567890", holderName: "Rani Putri" };

function setAccount(influencer: Actor, account: Partial<typeof ACCOUNT> = {}) {
  return house.executor.execute("payouts.set_account", { ...ACCOUNT, ...account }, influencer, {
    confirmation: { kind: "press" },
  });
}

/** An influencer with approved work worth this much; `payoutId` waits for its job. */
async function approved(options: { account?: boolean; amountMinor?: number } = {}) {
  const { influencer, socialAccountId } = await createInfluencer(house.db, "Rani");
  if (options.account !== false) await setAccount(influencer);
  const parties = { ...brand, influencer, socialAccountId };
  const payout = await approveWork(house, parties, await agreedWork(house, parties, options.amountMinor ?? 2_000_000));
  return { influencer, ...payout };
}

async function payoutOf(influencer: Actor, payoutId: string) {
  const outcome = await house.executor.execute("payouts.get", { payoutId }, influencer);
  if (outcome.kind !== "done") throw new Error("waiting");
  return outcome.output as {
    status: string;
    remedy: string | null;
    timing: string;
    tail: string;
    timeline: { status: string }[];
  };
}

/** Kinds of messages a person was sent about a payout, in order. */
async function told(recipient: string, payoutId: string): Promise<string[]> {
  const rows = await house.db.transaction({ role: "platform" }, (tx) =>
    tx.query<{ template: string }>(
      "SELECT template FROM outbound_message WHERE recipient = $1 AND data->>'payoutId' = $2 ORDER BY seq",
      [recipient, payoutId],
    ),
  );
  return rows.map((row) => row.template);
}

describe("payouts.send", () => {
  it("pays once, tells both sides and keeps the timeline", async () => {
    const { influencer, payoutId, netMinor, commissionMinor, promisedOn } = await approved();
    expect({ netMinor, commissionMinor }).toEqual({ netMinor: 1_800_000n, commissionMinor: 200_000n });
    // Saturday 21 November 2026 in Jakarta, three business days: the end of Wednesday.
    expect(promisedOn.toISOString()).toBe("2026-11-25T16:59:59.999Z");
    await runJobs(house);
    expect(bank.creates.filter((reference) => reference.startsWith(payoutId))).toEqual([payoutId]);
    expect(bank.payouts.get(payoutId)).toMatchObject({ amountMinor: 1_800_000n, accountNumber: "1234567890" });
    const view = await payoutOf(influencer, payoutId);
    expect(view).toMatchObject({ status: "confirmed", timing: "on_time", tail: "7890" });
    expect(view.timeline.map((event) => event.status)).toEqual(["requested", "prepared", "submitted", "confirmed"]);
    expect(await told(influencer.id, payoutId)).toEqual([
      "payouts.requested",
      "payouts.submitted",
      "payouts.confirmed",
    ]);
    expect(await told(brand.finance.id, payoutId)).toEqual(["payouts.confirmed_for_brand"]);
    expect(await violations(house)).toEqual([]);
  });

  it("waits for an account, asks for it once, and pays as soon as there is one", async () => {
    const { influencer, payoutId } = await approved({ account: false });
    await runJobs(house);
    expect(await payoutOf(influencer, payoutId)).toMatchObject({ status: "requested", needsAccount: true });
    expect(await told(influencer.id, payoutId)).toEqual(["payouts.requested", "payouts.account_needed"]);
    const outcome = await setAccount(influencer);
    expect(outcome).toMatchObject({ output: { tail: "7890", replaced: false, waitingPayouts: 1 } });
    await runJobs(house);
    expect((await payoutOf(influencer, payoutId)).status).toBe("confirmed");
    expect(bank.paidOut(payoutId)).toBe(1_800_000n);
  });

  const survived: [string, BankAnswer[], number][] = [
    ["a timeout after the bank took it", ["timeout after"], 1],
    ["a timeout before the bank saw it", ["timeout before"], 2],
    ["two timeouts in a row", ["timeout before", "timeout after"], 2],
    ["429", ["throttled"], 2],
    ["a kill after the call", ["killed after"], 1],
    ["a kill before the call", ["killed before"], 2],
  ];
  it.each(survived)("settles %s with one effect and the same reference", async (_, answers, calls) => {
    const { influencer, payoutId } = await approved();
    bank.answers = [...answers];
    await runJobs(house);
    expect((await payoutOf(influencer, payoutId)).status).toBe("confirmed");
    expect(bank.creates.filter((reference) => reference.startsWith(payoutId))).toEqual(Array(calls).fill(payoutId));
    expect(bank.paidOut(payoutId)).toBe(1_800_000n);
    expect(await violations(house)).toEqual([]);
  });

  it("says unknown while it does not know, and never sends while the bank cannot be asked", async () => {
    const { influencer, payoutId } = await approved();
    bank.answers = ["timeout after"];
    bank.findFaults = ["unknown", "throttled", "unknown"];
    await runJobs(house, { limit: 3 });
    expect((await payoutOf(influencer, payoutId)).status).toBe("unknown");
    await runJobs(house);
    expect((await payoutOf(influencer, payoutId)).status).toBe("confirmed");
    expect(bank.creates.filter((reference) => reference === payoutId)).toHaveLength(1);
  });

  it("obeys the bank's own waiting time", async () => {
    await approved();
    bank.answers = ["throttled"];
    await runJobs(house, { limit: 1 });
    const job = await house.db.transaction({ role: "platform" }, (tx) =>
      tx.first<{ runAt: Date }>("SELECT run_at FROM job WHERE status = 'pending'"),
    );
    expect((job?.runAt.getTime() ?? 0) - house.clock.now().getTime()).toBe(30_000);
    await runJobs(house);
  });

  it.each(["refused INVALID_DESTINATION", "failed REJECTED_BY_CHANNEL"] as const)(
    "asks for another account after: %s; the new one gets a new reference",
    async (answer) => {
      const { influencer, payoutId } = await approved();
      bank.answers = [answer];
      await runJobs(house);
      expect(await payoutOf(influencer, payoutId)).toMatchObject({ status: "failed", remedy: "account" });
      expect((await told(influencer.id, payoutId)).at(-1)).toBe("payouts.failed");
      expect(await violations(house)).toEqual([]);
      await setAccount(influencer, { accountNumber: "081234567890", channelCode: "ID_GOPAY" });
      await runJobs(house);
      expect((await payoutOf(influencer, payoutId)).status).toBe("confirmed");
      expect(bank.payouts.get(`${payoutId}-2`)).toMatchObject({ accountNumber: "081234567890", status: "confirmed" });
      expect(bank.paidOut(payoutId)).toBe(1_800_000n);
      expect(await violations(house)).toEqual([]);
    },
  );

  it("tries a passing failure again by itself, five times, then calls for help", async () => {
    const { influencer, payoutId } = await approved();
    bank.answers = ["failed TEMPORARY_TRANSFER_ERROR", "refused INSUFFICIENT_BALANCE"];
    await runJobs(house);
    expect((await payoutOf(influencer, payoutId)).status).toBe("confirmed");
    expect(bank.payouts.get(`${payoutId}-3`)?.status).toBe("confirmed");

    const other = await approved();
    bank.answers = Array(9).fill("failed TEMPORARY_TRANSFER_ERROR");
    await runJobs(house);
    expect(await payoutOf(other.influencer, other.payoutId)).toMatchObject({ status: "failed", remedy: "support" });
    expect(bank.creates.filter((reference) => reference.startsWith(other.payoutId))).toHaveLength(5);
    expect(await told(brand.admin.id, other.payoutId)).toEqual(["payouts.failed_for_brand"]);
    expect(await violations(house)).toEqual([]);
  });

  it("asks about a failed attempt before it sends another: the bank's word that it was paid stands", async () => {
    const { influencer, payoutId } = await approved();
    bank.answers = ["failed TEMPORARY_TRANSFER_ERROR"];
    await runJobs(house, { limit: 1 });
    expect((await payoutOf(influencer, payoutId)).status).toBe("failed");
    bank.set(payoutId, "confirmed");
    await runJobs(house);
    expect((await payoutOf(influencer, payoutId)).status).toBe("confirmed");
    expect(bank.creates.filter((reference) => reference.startsWith(payoutId))).toEqual([payoutId]);
    expect(await violations(house)).toEqual([]);
  });

  it("takes a reversal that a callback hints at, and pays again to another account", async () => {
    const { influencer, payoutId } = await approved();
    await runJobs(house);
    bank.set(payoutId, "reversed");
    const event = { reference: payoutId, status: "reversed" };
    const hint = await house.executor.execute("payouts.provider_event", event, systemActor("webhooks"));
    expect(hint).toMatchObject({ output: { payoutId, accepted: true } });
    await runJobs(house);
    expect(await payoutOf(influencer, payoutId)).toMatchObject({ status: "reversed", remedy: "account" });
    expect((await told(brand.admin.id, payoutId)).at(-1)).toBe("payouts.reversed_for_brand");
    expect(await violations(house)).toEqual([]);
    await setAccount(influencer, { accountNumber: "5556667778" });
    await runJobs(house);
    expect((await payoutOf(influencer, payoutId)).status).toBe("confirmed");
    expect(bank.paidOut(payoutId)).toBe(1_800_000n);
    expect(await violations(house)).toEqual([]);
  });

  it("does not believe a callback that the bank does not confirm", async () => {
    const { influencer, payoutId } = await approved();
    bank.settles = false;
    await runJobs(house, { limit: 2 });
    const webhook = systemActor("webhooks");
    await house.executor.execute("payouts.provider_event", { reference: payoutId, status: "confirmed" }, webhook);
    await house.executor.execute("payouts.provider_event", { reference: payoutId, status: "confirmed" }, webhook);
    await runJobs(house, { limit: 4 });
    expect((await payoutOf(influencer, payoutId)).status).toBe("submitted");
    for (const reference of [`${payoutId}-7`, "pay_nobody", "x"]) {
      const answer = await house.executor.execute("payouts.provider_event", { reference, status: "failed" }, webhook);
      expect(answer).toMatchObject({ output: { accepted: false } });
    }
    bank.settles = true;
    await runJobs(house);
    expect((await payoutOf(influencer, payoutId)).status).toBe("confirmed");
  });

  it("records answers in any order and twice as if they had come once", async () => {
    const { influencer, payoutId } = await approved();
    await runJobs(house);
    const record = (status: string, attempt = 1) =>
      house.executor.execute("payouts.record", { payoutId, attempt, status }, systemActor("payouts", brand));
    for (const status of ["submitted", "unknown", "failed", "confirmed"]) {
      expect(await record(status)).toMatchObject({ output: { applied: false, status: "confirmed" } });
    }
    expect(await record("reversed", 2)).toMatchObject({ output: { applied: false } });
    await record("reversed");
    expect(await record("confirmed")).toMatchObject({ output: { applied: false, status: "reversed" } });
    expect((await payoutOf(influencer, payoutId)).timeline.map((event) => event.status)).toEqual([
      "requested",
      "prepared",
      "submitted",
      "confirmed",
      "reversed",
    ]);
    expect(await violations(house)).toEqual([]);
  });

  it("stops rather than ask another provider about a reference it cannot know", async () => {
    const { influencer, payoutId } = await approved();
    bank.settles = false;
    await runJobs(house, { limit: 1 });
    const other = new FakeBank();
    const job = house.registry.job("payouts.send");
    await expect(
      job?.run(jobContext({ ports: { ...house.ports, payouts: Object.assign(other, { name: "otherbank" }) } }), {
        payoutId,
        orgId: brand.orgId,
      }),
    ).rejects.toThrow("not at otherbank");
    expect(other.creates).toEqual([]);
    bank.settles = true;
    await runJobs(house);
    expect((await payoutOf(influencer, payoutId)).status).toBe("confirmed");
  });

  it("runs two jobs of one payout at the same time without a second effect", async () => {
    const { influencer, payoutId } = await approved();
    const job = house.registry.job("payouts.send");
    const run = () => job?.run(jobContext(), { payoutId, orgId: brand.orgId }).catch((error: Error) => error.name);
    await Promise.all([run(), run(), run()]);
    await runJobs(house);
    expect((await payoutOf(influencer, payoutId)).status).toBe("confirmed");
    expect([...bank.payouts.keys()].filter((reference) => reference.startsWith(payoutId))).toEqual([payoutId]);
  });

  it("has exactly one effect a payout, whatever goes wrong and wherever it is killed", {
    timeout: 120_000,
  }, async () => {
    const answer = fc.constantFrom<BankAnswer>(
      "paid",
      "timeout after",
      "timeout before",
      "killed after",
      "killed before",
      "throttled",
      "failed TEMPORARY_TRANSFER_ERROR",
      "refused INSUFFICIENT_BALANCE",
    );
    const plan = fc.record({
      answers: fc.array(answer, { maxLength: 4 }),
      findFaults: fc.array(fc.constantFrom("unknown" as const, "throttled" as const), { maxLength: 3 }),
      kills: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 }),
      amountMinor: fc.constantFrom(1, 3, 99, 2_000_000, 7_777_777),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ answers, findFaults, kills, amountMinor }) => {
        const { influencer, payoutId, netMinor } = await approved({ amountMinor });
        bank.answers = [...answers];
        bank.findFaults = [...findFaults];
        // Kills: a step of ours was committed, and the process that asked for it is gone.
        let calls = 0;
        const deadly: Executor = {
          execute: async (...call) => {
            const outcome = await house.executor.execute(...call);
            calls += 1;
            if (kills.includes(calls)) throw new Error("the process was killed");
            return outcome;
          },
        };
        await runJobs(house, { executor: deadly });
        expect((await payoutOf(influencer, payoutId)).status).toBe("confirmed");
        expect(bank.paidOut(payoutId)).toBe(netMinor);
        expect(await violations(house)).toEqual([]);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});
