import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { agreedWork, approveWork, FakeBank, fundWallet, runJobs, violations } from "../../test/support/payments.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import type { Scope } from "../db/types.ts";
import { type Actor, systemActor } from "../kernel/actor.ts";
import { newId } from "../kernel/ids.ts";
import { MAX_AMOUNT_MINOR, money } from "../kernel/money.ts";
import { endOfBusinessDay } from "./business-days.ts";
import { netOf, paymentsModule, placeHold, voidHold, walletOf } from "./index.ts";

let house: TestHouse;
type Brand = Awaited<ReturnType<typeof createOrganization>>;
let kilau: Brand;
let rival: Brand;
beforeAll(async () => {
  house = await openTestHouse({ modules: [paymentsModule], ports: { payouts: new FakeBank() } });
  kilau = await createOrganization(house.db, "Kilau");
  rival = await createOrganization(house.db, "Rival");
});
afterAll(async () => {
  await house.db.close();
});

const PRESS = { confirmation: { kind: "press" as const } };

async function output(useCase: string, input: unknown, actor: Actor): Promise<Record<string, unknown>> {
  const outcome = await house.executor.execute(useCase, input, actor);
  if (outcome.kind !== "done") throw new Error("waiting");
  return outcome.output;
}

function wallet(brand: Brand): Promise<{ availableMinor: bigint; heldMinor: bigint }> {
  return house.db.transaction({ role: "app", orgId: brand.orgId }, (tx) => walletOf(tx, brand.orgId, "IDR"));
}

function hold(
  brand: Brand,
  amountMinor: number,
  deliverableId = newId("deliverable"),
  influencerId = newId("influencer"),
) {
  return house.db.transaction({ role: "app", orgId: brand.orgId }, (tx) =>
    placeHold(
      { actor: brand.admin, now: () => house.clock.now(), tx },
      { orgId: brand.orgId, influencerId, deliverableId, amount: money(amountMinor, "IDR") },
    ),
  );
}

/** The SQLSTATE with which a statement is refused in a scope, or "done". */
function attempt(scope: Scope, sql: string, params: readonly unknown[] = []): Promise<string> {
  return house.db
    .transaction(scope, (tx) => tx.execute(sql, params))
    .then(
      (count) => `done ${count}`,
      (error: { code?: string }) => error.code ?? String(error),
    );
}

describe("amounts", () => {
  it("splits gross into net and commission without losing a rupiah", () => {
    const cases: [number, number, bigint][] = [
      [1, 1_000, 0n],
      [5, 1_000, 0n], // 0.5 to the even side
      [15, 1_000, 2n], // 1.5 to the even side
      [25, 1_000, 2n],
      [1, 5_000, 0n],
      [3, 5_000, 2n],
      [999, 333, 33n],
      [2_000_000, 1_000, 200_000n],
      [MAX_AMOUNT_MINOR, 5_000, 5_000_000_000_000n],
      [MAX_AMOUNT_MINOR, 0, 0n],
    ];
    for (const [gross, bps, fee] of cases) {
      const { net, commission } = netOf(money(gross, "IDR"), bps);
      expect(commission.amountMinor).toBe(fee);
      expect(net.amountMinor + commission.amountMinor).toBe(BigInt(gross));
      expect(net.amountMinor).toBeGreaterThan(0n);
    }
  });

  it("counts business days over weekends, on the brand's own clock", () => {
    const end = (from: string, days: number) => endOfBusinessDay(new Date(from), days, "Asia/Jakarta").toISOString();
    expect(end("2026-11-20T16:59:00Z", 1)).toBe("2026-11-23T16:59:59.999Z"); // Friday 23:59 in Jakarta -> Monday
    expect(end("2026-11-20T17:01:00Z", 1)).toBe("2026-11-23T16:59:59.999Z"); // Saturday there -> Monday
    expect(end("2026-11-23T01:00:00Z", 0)).toBe("2026-11-23T16:59:59.999Z");
    expect(end("2026-11-23T01:00:00Z", 5)).toBe("2026-11-30T16:59:59.999Z");
    expect(endOfBusinessDay(new Date("2026-03-06T12:00:00Z"), 1, "America/New_York").toISOString()).toBe(
      "2026-03-10T03:59:59.999Z", // the clocks went forward on the weekend between
    );
  });

  it.each([-1, 0, 1e21, 0.1 + 0.2, 2 ** 53 + 1, Number.NaN, "1e3", "1.000,50", MAX_AMOUNT_MINOR + 1, null, [1]])(
    "refuses %s as a deposit and writes nothing",
    async (amountMinor) => {
      const call = house.executor.execute("deposits.create", { amountMinor }, rival.admin, PRESS);
      await expect(call).rejects.toMatchObject({ code: "invalid_input" });
      expect(await output("payments.wallet", {}, rival.viewer)).toMatchObject({ deposits: [], availableMinor: 0 });
    },
  );
});

describe("deposits.create", () => {
  it("needs a human with the role, counts once, and tells requester and admins", async () => {
    const brand = await createOrganization(house.db, "Segar");
    const ask = (actor: Actor, options = {}) =>
      house.executor.execute("deposits.create", { amountMinor: 50_000_000 }, actor, options);
    for (const actor of [brand.manager, brand.viewer]) {
      await expect(ask(actor, PRESS)).rejects.toMatchObject({ code: "forbidden" });
    }
    const waiting = await ask(brand.finance);
    if (waiting.kind !== "waiting") throw new Error("expected a gate");
    expect(waiting.facts.lines[0]?.value).toEqual({ kind: "money", amountMinor: "50000000", currency: "IDR" });
    expect(await wallet(brand)).toEqual({ availableMinor: 0n, heldMinor: 0n });
    await expect(house.approvals.decide(waiting.approvalId, "approve", brand.manager)).rejects.toMatchObject({
      code: "forbidden",
    });
    const decision = await house.approvals.decide(waiting.approvalId, "approve", brand.finance);
    if (decision.result !== "approved") throw new Error(decision.result);
    expect((await wallet(brand)).availableMinor).toBe(0n);
    await runJobs(house);
    expect((await wallet(brand)).availableMinor).toBe(50_000_000n);
    const depositId = String(decision.output.depositId);
    const again = await house.executor.execute("deposits.record_paid", { depositId }, systemActor("deposits", brand));
    expect(again).toMatchObject({ replayed: true });
    expect((await wallet(brand)).availableMinor).toBe(50_000_000n);
    const told = await house.db.transaction({ role: "platform" }, (tx) =>
      tx.query<{ recipient: string; data: unknown }>(
        "SELECT recipient, data FROM outbound_message WHERE template = 'deposits.paid' AND tenant = $1",
        [brand.orgId],
      ),
    );
    expect(told.map((row) => row.recipient).sort()).toEqual([brand.admin.id, brand.admin2.id, brand.finance.id].sort());
    expect(told[0]?.data).toMatchObject({ amountMinor: 50_000_000, availableMinor: 50_000_000 });
  });

  it("is one deposit for one key", async () => {
    const brand = await createOrganization(house.db, "Segar");
    const options = { ...PRESS, idempotencyKey: "k-1" };
    const once = () => house.executor.execute("deposits.create", { amountMinor: 7 }, brand.admin, options);
    await Promise.all([once(), once(), once()]);
    const other = house.executor.execute("deposits.create", { amountMinor: 8 }, brand.admin, options);
    await expect(other).rejects.toMatchObject({ code: "idempotency_mismatch" });
    await runJobs(house);
    expect((await wallet(brand)).availableMinor).toBe(7n);
  });
});

describe("holds", () => {
  it("holds, gives back, and refuses what is not there; a refusal leaves the transaction usable", async () => {
    await fundWallet(house, kilau.admin, 5_000_000);
    const deliverableId = newId("deliverable");
    const influencerId = newId("influencer");
    const holdId = await hold(kilau, 3_000_000, deliverableId, influencerId);
    expect(await hold(kilau, 3_000_000, deliverableId, influencerId)).toBe(holdId);
    await expect(hold(kilau, 3_000_001, deliverableId, influencerId)).rejects.toMatchObject({
      code: "idempotency_mismatch",
    });
    expect(await wallet(kilau)).toEqual({ availableMinor: 2_000_000n, heldMinor: 3_000_000n });
    await expect(hold(kilau, 2_000_001)).rejects.toMatchObject({ code: "insufficient_funds" });
    await house.db.transaction({ role: "app", orgId: kilau.orgId }, async (tx) => {
      const ctx = { actor: kilau.admin, now: () => house.clock.now(), tx };
      const wish = (amountMinor: number) =>
        placeHold(ctx, {
          orgId: kilau.orgId,
          influencerId,
          deliverableId: newId("deliverable"),
          amount: money(amountMinor, "IDR"),
        });
      await expect(wish(9_000_000)).rejects.toMatchObject({ code: "insufficient_funds" });
      const second = await wish(2_000_000);
      expect(await voidHold(ctx, { orgId: kilau.orgId, holdId: second })).toBe(true);
      expect(await voidHold(ctx, { orgId: kilau.orgId, holdId: second })).toBe(false);
      expect(await voidHold(ctx, { orgId: kilau.orgId, holdId })).toBe(true);
    });
    expect(await wallet(kilau)).toEqual({ availableMinor: 5_000_000n, heldMinor: 0n });
  });

  it("is released once: a second approval of the same hold changes nothing", async () => {
    await fundWallet(house, kilau.admin, 1_000_000);
    const { influencer, socialAccountId } = await createInfluencer(house.db, "Rani");
    const parties = { ...kilau, influencer, socialAccountId };
    const work = await agreedWork(house, parties, 1_000_000);
    const results = await Promise.allSettled([1, 2, 3].map(() => approveWork(house, parties, work)));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ reason: "hold_resolved" });
    }
    expect(await violations(house)).toEqual([]);
  });
});

describe("payouts.set_account", () => {
  const account = { channelCode: "ID_BCA", accountNumber: "123-456 7890", holderName: " Rani   Putri " };

  it("waits for the influencer's own press, seals the number and replaces the one before", async () => {
    const { influencer } = await createInfluencer(house.db, "Rani");
    const { influencer: other } = await createInfluencer(house.db, "Dewi");
    const waiting = await house.executor.execute("payouts.set_account", account, influencer);
    if (waiting.kind !== "waiting") throw new Error("expected a gate");
    expect(waiting.facts.lines.map((line) => line.value)).toEqual([
      { kind: "text", text: "BCA" },
      { kind: "text", text: "Rani Putri" },
      { kind: "text", text: "•••• 7890" },
    ]);
    await expect(house.approvals.decide(waiting.approvalId, "approve", other)).rejects.toMatchObject({
      code: "not_found",
    });
    await house.approvals.decide(waiting.approvalId, "approve", influencer);
    await house.executor.execute(
      "payouts.set_account",
      { ...account, channelCode: "ID_GOPAY", accountNumber: "081234567890" },
      influencer,
      PRESS,
    );
    const rows = await house.db.transaction({ role: "platform" }, (tx) =>
      tx.query<{ id: string; numberSealed: string; numberTail: string; active: boolean }>(
        "SELECT * FROM payout_account WHERE influencer_id = $1 ORDER BY created_at, id",
        [influencer.id],
      ),
    );
    expect(rows.map((row) => [row.numberTail, row.active])).toEqual([
      ["7890", false],
      ["7890", true],
    ]);
    const [first, second] = rows;
    expect(JSON.stringify(rows)).not.toContain("1234567890");
    expect(house.ports.vault.open(first?.numberSealed ?? "", first?.id ?? "")).toBe("1234567890");
    expect(() => house.ports.vault.open(first?.numberSealed ?? "", second?.id ?? "")).toThrow();
    const told = await house.db.transaction({ role: "platform" }, (tx) =>
      tx.query<{ data: { first: boolean } }>(
        "SELECT data FROM outbound_message WHERE recipient = $1 AND template = 'payouts.account_changed' ORDER BY seq",
        [influencer.id],
      ),
    );
    expect(told.map((row) => row.data.first)).toEqual([true, false]);
  });

  it.each([
    { accountNumber: "12345" },
    { accountNumber: "123456789012345678901" },
    { accountNumber: "12345a" },
    { channelCode: "ID_NOBANK" },
    { holderName: "x" },
  ])("refuses %o", async (wrong) => {
    const { influencer } = await createInfluencer(house.db, "Rani");
    const call = house.executor.execute("payouts.set_account", { ...account, ...wrong }, influencer, PRESS);
    await expect(call).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("is not for members", async () => {
    const call = house.executor.execute("payouts.set_account", account, kilau.admin, PRESS);
    await expect(call).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("who sees what", () => {
  it("shows each side its own, and nobody else anything", async () => {
    await fundWallet(house, kilau.admin, 2_000_000);
    const { influencer, socialAccountId } = await createInfluencer(house.db, "Rani");
    const { influencer: stranger } = await createInfluencer(house.db, "Dewi");
    await house.executor.execute(
      "payouts.set_account",
      { channelCode: "ID_BCA", accountNumber: "1234567890", holderName: "Rani Putri" },
      influencer,
      PRESS,
    );
    const parties = { ...kilau, influencer, socialAccountId };
    const { payoutId } = await approveWork(house, parties, await agreedWork(house, parties, 2_000_000));
    await runJobs(house);

    expect(await output("payouts.get", { payoutId }, kilau.viewer)).toMatchObject({
      bank: null,
      tail: "7890",
      grossMinor: 2_000_000,
      feeMinor: 200_000,
      netMinor: 1_800_000,
      forInfluencer: false,
    });
    expect(await output("payouts.get", { payoutId }, influencer)).toMatchObject({ bank: "BCA", brandName: "Kilau" });
    const paid = await output("payouts.list", {}, influencer);
    expect(paid).toMatchObject({
      items: [{ payoutId }],
      totals: [{ currency: "IDR", paidMinor: 1_800_000, waitingMinor: 0 }],
      left: 0,
    });
    const says = (list: Record<string, unknown>) =>
      house.registry.find("payouts.list")?.present.summary(list, house.i18n.presenter("id"));
    expect(says(paid)).toBe("Tidak ada yang sedang diproses. Yang sudah sampai: Rp1.800.000.");
    const waiting = (item: Record<string, unknown>, left = 0) =>
      says({
        ...paid,
        items: [
          { status: "submitted", bank: "BCA", timing: "running", promisedOn: "2026-11-25T16:59:59.999Z", ...item },
        ],
        totals: [{ currency: "IDR", paidMinor: 0, waitingMinor: 900_000 }],
        left,
      });
    expect(waiting({})).toBe("Rp900.000 sedang diproses, sampai paling lambat 25 Nov 2026.");
    // No day is promised where one was missed, or where something stands in the way.
    for (const item of [{ status: "failed" }, { status: "reversed" }, { status: "unknown" }, { bank: null }])
      expect(waiting(item)).toBe("Rp900.000 belum sampai; keadaannya ada di tiap pembayaran.");
    expect(waiting({ timing: "late" })).toContain("belum sampai");
    expect(waiting({}, 3)).toContain("belum sampai");
    const mine = await output("payments.statement", {}, influencer);
    expect(mine.items).toMatchObject([
      { kind: "payout_confirmed", direction: "out", counterparty: "fakebank" },
      { kind: "payout", direction: "within", counterparty: null },
      { kind: "release", direction: "in", counterparty: "Kilau", campaignName: "Glow Ramadan", amountMinor: 1_800_000 },
    ]);
    const theirs = await output("payments.statement", { kind: "release" }, kilau.finance);
    expect((theirs.items as unknown[])[0]).toMatchObject({ direction: "out", counterparty: "Rani" });

    for (const actor of [rival.admin, stranger]) {
      await expect(output("payouts.get", { payoutId }, actor)).rejects.toMatchObject({ code: "not_found" });
      expect(await output("payouts.list", {}, actor)).toMatchObject({ items: [], totals: [] });
      expect(await output("payments.statement", {}, actor)).toMatchObject({ items: [], left: 0 });
    }
    for (const scope of [
      { role: "app", orgId: rival.orgId },
      { role: "app", influencerId: stranger.id },
    ] as const) {
      for (const table of [
        "ledger_account",
        "ledger_hold",
        "ledger_transfer",
        "deposit",
        "payout",
        "payout_event",
        "payout_account",
      ]) {
        const seen = await house.db.transaction(scope, (tx) =>
          tx.first<{ count: bigint }>(`SELECT count(*) FROM ${table}`),
        );
        expect([table, seen?.count]).toEqual([table, 0n]);
      }
    }
  });

  it("pages a statement without a gap and says what is left", async () => {
    const brand = await createOrganization(house.db, "Panjang");
    await fundWallet(house, brand.admin, 1_000);
    for (let index = 0; index < 6; index += 1) await hold(brand, 10);
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < 5; page += 1) {
      const answer: Record<string, unknown> = await output(
        "payments.statement",
        cursor === null ? { limit: 3 } : { limit: 3, cursor },
        brand.viewer,
      );
      seen.push(...(answer.items as { transferId: string }[]).map((item) => item.transferId));
      expect(answer.left).toBe(7 - seen.length);
      cursor = answer.nextCursor as string | null;
      if (cursor === null) break;
    }
    expect(new Set(seen).size).toBe(7);
    const bad = output("payments.statement", { cursor: "x" }, brand.viewer);
    await expect(bad).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("lets nobody post, and nobody rewrite, by hand", async () => {
    await fundWallet(house, kilau.admin, 1_000);
    const { influencer } = await createInfluencer(house.db, "Rani");
    const post = "SELECT ledger_post($1, 'x', now())";
    const theft = JSON.stringify([
      {
        id: "trf_x",
        kind: "x",
        debit: { owner: kilau.orgId, kind: "wallet" },
        credit: { owner: influencer.id, kind: "payable" },
        currency: "IDR",
        amount: 1,
        reference: "x",
        dedupe_key: "x",
      },
    ]);
    const asInfluencer = { role: "app", influencerId: influencer.id } as const;
    const asBrand = { role: "app", orgId: kilau.orgId } as const;
    const DENIED = "42501";
    for (const scope of [asInfluencer, asBrand]) expect(await attempt(scope, post, [theft])).toBe(DENIED);
    const place = "SELECT ledger_hold_place($1, $2, 'inf', 'r', 'IDR', 1, 'x', now())";
    expect(await attempt(asInfluencer, place, [newId("hold"), kilau.orgId])).toBe(DENIED);
    expect(await attempt({ role: "app", orgId: rival.orgId }, place, [newId("hold"), kilau.orgId])).toBe(DENIED);
    const resolve = "SELECT ledger_hold_resolve('hld', $1, 'void', 0, 'x', now())";
    expect(await attempt(asInfluencer, resolve, [kilau.orgId])).toBe(DENIED);

    const platform = { role: "platform" } as const;
    const before = await violations(house);
    for (const sql of [
      "UPDATE ledger_transfer SET amount_minor = amount_minor + 1",
      "DELETE FROM ledger_transfer",
      "TRUNCATE ledger_transfer",
      "INSERT INTO ledger_transfer OVERRIDING SYSTEM VALUE SELECT * FROM ledger_transfer LIMIT 1",
      "UPDATE ledger_account SET balance_minor = 0",
      "DELETE FROM ledger_account",
      "UPDATE ledger_hold SET remaining_minor = 0, status = 'voided'",
      "UPDATE payout_event SET status = 'x'",
      "DELETE FROM payout_event",
    ]) {
      expect([sql, await attempt(platform, sql)]).toEqual([sql, sql.includes("payout_event") ? "23001" : DENIED]);
    }
    for (const sql of [
      "UPDATE deposit SET status = 'paid'",
      "UPDATE payout SET status = 'confirmed'",
      "UPDATE payout_account SET holder_name = 'x'",
    ]) {
      for (const scope of [asBrand, asInfluencer]) expect([sql, await attempt(scope, sql)]).toEqual([sql, DENIED]);
    }
    const forged = `INSERT INTO deposit (id, org_id, amount_minor, currency, provider, status, created_by, created_at)
      VALUES ($1, $2, 5, 'IDR', 'sandbox', 'paid', 'x', now())`;
    expect(await attempt(asBrand, forged, [newId("deposit"), kilau.orgId])).toBe(DENIED);
    expect(await violations(house)).toEqual(before);
  });

  it("has the history refuse changes even for its owner", async () => {
    await fundWallet(house, kilau.admin, 1_000);
    for (const sql of [
      "UPDATE ledger_transfer SET amount_minor = 1",
      "DELETE FROM ledger_transfer",
      "TRUNCATE ledger_transfer",
    ]) {
      // RESET ROLE: the connecting user, who owns the tables; only the triggers stand in the way.
      const refused = house.db.transaction({ role: "platform" }, async (tx) => {
        await tx.execute("RESET ROLE");
        await tx.execute(sql);
      });
      await expect(refused).rejects.toMatchObject({ code: "23001" });
    }
  });
});

describe("ledger.verify", () => {
  it("is for operators and the house, and finds what somebody with the owner's rights did", async () => {
    await expect(output("ledger.verify", {}, kilau.admin)).rejects.toMatchObject({ code: "forbidden" });
    const own = await openTestHouse({ modules: [paymentsModule], ports: { payouts: new FakeBank() } });
    try {
      const brand = await createOrganization(own.db, "Rusak");
      await fundWallet(own, brand.admin, 1_000);
      expect(await violations(own)).toEqual([]);
      await own.db.transaction({ role: "platform" }, async (tx) => {
        await tx.execute("RESET ROLE");
        await tx.execute("ALTER TABLE ledger_account NO FORCE ROW LEVEL SECURITY");
        await tx.execute("UPDATE ledger_account SET balance_minor = balance_minor + 1 WHERE owner = $1", [brand.orgId]);
        await tx.execute("ALTER TABLE ledger_account FORCE ROW LEVEL SECURITY");
      });
      const found = (await violations(own)) as { check: string; subject: string }[];
      expect(found.map((row) => row.check).sort()).toEqual(["balance_is_its_transfers", "zero_sum"]);
    } finally {
      await own.db.close();
    }
  });
});

describe("what people read", () => {
  it("renders every message and card in both languages from real data", async () => {
    const brand = await createOrganization(house.db, "Terang");
    const { influencer, socialAccountId } = await createInfluencer(house.db, "Rani");
    await fundWallet(house, brand.admin, 3_000_000);
    const parties = { ...brand, influencer, socialAccountId };
    const { payoutId } = await approveWork(house, parties, await agreedWork(house, parties, 2_000_000));
    await runJobs(house);
    const calls: [string, unknown, Actor][] = [
      ["payments.wallet", {}, brand.viewer],
      ["payments.statement", {}, brand.viewer],
      ["payments.statement", {}, influencer],
      ["payouts.list", {}, brand.viewer],
      ["payouts.list", {}, influencer],
      ["payouts.get", { payoutId }, influencer],
      ["ledger.verify", {}, systemActor("test")],
    ];
    const messages = await house.db.transaction({ role: "platform" }, (tx) =>
      tx.query<{ template: string; data: unknown }>(
        "SELECT DISTINCT ON (template) template, data FROM outbound_message",
      ),
    );
    for (const locale of ["id", "en"] as const) {
      const p = house.i18n.presenter(locale);
      const texts: string[] = [];
      for (const [name, input, actor] of calls) {
        const useCase = house.registry.find(name);
        const answer = await output(name, input, actor);
        texts.push(JSON.stringify(useCase?.present.card(answer, p)), useCase?.present.summary(answer, p) ?? "");
      }
      for (const { template, data } of messages) {
        const notification = house.registry.notification(template);
        if (notification) texts.push(JSON.stringify(notification.render(notification.data.parse(data), p)));
      }
      for (const text of texts) {
        expect(text.length).toBeGreaterThan(5);
        // A missing sentence shows as its key, a missing value as its braces.
        expect(text).not.toMatch(/"payments\.(?!statement|wallet)[a-z_.]+"|\{\{|undefined|NaN/);
      }
    }
  });
});
