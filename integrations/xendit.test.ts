import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS, SECOND_MS } from "../core/kernel/clock.ts";
import { money } from "../core/kernel/money.ts";
import { type PayoutProvider, PayoutProviderError } from "../core/kernel/ports/payout-provider.ts";
import { MAGIC_ACCOUNTS } from "../sandbox/bank.ts";
import { startTestSandbox, type TestSandbox } from "../sandbox/testing.ts";
import { createXendit, isXenditCallbackToken, parseXenditPayoutCallback } from "./xendit.ts";

const SECRET = "xnd_production_s3cr3tkey";

let box: TestSandbox;
let xendit: PayoutProvider;

function adapter(at: TestSandbox, timeoutMs = 5_000, secretKey = SECRET): PayoutProvider {
  return createXendit({ baseUrl: `${at.url}/xendit`, secretKey, timeoutMs });
}

function request(reference: string, accountNumber = "1234567890", amount = 1_950_000) {
  return {
    reference,
    amount: money(amount, "IDR"),
    destination: { channelCode: "ID_BCA", accountNumber, accountHolderName: "Sari Dewi" },
    description: "Kampanye Glow",
  };
}

async function errorOf(work: Promise<unknown>): Promise<PayoutProviderError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof PayoutProviderError) return error;
  throw new Error("expected a PayoutProviderError", { cause: error });
}

beforeEach(async () => {
  box = await startTestSandbox();
  xendit = adapter(box);
});
afterEach(() => box.stop());

describe("xendit payouts against the sandbox", () => {
  it("creates, asks again, and sees the money arrive", async () => {
    const made = await xendit.create(request("pay_1"));
    expect(made).toMatchObject({ status: "submitted", failureCode: undefined });
    expect(made.providerId).toMatch(/^disb-/);
    box.clock.advance(3 * SECOND_MS);
    expect((await xendit.find("pay_1"))?.status).toBe("submitted");
    box.clock.advance(2 * SECOND_MS);
    expect(await xendit.find("pay_1")).toEqual({ ...made, status: "confirmed" });
    expect(await xendit.find("pay_never")).toBeUndefined();
  });

  it("the same reference twice, and thirty times at once, is one payout", async () => {
    const first = await xendit.create(request("pay_1"));
    const rest = await Promise.all(Array.from({ length: 30 }, () => xendit.create(request("pay_1"))));
    expect(new Set(rest.map((payout) => payout.providerId))).toEqual(new Set([first.providerId]));
    expect((await box.payouts("pay_1")).count).toBe(1);
  });

  it("the same reference with another amount pays nothing more and stays open: something was paid under it", async () => {
    await xendit.create(request("pay_1"));
    const error = await errorOf(xendit.create(request("pay_1", "1234567890", 2_000_000)));
    expect(error).toMatchObject({ outcome: "unknown", failureCode: "DUPLICATE_TRANSACTION_ERROR" });
    expect((await box.payouts("pay_1")).payouts.map((payout) => payout.amount)).toEqual([1_950_000]);
  });

  it.each(["cut_after_effect", "hang_after_effect"])("%s is unknown, and asking settles it", async (kind) => {
    await box.fault({ service: "xendit", kind, method: "POST" });
    const error = await errorOf(adapter(box, 200).create(request("pay_1")));
    expect(error.outcome).toBe("unknown");
    expect((await box.payouts("pay_1")).count).toBe(1);
    expect((await xendit.find("pay_1"))?.status).toBe("submitted");
    await xendit.create(request("pay_1"));
    expect((await box.payouts("pay_1")).count).toBe(1);
  });

  it.each(["500", "garbage", "hang"])("%s before the effect is unknown too; a retry pays once", async (kind) => {
    await box.fault({ service: "xendit", kind, method: "POST" });
    expect((await errorOf(adapter(box, 200).create(request("pay_1")))).outcome).toBe("unknown");
    expect(await xendit.find("pay_1")).toBeUndefined();
    await xendit.create(request("pay_1"));
    expect((await box.payouts("pay_1")).count).toBe(1);
  });

  it("a server that is not there is unknown", async () => {
    const nobody = createXendit({ baseUrl: "http://127.0.0.1:1", secretKey: SECRET });
    expect((await errorOf(nobody.create(request("pay_1")))).outcome).toBe("unknown");
    expect((await errorOf(nobody.find("pay_1"))).outcome).toBe("unknown");
  });

  it("429 is throttled and says for how long", async () => {
    await box.fault({ service: "xendit", kind: "429", retryAfterSeconds: 12, times: 2 });
    expect(await errorOf(xendit.create(request("pay_1")))).toMatchObject({
      outcome: "throttled",
      retryAfterMs: 12_000,
    });
    expect((await errorOf(xendit.find("pay_1"))).outcome).toBe("throttled");
    expect((await box.payouts("pay_1")).count).toBe(0);
  });

  it("keeps the documented 60 calls a minute of a test key", async () => {
    const test = adapter(box, 5_000, "xnd_development_x");
    for (let i = 0; i < 60; i += 1) await test.find(`pay_${i}`);
    const error = await errorOf(test.find("pay_61"));
    expect(error.outcome).toBe("throttled");
    expect(error.retryAfterMs).toBeGreaterThan(1_000);
  });

  it("refusals are final: nothing was done", async () => {
    const bad = await errorOf(xendit.create(request("pay_1", MAGIC_ACCOUNTS.refused)));
    expect(bad).toMatchObject({ outcome: "refused", failureCode: "RECIPIENT_ACCOUNT_NUMBER_ERROR" });
    const key = await errorOf(adapter(box, 5_000, "wrong").create(request("pay_2")));
    expect(key).toMatchObject({ outcome: "refused", failureCode: "INVALID_API_KEY" });
    expect((await errorOf(xendit.create(request("")))).outcome).toBe("refused");
    expect((await errorOf(xendit.create(request("x".repeat(101))))).outcome).toBe("refused");
    const dollars = { ...request("pay_3"), amount: money(100, "USD") };
    expect((await errorOf(xendit.create(dollars))).failureCode).toBe("UNSUPPORTED_CURRENCY");
    const channel = { ...request("pay_4"), destination: { ...request("x").destination, channelCode: "ID_NOBANK" } };
    expect((await errorOf(xendit.create(channel))).outcome).toBe("refused");
    const all = (await box.control("GET", "/payouts")) as { count: number };
    expect(all.count).toBe(0);
  });

  it("keeps secret key and account number out of errors", async () => {
    await box.fault({ service: "xendit", kind: "500" });
    const error = await errorOf(xendit.create(request("pay_1")));
    expect(`${error.message} ${error.detail}`).not.toMatch(/s3cr3tkey|1234567890|Sari/);
  });

  it.each([
    [MAGIC_ACCOUNTS.invalidDestination, "failed", "INVALID_DESTINATION"],
    [MAGIC_ACCOUNTS.insufficientBalance, "failed", "INSUFFICIENT_BALANCE"],
    [MAGIC_ACCOUNTS.rejectedByChannel, "failed", "REJECTED_BY_CHANNEL"],
    [MAGIC_ACCOUNTS.temporaryError, "failed", "TEMPORARY_TRANSFER_ERROR"],
    [MAGIC_ACCOUNTS.complianceRejected, "failed", "COMPLIANCE_REJECTED"],
    [MAGIC_ACCOUNTS.stuck, "submitted", undefined],
  ])("account %s ends %s", async (number, status, failureCode) => {
    await xendit.create(request("pay_1", number));
    box.clock.advance(10 * SECOND_MS);
    expect(await xendit.find("pay_1")).toMatchObject({ status, failureCode });
  });

  it("an unknown status is still on its way", async () => {
    await xendit.create(request("pay_1", MAGIC_ACCOUNTS.strangeStatus));
    box.clock.advance(3 * SECOND_MS);
    expect((await box.payouts("pay_1")).payouts[0]?.status).toBe("IN_TRANSIT");
    expect((await xendit.find("pay_1"))?.status).toBe("submitted");
  });

  it("a confirmed payout can be reversed later", async () => {
    await xendit.create(request("pay_1", MAGIC_ACCOUNTS.reversed));
    box.clock.advance(10 * SECOND_MS);
    expect((await xendit.find("pay_1"))?.status).toBe("confirmed");
    box.clock.advance(HOUR_MS);
    expect((await xendit.find("pay_1"))?.status).toBe("reversed");
  });

  it("a restart of the provider forgets nothing", async () => {
    await box.fault({ service: "xendit", kind: "cut_after_effect" });
    await errorOf(xendit.create(request("pay_1")));
    box = await box.restart();
    const again = adapter(box);
    const found = await again.find("pay_1");
    expect((await again.create(request("pay_1"))).providerId).toBe(found?.providerId);
    expect((await box.payouts("pay_1")).count).toBe(1);
    box.clock.advance(10 * SECOND_MS);
    expect((await again.find("pay_1"))?.status).toBe("confirmed");
  });
});

describe("xendit callbacks", () => {
  const body = {
    event: "payout.succeeded",
    business_id: "b",
    created: "2026-11-02T02:00:05Z",
    data: { id: "disb-1", reference_id: "pay_1", status: "SUCCEEDED", amount: 1, something_new: true },
  };

  it("are read leniently, with a key for dedupe", () => {
    expect(parseXenditPayoutCallback(body)).toEqual({
      dedupeKey: "payout.succeeded:disb-1:SUCCEEDED",
      reference: "pay_1",
      payout: { providerId: "disb-1", status: "confirmed", failureCode: undefined },
    });
    for (const other of [{ ...body, event: "invoice.paid" }, { id: "x", status: "PAID" }, null, "text"]) {
      expect(parseXenditPayoutCallback(other)).toBeUndefined();
    }
  });

  it("carry a token that must be ours; an empty one never is", () => {
    expect(isXenditCallbackToken("abc", "abc")).toBe(true);
    expect(isXenditCallbackToken("abd", "abc")).toBe(false);
    expect(isXenditCallbackToken(undefined, "abc")).toBe(false);
    expect(isXenditCallbackToken("", "")).toBe(false);
  });
});
