import { afterAll, beforeAll, expect, it } from "vitest";
import type { Assistant } from "../../agents/index.ts";
import { startWorkers } from "../../app/workers.ts";
import type { Channel } from "../../bots/runtime/channel.ts";
import { createReceiver } from "../../bots/runtime/receiver.ts";
import { linkIdentity } from "../../core/identity/identities.ts";
import { openSampleHouse } from "../support/doors.ts";
import type { TestHouse } from "../support/house.ts";
import { createInfluencer } from "../support/people.ts";

const CONVERSATIONS = 6;
const MESSAGES = 15;

let house: TestHouse;
beforeAll(async () => {
  house = await openSampleHouse();
});
afterAll(() => house.db.close());

/** Some answers take longer than what is said after them. */
const uneven: Assistant = {
  async runTurn({ text, state }) {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 15));
    return { replies: [{ text }], state, transcript: [], status: "done" };
  },
};

it("answers each conversation in its order, with four workers and sends that take their time", async () => {
  const shown = new Map<string, string[]>();
  const channel: Channel = {
    name: "telegram",
    capabilities: { edit: true, idempotentSend: false, buttons: true, forms: "steps" },
    async send({ account, conversation }, { text = "" }) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
      // Messages that waited together are one turn, whose words come joined.
      shown.set(conversation, [...(shown.get(conversation) ?? []), ...text.split("\n")]);
      return [{ channel: "telegram", account, conversation, messageId: text }];
    },
    edit: () => Promise.resolve(),
  };
  const wake = { inbox: () => workers.inbox.wake(), outbox: () => workers.outbox.wake() };
  const workers = await startWorkers({
    house,
    assistant: uneven,
    channels: new Map([["telegram", channel]]),
    owner: "w",
    redis: undefined,
    wake,
  });
  const receiver = createReceiver(house.db, wake.inbox, house.secrets);
  try {
    await Promise.all(
      Array.from({ length: CONVERSATIONS }, async (_, index) => {
        const conversation = String(index);
        const { influencer } = await createInfluencer(house.db, `Orang ${index}`);
        await house.db.transaction({ role: "platform" }, (tx) =>
          linkIdentity(
            tx,
            { channel: "telegram", account: "1", externalId: conversation },
            { id: influencer.id, name: influencer.displayName, locale: "id", role: "influencer" },
            house.clock.now(),
          ),
        );
        const from = { externalId: conversation, name: influencer.displayName };
        for (let message = 0; message < MESSAGES; message += 1) {
          const arrival = { channel: "telegram", account: "1", externalId: `${index}:${message}` };
          await receiver.message(arrival, { conversation, from, text: `kata ${message}`, direct: true });
        }
      }),
    );
    const all = (): number => [...shown.values()].flat().length;
    for (let tries = 0; tries < 200 && all() < CONVERSATIONS * MESSAGES; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    await workers.stop();
  }
  const spoken = Array.from({ length: MESSAGES }, (_, message) => `kata ${message}`);
  for (const words of shown.values()) expect(words).toEqual(spoken);
  expect(shown.size).toBe(CONVERSATIONS);
});
