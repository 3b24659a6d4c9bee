import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS, ManualClock, MINUTE_MS } from "../../core/kernel/clock.ts";
import { createWhatsappSandbox, DEMO_WHATSAPP, type WhatsappSandbox, type WhatsappSandboxOptions } from "./sandbox.ts";

const RANI = { id: "ID.rani0001", phone: "628120000101", name: "Rani" } as const;
const TEMPLATE = {
  name: "kabar",
  language: "id",
  category: "UTILITY",
  components: [
    { type: "BODY", text: "Kabar: {{1}}. Sampai jumpa." },
    { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Lihat" }] },
  ],
};

let server: Server;
let sandbox: WhatsappSandbox;
let url: string;
let stateDir: string;
let clock: ManualClock;
let rateClock: ManualClock;

async function start(options: Partial<WhatsappSandboxOptions> = {}): Promise<void> {
  const app = express();
  server = await new Promise((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  sandbox = createWhatsappSandbox({
    webhookUrl: () => undefined,
    publicUrl: () => url,
    stateDir,
    clock,
    rateClock,
    statusDelayMs: 1,
    templates: [
      TEMPLATE,
      { ...TEMPLATE, name: "promo", category: "MARKETING" },
      { ...TEMPLATE, name: "menunggu", status: "PENDING" },
    ],
    people: [RANI],
    ...options,
  });
  app.use(express.json());
  app.use(sandbox.router);
}
async function stop(): Promise<void> {
  sandbox.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

beforeEach(async () => {
  stateDir = mkdtempSync(join(tmpdir(), "kolega-whatsapp-"));
  clock = new ManualClock("2026-11-21T03:00:00Z");
  rateClock = new ManualClock("2026-11-21T03:00:00Z");
  await start();
  sandbox.person(RANI.id).say("halo");
});
afterEach(async () => {
  await stop();
  rmSync(stateDir, { recursive: true, force: true });
});

const auth = { authorization: `Bearer ${DEMO_WHATSAPP.accessToken}` };
interface Answer {
  readonly messages?: { id: string }[];
  readonly contacts?: unknown[];
  readonly error?: { code: number; type: string; error_data: { details: string }; fbtrace_id: string };
}
async function send(body: object, headers: Record<string, string> = auth): Promise<Answer & { status: number }> {
  const response = await fetch(`${url}/whatsapp/v23.0/${DEMO_WHATSAPP.phoneNumberId}/messages`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ messaging_product: "whatsapp", to: RANI.phone, ...body }),
  });
  return { ...((await response.json()) as Answer), status: response.status };
}
const code = async (body: object): Promise<number | undefined> => (await send(body)).error?.code;
const text = (length: number) => ({ type: "text", text: { body: "x".repeat(length) } });
const buttons = (titles: string[], more: object = {}) => ({
  type: "interactive",
  interactive: {
    type: "button",
    body: { text: "Pilih" },
    action: { buttons: titles.map((title, index) => ({ type: "reply", reply: { id: `b${index}`, title } })) },
    ...more,
  },
});
const rows = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, index) => ({ id: `r${index}`, title: `Baris ${index}`, ...more }));
const list = (sections: object[], more: object = {}) => ({
  type: "interactive",
  interactive: { type: "list", body: { text: "Pilih" }, action: { button: "Pilih", sections }, ...more },
});
const template = (name: string, parameter: string | null = "a", more: object[] = []) => ({
  type: "template",
  template: {
    name,
    language: { code: "id" },
    components: [
      ...(parameter === null ? [] : [{ type: "body", parameters: [{ type: "text", text: parameter }] }]),
      ...more,
    ],
  },
});

describe("the imitation of the Cloud API", () => {
  it("answers as Graph does", async () => {
    expect(await send(text(5))).toMatchObject({
      status: 200,
      contacts: [{ input: RANI.phone, wa_id: RANI.phone }],
      messages: [{ id: expect.stringMatching(/^wamid\./) }],
    });
    expect(await send({ ...text(5), to: undefined, recipient: RANI.id })).toMatchObject({
      contacts: [{ user_id: RANI.id }],
    });
    const refused = await send(text(5), {});
    expect(refused).toMatchObject({
      status: 401,
      error: { code: 190, type: "OAuthException", fbtrace_id: expect.any(String) },
    });
    expect(await code({ ...text(5), to: "62899" })).toBe(131026);
    expect(await code({ ...text(5), messaging_product: "sms" })).toBe(100);
    expect(await code({ type: "poll" })).toBe(131051);
    const info = await fetch(
      `${url}/whatsapp/v23.0/${DEMO_WHATSAPP.phoneNumberId}?fields=whatsapp_business_manager_messaging_limit`,
      { headers: auth },
    );
    expect(await info.json()).toMatchObject({ whatsapp_business_manager_messaging_limit: "TIER_250" });
    const templates = await fetch(`${url}/whatsapp/v23.0/${DEMO_WHATSAPP.wabaId}/message_templates?name=promo`, {
      headers: auth,
    });
    expect(await templates.json()).toMatchObject({ data: [{ name: "promo" }] });
  });

  it("keeps every documented limit, to the character", async () => {
    const twenty = "t".repeat(20);
    const fits: object[] = [
      text(4_096),
      buttons(["a", "b", twenty], {
        body: { text: "x".repeat(1_024) },
        footer: { text: "f".repeat(60) },
        header: { type: "text", text: "h".repeat(60) },
      }),
      list([{ rows: rows(10, { description: "d".repeat(72) }) }], { body: { text: "x".repeat(4_096) } }),
      list(
        Array.from({ length: 10 }, (_, index) => ({
          title: `Bagian ${index}`,
          rows: [{ id: "r".repeat(190) + index, title: `${index}`.padEnd(24, "y") }],
        })),
      ),
      { type: "image", image: { link: "https://kolega.test/a.png", caption: "c".repeat(1_024) } },
    ];
    for (const body of fits) expect((await send(body)).error).toBeUndefined();
    const breaks: [number, object][] = [
      [100, text(4_097)],
      [131008, text(0)],
      [131009, buttons(["a", "b", "c", "d"])],
      [131009, buttons([`${twenty}t`])],
      [131009, buttons(["sama", "sama"])],
      [131008, buttons([" "])],
      [131008, buttons([])],
      [131009, buttons(["a"], { body: { text: "x".repeat(1_025) } })],
      [131009, buttons(["a"], { footer: { text: "f".repeat(61) } })],
      [131009, buttons(["a"], { header: { type: "text", text: "h".repeat(61) } })],
      [
        131009,
        buttons(["a"], { action: { buttons: [{ type: "reply", reply: { id: "i".repeat(257), title: "a" } }] } }),
      ],
      [131009, list([{ rows: rows(11) }])],
      [
        131009,
        list([
          { title: "a", rows: rows(6) },
          { title: "b", rows: rows(5).map((row) => ({ ...row, id: `${row.id}x`, title: `${row.title}x` })) },
        ]),
      ],
      [131008, list([{ rows: rows(2) }, { rows: rows(1) }])],
      [131009, list([{ rows: [{ id: "r", title: "t".repeat(25) }] }])],
      [131009, list([{ rows: rows(1, { description: "d".repeat(73) }) }])],
      [131009, list([{ rows: [{ id: "r".repeat(201), title: "a" }] }])],
      [131009, list([{ rows: rows(1) }], { action: { button: "p".repeat(21), sections: [{ rows: rows(1) }] } })],
      [131009, list([{ rows: rows(1) }], { body: { text: "x".repeat(4_097) } })],
      [131009, { type: "image", image: { link: "https://kolega.test/a.png", caption: "c".repeat(1_025) } }],
      [100, { type: "image", image: { id: "42" } }],
      [100, { type: "image", image: {} }],
    ];
    for (const [expected, body] of breaks) expect(await code(body), JSON.stringify(body).slice(0, 120)).toBe(expected);
  });

  it("closes the window 24 hours after the person last wrote, except for templates", async () => {
    clock.advance(24 * HOUR_MS - MINUTE_MS);
    expect(await code(text(1))).toBeUndefined();
    clock.advance(MINUTE_MS);
    expect(await code(text(1))).toBe(131047);
    expect(await code(template("kabar"))).toBeUndefined();
    sandbox.person(RANI.id).press("Lihat");
    expect(await code(text(1))).toBeUndefined();
  });

  it("judges templates: name, number and form of the variables, length, approval", async () => {
    expect(await code(template("tidak_ada"))).toBe(132001);
    expect(await code(template("menunggu"))).toBe(132001);
    expect(await code({ type: "template", template: { name: "kabar", language: { code: "en" } } })).toBe(132001);
    expect(await code(template("kabar", null))).toBe(132000);
    expect(await code(template("kabar", "dua\nbaris"))).toBe(132012);
    expect(await code(template("kabar", "lima     spasi"))).toBe(132012);
    expect(await code(template("kabar", "x".repeat(1_024)))).toBe(132005);
    const button = (index: string) => ({
      type: "button",
      sub_type: "quick_reply",
      index,
      parameters: [{ type: "payload", payload: "p1" }],
    });
    expect(await code(template("kabar", "a", [button("1")]))).toBe(132000);
    expect(await code(template("kabar", "a", [button("0")]))).toBeUndefined();
    expect(sandbox.person(RANI.id).received().at(-1)?.view).toMatchObject({
      text: "Kabar: a. Sampai jumpa.",
      buttons: [{ id: "p1", title: "Lihat" }],
    });
  });

  it("limits pace: of one person, of the number, of people outside the window, of marketing", async () => {
    for (let index = 0; index < 45; index += 1) expect((await send(text(1))).error).toBeUndefined();
    expect(await code(text(1))).toBe(131056);
    rateClock.advance(6_000);
    expect(await code(text(1))).toBeUndefined();
    expect(await code(text(1))).toBe(131056);
    for (let index = 0; index < 80; index += 1) {
      sandbox.person(`ID.p${index}`, { phone: `62813000${String(index).padStart(4, "0")}`, name: "Orang" });
    }
    rateClock.advance(1_000);
    for (let index = 0; index < 80; index += 1) {
      expect(await code({ ...template("kabar"), to: `62813000${String(index).padStart(4, "0")}` })).toBeUndefined();
    }
    expect((await send(text(1))).status).toBe(429);
    await stop();
    await start({ limits: { portfolioUsers: 80 } });
    rateClock.advance(HOUR_MS);
    sandbox.person("ID.neu", { phone: "628139999999", name: "Baru" });
    expect(await code({ ...template("kabar"), to: "628139999999" })).toBe(131048);
    for (let index = 0; index < 3; index += 1) await send(template("promo"));
    await expect
      .poll(() => sandbox.person(RANI.id).received().at(-1))
      .toMatchObject({ status: "failed", errorCode: 131049 });
  });

  it("takes files of allowed types and sizes, and gives them out by a short-lived address with the token", async () => {
    const upload = async (type: string, size: number) => {
      const form = new FormData();
      form.set("messaging_product", "whatsapp");
      form.set("type", type);
      form.set("file", new Blob([new Uint8Array(size)], { type }), "a");
      const response = await fetch(`${url}/whatsapp/v23.0/${DEMO_WHATSAPP.phoneNumberId}/media`, {
        method: "POST",
        headers: auth,
        body: form,
      });
      return (await response.json()) as { id?: string; error?: { code: number } };
    };
    expect((await upload("image/webp", 10)).error?.code).toBe(100);
    expect((await upload("image/png", 5 * 1_048_576 + 1)).error?.code).toBe(100);
    const { id } = await upload("image/png", 5 * 1_048_576);
    const media = (await (await fetch(`${url}/whatsapp/v23.0/${id}`, { headers: auth })).json()) as { url: string };
    expect((await fetch(media.url)).status).toBe(401);
    expect((await (await fetch(media.url, { headers: auth })).arrayBuffer()).byteLength).toBe(5 * 1_048_576);
    rateClock.advance(5 * MINUTE_MS + 1);
    expect((await fetch(media.url, { headers: auth })).status).toBe(404);
  });

  it("remembers everything over a restart", async () => {
    await send(buttons(["Ya", "Tidak"]));
    sandbox.person(RANI.id).press("Ya");
    sandbox.hoursPass(3);
    const before = sandbox.person(RANI.id).messages();
    await stop();
    await start();
    expect(sandbox.person(RANI.id).messages()).toEqual(before);
    sandbox.hoursPass(20);
    expect(await code(text(1))).toBeUndefined();
    sandbox.hoursPass(25);
    expect(await code(text(1))).toBe(131047);
  });

  it("does over HTTP what a person does, and tells a blocked business by a status", async () => {
    const control = async (path: string, body: object = {}, method = "POST") =>
      (
        await fetch(`${url}/_control/whatsapp${path}`, {
          method,
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        })
      ).json();
    await control("/people", { id: "ID.sari0002", phone: "628120000102", name: "Sari" }, "PUT");
    expect(await control("/people/ID.sari0002/say", { text: "hai" })).toMatchObject({ id: expect.any(String) });
    await send({ ...buttons(["Ya"]), to: "628120000102" });
    expect(await control("/people/ID.sari0002/press", { choice: "Ya" })).toMatchObject({ id: expect.any(String) });
    expect(await control("/people/ID.sari0002/press", { choice: "Entah" })).toEqual({ error: "no choice Entah" });
    await control("/people/ID.sari0002/block", { blocked: true });
    await send({ ...text(3), to: "628120000102" });
    await expect
      .poll(() => sandbox.person("ID.sari0002").received().at(-1))
      .toMatchObject({ status: "failed", errorCode: 131026 });
    expect(await control("/behaviour", { apiFaults: [{ kind: "code", code: 130429 }] })).toMatchObject({
      closedWindow: "at_send",
    });
    expect((await send(text(1))).error?.code).toBe(130429);
    const page = await fetch(`${url}/chat/whatsapp?person=${RANI.id}`);
    expect(await page.text()).toContain("Ponsel Rani");
  });
});
