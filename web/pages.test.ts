import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../core/kernel/actor.ts";
import { DAY_MS } from "../core/kernel/clock.ts";
import { newId } from "../core/kernel/ids.ts";
import { addCampaign, campaignRow, openSampleHouse, type TestServer } from "../test/support/doors.ts";
import type { TestHouse } from "../test/support/house.ts";
import { createOrganization } from "../test/support/people.ts";
import { PAGE_SESSION, startWeb } from "../test/support/web.ts";
import { type Metric, prometheusText } from "./health.ts";
import { createXenditWebhook, type ProviderEvent } from "./provider-webhooks.ts";

let house: TestHouse;
let server: TestServer;
let orgId: string;
const people = new Map<string, Actor>();
const events = new Map<string, ProviderEvent>();
let inboxWorks = true;
let figures: Metric[] = [];

beforeAll(async () => {
  house = await openSampleHouse();
  const kilau = await createOrganization(house.db, "Kilau");
  const other = await createOrganization(house.db, "Lain");
  orgId = kilau.orgId;
  people.set("admin-session", kilau.admin);
  people.set("manager-session", kilau.manager);
  people.set("stranger-session", other.admin);
  server = await startWeb(house, people, {
    health: { ping: () => Promise.resolve(), metrics: () => Promise.resolve(figures), version: "1.2.3" },
    xendit: {
      callbackToken: "callback-secret",
      accept: (event) => {
        if (!inboxWorks) return Promise.reject(new Error("database is away"));
        const known = events.has(event.externalId);
        events.set(event.externalId, event);
        return Promise.resolve(known ? "duplicate" : "accepted");
      },
    },
  });
});
afterAll(async () => {
  await server.close();
  await house.db.close();
});

async function ask(name = "Glow <b>&", amountMinor = 2_000_000): Promise<{ approvalId: string; campaignId: string }> {
  const campaignId = await addCampaign(house, orgId, name);
  const manager = people.get("manager-session") as Actor;
  const outcome = await house.executor.execute("samples.pay", { campaignId, amountMinor }, manager);
  if (outcome.kind !== "waiting") throw new Error("expected to wait");
  return { approvalId: outcome.approvalId, campaignId };
}

async function open(
  path: string,
  session?: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; html: string; headers: Headers }> {
  const res = await fetch(`${server.url}${path}`, {
    headers: { ...(session ? { [PAGE_SESSION]: session } : {}), ...headers },
  });
  return { status: res.status, html: await res.text(), headers: res.headers };
}

async function press(
  approvalId: string,
  session: string,
  form: Record<string, string>,
  headers: Record<string, string> = { "sec-fetch-site": "same-origin" },
): Promise<{ status: number; html: string; location: string | null }> {
  const res = await fetch(`${server.url}/approvals/${approvalId}`, {
    method: "POST",
    redirect: "manual",
    headers: { [PAGE_SESSION]: session, "content-type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams(form).toString(),
  });
  return { status: res.status, html: await res.text(), location: res.headers.get("location") };
}

async function tokenOf(approvalId: string, session: string): Promise<string> {
  const { html } = await open(`/approvals/${approvalId}`, session);
  return /name="token" value="([^"]+)"/.exec(html)?.[1] ?? "";
}

describe("the approval page", () => {
  it("shows the server's facts, escaped, in the reader's language, with two buttons", async () => {
    const { approvalId } = await ask();
    const page = await open(`/approvals/${approvalId}`, "admin-session", { "accept-language": "en" });
    expect(page.status).toBe(200);
    expect(page.html).toContain("Glow &#60;b&#62;&#38;");
    expect(page.html).toContain("Rp2,000,000");
    expect(page.html).toContain("Ayu");
    expect(page.html.match(/<button /g)).toHaveLength(2);
    expect(page.html).not.toContain("<script");
    expect(page.headers.get("content-security-policy")).toMatch(
      /default-src 'none'.*form-action 'self'.*style-src 'sha256-/,
    );
    expect((await open(`/approvals/${approvalId}`, "admin-session")).html).toContain("Rp2.000.000");
  });

  it("tells who is not signed in how to sign in, and nothing else", async () => {
    const { approvalId } = await ask();
    const real = await open(`/approvals/${approvalId}`);
    const unreal = await open(`/approvals/${newId("approval")}`);
    expect(real.status).toBe(401);
    expect(real.html).toBe(unreal.html);
  });

  it("says the same to another organization as of an id that never was", async () => {
    const { approvalId, campaignId } = await ask();
    const foreign = await open(`/approvals/${approvalId}`, "stranger-session");
    expect(foreign.status).toBe(404);
    expect(foreign.html).toBe((await open(`/approvals/${newId("approval")}`, "stranger-session")).html);
    expect((await open("/approvals/x", "stranger-session")).status).toBe(404);
    const token = await tokenOf(approvalId, "admin-session");
    expect((await press(approvalId, "stranger-session", { decision: "approve", token })).status).toBe(403);
    expect((await campaignRow(house, campaignId)).budgetMinor).toBeNull();
  });

  it("approves once, and shows who decided", async () => {
    const { approvalId, campaignId } = await ask();
    const token = await tokenOf(approvalId, "admin-session");
    const done = await press(approvalId, "admin-session", { decision: "approve", token });
    expect(done).toMatchObject({ status: 303, location: `/approvals/${approvalId}` });
    expect((await campaignRow(house, campaignId)).budgetMinor).toBe(2_000_000n);
    const page = await open(`/approvals/${approvalId}`, "manager-session", { "accept-language": "en" });
    expect(page.html).toContain("Approved by Bima");
    expect(page.html).not.toContain("<button");
    expect((await press(approvalId, "admin-session", { decision: "reject", token })).status).toBe(303);
    expect((await open(`/approvals/${approvalId}`, "admin-session", { "accept-language": "en" })).html).toContain(
      "Approved by Bima",
    );
  });

  it("rejects, and nothing moves", async () => {
    const { approvalId, campaignId } = await ask();
    await press(approvalId, "admin-session", { decision: "reject", token: await tokenOf(approvalId, "admin-session") });
    expect((await open(`/approvals/${approvalId}`, "admin-session")).html).toContain("Ditolak oleh Bima");
    expect((await campaignRow(house, campaignId)).budgetMinor).toBeNull();
  });

  it("refuses who may not decide", async () => {
    const { approvalId, campaignId } = await ask();
    const token = await tokenOf(approvalId, "manager-session");
    const res = await press(approvalId, "manager-session", { decision: "approve", token });
    expect(res.status).toBe(403);
    expect(res.html).toContain("Tombol ini hanya untuk yang berwenang memutuskan.");
    expect((await campaignRow(house, campaignId)).budgetMinor).toBeNull();
  });

  it.each([
    ["from another site", { "sec-fetch-site": "cross-site" }, true],
    ["from a sister site", { "sec-fetch-site": "same-site" }, true],
    ["that says nothing of where it is from", {}, true],
    ["of a foreign origin", { origin: "https://evil.example" }, true],
    ["of an opaque origin", { origin: "null" }, true],
    [
      "of a foreign origin that claims to be ours",
      { "sec-fetch-site": "same-origin", origin: "https://evil.example" },
      true,
    ],
    ["without the session's token", { "sec-fetch-site": "same-origin" }, false],
  ])("refuses a form %s", async (_what, headers, withToken) => {
    const { approvalId, campaignId } = await ask();
    const token = withToken ? await tokenOf(approvalId, "admin-session") : await tokenOf(approvalId, "manager-session");
    const res = await press(
      approvalId,
      "admin-session",
      { decision: "approve", token },
      headers as Record<string, string>,
    );
    expect(res.status).toBe(403);
    expect((await campaignRow(house, campaignId)).budgetMinor).toBeNull();
  });

  it("takes a form of our own origin where the browser sends no fetch metadata", async () => {
    const { approvalId } = await ask();
    const token = await tokenOf(approvalId, "admin-session");
    expect(
      (await press(approvalId, "admin-session", { decision: "approve", token }, { origin: server.url })).status,
    ).toBe(303);
    expect(
      (await press(approvalId, "admin-session", { decision: "maybe", token }, { origin: server.url })).status,
    ).toBe(422);
  });

  it("shows a fresh request when the facts changed, and carries nothing out", async () => {
    const { approvalId, campaignId } = await ask();
    const token = await tokenOf(approvalId, "admin-session");
    await house.db.transaction({ role: "platform" }, (tx) =>
      tx.execute("UPDATE campaign SET name = 'Other' WHERE id = $1", [campaignId]),
    );
    const res = await press(approvalId, "admin-session", { decision: "approve", token });
    expect(res.status).toBe(409);
    const fresh = /href="\/approvals\/(apr_[0-9a-z]+)"/.exec(res.html)?.[1] ?? "";
    expect((await open(`/approvals/${fresh}`, "admin-session")).html).toContain("Other");
    expect((await campaignRow(house, campaignId)).budgetMinor).toBeNull();
  });

  it("has no buttons when it is too late", async () => {
    const { approvalId } = await ask();
    const token = await tokenOf(approvalId, "admin-session");
    house.clock.advance(4 * DAY_MS);
    const page = await open(`/approvals/${approvalId}`, "admin-session");
    expect(page.html).not.toContain("<button");
    expect(page.html).toContain("Kedaluwarsa");
    await press(approvalId, "admin-session", { decision: "approve", token });
    expect((await open(`/approvals/${approvalId}`, "admin-session")).html).toContain("Kedaluwarsa");
  });
});

describe("provider callbacks", () => {
  const send = (body: string, token?: string): Promise<Response> =>
    fetch(`${server.url}/webhooks/xendit`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...(token === undefined ? {} : { "x-callback-token": token }) },
    });
  const payout = JSON.stringify({
    event: "payout.succeeded",
    business_id: "b1",
    data: { id: "disb-1", status: "SUCCEEDED", reference_id: "pay_1", amount: 1_000 },
  });

  it.each([[undefined], [""], ["callback-secre"], ["callback-secret2"], ["CALLBACK-SECRET"]])(
    "refuses the token %s",
    async (token) => {
      expect((await send(payout, token)).status).toBe(403);
      expect(events.size).toBe(0);
    },
  );

  it("keeps the event before it answers; the same again is a duplicate", async () => {
    expect(await (await send(payout, "callback-secret")).json()).toEqual({ received: true, duplicate: false });
    expect(await (await send(payout, "callback-secret")).json()).toEqual({ received: true, duplicate: true });
    expect([...events.values()]).toEqual([
      {
        provider: "xendit",
        externalId: "payout.succeeded:disb-1:SUCCEEDED",
        reference: "pay_1",
        body: JSON.parse(payout),
      },
    ]);
  });

  it("keeps no account number that a callback repeats", async () => {
    const channel_properties = { account_number: "5270183946", account_holder_name: "Rani" };
    await send(
      JSON.stringify({ event: "payout.failed", data: { id: "disb-2", status: "FAILED", channel_properties } }),
      "callback-secret",
    );
    const kept = JSON.stringify(events.get("payout.failed:disb-2:FAILED"));
    expect(kept).not.toContain("5270183946");
    expect(kept).toContain('"account_number":"•••• 3946"');
  });

  it("reads flat invoice callbacks, and keeps what it does not know", async () => {
    await send(JSON.stringify({ id: "inv-1", external_id: "dep_1", status: "PAID", amount: 5 }), "callback-secret");
    expect(events.get("invoice:inv-1:PAID")?.reference).toBe("dep_1");
    expect((await send(JSON.stringify({ hello: 1 }), "callback-secret")).status).toBe(200);
    expect((await send("{", "callback-secret")).status).toBe(422);
  });

  it("answers a failure when the event could not be kept, so that it comes again", async () => {
    inboxWorks = false;
    expect((await send(payout, "callback-secret")).status).toBe(500);
    inboxWorks = true;
  });

  it("does not start without a token", () => {
    const speaking = { presenter: house.i18n.presenter, reportIncident: () => Promise.resolve("inc") };
    expect(() =>
      createXenditWebhook({ ...speaking, callbackToken: " ", accept: () => Promise.resolve("accepted") }),
    ).toThrow(/XENDIT_CALLBACK_TOKEN/);
  });
});

describe("health and documentation", () => {
  it("is alive, and says so when the database is not", async () => {
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: "ok", version: "1.2.3" });
    const ill = await startWeb(house, people, {
      health: { ping: () => Promise.reject(new Error("away")), metrics: () => Promise.resolve([]), version: "1" },
    });
    expect((await fetch(`${ill.url}/healthz`)).status).toBe(503);
    await ill.close();
  });

  it("tells its figures to this machine, or to who has the token", async () => {
    figures = [
      { name: "kolega_jobs_waiting", help: "Jobs", type: "gauge", samples: [{ labels: { kind: 'a"b\n' }, value: 3 }] },
    ];
    const text = await (await fetch(`${server.url}/metrics`)).text();
    expect(text).toContain('kolega_jobs_waiting{kind="a\\"b\\n"} 3\n');
    expect(text).toMatch(/kolega_http_answers_total\{status="2xx"\} \d+/);
    const guarded = await startWeb(house, people, {
      health: {
        ping: () => Promise.resolve(),
        metrics: () => Promise.resolve([]),
        version: "1",
        metricsToken: "t0ken",
      },
    });
    expect((await fetch(`${guarded.url}/metrics`)).status).toBe(403);
    expect((await fetch(`${guarded.url}/metrics`, { headers: { authorization: "Bearer t0ken" } })).status).toBe(200);
    await guarded.close();
    expect(prometheusText([])).toBe("\n");
  });

  it("serves the description and a page whose every file is ours", async () => {
    const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as { openapi: string };
    expect(document.openapi).toBe("3.1.0");
    const page = await open("/api/docs");
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
    const files = [...page.html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      expect(file).toMatch(/^\/api\/docs\/assets\//);
      const res = await fetch(`${server.url}${file}`);
      expect(res.status, file).toBe(200);
      await res.arrayBuffer();
    }
    expect((await fetch(`${server.url}/api/docs/assets/package.json`)).status).toBe(404);
  });
});
