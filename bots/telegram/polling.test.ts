import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { BIMA, openTestTelegram, TELEGRAM_BOT, type TestTelegram } from "../../test/support/telegram.ts";
import { createReceiver } from "../runtime/receiver.ts";
import { startTelegramPolling } from "./polling.ts";
import { createTelegramUpdates } from "./receiver.ts";

let house: TestHouse;
let telegram: TestTelegram;

beforeAll(async () => {
  house = await openTestHouse({ modules: [] });
});
afterAll(async () => {
  await house.db.close();
});
beforeEach(async () => {
  await house.db.transaction({ role: "platform" }, (tx) => tx.execute("DELETE FROM inbound_event"));
});
afterEach(async () => {
  await telegram.close();
});

const inbox = () => createReceiver(house.db, () => undefined, house.secrets);
const kept = (): Promise<{ text: string; lane: string; waits: boolean }[]> =>
  house.db.transaction({ role: "platform" }, (tx) =>
    tx.query(
      "SELECT payload->>'text' AS text, lane_key AS lane, available_at > received_at AS waits FROM inbound_event ORDER BY id",
    ),
  );
const texts = async (): Promise<string[]> => (await kept()).map(({ text }) => text);

describe("with the real inbox", () => {
  it("keeps one row of eleven deliveries, on the lane of the chat; an album waits", async () => {
    telegram = await openTestTelegram({ receiver: inbox() });
    const { people, updates } = telegram.sandbox;
    updates.faults.times = 11;
    people.type(BIMA.id, "Halo");
    const file = { bytes: Buffer.from("x"), mime: "image/jpeg" };
    people.sendAlbum(BIMA.id, [file, file]);
    people.type(BIMA.id, "/stop");
    await updates.settled();
    const chat = `telegram:${TELEGRAM_BOT.id}:${BIMA.id}`;
    expect(await kept()).toEqual([
      { text: "Halo", lane: `c:${chat}`, waits: false },
      { text: "", lane: `c:${chat}`, waits: true },
      { text: "", lane: `c:${chat}`, waits: true },
      { text: "/stop", lane: `x:${chat}`, waits: false },
    ]);
  });
});

describe("polling", () => {
  it("takes what waits, confirms it once it is kept, and loses nothing over a restart", async () => {
    const real = inbox();
    let fail = false;
    const receiver = {
      ...real,
      message: async (...args: Parameters<typeof real.message>) => {
        if (fail && args[1].text === "tiga") throw new Error("killed");
        return real.message(...args);
      },
    };
    telegram = await openTestTelegram({ receiver, mode: "polling" });
    const { people, updates } = telegram.sandbox;
    people.type(BIMA.id, "satu");
    await expect.poll(texts).toEqual(["satu"]);
    fail = true;
    for (const text of ["dua", "tiga", "empat"]) people.type(BIMA.id, text);
    await expect.poll(texts).toEqual(["satu", "dua"]);
    await telegram.running.stop();
    // Nothing after the last confirmation is gone; what was kept and not confirmed comes again.
    expect(updates.waiting().length).toBeGreaterThanOrEqual(2);
    fail = false;
    const again = createTelegramUpdates({ ...telegram, receiver, botUsername: "KolegaBot", log: silent });
    const polling = startTelegramPolling({
      token: TELEGRAM_BOT.token,
      apiRoot: telegram.url,
      updates: again,
      log: silent,
      timeoutS: 1,
    });
    await expect.poll(texts).toEqual(["satu", "dua", "tiga", "empat"]);
    await expect.poll(() => updates.waiting().length, { timeout: 5_000 }).toBe(0);
    await polling.stop();
    expect(await texts()).toEqual(["satu", "dua", "tiga", "empat"]);
  });

  it("is done by one at a time", async () => {
    telegram = await openTestTelegram({ receiver: inbox(), mode: "polling" });
    const options = { token: TELEGRAM_BOT.token, apiRoot: telegram.url, log: silent };
    expect(() => startTelegramPolling({ ...options, updates: { take: async () => undefined } })).toThrow("already");
    // Another process: Telegram tells the first one, which asks again.
    await fetch(`${telegram.url}/bot${TELEGRAM_BOT.token}/getUpdates`);
    await expect.poll(() => telegram.log.length).toBeGreaterThan(0);
    expect(JSON.stringify(telegram.log)).toContain("409 Conflict");
    telegram.sandbox.people.type(BIMA.id, "Halo");
    await expect.poll(texts, { timeout: 5_000 }).toEqual(["Halo"]);
    expect(JSON.stringify(telegram.log)).not.toMatch(/SANDBOX|Halo/);
  });

  it("takes over from a webhook", async () => {
    telegram = await openTestTelegram({ receiver: inbox(), mode: "polling" });
    const info = await telegram.channel.api.getWebhookInfo();
    expect(info.url).toBe("");
    await telegram.channel.api.setWebhook(telegram.webhookUrl, { secret_token: "other" });
    await expect.poll(() => JSON.stringify(telegram.log), { timeout: 5_000 }).toContain("409 Conflict");
  });
});

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
