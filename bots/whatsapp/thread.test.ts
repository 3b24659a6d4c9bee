import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MessageContent } from "../../core/cards/card.ts";
import { findPerson, linkIdentity } from "../../core/identity/identities.ts";
import { insertOutbound } from "../../core/outbox/writer.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer } from "../../test/support/people.ts";
import { openWhatsappLine, RANI, type WhatsappLine } from "../../test/support/whatsapp.ts";
import { deliverDue } from "../runtime/delivery.ts";
import { createReceiver } from "../runtime/receiver.ts";
import { createTurnRunner } from "../runtime/turn-worker.ts";
import { createWhatsappStatuses } from "./statuses.ts";

const PLATFORM = { role: "platform" } as const;
let house: TestHouse;
let line: WhatsappLine;
let rani: string;

const channels = () => new Map([["whatsapp", line.channel]]);
const turns = () => ({
  ...house,
  assistant: {
    runTurn: async (turn: { text: string }) => ({
      replies: [
        {
          text: `Kamu bilang: ${turn.text}`,
          card: { title: "Mau apa?", actions: [{ kind: "say" as const, label: "Lihat tawaran", text: "tawaran" }] },
        },
      ],
      state: {},
      transcript: [],
      status: "done" as const,
    }),
  },
  channels: channels(),
  owner: "test",
  wake: { inbox: () => undefined, outbox: () => undefined },
  handleProviderEvent: () => Promise.resolve(),
});

async function run(): Promise<void> {
  for (let busy = true; busy; ) {
    busy = await createTurnRunner(turns())();
    while ((await deliverDue({ ...house, channels: channels(), owner: "test" })) > 0) busy = true;
  }
}

const events = () =>
  house.db.transaction(PLATFORM, (tx) =>
    tx.query<{ kind: string; externalId: string; payload: Record<string, unknown> }>(
      "SELECT * FROM inbound_event ORDER BY id",
    ),
  );
const say = (content: MessageContent, key: string, template = "reply") =>
  house.db.transaction(PLATFORM, async (tx) => {
    const conversation = await tx.first<{ id: string }>("SELECT id FROM conversation WHERE external_id = $1", [
      RANI.id,
    ]);
    await insertOutbound(tx, rani, new Date(), {
      kind: "reply",
      recipient: rani,
      conversationId: conversation?.id,
      template,
      data: content,
      key,
    });
  });

beforeAll(async () => {
  house = await openTestHouse({ modules: [] });
  const statuses = createWhatsappStatuses(house.db, () => undefined);
  line = await openWhatsappLine(
    createReceiver(house.db, () => undefined, house.secrets),
    {
      channel: { onSent: statuses.onSent },
      receiver: { status: statuses.status },
    },
  );
  const { influencer } = await createInfluencer(house.db, "Rani");
  rani = influencer.id;
  await house.db.transaction(PLATFORM, async (tx) => {
    const person = await findPerson(tx, rani);
    if (!person) throw new Error("Rani is missing");
    await linkIdentity(
      tx,
      { channel: "whatsapp", account: line.sandbox.account.phoneNumberId, externalId: RANI.id },
      person,
      house.clock.now(),
    );
  });
});
afterAll(async () => {
  await line?.close();
  await house?.db.close();
});

describe("a conversation over WhatsApp", () => {
  it("goes from a typed message to a card with a button, and from its press to an answer", async () => {
    expect(await line.sandbox.verifyWebhook()).toBe(true);
    const phone = line.sandbox.person(RANI.id);
    phone.say("Halo Kolega, apa kabar? 🌟 é");
    await line.sandbox.webhooks.settled();
    expect(line.sandbox.webhooks.answers).toEqual([200]);
    await run();
    const [answer] = phone.received();
    expect(answer?.view).toMatchObject({
      text: expect.stringContaining("Kamu bilang: Halo Kolega, apa kabar? 🌟 é"),
      buttons: [{ title: "Lihat tawaran" }],
    });
    phone.press("Lihat tawaran");
    await line.sandbox.webhooks.settled();
    await run();
    expect(phone.received().at(-1)?.view.text).toContain("Kamu bilang: tawaran");
    expect((await events()).map(({ kind }) => kind)).toEqual(["message", "press", "message"]);
  });

  const rows = (key: string) =>
    house.db.transaction(PLATFORM, (tx) =>
      tx.query<{ id: string; status: string; attempts: number; receipts: unknown[] }>(
        "SELECT * FROM outbound_message WHERE dedupe_key = $1",
        [key],
      ),
    );

  /** What waits for its next try is tried at once. */
  const dueNow = async (): Promise<void> => {
    await house.db.transaction(PLATFORM, (tx) => tx.execute("UPDATE outbound_message SET available_at = now()"));
    await run();
  };

  it("sends the template when the window turns out to be closed after the send, once", async () => {
    const phone = line.sandbox.person(RANI.id);
    const before = phone.received().length;
    line.sandbox.behaviour.closedWindow = "by_status";
    line.sandbox.hoursPass(30);
    await say({ card: { title: "Kabar penting", facts: [{ label: "Status", value: "disetujui" }] } }, "late-1");
    // The bad news comes while the send is still being written down, or after it: the template follows either way.
    await expect
      .poll(
        async () => {
          await run();
          await line.sandbox.webhooks.settled();
          return phone
            .received()
            .slice(before)
            .map(({ status, type }) => [type, status === "failed"]);
        },
        { timeout: 10_000 },
      )
      .toEqual([
        ["text", true],
        ["template", false],
      ]);
    await run();
    expect(phone.received().slice(before)[1]?.view.text).toContain("Status: disetujui");
    expect(await rows("late-1")).toMatchObject([{ status: "sent" }]);
    line.sandbox.behaviour.closedWindow = "at_send";
    phone.press("Lihat");
    await line.sandbox.webhooks.settled();
    const [{ id } = { id: "" }] = await rows("late-1");
    expect((await events()).at(-1)).toMatchObject({ kind: "press", payload: { token: `m:${id}:0` } });
    await run();
  });

  it("says once more what may have been lost with the answer, and leaves it at that", async () => {
    const phone = line.sandbox.person(RANI.id);
    const before = phone.received().length;
    line.sandbox.behaviour.apiFaults.push({ kind: "lost_answer" });
    await say({ text: "sekali saja" }, "lost-1");
    await run();
    expect(await rows("lost-1")).toMatchObject([{ status: "pending", receipts: [] }]);
    line.sandbox.behaviour.apiFaults.push({ kind: "lost_answer" });
    await dueNow();
    expect(await rows("lost-1")).toMatchObject([{ status: "unknown", receipts: [] }]);
    await dueNow();
    expect(phone.received().slice(before)).toHaveLength(2);
  });

  it("comes back to a person who was written to too fast", async () => {
    line.sandbox.behaviour.apiFaults.push({ kind: "code", code: 131056 });
    await say({ text: "pelan-pelan" }, "slow-1");
    await run();
    expect(await rows("slow-1")).toMatchObject([{ status: "pending", attempts: 1 }]);
    await dueNow();
    expect(await rows("slow-1")).toMatchObject([{ status: "sent", receipts: [{ billed: 1 }] }]);
  });
});
