import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChannelDriver, type Ground, PNG, type Seen, type Who } from "./driver.ts";
import { type Logbook, openLogbook } from "./logbook.ts";
import { longText, openStage, type Stage } from "./stage.ts";

const AWAY_MS = 2_000;

/** A channel, by name, and how it is opened on a house. */
export type OpenChannel = (ground: Ground) => Promise<ChannelDriver>;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const count = <T>(all: readonly T[], one: T): number => all.filter((each) => each === one).length;

/**
 * What every channel keeps, tried through its platform's own means: nothing lost, nothing twice, nobody heard who is not
 * the person, nothing told to whom it does not concern. The cases of one channel share a house and follow each other.
 */
export function describeChannel(name: string, open: OpenChannel): void {
  describe(name, () => {
    let stage: Stage;
    let driver: ChannelDriver;
    let logbook: Logbook;

    beforeAll(async () => {
      logbook = openLogbook();
      stage = await openStage(open, logbook.log);
      driver = stage.driver;
    });
    afterAll(async () => {
      await stage?.close();
      logbook.close();
    });

    /** What somebody is shown since `work` began. */
    const since = async (who: Who, work: () => Promise<void>): Promise<readonly Seen[]> => {
      const before = new Set((await driver.seen(who)).map(({ id }) => id));
      await work();
      await stage.settled();
      return (await driver.seen(who)).filter(({ id }) => !before.has(id));
    };
    const textsSince = async (who: Who, work: () => Promise<void>): Promise<string[]> =>
      (await since(who, work)).map(({ text }) => text);
    const keptSince = async (work: () => Promise<void>): Promise<number> => {
      const before = (await stage.kept()).length;
      await work();
      await stage.settled();
      return (await stage.kept()).length - before;
    };
    const has = <T>(part: T | undefined, skip: (note?: string) => never): T => part ?? skip(`${name} has none`);

    describe("what comes in", () => {
      it("is answered where it was said", async () => {
        expect(await textsSince("bima", () => driver.say("bima", "halo"))).toEqual(["Kamu bilang: halo"]);
        expect(await driver.seen("ayu")).toEqual([]);
      });

      it("has one effect and one answer, delivered eleven times", async () => {
        const events = await keptSince(async () => {
          const texts = await textsSince("bima", () => driver.say("bima", "catat sekali", 11));
          expect(texts).toEqual(["Dicatat: sekali"]);
        });
        expect(events).toBe(1);
        expect(count(await stage.notes(), "sekali")).toBe(1);
      });

      it("is all there when it comes out of order", async ({ skip }) => {
        const sayInDisorder = has(driver.sayInDisorder, skip);
        const words = ["merah", "kuning", "hijau", "biru", "ungu"];
        const texts = await textsSince("bima", () =>
          sayInDisorder(
            "bima",
            words.map((word) => `catat ${word}`),
          ),
        );
        expect([...texts].sort()).toEqual(words.map((word) => `Dicatat: ${word}`).sort());
        const notes = await stage.notes();
        expect(words.map((word) => count(notes, word))).toEqual(words.map(() => 1));
      });

      it("is not our own voice, nor another bot's", async ({ skip }) => {
        const botsSpeak = has(driver.botsSpeak, skip);
        const heard = stage.heard.length;
        expect(await keptSince(botsSpeak)).toBe(0);
        expect(stage.heard.length).toBe(heard);
        expect(await stage.notes()).not.toContain("gema");
      });

      it("is from the platform: forged, old and future requests are refused, and nothing of them is kept", async ({
        skip,
      }) => {
        const forge = has(driver.forge, skip);
        const events = await keptSince(async () => {
          for (const { what, status, expected } of await forge()) expect([what, status]).toEqual([what, expected]);
        });
        expect(events).toBe(0);
        expect(await stage.notes()).not.toContain("palsu");
      });

      it("does not do again what its words did when they are changed", async ({ skip }) => {
        const edit = has(driver.edit, skip);
        await textsSince("bima", () => driver.say("bima", "catat kpoi"));
        const texts = await textsSince("bima", () => edit("bima", "catat kopi"));
        expect(texts).toEqual([]);
        const notes = await stage.notes();
        expect([count(notes, "kpoi"), count(notes, "kopi")]).toEqual([1, 0]);
      });

      it("may be something nobody can read: one polite sentence", async ({ skip }) => {
        if (driver.unsupported.length === 0) skip(`${name} has none`);
        for (const { what, send } of driver.unsupported) {
          const texts = await textsSince("bima", () => send("bima"));
          expect([what, texts.length]).toEqual([what, 1]);
          expect(texts[0], what).toMatch(/\p{L}{3}/u);
        }
      });

      it("may be a picture or a document: fetched for the assistant, else answered with one sentence", async ({
        skip,
      }) => {
        const sendFile = has(driver.sendFile, skip);
        for (const [file, kind] of [
          [{ bytes: PNG, mime: "image/png", name: "bukti.png" }, "image"],
          [{ bytes: Buffer.from("%PDF-1.4 brief"), mime: "application/pdf", name: "brief.pdf" }, "file"],
        ] as const) {
          const texts = await textsSince("bima", () => sendFile("bima", file));
          expect(texts, kind).toHaveLength(1);
          if (kind === "image") expect(texts).toEqual(["Dilihat: image"]);
          const [attachment] = ((await stage.kept()).at(-1)?.payload.attachments ?? []) as {
            kind: string;
            ref: string;
          }[];
          expect(attachment?.kind).toBe(kind);
          const fetched = await driver.channel.download?.(driver.account, attachment?.ref ?? "");
          expect(Buffer.from(fetched?.bytes ?? []).equals(file.bytes), kind).toBe(true);
        }
        const image = { bytes: PNG, mime: "image/png", name: "bukti.png", caption: "catat bukti" };
        expect(await textsSince("bima", () => sendFile("bima", image))).toEqual(["Dicatat: bukti"]);
      });
    });

    describe("a button", () => {
      const budget = async (): Promise<[bigint | null, number]> => {
        const { budgetMinor, times } = await stage.paid();
        return [budgetMinor, times];
      };
      const offer = async (amount: number): Promise<void> => {
        const [card] = await since("bima", () => driver.say("bima", `tombol ${amount}`));
        expect(card?.buttons).toEqual([`Bayar ${amount}`]);
      };

      it("does what it says, once; the same click again is silent", async () => {
        const [, times] = await budget();
        await offer(110_000);
        const texts = await textsSince("bima", () => driver.press("bima", "Bayar 110000", 2));
        expect(texts).toHaveLength(1);
        expect(texts[0]).toContain("Glow");
        expect(await textsSince("bima", () => driver.press("bima", "Bayar 110000"))).toEqual([]);
        expect(await budget()).toEqual([110_000n, times + 1]);
      });

      it("is its person's: somebody else is refused, and nobody but them is told so", async () => {
        const [, times] = await budget();
        await driver.sayBeforeOthers("bima", "tombol 120000");
        await stage.settled();
        const others = (await driver.group?.seen())?.length;
        const own = (await driver.seen("bima")).length;
        await driver.pressForeign("ayu", "bima", "Bayar 120000");
        await stage.settled();
        await expect.poll(() => driver.toldAlone("ayu")).toContain("Tombol ini bukan untukmu.");
        expect((await driver.group?.seen())?.length).toBe(others);
        expect((await driver.seen("bima")).length).toBe(own);
        expect((await driver.toldAlone("bima")).join()).not.toContain("bukan untukmu");
        expect((await budget())[1]).toBe(times);
      });

      it("that is too old does nothing, and says so", async () => {
        const [, times] = await budget();
        await offer(130_000);
        await stage.expireButtons();
        const texts = await textsSince("bima", () => driver.press("bima", "Bayar 130000"));
        expect(texts).toEqual(["Tombol ini sudah tidak berlaku. Minta kartu yang baru."]);
        expect((await budget())[1]).toBe(times);
      });

      it("of a request decides it, and the card then says what became of it", async () => {
        const asked = await since("bima", () => stage.requestPayment(140_000));
        expect(asked.flatMap(({ buttons }) => buttons)).toEqual(expect.arrayContaining(["Setujui", "Tolak"]));
        await driver.press("bima", "Setujui");
        await stage.settled();
        expect((await budget())[0]).toBe(140_000n);
        const seen = await driver.seen("bima");
        const outcome = seen.filter(({ text }) => text.includes("Disetujui oleh Bima") || text.includes("Disetujui"));
        expect(outcome.length).toBeGreaterThan(0);
        if (!driver.channel.capabilities.edit) return;
        const card = seen.find(({ id }) => id === asked.at(-1)?.id);
        expect(card?.buttons).toEqual([]);
        expect(card?.text).toContain("Disetujui");
      });
    });

    describe("what goes out", () => {
      it("is parted when it is long, with nothing lost and in order", async () => {
        const seen = await since("bima", () => driver.say("bima", "panjang"));
        const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");
        expect(words(seen.map(({ text }) => text).join("\n"))).toEqual(words(longText(driver.textLimit)));
      });

      it("may be a chart: a picture, and its numbers in words", async ({ skip }) => {
        const pictureOf = has(driver.pictureOf, skip);
        const seen = await since("bima", () => driver.say("bima", "grafik"));
        expect(seen.reduce((sum, { pictures }) => sum + pictures, 0)).toBe(1);
        expect(seen.map(({ text }) => text).join("\n")).toContain("Senin 12, Selasa 34");
        const bytes = await pictureOf("bima");
        expect(Buffer.from(bytes.subarray(1, 4)).toString()).toBe("PNG");
        expect(bytes.length).toBeGreaterThan(1_000);
      });

      it("waits as long as the platform says, and then arrives once", async ({ skip }) => {
        const throttle = has(driver.throttle, skip);
        throttle(2);
        await driver.say("bima", "catat sabar");
        const texts = await textsSince("bima", async () => {
          await stage.run();
          const row = (await stage.outbound()).at(-1);
          expect(row).toMatchObject({ status: "pending", attempts: 1 });
          expect(row?.dueInMs).toBeGreaterThan(1_000);
          await stage.hurry();
        });
        expect(texts).toEqual(["Dicatat: sabar"]);
        expect((await stage.outbound()).at(-1)).toMatchObject({ status: "sent", attempts: 2 });
        expect(count(await stage.notes(), "sabar")).toBe(1);
      });

      it("whose answer was lost is not sent again where many are told", async ({ skip }) => {
        const loseAnswer = has(driver.loseAnswer, skip);
        loseAnswer();
        const texts = await textsSince("bima", () => stage.reachOut("bima", "Tawaran untuk banyak orang"));
        expect(texts).toEqual(["Tawaran untuk banyak orang"]);
        expect((await stage.outbound()).at(-1)).toMatchObject({ status: "unknown", attempts: 1 });
        // What follows is not held up by it.
        expect(await textsSince("bima", () => driver.say("bima", "lalu?"))).toEqual(["Kamu bilang: lalu?"]);
      });

      it("whose answer was lost is said again, once, where one person waits for it", async ({ skip }) => {
        const loseAnswer = has(driver.loseAnswer, skip);
        for (const times of [1, 2]) {
          for (let time = 0; time < times; time += 1) loseAnswer();
          const texts = await textsSince("bima", async () => {
            await driver.say("bima", "masih di sana?");
            await stage.run();
            await stage.hurry();
          });
          expect(texts).toEqual(["Kamu bilang: masih di sana?", "Kamu bilang: masih di sana?"]);
          const status = times === 1 ? "sent" : "unknown";
          expect((await stage.outbound()).at(-1)).toMatchObject({ status, attempts: 2 });
        }
      });
    });

    it("loses nothing and repeats nothing when the platform is away for a while", async ({ skip }) => {
      const [away, back] = [has(driver.away, skip), has(driver.back, skip)];
      await driver.say("bima", "catat sebelum");
      await driver.arrived();
      const texts = await textsSince("bima", async () => {
        await away();
        await driver.say("bima", "catat selama");
        const until = Date.now() + AWAY_MS;
        while (Date.now() < until) {
          await stage.workOnly();
          await sleep(100);
        }
        await back();
        await driver.say("bima", "catat sesudah");
        await expect
          .poll(() => stage.settled().then(stage.notes), { timeout: 15_000, interval: 100 })
          .toEqual(expect.arrayContaining(["sebelum", "selama", "sesudah"]));
      });
      expect([...texts].sort()).toEqual(["Dicatat: sebelum", "Dicatat: selama", "Dicatat: sesudah"]);
      const notes = await stage.notes();
      expect(["sebelum", "selama", "sesudah"].map((word) => count(notes, word))).toEqual([1, 1, 1]);
    });

    describe("a group", () => {
      it("is none of our business until we are named, and then is answered there", async ({ skip }) => {
        const group = has(driver.group, skip);
        const heard = stage.heard.length;
        const before = (await group.seen()).length;
        expect(await keptSince(() => group.say("ayu", "catat rahasia kita", false))).toBe(0);
        expect(stage.heard.length).toBe(heard);
        const alone = await textsSince("ayu", () => group.say("ayu", "siapa yang terlambat?", true));
        expect(alone).toEqual([]);
        const all = (await group.seen()).slice(before).map(({ text }) => text);
        expect(all).toEqual(["Kamu bilang: siapa yang terlambat?"]);
      });
    });

    describe("a stranger", () => {
      it("gets one polite way in, and nothing else", async ({ skip }) => {
        if (name === "Desk") skip("whoever is not signed in is not heard at all");
        const heard = stage.heard.length;
        const texts = await textsSince("sari", async () => {
          await driver.say("sari", "halo");
          await stage.settled();
          for (const words of ["catat menyusup", "tombol 150000", "/menu", "12345678"]) {
            await driver.say("sari", words);
            await stage.settled();
          }
        });
        expect(texts).toHaveLength(1);
        expect(texts[0]).toContain("belum terhubung");
        expect(texts[0]).toContain("http://kolega.test/link");
        expect(stage.heard.length).toBe(heard);
        expect(await stage.notes()).not.toContain("menyusup");
      });
    });

    it("logs no token, no phone number and no words of people, on good days and on bad ones", async () => {
      expect(await stage.incidents()).toEqual([]);
      // What did not go wrong yet: the platform breaks, our database breaks, and so does a turn, over what it was told.
      driver.fail?.();
      await driver.say("bima", "kenari kuning 5270183946");
      await stage.run();
      await stage.hurry();
      await stage.settled();
      stage.breakInbox();
      await driver.say("bima", "belum tersimpan 5270183946");
      await expect.poll(() => stage.settled().then(() => stage.heard.at(-1)), { timeout: 15_000 }).toContain("belum");
      await driver.say("bima", "rusak kenari 5270183946");
      await stage.run();
      await stage.hurry();
      await stage.settled();
      expect(await stage.incidents()).toHaveLength(1);
      expect(logbook.lines.join("\n")).toContain("incident");

      const seen = [...(await driver.seen("bima")), ...(await driver.seen("sari").catch(() => []))];
      const kept = (await stage.kept()).map(({ payload }) => String(payload.text ?? ""));
      const said = [...seen.map(({ text }) => text), ...kept, ...stage.heard, "palsu", "gema", "rahasia"];
      expect(logbook.leaks(stage, said)).toEqual([]);
    });
  });
}
