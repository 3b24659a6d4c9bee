import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createOfflineAssistant } from "../../agents/index.ts";
import { newId } from "../../core/kernel/ids.ts";
import { chatToTell } from "../../core/notifications/index.ts";
import { insertOutbound } from "../../core/outbox/writer.ts";
import { cardsOf, openTestDesk, saidIn, type TestDesk } from "../../test/support/desk.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createWorld, type World } from "../../test/support/world.ts";

const PLATFORM = { role: "platform" } as const;
const ENGLISH = "Shall my cards and news come in English too?";
let house: TestHouse;
let kilau: World;
let desk: TestDesk;

beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.db.close());
beforeEach(async () => {
  kilau = await createWorld(house.db, "Kilau");
  const { manager } = kilau.actors;
  desk = await openTestDesk(house, {
    assistant: createOfflineAssistant(house),
    people: [manager, kilau.influencer],
  });
});

describe("somebody who is there", () => {
  it("gets what waited for the end of their quiet hours as soon as they write", async () => {
    const rani = kilau.influencer;
    await house.db.transaction(PLATFORM, async (tx) => {
      await insertOutbound(tx, "platform", new Date(), {
        kind: "notification",
        recipient: rani.id,
        template: "broadcasts.message",
        data: { orgName: "Kilau", text: "held for the night" },
        key: newId("message"),
      });
      await tx.execute(
        "UPDATE outbound_message SET deferred = true, available_at = now() + interval '9 hours' WHERE recipient = $1",
        [rani.id],
      );
      await tx.execute(
        "INSERT INTO consent (id, influencer_id, purpose, wording_version, given_at, via) VALUES ($1, $2, 'broadcast', 1, now(), 'desk')",
        [newId("consent"), rani.id],
      );
      // Quiet at this very moment, whatever the hour of the test is.
      await tx.execute(
        `INSERT INTO notification_setting (tenant, person, quiet, quiet_from, quiet_until, updated_at)
         SELECT $1, $1, true, (m + 1438) % 1440, (m + 60) % 1440, now()
         FROM (SELECT (extract(hour FROM t) * 60 + extract(minute FROM t))::int AS m FROM (SELECT $2::timestamptz AT TIME ZONE 'Asia/Jakarta' AS t) l) n`,
        [rani.id, house.clock.now()],
      );
    });
    await desk.run();
    expect(saidIn(await desk.window(rani))).not.toContain("held for the night");
    await desk.write(rani, "halo");
    await desk.run();
    expect(saidIn(await desk.window(rani))).toContain("held for the night");
  });

  it("is told things where they write, already while they are answered, though they wrote elsewhere a moment ago", async () => {
    const { manager } = kilau.actors;
    const told: (string | undefined)[] = [];
    const watched = await openTestDesk(house, {
      assistant: {
        async runTurn(turn) {
          const chat = await house.db.transaction(PLATFORM, (tx) => chatToTell(tx, manager.id, ["desk", "telegram"]));
          told.push(chat?.channel);
          return { replies: [], state: turn.state, transcript: [], status: "done" };
        },
      },
      people: [manager],
    });
    await house.db.transaction(PLATFORM, async (tx) => {
      await tx.execute(
        "INSERT INTO conversation (id, channel, account, external_id, subject, last_user_message_at, created_at) VALUES ($1, 'telegram', 'a', $2, $3, now(), now())",
        [newId("conversation"), `telegram:${manager.id}`, manager.id],
      );
      await tx.execute(
        "INSERT INTO channel_identity (id, channel, account, external_id, subject, linked_at) VALUES ($1, 'telegram', 'a', $2, $3, now())",
        [newId("identity"), `telegram:${manager.id}`, manager.id],
      );
    });
    await watched.write(manager, "undang Rani dong");
    await watched.run();
    expect(told).toEqual(["desk"]);
  });

  it("who begins is told what this is, by name, with a few first steps and where the rest is", async () => {
    for (const [person, words] of [
      [kilau.actors.manager, "rekan kerjamu untuk campaign influencer"],
      [kilau.influencer, "brand mengirim tawaran dan pembayaran untukmu"],
    ] as const) {
      await desk.write(person, "/start");
      await desk.run();
      const card = (await desk.window(person)).flatMap(cardsOf).at(-1);
      expect(card?.title).toMatch(/^Halo, \S+!$/);
      expect(card?.body).toContain(words);
      expect(card?.body).toContain("/menu");
      expect(card?.actions.length).toBeLessThanOrEqual(6);
    }
  });

  it("is asked once, and only where one message tells, whether everything shall come in the language they write", async () => {
    const { manager } = kilau.actors;
    const offers = async () => (await desk.window(manager)).flatMap(cardsOf).filter(({ title }) => title === ENGLISH);
    for (const text of ["ok report", "Setujui campaign Glow Your Way", "Apa yang menunggu persetujuan saya?"]) {
      await desk.write(manager, text);
      await desk.run();
    }
    expect(await offers()).toHaveLength(0);
    for (const text of ["What is waiting for my approval?", "How are my campaigns doing?"]) {
      await desk.write(manager, text);
      await desk.run();
    }
    expect(await offers()).toHaveLength(1);
    await desk.touch(manager, "Yes, English");
    await desk.run();
    await desk.write(manager, "/menu");
    await desk.run();
    expect(saidIn((await desk.window(manager)).slice(-1))).toContain("Choose what you need");
  });
});
