import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BIMA, openTestTelegram, type TestTelegram } from "../../test/support/telegram.ts";
import type { InboundMessage, InboundPress, OutgoingContent } from "../runtime/channel.ts";
import type { Arrival } from "../runtime/receiver.ts";

interface Kept {
  readonly arrival: Arrival;
  readonly message?: InboundMessage;
  readonly press?: InboundPress;
}

let kept: Kept[] = [];
let telegram: TestTelegram;

const receiver = {
  message: async (arrival: Arrival, message: InboundMessage) => {
    kept.push({ arrival, message });
    return "accepted" as const;
  },
  press: async (arrival: Arrival, press: InboundPress) => {
    kept.push({ arrival, press });
    return "accepted" as const;
  },
};

const content = (rest: Partial<OutgoingContent>): OutgoingContent => ({
  locale: "id",
  template: "reply",
  outboundId: "out_1",
  ...rest,
});

beforeEach(async () => {
  kept = [];
  telegram = await openTestTelegram({ receiver });
});
afterEach(async () => {
  await telegram.close();
});

describe("the thread", () => {
  it("receives, answers with buttons, and takes the press", async () => {
    telegram.sandbox.people.type(BIMA.id, "Halo");
    await telegram.sandbox.updates.settled();
    const target = { account: telegram.channel.account, conversation: String(BIMA.id) };
    expect(kept[0]?.message).toMatchObject({ conversation: target.conversation, text: "Halo", direct: true });
    const receipts = await telegram.channel.send(
      target,
      content({
        text: "Ada **satu** permintaan",
        card: {
          title: "Setujui <dana>?",
          facts: [{ label: "Jumlah", value: "Rp2.000.000", required: true }],
          actions: [
            { label: "Setujui", style: "primary", kind: "press", token: "k1abc", required: true, priority: 0 },
            { label: "Tolak", style: "danger", kind: "press", token: "k1def", required: true, priority: 0 },
          ],
        },
      }),
      "out_1",
    );
    expect(receipts).toHaveLength(1);
    const { query } = telegram.sandbox.people.press(BIMA.id, { label: "Setujui" });
    await telegram.sandbox.updates.settled();
    expect(kept[1]?.press).toMatchObject({ token: "k1abc", direct: true });
    await expect.poll(() => telegram.sandbox.people.answerOf(query.id)).toEqual({ text: "", alert: false });
    await telegram.channel.edit(receipts, content({ text: "Disetujui oleh Bima" }));
    const last = telegram.sandbox.messages(BIMA.id).at(-1);
    expect(last).toMatchObject({ text: "Disetujui oleh Bima", messageId: 2 });
    expect(last?.keyboard).toBeUndefined();
  });
});
