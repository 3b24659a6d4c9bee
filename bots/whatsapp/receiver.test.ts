import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { metaJson, sign } from "../../sandbox/whatsapp/webhooks.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { openWhatsappLine, RANI, type WhatsappLine } from "../../test/support/whatsapp.ts";
import { createReceiver } from "../runtime/receiver.ts";
import { createWhatsappReceiver, type IdentityChange } from "./receiver.ts";
import { createWhatsappStatuses } from "./statuses.ts";

const PLATFORM = { role: "platform" } as const;
const SARI = { id: "ID.sari0002", phone: "628120000102", name: "Sari", shows: "id" } as const;
const DEWI = { id: "ID.dewi0003", phone: "628120000103", name: "Dewi", shows: "phone" } as const;

let house: TestHouse;
let line: WhatsappLine;
let changes: IdentityChange[];
/** What the receiver says before anything is kept: a database that is away for a moment. */
let away = 0;

interface Event {
  readonly kind: string;
  readonly externalId: string;
  readonly laneKey: string;
  readonly payload: Record<string, unknown>;
}
const events = (): Promise<Event[]> =>
  house.db.transaction(PLATFORM, (tx) => tx.query<Event>("SELECT * FROM inbound_event ORDER BY id"));
const statuses = (): Promise<{ status: string | null; billable: boolean | null }[]> =>
  house.db.transaction(PLATFORM, (tx) => tx.query("SELECT * FROM whatsapp_message"));

beforeAll(async () => {
  house = await openTestHouse({ modules: [] });
});
afterAll(async () => {
  await house?.db.close();
});
beforeEach(async () => {
  await house.db.transaction(PLATFORM, async (tx) => {
    for (const table of ["inbound_event", "lane", "whatsapp_message"]) await tx.execute(`DELETE FROM ${table}`);
  });
  changes = [];
  away = 0;
  const receiver = createReceiver(house.db, () => undefined, house.secrets);
  line = await openWhatsappLine(
    {
      ...receiver,
      message: (arrival, message) => {
        away -= 1;
        return away >= 0 ? Promise.reject(new Error("the database is away")) : receiver.message(arrival, message);
      },
    },
    {
      sandbox: { people: [RANI, SARI, DEWI] },
      receiver: {
        status: createWhatsappStatuses(house.db, () => undefined).status,
        identityChanged: async (change) => void changes.push(change),
      },
    },
  );
});
afterEach(async () => {
  await line.close();
});

const post = (body: string, headers: Record<string, string>) =>
  fetch(line.hook, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
const bodyOf = (text: string): unknown => ({
  object: "whatsapp_business_account",
  entry: [
    {
      id: line.sandbox.account.wabaId,
      changes: [
        {
          field: "messages",
          value: {
            messaging_product: "whatsapp",
            metadata: { phone_number_id: line.sandbox.account.phoneNumberId },
            contacts: [{ profile: { name: "Rani" }, wa_id: RANI.phone, user_id: RANI.id }],
            messages: [
              {
                from: RANI.phone,
                from_user_id: RANI.id,
                id: "wamid.x1",
                timestamp: "1",
                type: "text",
                text: { body: text },
              },
            ],
          },
        },
      ],
    },
  ],
});

describe("the webhook of WhatsApp", () => {
  it("does not start without its secrets, and answers only Meta's handshake", async () => {
    const whole = {
      phoneNumberId: "1",
      appSecret: "s",
      verifyToken: "v",
      receiver: createReceiver(house.db, () => undefined, house.secrets),
      log: house.log,
    };
    for (const name of ["appSecret", "verifyToken", "phoneNumberId"]) {
      expect(() => createWhatsappReceiver({ ...whole, [name]: "" }), name).toThrow(name);
    }
    expect(await line.sandbox.verifyWebhook()).toBe(true);
    const asked = await fetch(`${line.hook}?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1`);
    expect([asked.status, await asked.text()]).toEqual([403, ""]);
  });

  it("refuses forged, missing and misplaced signatures, and keeps nothing of them", async () => {
    const body = metaJson(bodyOf("Setujui: café 🌟"));
    const secret = line.sandbox.account.appSecret;
    // As a proxy would write it that parses and writes it again.
    const rewritten = JSON.stringify(JSON.parse(body));
    const forged: [string, Record<string, string>][] = [
      [body, {}],
      [body, { "x-hub-signature-256": "" }],
      [body, { "x-hub-signature-256": "sha256=" }],
      [body, { "x-hub-signature-256": sign(body, "another secret") }],
      [body, { "x-hub-signature-256": sign(body, secret).slice(0, -2) }],
      [body, { "x-hub-signature-256": sign(body, secret).replace("sha256=", "") }],
      [body, { "x-hub-signature-256": sign(body, secret).replace("sha256=", "sha1=") }],
      [body, { "x-hub-signature-256": sign(body, secret).toUpperCase() }],
      [body, { "x-hub-signature": sign(body, secret) }],
      [`${body} `, { "x-hub-signature-256": sign(body, secret) }],
      [body.replace("Rani", "Bima"), { "x-hub-signature-256": sign(body, secret) }],
      [rewritten, { "x-hub-signature-256": sign(body, secret) }],
    ];
    for (const [text, headers] of forged) expect((await post(text, headers)).status).toBe(401);
    expect(await events()).toEqual([]);
    expect((await post(body, { "x-hub-signature-256": sign(body, secret) })).status).toBe(200);
    expect((await events())[0]?.payload.text).toBe("Setujui: café 🌟");
    const junk = "no json";
    expect((await post(junk, { "x-hub-signature-256": sign(junk, secret) })).status).toBe(400);
  });

  it("keeps a message once, however often it is delivered", async () => {
    line.sandbox.behaviour.deliveries = 11;
    line.sandbox.person(RANI.id).say("halo");
    await line.sandbox.webhooks.settled();
    expect(line.sandbox.webhooks.answers).toEqual(Array(11).fill(200));
    expect(await events()).toHaveLength(1);
  });

  it("reads every message and status of a batch, each from its own author, in its order", async () => {
    const { webhooks } = line.sandbox;
    webhooks.hold();
    for (let index = 0; index < 5; index += 1) {
      line.sandbox.person(RANI.id).say(`rani ${index}`);
      line.sandbox.person(SARI.id).say(`sari ${index}`);
      line.sandbox.person(DEWI.id).say(`dewi ${index}`);
    }
    webhooks.release();
    await webhooks.settled();
    expect(webhooks.answers).toEqual([200]);
    const kept = await events();
    expect(kept).toHaveLength(15);
    for (const [who, name] of [
      [RANI.id, "rani"],
      [SARI.id, "sari"],
      [DEWI.phone, "dewi"],
    ] as const) {
      const mine = kept.filter(({ payload }) => payload.conversation === who);
      expect(mine.map(({ payload }) => payload.text)).toEqual([0, 1, 2, 3, 4].map((index) => `${name} ${index}`));
      expect(mine[0]?.payload.from).toEqual({ externalId: who, name: expect.stringMatching(new RegExp(name, "i")) });
    }
  });

  it("is delivered again what it could not keep", async () => {
    away = 3;
    line.sandbox.person(RANI.id).say("penting");
    await expect.poll(async () => (await events()).length, { timeout: 5_000 }).toBe(1);
    expect(line.sandbox.webhooks.answers).toEqual([503, 503, 503, 200]);
  });

  it("leaves a message that nobody can read and keeps its neighbours", async () => {
    const body = bodyOf("utuh") as { entry: { changes: { value: { messages: unknown[] } }[] }[] };
    body.entry[0]?.changes[0]?.value.messages.unshift({ no: "id" }, null);
    const text = metaJson(body);
    expect((await post(text, { "x-hub-signature-256": sign(text, line.sandbox.account.appSecret) })).status).toBe(200);
    expect(await events()).toHaveLength(1);
  });

  it("takes files by their id, other kinds without content, and no reactions", async () => {
    const phone = line.sandbox.person(RANI.id);
    const bytes = Buffer.from("a picture");
    phone.sendFile({ bytes, mime: "image/png", caption: "bukti tayang" });
    phone.sendFile({ bytes, mime: "application/pdf", name: "invoice.pdf" });
    phone.sendFile({ bytes, mime: "audio/ogg" });
    phone.sendOther("location", { latitude: -6.2, longitude: 106.8 });
    phone.sendOther("reaction", { message_id: "wamid.1", emoji: "👍" });
    phone.sendOther("unsupported", {});
    await line.sandbox.webhooks.settled();
    const kept = await events();
    const ref = expect.stringMatching(/^\d+$/);
    expect(kept.map(({ payload }) => [payload.text, payload.attachments])).toEqual([
      ["bukti tayang", [{ kind: "image", ref, mime: "image/png" }]],
      ["", [{ kind: "file", ref, mime: "application/pdf", name: "invoice.pdf" }]],
      ["", [{ kind: "audio", ref, mime: "audio/ogg" }]],
      ["", [{ kind: "other", ref: "", name: "location" }]],
      ["", [{ kind: "other", ref: "", name: "unsupported" }]],
    ]);
    const [picture] = (kept[0]?.payload.attachments ?? []) as { ref: string }[];
    expect(await line.channel.download?.("", picture?.ref ?? "")).toEqual({ bytes, mime: "image/png" });
    await expect(line.channel.download?.("", "")).rejects.toMatchObject({ outcome: "refused" });
    await expect(line.channel.download?.("", "../1/messages")).rejects.toMatchObject({ outcome: "refused" });
  });

  it("tells when Meta announces a new id, and not because a known number comes with one", async () => {
    const phone = line.sandbox.person(RANI.id);
    const { phoneNumberId: account } = line.sandbox.account;
    phone.say("satu");
    phone.say("dua");
    await line.sandbox.webhooks.settled();
    expect(changes).toEqual([]);
    phone.changeNumber("628120009999", "ID.rani9999");
    await line.sandbox.webhooks.settled();
    expect(changes).toEqual([{ account, previous: RANI.id, current: "ID.rani9999" }]);
    phone.say("nomor baru");
    await line.sandbox.webhooks.settled();
    expect((await events()).at(-1)?.payload.conversation).toBe("ID.rani9999");
  });

  it("moves statuses forward only, whatever their order and however often they come", async () => {
    const phone = line.sandbox.person(RANI.id);
    line.sandbox.behaviour.reorderStatuses = true;
    line.sandbox.behaviour.deliveries = 3;
    phone.say("halo");
    await line.sandbox.webhooks.settled();
    await line.channel.send(
      { account: "", conversation: RANI.id, lastUserMessageAt: line.clock.now() },
      { text: "hai", locale: "id", template: "reply", outboundId: "out_1" },
      "out_1",
    );
    await expect.poll(statuses).toMatchObject([{ status: "delivered", billable: true }]);
    await line.sandbox.webhooks.settled();
    phone.read();
    await expect.poll(statuses).toMatchObject([{ status: "read", billable: true }]);
    await line.sandbox.webhooks.settled();
    expect(await statuses()).toMatchObject([{ status: "read" }]);
  });

  it("writes no number, name, token or text into the log", async () => {
    const phone = line.sandbox.person(RANI.id);
    phone.say("rahasia sekali");
    phone.sendOther("weird", {});
    await post(metaJson(bodyOf("rahasia sekali")), { "x-hub-signature-256": "sha256=00" });
    await line.sandbox.webhooks.settled();
    const said = line.logged.join("\n");
    const { accessToken, appSecret, verifyToken } = line.sandbox.account;
    for (const secret of [RANI.phone, RANI.name, RANI.id, "rahasia", accessToken, appSecret, verifyToken]) {
      expect(said).not.toContain(secret);
    }
  });
});
