import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { signSlack } from "../../sandbox/slack/delivery.ts";
import { SLACK_DEMO_APP } from "../../sandbox/slack/demo.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { outgoing, type SlackWorld, type SlackWorldOptions, startSlackWorld } from "../../test/support/slack.ts";
import { createSlackReceiver } from "./receiver.ts";
import { startSlackSocket } from "./socket.ts";

const ACCOUNT = "T0KILAU";
const GLOW = "C0GLOW";

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

const textsOf = (events: readonly { payload: Readonly<Record<string, unknown>> }[]): unknown[] =>
  events.map(({ payload }) => payload.text);

const button = (token: string) =>
  outgoing({
    card: {
      title: "Kartu",
      actions: [{ label: "Setujui", style: "primary", kind: "press", token, required: true, priority: 1 }],
    },
  });

describe.each([
  ["HTTP", false],
  ["Socket Mode", true],
])("receiving over %s", (_name, socketMode) => {
  it("keeps one message of eleven deliveries, with the same and with new event ids", async () => {
    const { slack, kept } = await open({ socketMode });
    const ayu = slack.person("U0AYU");
    ayu.say("satu", { deliveries: 11 });
    ayu.say("dua", { deliveries: 11, newEventIds: true });
    // Deliveries are on their way at once: which message is kept first is Slack's affair.
    expect(textsOf(await kept()).sort()).toEqual(["dua", "satu"]);
    expect(slack.ctx.delivery.log.filter(({ result }) => result.ok)).toHaveLength(22);
  });

  it("knows a mention and its twin as one message, and answers in its thread", async () => {
    const { slack, channel, kept } = await open({ socketMode });
    const ayu = slack.person("U0AYU");
    const said = ayu.say("@Kolega siapa yang terlambat?", { channel: GLOW });
    const events = await kept();
    expect(events).toMatchObject([
      { payload: { conversation: `${GLOW}:${said.ts}`, direct: false, text: "siapa yang terlambat?" } },
    ]);
    await channel.send({ account: ACCOUNT, conversation: `${GLOW}:${said.ts}` }, outgoing({ text: "Rani" }), "t1");
    expect(slack.messages(GLOW).at(-1)).toMatchObject({ threadTs: said.ts, byBot: true });
    // The thread is known now: no mention needed. Other talk is none of our business.
    slack.person("U0BIMA").say("dan Sari?", { channel: GLOW, threadTs: said.ts });
    const other = ayu.say("makan siang di mana?", { channel: GLOW });
    slack.person("U0BIMA").say("kantin", { channel: GLOW, threadTs: other.ts });
    expect(textsOf(await kept())).toEqual(["siapa yang terlambat?", "dan Sari?"]);
  });

  it("keeps a change that adds a link, once; not corrected words, nor Slack's own previews", async () => {
    const { slack, kept } = await open({ socketMode });
    const ayu = slack.person("U0AYU");
    const said = ayu.say("ini postnya");
    await kept();
    ayu.edit(said, "ini post saya");
    ayu.edit(said, "ini post saya https://www.instagram.com/reel/abc/");
    ayu.previewAdded(said);
    ayu.edit(said, "Ini post saya: https://www.instagram.com/reel/abc/");
    expect(textsOf(await kept())).toEqual(["ini postnya", "ini post saya https://www.instagram.com/reel/abc/"]);
  });

  it("drops its own words and other bots'", async () => {
    const { slack, channel, kept } = await open({ socketMode });
    await channel.send({ account: ACCOUNT, conversation: GLOW }, outgoing({ text: "Laporan <@U0KOLEGA>" }), "own");
    const team = slack.ctx.workspace.teams.get(ACCOUNT);
    if (!team) throw new Error("no team");
    const base = { type: "message", channel: GLOW, channel_type: "channel", text: "<@U0KOLEGA> hi" };
    slack.ctx.delivery.event(team, { ...base, ts: "1.1", subtype: "bot_message", bot_id: "B1" });
    slack.ctx.delivery.event(team, { ...base, ts: "1.2", user: "U0KOLEGA" });
    slack.ctx.delivery.event(team, { ...base, ts: "1.3", user: "U0AYU", subtype: "channel_join" });
    expect(await kept()).toEqual([]);
    expect(slack.ctx.delivery.log.every(({ result }) => result.ok)).toBe(true);
  });

  it("has Slack repeat what the inbox could not keep", async () => {
    let failures = 2;
    const { slack, kept, logged } = await open({
      socketMode,
      receiver: (real) => ({
        ...real,
        message: (arrival, message) => {
          failures -= 1;
          return failures >= 0
            ? Promise.reject(new Error(`database gone: ${message.text}`))
            : real.message(arrival, message);
        },
      }),
    });
    slack.person("U0AYU").say("rahasia jangan hilang");
    expect(textsOf(await kept())).toEqual(["rahasia jangan hilang"]);
    const attempts = slack.ctx.delivery.log.map(({ attempt, result }) => [attempt, result.ok, result.status]);
    expect(attempts.map(([, ok]) => ok)).toEqual([false, false, true]);
    if (!socketMode) expect(attempts.map(([, , status]) => status)).toEqual([500, 500, 200]);
    expect(logged.join("\n")).not.toContain("rahasia");
    expect(logged.length).toBeGreaterThan(0);
  });

  it("keeps one when Slack never got the answer", async () => {
    const { slack, kept } = await open({ socketMode });
    slack.ctx.faults.add({ on: "events", kind: "lost", times: 3 });
    slack.person("U0AYU").say("halo");
    expect(await kept()).toHaveLength(1);
    expect(slack.ctx.delivery.log).toHaveLength(4);
  });

  it("keeps what came out of order", async () => {
    const { slack, kept } = await open({ socketMode });
    const ayu = slack.person("U0AYU");
    slack.ctx.delivery.hold();
    for (const word of ["a", "b", "c"]) ayu.say(word);
    slack.ctx.delivery.release("reverse");
    expect(textsOf(await kept()).sort()).toEqual(["a", "b", "c"]);
  });

  it("takes every click once, says whose it was, and opens a window within three seconds", async () => {
    const { slack, channel, kept } = await open({ socketMode });
    const ayu = slack.person("U0AYU");
    await channel.send({ account: ACCOUNT, conversation: GLOW }, button("tok1"), "b1");
    const shown = slack.messages(GLOW).at(-1);
    if (!shown) throw new Error("nothing shown");
    await ayu.press(shown, "Setujui", {
      actions: [{ type: "button", action_id: "a0", value: "tok1", action_ts: "9.1" }],
    });
    await ayu.press(shown, "Setujui", {
      actions: [{ type: "button", action_id: "a0", value: "tok1", action_ts: "9.1" }],
    });
    const second = await ayu.press(shown, "Setujui");
    await slack.person("U0BIMA").press(shown, "Setujui");
    const presses = await kept();
    // The same click delivered twice is one; a double click is two, and the runtime judges it.
    expect(presses.map(({ payload }) => (payload.from as { externalId: string }).externalId)).toEqual([
      "U0AYU",
      "U0AYU",
      "U0BIMA",
    ]);
    expect(presses.every(({ payload }) => payload.direct === false && payload.conversation === GLOW)).toBe(true);

    const form = {
      title: "Minta revisi dengan catatan yang jelas",
      submitLabel: "Kirim",
      fields: [
        { name: "note", label: "Catatan", kind: "long_text" as const, required: true, maxLength: 200 },
        { name: "amount", label: "Jumlah", kind: "amount" as const },
        { name: "why", label: "Alasan", kind: "choice" as const, choices: [{ value: "late", label: "Terlambat" }] },
      ],
      token: "tok1",
      conversation: GLOW,
      locale: "id" as const,
    };
    const trigger = `${ACCOUNT} ${second.triggerId}`;
    expect(await channel.openForm?.(trigger, form)).toBe(true);
    expect(await channel.openForm?.(trigger, form)).toBe(false);
    const window = ayu.modals()[0];
    if (!window) throw new Error("no window");
    expect(JSON.parse(String(window.view.private_metadata))).toEqual({ token: "tok1", conversation: GLOW });
    expect(await ayu.submit(window, {})).toHaveProperty("note");
    expect(await ayu.submit(window, { note: "ganti musik", amount: "banyak" })).toEqual({
      amount: expect.stringContaining("angka"),
    });
    expect(await ayu.submit(window, { note: "ganti musik", amount: "1,5 jt", why: "late" })).toEqual({});
    expect(ayu.modals()).toEqual([]);
    window.closed = false;
    await ayu.submit(window, { note: "ganti musik", amount: "1,5 jt", why: "late" });
    const filled = (await kept()).slice(3);
    expect(filled).toMatchObject([
      {
        kind: "press",
        payload: { token: "tok1", conversation: GLOW, fields: { note: "ganti musik", amount: "1,5 jt", why: "late" } },
      },
    ]);
  });

  it("takes commands and shortcuts in private", async () => {
    const { slack, kept } = await open({ socketMode, hooks: { isCommand: (name) => name === "menu" } });
    const ayu = slack.person("U0AYU");
    const inChannel = await ayu.command("siapa menunggu saya?", "C0UMUM");
    expect(inChannel.body).toMatchObject({ response_type: "ephemeral" });
    await ayu.command("stop");
    await ayu.command("");
    await ayu.command("Menu");
    await ayu.command("menu makan siang?");
    await ayu.shortcut("new_campaign");
    const post = slack.person("U0BIMA").say("lihat https://www.instagram.com/reel/abc/", { channel: GLOW });
    await ayu.messageShortcut("check_post", post);
    const events = await kept();
    expect(events.every(({ payload }) => payload.conversation === ayu.direct && payload.direct === true)).toBe(true);
    expect(textsOf(events)).toEqual([
      "siapa menunggu saya?",
      "/stop",
      "halo",
      "/menu",
      "menu makan siang?",
      "Buat campaign baru",
      "Cek kiriman ini:\nlihat https://www.instagram.com/reel/abc/",
    ]);
    expect(events[1]).toMatchObject({ kind: "control" });
  });

  it("shows the home tab, and its buttons answer in the person's chat", async () => {
    const { slack, kept } = await open({
      socketMode,
      hooks: {
        homeFor: async (person) => ({ ...button(`home-${person.externalId}`), text: "Yang menunggumu" }),
        suggestionsFor: async () => [{ title: "Status", message: "status campaign" }],
      },
    });
    const ayu = slack.person("U0AYU");
    ayu.openHome();
    ayu.openHome("messages");
    await expect.poll(() => JSON.stringify(ayu.home()?.view ?? {})).toContain("Yang menunggumu");
    await expect
      .poll(() => slack.ctx.workspace.prompts.get(`${ACCOUNT}:${ayu.direct}`))
      .toMatchObject([{ title: "Status" }]);
    await ayu.pressHome("Setujui");
    expect(await kept()).toMatchObject([{ payload: { token: "home-U0AYU", conversation: ayu.direct, direct: true } }]);
  });

  it("shows a preview of our links, without buttons that press", async () => {
    const { slack, kept } = await open({
      socketMode,
      hooks: {
        unfurl: async (_person, url) =>
          url.includes("/campaigns/") ? { ...button("secret"), text: `Campaign ${url.slice(-3)}` } : undefined,
      },
    });
    const said = slack
      .person("U0AYU")
      .say("lihat http://kolega.test/campaigns/abc dan http://kolega.test/x", { channel: GLOW });
    await expect.poll(() => JSON.stringify(said.unfurls ?? {})).toContain("Campaign abc");
    expect(JSON.stringify(said.unfurls)).not.toContain("secret");
    expect(Object.keys(said.unfurls ?? {})).toHaveLength(1);
    expect(await kept()).toEqual([]);
  });

  it("hands files over by reference and fetches them with the token", async () => {
    const { slack, channel, kept } = await open({ socketMode });
    const bytes = Buffer.from("not really a picture");
    slack.person("U0AYU").say("", { files: [{ name: "bukti.png", mime: "image/png", bytes }] });
    const [event] = await kept();
    const [file] = (event?.payload.attachments ?? []) as { ref: string; kind: string; size: number }[];
    expect(file).toMatchObject({ kind: "image", name: "bukti.png", size: bytes.length });
    expect(file?.ref).not.toContain("xoxb");
    const got = await channel.download?.(ACCOUNT, file?.ref ?? "");
    expect(Buffer.from(got?.bytes ?? [])).toEqual(bytes);
    await expect(channel.download?.(ACCOUNT, "https://evil.example/a.png")).rejects.toMatchObject({
      outcome: "refused",
    });
  });

  it("is told when it is removed", async () => {
    const { slack, uninstalled, channel } = await open({ socketMode });
    slack.uninstall(ACCOUNT);
    await slack.ctx.delivery.idle();
    expect(uninstalled).toEqual([ACCOUNT, ACCOUNT]);
    await expect(
      channel.send({ account: ACCOUNT, conversation: GLOW }, outgoing({ text: "x" }), "u"),
    ).rejects.toMatchObject({
      outcome: "refused",
    });
  });
});

describe("signatures", () => {
  const body = JSON.stringify({
    type: "event_callback",
    team_id: ACCOUNT,
    event_id: "Ev1",
    event: { type: "message", channel: "D0AYU", channel_type: "im", user: "U0AYU", text: "palsu", ts: "5.5" },
  });
  async function deliver(url: string, timestamp: number, signature: string | undefined): Promise<number> {
    const headers: Record<string, string> = {
      "content-type": "application/json",
      "x-slack-request-timestamp": String(timestamp),
    };
    if (signature) headers["x-slack-signature"] = signature;
    return (await fetch(`${url}/slack/events`, { method: "POST", headers, body })).status;
  }

  it("are asked for: forged, missing, old and future requests are refused", async () => {
    const { appUrl, kept } = await open();
    const now = Math.floor(Date.now() / 1_000);
    const secret = SLACK_DEMO_APP.signingSecret;
    expect(await deliver(appUrl, now, signSlack("another secret", now, body))).toBe(401);
    expect(await deliver(appUrl, now, signSlack(secret, now, `${body} `))).toBe(401);
    expect(await deliver(appUrl, now, undefined)).toBe(401);
    expect(await deliver(appUrl, now, "v0=")).toBe(401);
    expect(await deliver(appUrl, now - 301, signSlack(secret, now - 301, body))).toBe(401);
    expect(await deliver(appUrl, now + 400, signSlack(secret, now + 400, body))).toBe(401);
    expect(await kept()).toEqual([]);
    expect(await deliver(appUrl, now, signSlack(secret, now, body))).toBe(200);
    expect(await kept()).toHaveLength(1);
  });

  it("answers Slack's question for the request URL", async () => {
    const { appUrl } = await open();
    const question = JSON.stringify({ type: "url_verification", challenge: "abc" });
    const now = Math.floor(Date.now() / 1_000);
    const response = await fetch(`${appUrl}/slack/events`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-slack-request-timestamp": String(now),
        "x-slack-signature": signSlack(SLACK_DEMO_APP.signingSecret, now, question),
      },
      body: question,
    });
    expect(await response.json()).toEqual({ challenge: "abc" });
  });

  it("refuses to start without its secret", async () => {
    const common = {
      tokenOf: async () => undefined,
      log: { warn: () => undefined, error: () => undefined },
      receiver: { message: async () => "accepted" as const, press: async () => "accepted" as const },
      hooks: { inConversation: async () => false, uninstalled: async () => undefined },
    };
    expect(() => createSlackReceiver({ ...common, signingSecret: " " })).toThrow(/SLACK_SIGNING_SECRET/);
    await expect(startSlackSocket({ ...common, appToken: "" })).rejects.toThrow(/SLACK_APP_TOKEN/);
  });
});

describe("a Socket Mode connection", () => {
  it.each(["asked", "cut"] as const)("comes back after it was %s, and what came meanwhile with it", async (how) => {
    const { slack, kept } = await open({ socketMode: true, sandbox: { timeFactor: 0.02 } });
    slack.sockets.drop(how);
    await expect.poll(() => slack.sockets.connections).toBe(0);
    slack.person("U0AYU").say("masih di sana?");
    await expect.poll(() => slack.sockets.connections, { timeout: 10_000 }).toBe(1);
    expect(textsOf(await kept())).toEqual(["masih di sana?"]);
  });
});

describe("installing in several workspaces", () => {
  it("asks Slack, checks the state, and hands the token to the vault", async () => {
    const { slackUrl, appUrl, installations, logged } = await open({
      sandbox: {
        teams: [
          { id: "T0LAIN", name: "Lain", botUserId: "U1KOLEGA", people: [{ id: "U0DEWI", name: "Dewi" }], channels: [] },
        ],
      },
    });
    const begin = await fetch(`${appUrl}/slack/install`, { redirect: "manual" });
    expect(begin.status).toBe(302);
    const consent = new URL(begin.headers.get("location") ?? "");
    expect(consent.origin).toBe(slackUrl);
    const cookie = (begin.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    expect((await fetch(consent)).status).toBe(200);
    const allow = await fetch(`${slackUrl}/slack/oauth/v2/authorize`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({
        team: "T0LAIN",
        answer: "allow",
        redirect_uri: consent.searchParams.get("redirect_uri") ?? "",
        state: consent.searchParams.get("state") ?? "",
        scope: consent.searchParams.get("scope") ?? "",
      }),
    });
    const back = allow.headers.get("location") ?? "";
    // Another browser, which did not begin it, is refused; so is a state that was changed.
    expect((await fetch(back)).status).toBe(400);
    expect((await fetch(back.replace(/state=[^&]{8}/, "state=forged00"), { headers: { cookie } })).status).toBe(400);
    expect(installations).toEqual([]);
    const done = await fetch(back, { headers: { cookie } });
    expect(done.status).toBe(200);
    expect(installations).toMatchObject([{ account: "T0LAIN", name: "Lain", botUserId: "U1KOLEGA" }]);
    expect(installations[0]?.token).toMatch(/^xoxb-/);
    expect(logged.join("\n")).not.toContain("xoxb-");
  });
});
