import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Assistant } from "../../agents/index.ts";
import { deliverDue } from "../../bots/runtime/delivery.ts";
import { createReceiver } from "../../bots/runtime/receiver.ts";
import { createTurnRunner } from "../../bots/runtime/turn-worker.ts";
import { findPerson, linkIdentity } from "../../core/identity/identities.ts";
import type { ControlPost } from "../../sandbox/testing.ts";
import { type Creator, openPostHouse, type PostHouse } from "../support/posts.ts";
import type { OpenChannel } from "./contract.ts";
import type { ChannelDriver } from "./driver.ts";
import { openDesk } from "./drivers/desk.ts";
import { openSlack } from "./drivers/slack.ts";
import { openTelegram } from "./drivers/telegram.ts";
import { openWhatsapp } from "./drivers/whatsapp.ts";

const PLATFORM = { role: "platform" } as const;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const CHANNELS: readonly (readonly [string, OpenChannel])[] = [
  ["the desk", openDesk],
  ["Slack", (ground) => openSlack(ground, false)],
  ["Telegram", (ground) => openTelegram(ground, "webhook")],
  ["WhatsApp", openWhatsapp],
];

let posts: PostHouse;
let rani: Creator;
let raniOnTiktok: Creator;
let org: Awaited<ReturnType<PostHouse["organization"]>>;
let campaignId: string;
const heard: string[] = [];

const assistant: Assistant = {
  runTurn({ text, state }) {
    heard.push(text);
    return Promise.resolve({ replies: [{ text: "Halo" }], state, transcript: [], status: "done" });
  },
};

beforeAll(async () => {
  posts = await openPostHouse();
  org = await posts.organization();
  campaignId = await posts.campaign(org.orgId);
  rani = await posts.creator("Rani");
  const account = await posts.box.account({ platform: "tiktok", displayName: "Rani" });
  raniOnTiktok = { ...rani, account };
  const id = rani.socialAccountId.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  await posts.platform(
    "INSERT INTO social_account (id, influencer_id, platform, external_id, username, followers) VALUES ($1, $2, 'tiktok', $3, $4, 25000)",
    [id, rani.influencer.id, account.externalId, account.username],
  );
  posts.accounts.set(id, account);
});
afterAll(async () => {
  await posts.close();
});

/** An agreed piece and the post that was made for it. */
async function made(creator: Creator): Promise<ControlPost> {
  await posts.agree(org, creator, { campaignId });
  return posts.box.post(creator.account);
}

const known = async (post: ControlPost): Promise<number> => {
  const rows = await posts.platform("SELECT 1 FROM post WHERE external_id = $1 AND status = 'pending'", [post.id]);
  return rows.length;
};

describe.each(CHANNELS)("links on %s", (_name, open) => {
  let driver: ChannelDriver;
  let run: () => Promise<void>;

  beforeAll(async () => {
    const { house } = posts;
    const receiver = createReceiver(house.db, () => undefined, house.secrets);
    const other = await posts.creator("Dewi");
    const idOfPerson = (who: string) => (who === "bima" ? rani : other).influencer.id;
    driver = await open({ house, receiver, log, idOfPerson });
    const { door, account, channel } = driver;
    await house.db.transaction(PLATFORM, async (tx) => {
      const person = await findPerson(tx, rani.influencer.id);
      if (!person) throw new Error("no Rani");
      await linkIdentity(
        tx,
        { channel: door, account, externalId: driver.externalId("bima") },
        person,
        house.clock.now(),
      );
    });
    const channels = new Map([[door, channel]]);
    const runWaitingTurn = createTurnRunner({
      ...house,
      assistant,
      channels,
      owner: "test",
      wake: { inbox: () => undefined, outbox: () => undefined },
      handleProviderEvent: () => Promise.resolve(),
    });
    run = async () => {
      await driver.arrived();
      for (let busy = true; busy; ) {
        busy = await runWaitingTurn();
        while ((await deliverDue({ ...house, channels, owner: "test" })) > 0) busy = true;
      }
    };
  });
  afterAll(async () => {
    await driver.close();
  });

  /** Says it as the influencer; answers what came back. */
  const told = async (work: () => Promise<void>): Promise<string> => {
    const before = new Set((await driver.seen("bima")).map(({ id }) => id));
    await work();
    await run();
    const fresh = (await driver.seen("bima")).filter(({ id }) => !before.has(id));
    return fresh.map(({ text }) => text).join("\n");
  };

  it("are found within longer words, tracking and all, and submitted once", async () => {
    const post = await made(rani);
    const words = `Kak, sudah tayang ya kemarin malam: ${post.url}?igsh=MTIz&utm_source=ig (semoga suka!) makasih`;
    expect(await told(() => driver.say("bima", words))).toContain("Link diterima");
    expect(await known(post)).toBe(1);
    expect(await told(() => driver.say("bima", `cek lagi ${post.url}`))).toContain("Link ini sudah masuk");
    expect(await known(post)).toBe(1);
  });

  it("are each submitted where there are several, in whatever way they are parted", async () => {
    const several = [await made(rani), await made(rani), await made(rani), await made(raniOnTiktok)];
    const [first, second, third, fourth] = several.map(({ url }) => url);
    const answer = await told(() => driver.say("bima", `1. ${first}\n2. ${second},${third}\ndan <${fourth}>`));
    expect(answer.split("Postnya memang milikmu")).toHaveLength(5);
    expect(await Promise.all(several.map(known))).toEqual([1, 1, 1, 1]);
  });

  it("are followed where they are short, and refused where they lead out of the platform", async () => {
    const post = await made(raniOnTiktok);
    const answer = await told(() => driver.say("bima", `Ini versi TikTok-nya ${post.shortUrl} 🙏`));
    expect(answer).toContain("Link diterima");
    expect(await known(post)).toBe(1);
    // A code that nobody gave out leads nowhere; another host is no link at all, and only words.
    expect(await told(() => driver.say("bima", "https://vm.tiktok.com/ZSnothing1/"))).not.toContain("Link diterima");
    const before = heard.length;
    await told(() => driver.say("bima", "https://bit.ly/3abcdef http://169.254.169.254/p/ABCDEFGHIJK/"));
    expect(heard.length).toBe(before + 1);
  });

  it("beyond the fifth are not lost without a word", async () => {
    const six: Awaited<ReturnType<typeof made>>[] = [];
    for (let count = 0; count < 6; count += 1) six.push(await made(rani));
    const answer = await told(() => driver.say("bima", six.map(({ url }) => url).join("\n")));
    expect(answer.split("Postnya memang milikmu")).toHaveLength(6);
    expect(answer).toContain("1 link lagi");
    expect(await Promise.all(six.map(known))).toEqual([1, 1, 1, 1, 1, 0]);
    const rest = six.at(-1);
    expect(await told(() => driver.say("bima", rest?.url ?? ""))).toContain("Link diterima");
  });

  it("that were forgotten may be added by changing the message", async ({ skip }) => {
    const edit = driver.edit ?? skip("messages cannot be changed there");
    const post = await made(rani);
    await told(() => driver.say("bima", "sudah tayang kak"));
    expect(await told(() => edit("bima", `sudah tayang kak ${post.url}`))).toContain("Link diterima");
    // Corrected words around it change nothing.
    expect(await told(() => edit("bima", `sudah tayang, kak: ${post.url}`))).toBe("");
    expect(await known(post)).toBe(1);
  });
});
