import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "../../core/kernel/ids.ts";
import { insertOutbound } from "../../core/outbox/writer.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import type { Channel } from "./channel.ts";
import { createDeliverer } from "./deliverer.ts";

const platform = { role: "platform" } as const;
let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.db.close());

async function replies(conversation: string, ...texts: string[]): Promise<void> {
  const conversationId = newId("conversation");
  await house.db.transaction(platform, async (tx) => {
    await tx.execute(
      "INSERT INTO conversation (id, channel, account, external_id, created_at) VALUES ($1, 'telegram', '1', $2, now())",
      [conversationId, conversation],
    );
    for (const text of texts) {
      await insertOutbound(tx, "platform", new Date(), {
        kind: "reply",
        recipient: `conversation:${conversationId}`,
        conversationId,
        template: "reply",
        data: { text },
        key: `test:${conversation}:${text}`,
      });
    }
  });
}

it("goes on with other chats while one has to wait, and keeps each chat's order", async () => {
  const sent: string[] = [];
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const channel: Channel = {
    name: "telegram",
    capabilities: { edit: true, idempotentSend: false, buttons: true, forms: "steps" },
    async send({ account, conversation }, { text }) {
      if (conversation === "slow" && text === "1") await held;
      sent.push(`${conversation} ${text}`);
      return [{ channel: "telegram", account, conversation, messageId: String(sent.length) }];
    },
    edit: () => Promise.resolve(),
  };
  await replies("slow", "1", "2");
  await replies("quick", "1", "2");
  const deliverer = createDeliverer(
    { ...house, channels: new Map([["telegram", channel]]), owner: "w1" },
    { wake: () => undefined, onError: (error) => sent.push(String(error)) },
  );
  const until = async (count: number): Promise<void> => {
    for (let tries = 0; tries < 200 && sent.length < count; tries += 1) {
      await deliverer.work();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await until(2);
  expect(sent).toEqual(["quick 1", "quick 2"]);
  letGo();
  await until(4);
  await deliverer.drain();
  expect(sent).toEqual(["quick 1", "quick 2", "slow 1", "slow 2"]);
});
