import { rmSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { type LineOptions, readyLine, temporaryFolder, type WebLine } from "./testing/line.ts";
import { ACCOUNT, OWN_LID, PHONE, StandIn, type StoredMessage } from "./testing/stand-in.ts";

const RANI = "628120000101@c.us";
const LID = "80001@lid";
const GROUP = "120363000000000001@g.us";
const lines: WebLine[] = [];
const line = async (options: LineOptions = {}): Promise<WebLine> => {
  const opened = await readyLine(options);
  opened.whatsapp.lids.set(RANI, LID);
  lines.push(opened);
  return opened;
};
afterEach(async () => {
  for (const one of lines.splice(0)) await one.close();
});
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const hears = async (one: WebLine, message: StoredMessage, times = 1): Promise<void> => {
  one.whatsapp.deliver(message, times);
  await one.incoming.settled();
};
const texts = (one: WebLine) => one.kept.flatMap(({ message }) => message?.text ?? []);

describe("what comes in", () => {
  it("is kept once, by its stable id, under the person's lasting id", async () => {
    const one = await line();
    const message = one.whatsapp.write(RANI, "halo");
    await hears(one, message, 11);
    expect(one.kept).toEqual([
      {
        arrival: { channel: "whatsapp", account: ACCOUNT, externalId: message.id },
        message: {
          conversation: LID,
          from: { externalId: LID, name: "Rani" },
          direct: true,
          text: "halo",
          messageId: message.id,
        },
      },
    ]);
  });

  it("is one person, whether WhatsApp names their number or their lasting id", async () => {
    const one = await line();
    await hears(one, one.whatsapp.write(RANI, "satu"));
    await hears(one, one.whatsapp.write(LID, "dua"));
    expect(one.kept.map(({ message }) => message?.conversation)).toEqual([LID, LID]);
  });

  it("is neither our own voice nor a status, a broadcast, a channel or a notice", async () => {
    const one = await line();
    for (const message of [
      one.whatsapp.write(RANI, "gema", { fromMe: true }),
      one.whatsapp.write("status@broadcast", "status"),
      one.whatsapp.write("1@broadcast", "siaran"),
      one.whatsapp.write("120@newsletter", "kanal"),
      ...["e2e_notification", "call_log", "revoked", "protocol", "album", "gp2", "ciphertext", "reaction"].map((type) =>
        one.whatsapp.write(RANI, "x", { type }),
      ),
      one.whatsapp.write(RANI, "  "),
    ]) {
      await hears(one, message);
    }
    expect(one.kept).toEqual([]);
  });

  it("keeps its order, although each message needs a look at who wrote it", async () => {
    const one = await line();
    const words = Array.from({ length: 20 }, (_, at) => `kata ${at}`);
    for (const word of words) one.whatsapp.deliver(one.whatsapp.write(RANI, word));
    await one.incoming.settled();
    expect(texts(one)).toEqual(words);
  });

  it("may be a file, kept by what fetches it, or something that only came", async () => {
    const one = await line();
    const file = { mimetype: "image/png", data: "" };
    const raw = { mimetype: "image/png", size: "7", filename: "a.png" };
    await hears(one, one.whatsapp.write(RANI, "lihat", { type: "image", file, raw }));
    await hears(one, one.whatsapp.write(RANI, "/9j/4AAQ", { type: "location" }));
    await hears(one, one.whatsapp.write(RANI, "/9j/4AAQ", { type: "image" }));
    const [image, place, once] = one.kept;
    expect(image?.arrival.quietMs).toBe(1_500);
    expect(image?.message).toMatchObject({
      text: "lihat",
      attachments: [{ kind: "image", ref: image?.arrival.externalId, name: "a.png", mime: "image/png", size: 7 }],
    });
    expect(place?.message).toMatchObject({ text: "", attachments: [{ kind: "file", ref: "", name: "location" }] });
    expect(once?.message).toMatchObject({ text: "", attachments: [{ kind: "image", ref: "" }] });
  });

  it("is tried again while it cannot be kept", async () => {
    const one = await line();
    one.failing = 2;
    await hears(one, one.whatsapp.write(RANI, "halo"));
    expect(texts(one)).toEqual(["halo"]);
  });

  it("is found again when it could not be kept for long, with what came after it", async () => {
    const one = await line();
    one.failing = 4;
    const lost = one.whatsapp.write(RANI, "pertama");
    await hears(one, lost);
    await hears(one, one.whatsapp.write(RANI, "kedua"));
    expect(texts(one)).toEqual(["kedua"]);
    for (const end = Date.now() + 3_000; texts(one).length < 2 && Date.now() < end; ) await sleep(10);
    expect(texts(one)).toEqual(["kedua", "pertama"]);
    expect(one.logged.some((text) => text.includes("not kept yet"))).toBe(true);
    expect(one.logged.join()).not.toMatch(/pertama|kedua|62812|80001/);
  });
});

describe("a group", () => {
  const say = (one: WebLine, body: string, more: Partial<StoredMessage> = {}) =>
    hears(one, one.whatsapp.write(GROUP, body, { author: RANI, ...more }));

  it("is heard when it speaks to us, by mention or in reply", async () => {
    const one = await line();
    const ours = one.whatsapp.write(GROUP, "Ada apa?", { fromMe: true });
    await say(one, "tidak untuk bot");
    await say(one, `@${OWN_LID.split("@")[0]} status campaign`, { mentions: [OWN_LID] });
    await say(one, "halo @628110000000", { mentions: [`${PHONE}@c.us`] });
    await say(one, "lanjut", { quotes: ours.id });
    await say(one, "@62899 hai", { mentions: ["62899@c.us"] });
    await say(one, "soal itu", { quotes: "gone" });
    expect(texts(one)).toEqual(["status campaign", "halo", "lanjut"]);
    expect(one.kept[0]?.message).toMatchObject({ conversation: GROUP, direct: false, from: { externalId: LID } });
  });

  it("is heard for all pictures of an album that speaks to us with one", async () => {
    const one = await line();
    const file = { mimetype: "image/png", data: "" };
    const raw = { parentMsgKey: { _serialized: "album-1" } };
    const other = { parentMsgKey: { _serialized: "album-2" } };
    await say(one, "@628110000000 ini", { type: "image", file, raw, mentions: [`${PHONE}@c.us`] });
    await say(one, "", { type: "image", file, raw });
    await say(one, "", { type: "image", file, raw: other });
    expect(one.kept).toHaveLength(2);
  });
});

describe("a choice", () => {
  const polled = async (chat = RANI) => {
    const one = await line();
    const poll = one.whatsapp.write(chat, "Terima?", {
      fromMe: true,
      type: "poll_creation",
      options: ["1. Ya", "2. Tidak", "3. Nanti"],
    });
    one.rows.set(poll.id, "out_09");
    const votes = async (options: number[], at = Date.now(), times = 1): Promise<void> => {
      const vote = one.whatsapp.vote(poll, RANI, options, at);
      for (let time = 0; time < times; time += 1) one.whatsapp.client.tell("vote_update", vote);
      await one.incoming.settled();
    };
    const tokens = () => one.kept.map(({ press }) => press?.token);
    return { one, poll, votes, tokens };
  };

  it("is a vote, once, however often it is delivered", async () => {
    const { one, votes } = await polled();
    await votes([1], 5_000, 11);
    expect(one.kept.map(({ press }) => press)).toEqual([
      { conversation: LID, from: { externalId: LID, name: "WhatsApp" }, direct: true, token: "n:out_09:2" },
    ]);
  });

  it("may be changed; taken back it does nothing, and an older vote that comes late is not what they want", async () => {
    const { votes, tokens } = await polled();
    await votes([0], 1_000);
    await votes([], 2_000);
    await votes([2], 3_000);
    await votes([1], 2_500);
    expect(tokens()).toEqual(["n:out_09:1", "n:out_09:3"]);
  });

  it("is known by its place where the poll itself could not be loaded", async () => {
    const { one, poll, tokens } = await polled();
    const vote = { poll: poll.id, voter: RANI, at: 1, options: [1] };
    one.whatsapp.client.tell("vote_update", one.whatsapp.shownVote(vote, false));
    await one.incoming.settled();
    expect(tokens()).toEqual(["n:out_09:2"]);
  });

  it("waits for the note of its poll, and is nothing in a poll of others or by ourselves", async () => {
    const { one, poll, votes, tokens } = await polled();
    one.rows.delete(poll.id);
    setTimeout(() => one.rows.set(poll.id, "out_10"), 8);
    await votes([0], 1_000);
    expect(tokens()).toEqual(["n:out_10:1"]);
    one.whatsapp.client.tell("vote_update", one.whatsapp.vote(poll, OWN_LID, [0]));
    const foreign = one.whatsapp.write(RANI, "Makan?", { type: "poll_creation", options: ["Ya", "Tidak"] });
    one.whatsapp.client.tell("vote_update", one.whatsapp.vote(foreign, RANI, [0]));
    await one.incoming.settled();
    expect(tokens()).toHaveLength(1);
  });

  it("is the group's where the poll is", async () => {
    const { one, votes } = await polled(GROUP);
    await votes([0]);
    expect(one.kept[0]?.press).toMatchObject({ conversation: GROUP, direct: false, from: { externalId: LID } });
  });

  it("is a number in reply to a message of ours: that message's, not the newest one's", async () => {
    const { one, poll, tokens } = await polled();
    const reply = (body: string) => hears(one, one.whatsapp.write(RANI, body, { quotes: poll.id }));
    await reply("2");
    await reply("3.");
    await reply("2 juta");
    await hears(one, one.whatsapp.write(RANI, "1"));
    expect(tokens()).toEqual(["n:out_09:2", "n:out_09:3", undefined, undefined]);
    expect(texts(one)).toEqual(["2 juta", "1"]);
  });
});

describe("what came while nobody listened", () => {
  it("is taken over from where it was left, once, in order; votes as well", async () => {
    const whatsapp = new StandIn();
    const path = temporaryFolder();
    const before = await line({ whatsapp, folder: path });
    await hears(before, whatsapp.write(RANI, "sebelum"));
    const poll = whatsapp.write(RANI, "?", { fromMe: true, type: "poll_creation", options: ["1. Ya", "2. Tidak"] });
    await before.close();

    whatsapp.write(RANI, "satu");
    whatsapp.write(RANI, "dua");
    whatsapp.write(GROUP, "tidak untuk bot", { author: RANI });
    whatsapp.vote(poll, RANI, [0], 7_000);
    before.rows.set(poll.id, "out_09");
    const after = await line({ whatsapp, folder: path, before });
    await after.incoming.catchUp(whatsapp.client);
    await after.incoming.catchUp(whatsapp.client);
    expect(texts(after)).toEqual(["sebelum", "satu", "dua"]);
    expect(after.kept.flatMap(({ press }) => press?.token ?? [])).toEqual(["n:out_09:1"]);
    rmSync(path, { recursive: true, force: true });
  });

  it("is none of our affair before the account was linked, and after another one is", async () => {
    const whatsapp = new StandIn();
    whatsapp.write(RANI, "kemarin", { at: Math.floor(Date.now() / 1_000) - 86_400 });
    const first = await line({ whatsapp });
    expect(first.kept).toEqual([]);
    expect(first.folder.mark()?.account).toBe(ACCOUNT);
    first.folder.setMark({ account: "628999", at: 1 });
    await first.incoming.catchUp(whatsapp.client);
    expect(first.kept).toEqual([]);
    expect(first.folder.mark()?.account).toBe(ACCOUNT);
  });

  it("is not forgotten because a newer message came before it was taken over", async () => {
    const whatsapp = new StandIn();
    const path = temporaryFolder();
    const before = await line({ whatsapp, folder: path });
    const left = Math.floor(Date.now() / 1_000) - 7_200;
    before.folder.setMark({ account: ACCOUNT, at: left });
    await before.close();

    whatsapp.write(RANI, "terlewat", { at: left + 60 });
    whatsapp.onStart = (client) => {
      client.becomeReady();
      client.tell("message", whatsapp.shown(whatsapp.write(RANI, "baru")));
    };
    const after = await line({ whatsapp, folder: path });
    await after.incoming.settled();
    await sleep(20);
    expect(texts(after).sort()).toEqual(["baru", "terlewat"]);
    rmSync(path, { recursive: true, force: true });
  });
});
