import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../core/kernel/actor.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import { presenterOf } from "../../test/support/presenter.ts";
import { Chat, textOf, withAssistantWords } from "../testing/chat.ts";
import { createOfflineAssistant } from "./assistant.ts";
import { assistantLocale } from "./locale.ts";

let house: TestHouse;
let manager: Actor;
let rani: Actor;
let kevin: Actor;

function chatOf(actor: Actor): Chat {
  const i18n = withAssistantWords(house.i18n, (locale) => presenterOf(assistantLocale, locale));
  const assistant = createOfflineAssistant({ registry: house.registry, executor: house.executor, i18n });
  return new Chat({ assistant, actor, i18n, clock: house.clock });
}
const calls = (chat: Chat): unknown[] => chat.journal.entries.map(({ useCase, input }) => [useCase, input]);

beforeAll(async () => {
  house = await openTestHouse();
  ({ manager } = await createOrganization(house.db, "Kilau"));
  rani = (await createInfluencer(house.db, "Rani Wulandari", { username: "rani.glow" })).influencer;
  kevin = (await createInfluencer(house.db, "Kevin Hartono", { locale: "en" })).influencer;
});
afterAll(async () => {
  await house.db.close();
});

describe("notifications in words", () => {
  it("are changed as said, and shown with their buttons where it is not clear what", async () => {
    const chat = chatOf(manager);
    await chat.say("matiin notif tips dong");
    expect(calls(chat)).toEqual([["notifications.set_preferences", { group: "tips", mode: "off" }]]);
    await chat.say("jangan kirim notifikasi dari jam 10 malam sampai jam 7 pagi ya");
    expect(calls(chat)).toEqual([
      ["notifications.set_preferences", { quiet: true, quietFrom: "22:00", quietUntil: "07:00" }],
    ]);
    const unclear = await chat.say("jangan kirim notifikasi dari jam 10 sampai jam 7");
    expect(calls(chat)).toEqual([["notifications.preferences", {}]]);
    expect(textOf(unclear)).toContain("22:00 sampai 07:00");
  });
});

describe("chat accounts in words", () => {
  it("are listed, and what is not linked is said not to be", async () => {
    const chat = chatOf(kevin);
    expect(textOf(await chat.say("i want to check my connected accounts"))).toContain("No chat account is linked");
    expect(calls(chat)).toEqual([["people.channels", {}]]);
    const none = await chat.say("please unlink my slack");
    expect(textOf(none)).toContain("No slack account is linked");
  });

  it("does not link by words what only the button may", async () => {
    const chat = chatOf(rani);
    await chat.say("itu akun saya");
    expect(calls(chat)).toEqual([]);
  });
});

describe("a creator's own profile in words", () => {
  it("changes what was said and asks what where nothing was", async () => {
    const chat = chatOf(rani);
    await chat.say("update profil aku dong");
    expect(calls(chat)).toEqual([]);
    await chat.say("kotaku Bandung");
    expect(calls(chat)).toEqual([["influencers.update_my_profile", { city: "Bandung" }]]);
    await chat.say("ganti rate reel instagram jadi 1,5 juta");
    expect(calls(chat)).toEqual([
      ["influencers.update_my_profile", { rates: [{ platform: "instagram", format: "reel", amountMinor: 1_500_000 }] }],
    ]);
  });
});

describe("what is outside", () => {
  it.each([
    ["pesenin tiket pesawat ke bali dong", "di luar yang bisa saya kerjakan"],
    ["can you translate this to mandarin please", "outside of what I can do"],
  ])("%s is said to be, with what there is instead", async (text, said) => {
    const chat = chatOf(rani);
    const replies = await chat.say(text);
    expect(calls(chat)).toEqual([]);
    expect(textOf(replies)).toContain(said);
    expect(replies[0]?.card?.actions?.length ?? 0).toBeGreaterThan(0);
  });
});
