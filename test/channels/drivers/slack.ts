import { signSlack } from "../../../sandbox/slack/delivery.ts";
import { SLACK_DEMO_APP } from "../../../sandbox/slack/demo.ts";
import type { SlackMessage } from "../../../sandbox/slack/workspace.ts";
import { startSlackWorld } from "../../support/slack.ts";
import { type ChannelDriver, type Ground, PNG, type Refusal, type Seen, type Who } from "../driver.ts";

const ACCOUNT = "T0KILAU";
const GLOW = "C0GLOW";
const IDS: Readonly<Record<Who, string>> = { ayu: "U0AYU", bima: "U0BIMA", sari: "U0SARI" };

type Json = Readonly<Record<string, unknown>>;

/** Slack over HTTP, or over Socket Mode: where nothing is signed, because Slack never calls us. */
export async function openSlack({ house, receiver, log }: Ground, socketMode: boolean): Promise<ChannelDriver> {
  const world = await startSlackWorld({
    db: house.db,
    secrets: house.secrets,
    socketMode,
    log,
    receiver: () => receiver,
    // Repeats at once, 0.5 s and then 2.7 s later: a little more than two seconds without an answer.
    sandbox: { timeFactor: 0.009 },
  });
  const { slack, channel } = world;
  const personOf = (who: Who) => slack.person(IDS[who]);
  const team = slack.ctx.workspace.teams.get(ACCOUNT);
  if (!team) throw new Error("no team");
  const byBot = (channelId: string, reader: string): SlackMessage[] =>
    slack.messages(channelId, reader).filter((message) => message.byBot);
  const withButton = (messages: readonly SlackMessage[], label: string): SlackMessage => {
    const found = messages.findLast((message) => buttonsOf(message.blocks).includes(label));
    if (!found) throw new Error(`no button ${label}`);
    return found;
  };
  const last = new Map<Who, SlackMessage>();
  const driver: ChannelDriver = {
    door: "slack",
    account: ACCOUNT,
    channel,
    secrets: [team.botToken ?? "xoxb-", SLACK_DEMO_APP.signingSecret, SLACK_DEMO_APP.appToken, "xoxb-", "xapp-"],
    textLimit: 3_000,
    externalId: (who) => IDS[who],
    async say(who, text, deliveries = 1) {
      last.set(who, personOf(who).say(text, { deliveries, newEventIds: true }));
    },
    async sayInDisorder(who, texts) {
      slack.ctx.delivery.hold();
      for (const text of texts) personOf(who).say(text);
      slack.ctx.delivery.release("reverse");
    },
    async edit(who, text) {
      const message = last.get(who);
      if (message) personOf(who).edit(message, text);
    },
    async press(who, label, times = 1) {
      const user = personOf(who);
      const message = withButton(byBot(user.direct, IDS[who]), label);
      await Promise.all(Array.from({ length: times }, () => user.press(message, label)));
    },
    arrived: () => slack.ctx.delivery.idle(),
    seen: async (who) => byBot(personOf(who).direct, IDS[who]).map(seenOf),
    async sayBeforeOthers(who, text) {
      personOf(who).say(`@Kolega ${text}`, { channel: GLOW });
    },
    async pressForeign(by, _of, label) {
      await personOf(by).press(withButton(byBot(GLOW, IDS[by]), label), label);
    },
    async toldAlone(who) {
      const whispers = byBot(GLOW, IDS[who]).filter(({ ephemeralFor }) => ephemeralFor === IDS[who]);
      return [...whispers, ...byBot(personOf(who).direct, IDS[who])].map((message) => seenOf(message).text);
    },
    group: {
      async say(who, text, mention) {
        personOf(who).say(mention ? `@Kolega ${text}` : text, { channel: GLOW });
      },
      seen: async () =>
        byBot(GLOW, "")
          .filter(({ ephemeralFor }) => ephemeralFor === undefined)
          .map(seenOf),
    },
    async botsSpeak() {
      const { delivery } = slack.ctx;
      const im = personOf("bima").direct;
      const base = { type: "message", channel: im, channel_type: "im", text: "catat gema" };
      const at = () => slack.ctx.workspace.nextTs();
      delivery.event(team, { ...base, ts: at(), subtype: "bot_message", bot_id: "B0OTHER", username: "lain" });
      delivery.event(team, { ...base, ts: at(), user: "U0OTHERBOT", bot_id: "B0OTHER" });
      delivery.event(team, { ...base, ts: at(), user: team.botUserId });
      delivery.event(team, { ...base, ts: at(), user: team.botUserId, bot_id: team.botId, app_id: "A0KOLEGA" });
      delivery.event(team, { ...base, ts: at(), user: "USLACKBOT" });
    },
    forge: socketMode ? undefined : () => forge(world.appUrl),
    unsupported: [
      {
        what: "a voice clip",
        async send(who) {
          personOf(who).say("", { files: [{ name: "suara.ogg", mime: "audio/ogg", bytes: PNG }] });
        },
      },
      {
        what: "a file of another workspace, which comes without an address",
        async send(who) {
          const file = { id: "F0FAR", mode: "file_access", file_access: "check_file_info" };
          const ts = slack.ctx.workspace.nextTs();
          const base = { type: "message", subtype: "file_share", channel: personOf(who).direct, channel_type: "im" };
          slack.ctx.delivery.event(team, { ...base, user: IDS[who], text: "", ts, event_ts: ts, files: [file] });
        },
      },
    ],
    async sendFile(who, { bytes, mime, name, caption = "" }) {
      personOf(who).say(caption, { files: [{ name, mime, bytes }] });
    },
    async pictureOf(who) {
      const blocks = byBot(personOf(who).direct, IDS[who]).flatMap((message) => message.blocks);
      const id = blocks.flatMap((block) => (block.slack_file as { id?: string } | undefined)?.id ?? []).at(-1);
      return slack.ctx.workspace.files.get(id ?? "")?.bytes ?? Buffer.alloc(0);
    },
    loseAnswer: () => slack.ctx.faults.add({ on: "chat.postMessage", kind: "lost", times: 1 }),
    fail: () => slack.ctx.faults.add({ on: "chat.postMessage", kind: "500", times: 1 }),
    throttle: (seconds) =>
      slack.ctx.faults.add({ on: "chat.postMessage", kind: "429", times: 1, retryAfterSeconds: seconds }),
    away: world.away,
    back: world.back,
    close: world.close,
  };
  return driver;
}

async function forge(appUrl: string): Promise<Refusal[]> {
  const event = {
    type: "message",
    channel: "D0AYU",
    channel_type: "im",
    user: "U0AYU",
    text: "catat palsu",
    ts: "5.5",
  };
  const body = JSON.stringify({ type: "event_callback", team_id: ACCOUNT, event_id: "Ev1", event });
  const secret = SLACK_DEMO_APP.signingSecret;
  const deliver = async (what: string, at: number, signature: string | undefined): Promise<Refusal> => {
    const headers: Record<string, string> = {
      "content-type": "application/json",
      "x-slack-request-timestamp": String(at),
      ...(signature === undefined ? {} : { "x-slack-signature": signature }),
    };
    const { status } = await fetch(`${appUrl}/slack/events`, { method: "POST", headers, body });
    return { what, status, expected: 401 };
  };
  const now = Math.floor(Date.now() / 1_000);
  const [old, future] = [now - 301, now + 400];
  return [
    await deliver("no signature", now, undefined),
    await deliver("an empty signature", now, "v0="),
    await deliver("another's secret", now, signSlack("another secret", now, body)),
    await deliver("another body's signature", now, signSlack(secret, now, `${body} `)),
    await deliver("an old signature", old, signSlack(secret, old, body)),
    await deliver("an old signature under a new time", now, signSlack(secret, old, body)),
    await deliver("a signature of the future", future, signSlack(secret, future, body)),
  ];
}

function buttonsOf(blocks: readonly Json[]): string[] {
  return blocks
    .filter(({ type }) => type === "actions")
    .flatMap(({ elements }) => elements as { text: { text: string } }[])
    .map(({ text }) => text.text);
}

function seenOf({ ts, text, blocks }: SlackMessage): Seen {
  const words = blocks.filter(({ type }) => type !== "actions").flatMap(wordsOf);
  return {
    id: ts,
    text: (blocks.length > 0 ? words.join("\n") : text)
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&"),
    buttons: buttonsOf(blocks),
    pictures: blocks.filter(({ type }) => type === "image").length,
  };
}

function wordsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    key === "text" && typeof inside === "string" ? [inside] : wordsOf(inside),
  );
}
