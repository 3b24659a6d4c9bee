import { createServer } from "node:http";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../core/kernel/clock.ts";
import { startTestSandbox, type TestSandbox } from "./testing.ts";

let box: TestSandbox;
beforeEach(async () => {
  box = await startTestSandbox();
});
afterEach(() => box.stop());

const AUTH = { authorization: `Basic ${Buffer.from("xnd_production_x:").toString("base64")}` };

function xendit(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  return fetch(`${box.url}/xendit${path}`, {
    method,
    headers: { ...AUTH, "content-type": "application/json", ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

function payoutBody(reference: string, accountNumber = "1234567890") {
  return {
    reference_id: reference,
    channel_code: "ID_BCA",
    channel_properties: { account_number: accountNumber, account_holder_name: "Sari" },
    amount: 50_000,
    currency: "IDR",
  };
}

/** A receiver of callbacks that fails as often as told. */
async function receiver(failures: number) {
  const received: { headers: Record<string, unknown>; body: { event?: string; status?: string } }[] = [];
  let left = failures;
  const server = createServer((req, res) => {
    let text = "";
    req.on("data", (part: Buffer) => {
      text += part.toString();
    });
    req.on("end", () => {
      received.push({ headers: { ...req.headers }, body: JSON.parse(text) });
      left -= 1;
      res.writeHead(left >= 0 ? 500 : 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { received, url: `http://127.0.0.1:${port}/hook`, close: () => server.close() };
}

describe("payouts", () => {
  it("need an idempotency key of 1 to 100 characters and a valid body", async () => {
    expect((await xendit("POST", "/v2/payouts", payoutBody("r"))).status).toBe(400);
    const long = await xendit("POST", "/v2/payouts", payoutBody("r"), { "idempotency-key": "k".repeat(101) });
    expect(long.status).toBe(400);
    const bad = await xendit("POST", "/v2/payouts", { reference_id: "r" }, { "idempotency-key": "k" });
    expect(await bad.json()).toMatchObject({ error_code: "API_VALIDATION_ERROR" });
    expect((await box.payouts("r")).count).toBe(0);
  });

  it("without our key the same reference pays twice, as the real API does", async () => {
    await xendit("POST", "/v2/payouts", payoutBody("r"), { "idempotency-key": "a" });
    await xendit("POST", "/v2/payouts", payoutBody("r"), { "idempotency-key": "b" });
    expect((await box.payouts("r")).count).toBe(2);
  });

  it("a repeated key gets the first answer again, also when the payout went on", async () => {
    const first = await xendit("POST", "/v2/payouts", payoutBody("r"), { "idempotency-key": "a" });
    const body = (await first.json()) as { id: string };
    box.clock.advance(MINUTE_MS);
    const again = await xendit("POST", "/v2/payouts", payoutBody("r"), { "idempotency-key": "a" });
    expect(await again.json()).toEqual(body);
    expect(await (await xendit("GET", `/v2/payouts/${body.id}`)).json()).toMatchObject({ status: "SUCCEEDED" });
    const late = await xendit("POST", `/v2/payouts/${body.id}/cancel`);
    expect(late.status).toBe(409);
  });

  it("can be cancelled while accepted", async () => {
    const made = (await (
      await xendit("POST", "/v2/payouts", payoutBody("r", "9990000006"), { "idempotency-key": "a" })
    ).json()) as { id: string };
    expect(await (await xendit("POST", `/v2/payouts/${made.id}/cancel`)).json()).toMatchObject({ status: "CANCELLED" });
    box.clock.advance(DAY_MS);
    expect((await box.payouts("r")).payouts[0]?.status).toBe("CANCELLED");
  });
});

describe("callbacks", () => {
  it("carry the token and come again after the documented waits until answered", async () => {
    const hook = await receiver(2);
    const told = await startTestSandbox({ webhook: { payoutUrl: hook.url, callbackToken: "cb-token" } });
    try {
      await fetch(`${told.url}/xendit/v2/payouts`, {
        method: "POST",
        headers: { ...AUTH, "content-type": "application/json", "idempotency-key": "a" },
        body: JSON.stringify(payoutBody("r")),
      });
      told.clock.advance(5 * SECOND_MS);
      await told.sandbox.tick();
      expect(hook.received).toHaveLength(1);
      await told.sandbox.tick();
      expect(hook.received).toHaveLength(1);
      const restarted = await told.restart();
      for (const wait of [15, 45, 120]) {
        restarted.clock.advance(wait * MINUTE_MS);
        await restarted.sandbox.tick();
      }
      expect(hook.received).toHaveLength(3);
      expect(hook.received[2]).toMatchObject({
        headers: { "x-callback-token": "cb-token", "webhook-id": expect.stringMatching(/^disb-.*:SUCCEEDED$/) },
        body: { event: "payout.succeeded", data: { reference_id: "r", status: "SUCCEEDED" } },
      });
      expect(await restarted.control("GET", "/callbacks")).toMatchObject({ callbacks: [{ done: "delivered" }] });
      await restarted.stop();
    } finally {
      hook.close();
    }
  });
});

describe("invoices", () => {
  it("are paid by pressing Pay, and say so", async () => {
    const hook = await receiver(0);
    const shop = await startTestSandbox({
      webhook: { payoutUrl: hook.url, invoiceUrl: hook.url, callbackToken: "cb" },
    });
    try {
      const made = await fetch(`${shop.url}/xendit/v2/invoices`, {
        method: "POST",
        headers: { ...AUTH, "content-type": "application/json" },
        body: JSON.stringify({ external_id: "dep_1", amount: 5_000_000, description: "Deposit <b>" }),
      });
      const invoice = (await made.json()) as { id: string; invoice_url: string; status: string };
      expect(invoice.status).toBe("PENDING");
      const shown = await (await fetch(invoice.invoice_url)).text();
      expect(shown).toContain("Rp5.000.000");
      expect(shown).toContain("Deposit &lt;b&gt;");
      const paid = await (await fetch(invoice.invoice_url, { method: "POST" })).text();
      expect(paid).toContain("Lunas / Paid");
      await fetch(invoice.invoice_url, { method: "POST" });
      await shop.sandbox.tick();
      expect(hook.received.map((call) => call.body)).toEqual([
        expect.objectContaining({ external_id: "dep_1", status: "PAID", paid_amount: 5_000_000 }),
      ]);
      const read = await fetch(`${shop.url}/xendit/v2/invoices?external_id=dep_1`, { headers: AUTH });
      expect(await read.json()).toMatchObject([{ status: "PAID" }]);
    } finally {
      await shop.stop();
      hook.close();
    }
  });

  it("expire by time or on request, and then cannot be paid", async () => {
    const make = async (externalId: string) => {
      const made = await xendit("POST", "/v2/invoices", {
        external_id: externalId,
        amount: 1_000,
        invoice_duration: 60,
      });
      return (await made.json()) as { id: string; invoice_url: string };
    };
    const timed = await make("dep_1");
    const early = await make("dep_2");
    expect(await (await xendit("POST", `/invoices/${early.id}/expire!`)).json()).toMatchObject({ status: "EXPIRED" });
    box.clock.advance(HOUR_MS);
    await fetch(timed.invoice_url, { method: "POST" });
    expect(await (await xendit("GET", `/v2/invoices/${timed.id}`)).json()).toMatchObject({ status: "EXPIRED" });
  });
});

describe("the influencer's phone", () => {
  const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${box.url}${path}`, { method: "POST", body: new URLSearchParams(fields), headers });

  it("publishes, edits and deletes; text is shown as text", async () => {
    const account = await box.account({ platform: "tiktok", username: "sari.skincare" });
    const path = `/phone/tiktok/${account.externalId}`;
    expect(await (await fetch(`${box.url}/`)).text()).toContain("@sari.skincare");
    const after = await (await send(path, { caption: "Halo <script> #Glow", format: "video" })).text();
    const link = /https:\/\/www\.tiktok\.com\/@sari\.skincare\/video\/(\d{19})/.exec(after);
    expect(link).not.toBeNull();
    expect(after).toContain("Halo &lt;script&gt; #Glow");
    expect(after).toContain('data-copy="link"');
    await send(`${path}/${link?.[1]}/edit`, { caption: "Tanpa tagar" });
    expect(await (await fetch(`${box.url}${path}`)).text()).toContain("Tanpa tagar");
    await send(`${path}/${link?.[1]}/delete`, {});
    expect(await (await fetch(`${box.url}${path}`)).text()).not.toContain("Tanpa tagar");
    expect((await send(`${path}/${link?.[1]}/edit`, { caption: "x" })).status).toBe(404);
  });

  it("refuses formats the platform lacks, unknown accounts and other sites", async () => {
    const account = await box.account({ platform: "youtube" });
    const path = `/phone/youtube/${account.externalId}`;
    expect((await send(path, { caption: "x", format: "reel" })).status).toBe(400);
    expect((await send("/phone/youtube/nobody", { caption: "x", format: "video" })).status).toBe(404);
    const foreign = await send(path, { caption: "x", format: "video" }, { origin: "https://evil.id" });
    expect(foreign.status).toBe(403);
  });

  it("the bank lists payouts with the tail of the account only", async () => {
    await xendit("POST", "/v2/payouts", payoutBody("pay_77"), { "idempotency-key": "a" });
    const bank = await (await fetch(`${box.url}/bank`)).text();
    expect(bank).toContain("pay_77");
    expect(bank).toContain("···7890");
    expect(bank).not.toContain("1234567890");
  });
});

describe("pictures", () => {
  it("are the same for the same post and gone with it", async () => {
    const post = await box.post(await box.account({ platform: "instagram" }));
    const load = async () => Buffer.from(await (await fetch(`${box.url}/media/${post.id}.png`)).arrayBuffer());
    const picture = await load();
    expect(picture.equals(await load())).toBe(true);
    expect(await sharp(picture).metadata()).toMatchObject({ format: "png", width: 540, height: 675 });
    await box.control("DELETE", `/posts/instagram/${post.id}`);
    expect((await fetch(`${box.url}/media/${post.id}.png`)).status).toBe(404);
    expect((await fetch(`${box.url}/media/..%2fsecret.png`)).status).toBe(404);
  });
});

describe("the control API", () => {
  it("refuses what makes no sense", async () => {
    const account = await box.account({ platform: "tiktok" });
    await expect(box.account({ platform: "youtube", accessToken: account.accessToken })).rejects.toThrow("400");
    await expect(box.post(account, { format: "reel" })).rejects.toThrow("400");
    await expect(box.fault({ service: "mars", kind: "500" })).rejects.toThrow("400");
    await expect(box.control("DELETE", "/posts/tiktok/1")).rejects.toThrow("404");
  });

  it("a new token replaces the old one", async () => {
    const account = await box.account({ platform: "tiktok" });
    await box.account({ ...account, accessToken: "another-token-123" });
    const info = (token: string) =>
      fetch(`${box.url}/tiktok/v2/user/info/?fields=username`, { headers: { authorization: `Bearer ${token}` } });
    expect((await info(account.accessToken)).status).toBe(401);
    expect((await info("another-token-123")).status).toBe(200);
  });
});
