import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../core/db/types.ts";
import { newId } from "../../core/kernel/ids.ts";
import { insertOutbound } from "../../core/outbox/writer.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { openOverWire, type Wire } from "../../test/support/wire.ts";
import type { Channel } from "./channel.ts";
import { deliverDue } from "./delivery.ts";

const platform = { role: "platform" } as const;
let house: TestHouse;
let wire: Wire;
let db: Database;

beforeAll(async () => {
  house = await openTestHouse();
  ({ db, wire } = await openOverWire(house.db));
});
afterAll(async () => {
  await db?.close();
  await wire?.close();
  await house?.db.close();
});

async function replyTo(conversation: string): Promise<string> {
  const conversationId = newId("conversation");
  await house.db.transaction(platform, async (tx) => {
    await tx.execute(
      "INSERT INTO conversation (id, channel, account, external_id, created_at) VALUES ($1, 'telegram', '1', $2, now())",
      [conversationId, conversation],
    );
    await insertOutbound(tx, "platform", new Date(), {
      kind: "reply",
      recipient: `conversation:${conversationId}`,
      conversationId,
      template: "reply",
      data: { text: "halo" },
      key: `test:${conversation}`,
    });
  });
  return conversationId;
}

it("sends a message once when the database dies right after the platform took it", async () => {
  const conversationId = await replyTo("outage");
  let sends = 0;
  const channel: Channel = {
    name: "telegram",
    capabilities: { edit: true, idempotentSend: false, buttons: true, forms: "steps" },
    send({ account, conversation }) {
      sends += 1;
      wire.away(1_500);
      return Promise.resolve([{ channel: "telegram", account, conversation, messageId: String(sends) }]);
    },
    edit: () => Promise.resolve(),
  };
  const deps = { ...house, db, channels: new Map([["telegram", channel]]), owner: "w1" };
  await deliverDue(deps).catch(() => undefined);
  // As if the lease had run out meanwhile.
  await house.db.transaction(platform, (tx) =>
    tx.execute("UPDATE outbound_message SET lease_until = now() - interval '1 second' WHERE lease_until IS NOT NULL"),
  );
  await deliverDue(deps);
  const row = await house.db.transaction(platform, (tx) =>
    tx.first("SELECT status, receipts FROM outbound_message WHERE conversation_id = $1", [conversationId]),
  );
  expect(sends).toBe(1);
  expect(row).toMatchObject({ status: "sent", receipts: [{ messageId: "1" }] });
});
