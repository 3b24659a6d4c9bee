import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { SlackMessage } from "../../sandbox/slack/workspace.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { outgoing, type SlackWorld, type SlackWorldOptions, startSlackWorld } from "../../test/support/slack.ts";
import type { OutgoingCard } from "../runtime/channel.ts";

const ACCOUNT = "T0KILAU";

let house: TestHouse;
let world: SlackWorld | undefined;

beforeAll(async () => {
  house = await openTestHouse({ modules: [] });
});
afterEach(async () => {
  await world?.close();
  world = undefined;
});
afterAll(async () => {
  await house.db.close();
});

async function open(options: Partial<SlackWorldOptions> = {}): Promise<SlackWorld> {
  world = await startSlackWorld({ db: house.db, secrets: house.secrets, ...options });
  return world;
}

const decision = (token: string): OutgoingCard => ({
  title: "Kirim undangan?",
  facts: [{ label: "Jumlah", value: "12 influencer", required: true }],
  actions: [
    { label: "Setujui", style: "primary", kind: "press", token, required: true, priority: 1 },
    { label: "Tolak", style: "danger", kind: "press", token: `${token}-no`, required: true, priority: 1 },
  ],
});

const newest = (messages: readonly SlackMessage[]): SlackMessage => {
  const last = messages.at(-1);
  if (!last) throw new Error("no message");
  return last;
};

for (const socketMode of [false, true]) {
  describe(socketMode ? "Slack over Socket Mode" : "Slack over HTTP", () => {
    it("receives, answers, and takes the press of its button", async () => {
      const { slack, channel, kept } = await open({ socketMode });
      const ayu = slack.person("U0AYU");
      ayu.say("Halo & selamat <pagi>");
      expect(await kept()).toMatchObject([
        {
          channel: "slack",
          account: ACCOUNT,
          kind: "message",
          payload: {
            conversation: ayu.direct,
            from: { externalId: "U0AYU" },
            text: "Halo & selamat <pagi>",
            direct: true,
          },
        },
      ]);
      const target = { account: ACCOUNT, conversation: ayu.direct };
      const receipts = await channel.send(target, outgoing({ text: "**Siap**", card: decision("tok") }), "o1");
      expect(receipts).toMatchObject([{ channel: "slack", conversation: ayu.direct, actions: true }]);

      const shown = newest(slack.messages(ayu.direct));
      expect(JSON.stringify(shown.blocks)).toContain("12 influencer");
      expect((await ayu.press(shown, "Setujui")).ok).toBe(true);
      const press = (await kept()).filter((event) => event.kind === "press");
      expect(press).toMatchObject([
        {
          laneKey: `x:slack:${ACCOUNT}:${ayu.direct}`,
          payload: { token: "tok", conversation: ayu.direct, direct: true, from: { externalId: "U0AYU", name: "ayu" } },
        },
      ]);

      await channel.edit(receipts, outgoing({ card: { title: "Disetujui", tone: "good", actions: [] } }));
      const settled = newest(slack.messages(ayu.direct));
      expect(settled.ts).toBe(shown.ts);
      expect(settled.blocks).toMatchObject([{ type: "header", text: { text: "✅ Disetujui" } }]);
    });
  });
}
