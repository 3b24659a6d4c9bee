import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { outgoing, type SlackWorld, type SlackWorldOptions, startSlackWorld } from "../../test/support/slack.ts";
import type { OutgoingCard, Receipt } from "../runtime/channel.ts";
import { planEdit } from "./channel.ts";
import type { SlackMessage } from "./render.ts";

const ACCOUNT = "T0KILAU";
const GLOW = { account: ACCOUNT, conversation: "C0GLOW" };

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

const card = (title: string, token?: string): OutgoingCard => ({
  title,
  actions: token ? [{ label: "Setujui", style: "primary", kind: "press", token, required: true, priority: 1 }] : [],
});
const long = Array.from({ length: 120 }, (_, index) => `Paragraf ke-${index}. ${"kata ".repeat(60)}`).join("\n\n");

describe("createSlackChannel", () => {
  it("parts a long text into several messages, all of it, and puts the outcome where the buttons were", async () => {
    const { slack, channel } = await open();
    const receipts = await channel.send(GLOW, outgoing({ text: long, card: card("Kirim?", "tok") }), "l1");
    expect(receipts.length).toBeGreaterThan(2);
    expect(receipts.map(({ actions }) => actions ?? false)).toEqual([...receipts.slice(1).map(() => false), true]);
    const shown = slack.messages("C0GLOW");
    for (let index = 0; index < 120; index += 1) expect(JSON.stringify(shown)).toContain(`Paragraf ke-${index}.`);
    await channel.edit(receipts, outgoing({ card: card("Terkirim") }));
    const after = slack.messages("C0GLOW");
    expect(after).toHaveLength(shown.length);
    expect(JSON.stringify(after.at(-1)?.blocks)).toContain("Terkirim");
    expect(JSON.stringify(after)).not.toContain("Setujui");
    expect(JSON.stringify(after)).toContain("Paragraf ke-0.");
  });

  it("obeys Retry-After, and goes on where it stopped with fresh buttons", async () => {
    const { slack, channel } = await open();
    const content = (token: string) => outgoing({ text: long, card: card("Kirim?", token) });
    slack.ctx.faults.add({ on: "chat.postMessage", kind: "429", times: 1, retryAfterSeconds: 7 });
    await expect(channel.send(GLOW, content("a"), "r1")).rejects.toMatchObject({
      outcome: "retry",
      retryAfterMs: 7_000,
    });
    expect(slack.messages("C0GLOW")).toEqual([]);

    const first = { text: "Kartu", card: card("Satu", "old"), cards: [] };
    const two = (token: string) => outgoing({ ...first, card: card("Satu", token), text: long });
    // The second part meets the limit.
    slack.ctx.faults.add({ on: "chat.postMessage", kind: "429", times: 1, after: 1, retryAfterSeconds: 1 });
    await expect(channel.send(GLOW, two("old"), "r2")).rejects.toMatchObject({ outcome: "retry" });
    const receipts = await channel.send(GLOW, two("new"), "r2");
    const shown = slack.messages("C0GLOW");
    expect(new Set(receipts.map(({ messageId }) => messageId)).size).toBe(receipts.length);
    expect(shown).toHaveLength(receipts.length);
    expect(JSON.stringify(shown)).toContain('"new"');
    expect(JSON.stringify(shown)).not.toContain('"old"');
  });

  it("meets Slack's own limit of a message a second, and names the wait", async () => {
    const { channel } = await open({ sandbox: { rateFactor: 1 } });
    const results = [];
    for (let index = 0; index < 5; index += 1) {
      results.push(
        await channel.send(GLOW, outgoing({ text: `n${index}` }), `s${index}`).catch((error: unknown) => error),
      );
    }
    expect(results.at(-1)).toMatchObject({ outcome: "retry", retryAfterMs: expect.any(Number) });
  });

  it("spaces messages of one chat by itself", async () => {
    const { channel, slack } = await open({ gapMs: 120 });
    const begun = Date.now();
    await channel.send(GLOW, outgoing({ text: "a" }), "g1");
    await channel.send(GLOW, outgoing({ text: "b" }), "g2");
    await channel.send({ ...GLOW, conversation: "D0AYU" }, outgoing({ text: "c" }), "g3");
    expect(Date.now() - begun).toBeGreaterThanOrEqual(120);
    expect(slack.messages("C0GLOW")).toHaveLength(2);
  });

  it("does not know what became of a send without an answer", async () => {
    const { slack, channel } = await open({ timeoutMs: 300 });
    slack.ctx.faults.add({ on: "chat.postMessage", kind: "lost", times: 1 });
    await expect(channel.send(GLOW, outgoing({ text: "x" }), "u1")).rejects.toMatchObject({ outcome: "unknown" });
    expect(slack.messages("C0GLOW")).toHaveLength(1);
    slack.ctx.faults.add({ on: "chat.postMessage", kind: "hang", times: 1 });
    await expect(channel.send(GLOW, outgoing({ text: "y" }), "u2")).rejects.toMatchObject({ outcome: "unknown" });
  });

  it("tries again what Slack failed at, and gives up what it refuses", async () => {
    const { slack, channel } = await open();
    slack.ctx.faults.add({ on: "chat.postMessage", kind: "500", times: 1 });
    await expect(channel.send(GLOW, outgoing({ text: "x" }), "f1")).rejects.toMatchObject({ outcome: "retry" });
    const refused = async (conversation: string, account = ACCOUNT) =>
      channel.send({ account, conversation }, outgoing({ text: "x" }), `f-${conversation}-${account}`);
    await expect(refused("C0UMUM")).rejects.toMatchObject({ outcome: "refused", message: "slack: not_in_channel" });
    await expect(refused("C0NONE")).rejects.toMatchObject({ outcome: "refused", message: "slack: channel_not_found" });
    await expect(refused("C0GLOW", "T0NONE")).rejects.toMatchObject({ outcome: "refused" });
    const team = slack.ctx.workspace.teams.get(ACCOUNT);
    if (team) team.scopes = ["im:write"];
    await expect(refused("C0GLOW")).rejects.toMatchObject({ outcome: "refused", message: "slack: missing_scope" });
  });

  it("changes a card again when nobody knows whether it was changed", async () => {
    const { slack, channel } = await open();
    const receipts = await channel.send(GLOW, outgoing({ card: card("Kirim?", "tok") }), "e1");
    slack.ctx.faults.add({ on: "chat.update", kind: "lost", times: 1 });
    await expect(channel.edit(receipts, outgoing({ card: card("Ya") }))).rejects.toMatchObject({ outcome: "retry" });
    await channel.edit(receipts, outgoing({ card: card("Ya") }));
    expect(slack.messages("C0GLOW")).toHaveLength(1);
    const shown = slack.messages("C0GLOW")[0];
    if (shown) shown.deleted = true;
    await channel.edit(receipts, outgoing({ card: card("Ya") }));
  });

  it("tells one person of a channel something that the others do not read", async () => {
    const { slack, channel } = await open();
    await channel.whisper?.(GLOW, "U0BIMA", "Tombol ini bukan <untukmu>.");
    expect(slack.messages("C0GLOW", "U0AYU")).toEqual([]);
    expect(slack.messages("C0GLOW", "U0BIMA")).toMatchObject([
      { text: "Tombol ini bukan &lt;untukmu&gt;.", ephemeralFor: "U0BIMA" },
    ]);
    await channel.whisper?.({ ...GLOW, conversation: "D0AYU" }, "U0AYU", "Halo");
    expect(slack.messages("D0AYU")).toHaveLength(1);
  });

  it("shows a status line in a thread until the answer comes", async () => {
    const { slack, channel } = await open();
    const said = slack.person("U0AYU").say("@Kolega?", { channel: "C0GLOW" });
    const target = { ...GLOW, conversation: `C0GLOW:${said.ts}` };
    channel.typing?.(target, true);
    await expect.poll(() => [...slack.ctx.workspace.statuses.values()]).toEqual(["sedang mengerjakan..."]);
    await channel.send(target, outgoing({ text: "Ini" }), "t1");
    expect([...slack.ctx.workspace.statuses.values()]).toEqual([]);
    channel.typing?.(GLOW, true);
  });

  it("draws charts as pictures with their numbers in words, and does without where it cannot", async () => {
    const { slack, channel } = await open();
    const chart = {
      kind: "line" as const,
      title: "Tayangan",
      xLabels: ["Sen", "Sel"],
      series: [{ name: "Tayangan", values: [10, 20] }],
      altText: "Sen 10, Sel 20",
    };
    await channel.send(GLOW, outgoing({ card: { ...card("Laporan"), chart } }), "c1");
    const image = slack.messages("C0GLOW")[0]?.blocks.find((block) => block.type === "image");
    const file = slack.ctx.workspace.files.get(String((image?.slack_file as { id: string } | undefined)?.id));
    expect(file?.bytes.subarray(1, 4).toString()).toBe("PNG");
    slack.ctx.faults.add({ on: "files.getUploadURLExternal", kind: "500", times: 1 });
    await channel.send(GLOW, outgoing({ card: { ...card("Laporan"), chart } }), "c2");
    const second = slack.messages("C0GLOW")[1];
    expect(second?.blocks.some((block) => block.type === "image")).toBe(false);
    expect(JSON.stringify(second?.blocks)).toContain("Sen 10, Sel 20");
  });

  it("keeps tokens, names and words out of the log", async () => {
    const { slack, channel, logged } = await open();
    for (const kind of ["500", "429", "lost"] as const) {
      slack.ctx.faults.add({ on: "chat.postMessage", kind, times: 1 });
      await channel.send(GLOW, outgoing({ text: "kata rahasia" }), `log-${kind}`).catch(() => undefined);
    }
    expect(logged.join("\n")).not.toMatch(/xoxb|xapp|rahasia/);
  });
});

describe("planEdit", () => {
  const receipt = (messageId: string, actions?: boolean): Receipt => ({
    ...GLOW,
    channel: "slack",
    messageId,
    actions,
  });
  const message = (text: string): SlackMessage => ({ text, blocks: [], actions: false, charts: [] });
  const plan = (receipts: Receipt[], messages: SlackMessage[]): unknown => {
    const { changes, removals, additions } = planEdit(receipts, messages);
    return {
      changes: changes.map((one) => [one.receipt.messageId, one.message.text]),
      removals: removals.map(({ messageId }) => messageId),
      additions: additions.map(({ text }) => text),
    };
  };

  it("changes one for one, takes the place of buttons, or lets the rest follow", () => {
    const three = [receipt("1"), receipt("2", true), receipt("3", true)];
    expect(plan(three, [message("a"), message("b"), message("c")])).toEqual({
      changes: [
        ["1", "a"],
        ["2", "b"],
        ["3", "c"],
      ],
      removals: [],
      additions: [],
    });
    expect(plan(three, [message("a")])).toEqual({ changes: [["2", "a"]], removals: ["3"], additions: [] });
    expect(plan([receipt("1")], [message("a"), message("b")])).toEqual({
      changes: [["1", "a"]],
      removals: [],
      additions: ["b"],
    });
  });
});
