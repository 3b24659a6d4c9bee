import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MessageContent } from "../../core/cards/card.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { createCampaign, fundWallet } from "../../test/support/brands.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import { presenterOf } from "../../test/support/presenter.ts";
import { Chat, textOf, withAssistantWords } from "../testing/chat.ts";
import { createOfflineAssistant } from "./assistant.ts";
import { assistantLocale } from "./locale.ts";

let house: TestHouse;
let org: Awaited<ReturnType<typeof createOrganization>>;
const people: Record<string, Actor> = {};

const platform = <T>(sql: string, params: readonly unknown[] = []): Promise<T[]> =>
  house.db.transaction({ role: "platform" }, (tx) => tx.query<T>(sql, params));

function chatOf(actor: Actor): Chat {
  const i18n = withAssistantWords(house.i18n, (locale) => presenterOf(assistantLocale, locale));
  const assistant = createOfflineAssistant({ registry: house.registry, executor: house.executor, i18n });
  return new Chat({ assistant, actor, i18n, clock: house.clock });
}
/** Whom the last call would invite, with the price that was named for them. */
function invited(chat: Chat): (readonly [string | undefined, number | undefined])[] {
  const last = chat.journal.entries.at(-1);
  if (last?.useCase !== "collaborations.invite") return [];
  const { invitations } = last.input as { invitations: { influencerId: string; compensationMinor?: number }[] };
  return invitations.map((item) => [
    Object.entries(people).find(([, actor]) => actor.id === item.influencerId)?.[0],
    item.compensationMinor,
  ]);
}
const cardsOf = (replies: readonly MessageContent[]) =>
  replies.flatMap((reply) => [reply.card, ...(reply.cards ?? [])].filter((card) => card !== undefined));

beforeAll(async () => {
  house = await openTestHouse();
  org = await createOrganization(house.db, "Kilau");
  await fundWallet(house.db, org.orgId, 100_000_000);
  // Requests of one person count together for a day; these are many, and none is about the limit.
  await platform("UPDATE organization SET four_eyes_above_minor = 1000000000 WHERE id = $1", [org.orgId]);
  for (const name of ["Rani Wulandari", "Rani Anggraini", "Intan Permatasari", "Kevin Hartono", "Sari Dewanti"]) {
    people[name] = (await createInfluencer(house.db, name)).influencer;
  }
  await createCampaign(house.db, org.orgId);
});
afterAll(() => house.db.close());

describe("inviting by name", () => {
  it("asks which of two is meant and keeps the others that were named", async () => {
    const chat = chatOf(org.manager);
    expect(textOf(await chat.say("undang Rani dan Intan"))).toContain("Ada beberapa Rani");
    const replies = await chat.say("Rani Wulandari");
    expect(invited(chat)).toEqual([
      ["Rani Wulandari", undefined],
      ["Intan Permatasari", undefined],
    ]);
    expect(textOf(replies)).toContain("Belum ada yang dijalankan");
    expect(textOf(replies)).toContain("tarif");
  });

  it("drops nobody when some of the names are in the list shown and others are not", async () => {
    const chat = chatOf(org.manager);
    await chat.say("undang Rani");
    await chat.say("batal");
    await chat.say("undang Rani Wulandari 2 juta dan Kevin Hartono 3,8 juta");
    expect(invited(chat)).toEqual([
      ["Rani Wulandari", 2_000_000],
      ["Kevin Hartono", 3_800_000],
    ]);
    await chat.say("undang Kevin Hartono, Rani Anggraini dan Sari Dewanti");
    expect(invited(chat).map(([name]) => name)).toEqual(["Kevin Hartono", "Rani Anggraini", "Sari Dewanti"]);
    await chat.say("undang @kevin.hartono dan Intan Permatasari");
    expect(invited(chat).map(([name]) => name)).toEqual(["Kevin Hartono", "Intan Permatasari"]);
  });

  it("remembers the campaign that was named while it asks who is meant", async () => {
    const campaignId = await createCampaign(house.db, org.orgId);
    await platform("UPDATE campaign SET name = 'Cerah Lagi' WHERE id = $1", [campaignId]);
    const chat = chatOf(org.manager);
    await chat.say("undang Rani ke campaign Cerah Lagi");
    await chat.say("Rani Anggraini");
    expect(chat.journal.entries.at(-1)?.input).toMatchObject({ campaignId });
  });

  it("asks for a price only where nobody knows one", async () => {
    const other = await createOrganization(house.db, "Dolar");
    const campaignId = await createCampaign(house.db, other.orgId);
    await platform("UPDATE campaign SET currency = 'USD' WHERE id = $1", [campaignId]);
    const chat = chatOf(other.manager);
    expect(textOf(await chat.say("undang Kevin Hartono"))).toContain("Berapa kompensasi untuk Kevin Hartono?");
    await chat.say("900 ribu");
    expect(invited(chat)).toEqual([["Kevin Hartono", 900_000]]);
  });
});

describe("a request of somebody who decides it themself", () => {
  it("comes with one card: the one with the buttons", async () => {
    const chat = chatOf(org.manager);
    const mine = await chat.say("undang Sari Dewanti 1 juta ke campaign Kilau Cerah");
    expect(cardsOf(mine)).toEqual([]);
    const [request] = await platform<{ id: string }>(
      "SELECT id FROM approval WHERE status = 'pending' AND use_case = 'collaborations.invite' ORDER BY id DESC LIMIT 1",
    );
    await house.approvals.decide(request?.id ?? "", "approve", org.admin);

    const sari = chatOf(people["Sari Dewanti"] as Actor);
    const answer = await sari.say("terima");
    expect(sari.journal.entries.at(-1)?.useCase).toBe("collaborations.accept");
    expect(textOf(answer)).toContain("tekan **Setujui**");
    expect(cardsOf(answer)).toEqual([]);
    const cards = await platform(
      "SELECT 1 FROM outbound_message WHERE template = 'approvals.requested' AND recipient = $1",
      [people["Sari Dewanti"]?.id],
    );
    expect(cards).toHaveLength(1);
  });

  it("shows what was asked for to somebody who may not decide it", async () => {
    const campaignId = await createCampaign(house.db, org.orgId, "submitted");
    await platform("UPDATE campaign SET name = 'Menunggu Bima' WHERE id = $1", [campaignId]);
    const replies = await chatOf(org.manager).say("setujui campaign Menunggu Bima");
    expect(cardsOf(replies).map((card) => card.title)).toEqual([
      "Menunggu persetujuan. Kartunya sudah saya kirim ke yang berwenang.",
    ]);
  });
});
