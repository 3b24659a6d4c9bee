import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MessageContent } from "../../core/cards/card.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { fundWallet } from "../../test/support/brands.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import { presenterOf } from "../../test/support/presenter.ts";
import type { Assistant } from "../assistant.ts";
import { Chat, MemoryJournal, textOf, withAssistantWords } from "../testing/chat.ts";
import { createOfflineAssistant } from "./assistant.ts";
import { assistantLocale } from "./locale.ts";

let house: TestHouse;
let org: Awaited<ReturnType<typeof createOrganization>>;
let rani: Actor;
let kevin: Actor;
let assistant: Assistant;

const platform = <T>(sql: string, params: readonly unknown[] = []): Promise<T[]> =>
  house.db.transaction({ role: "platform" }, (tx) => tx.query<T>(sql, params));

function chatOf(actor: Actor): Chat {
  const i18n = withAssistantWords(house.i18n, (locale) => presenterOf(assistantLocale, locale));
  assistant = createOfflineAssistant({ registry: house.registry, executor: house.executor, i18n });
  return new Chat({ assistant, actor, i18n, clock: house.clock });
}

const called = (chat: Chat): string[] => chat.journal.entries.map((entry) => entry.useCase);
const chipsOf = (replies: readonly MessageContent[]): string[] =>
  replies.flatMap((reply) =>
    [reply.card, ...(reply.cards ?? [])].flatMap((card) =>
      (card?.actions ?? []).flatMap((action) => (action.kind === "say" ? [action.text] : [])),
    ),
  );

/** The press of a person on the newest pending request. */
async function approveNewest(useCase: string, decider: Actor): Promise<void> {
  const [row] = await platform<{ id: string }>(
    "SELECT id FROM approval WHERE use_case = $1 AND status = 'pending' ORDER BY id DESC LIMIT 1",
    [useCase],
  );
  if (!row) throw new Error(`no request for ${useCase}`);
  const decision = await house.approvals.decide(row.id, "approve", decider);
  expect(decision.result).toBe("approved");
}

beforeAll(async () => {
  house = await openTestHouse();
  org = await createOrganization(house.db, "Kilau");
  await fundWallet(house.db, org.orgId, 100_000_000);
  rani = (await createInfluencer(house.db, "Rani Wulandari", { username: "rani.glow" })).influencer;
  kevin = (await createInfluencer(house.db, "Kevin Hartono", { locale: "en" })).influencer;
});
afterAll(async () => {
  await house.db.close();
});

describe("an answer that says more than was asked", () => {
  it("keeps all of it: `mulai 1 Desember sampai 31 Desember, perempuan Jakarta`", async () => {
    const other = await createOrganization(house.db, "Sinar");
    const manager = chatOf(other.manager);
    await manager.say("Bikin campaign Lebih Lengkap untuk Serum Pagi, target awareness 18-25, budget 20 juta");
    await manager.say("mulai 1 Desember sampai 31 Desember, perempuan Jakarta");
    const [row] = await platform<Record<string, unknown>>(
      "SELECT starts_on, ends_on, audience FROM campaign WHERE name = 'Lebih Lengkap'",
    );
    expect(row).toMatchObject({ startsOn: "2026-12-01", endsOn: "2026-12-31" });
    expect(row?.audience).toMatchObject({ ageMin: 18, ageMax: 25, gender: "female", cities: ["Jakarta"] });
  });
});

describe("an answer about another part than was asked for", () => {
  it("is taken for what it says, or turned down, and the question stays", async () => {
    const other = await createOrganization(house.db, "Fajar");
    const manager = chatOf(other.manager);
    await manager.say("bikin campaign bernama Pagi Cerah");
    const product = await manager.say("budget 5 kuadriliun");
    expect(textOf(product)).not.toContain("saya catat");
    expect(textOf(product)).toContain("Produk apa");
    expect(textOf(await manager.say("budget 20 juta"))).toContain("Produk apa");
    await manager.say("Serum Pagi");
    expect(textOf(await manager.say("mulai 1 Januari 2027 sampai 5 Januari 2027"))).toContain("tujuan");
    const [row] = await platform<Record<string, unknown>>(
      "SELECT product, goal, budget_minor, starts_on FROM campaign WHERE name = 'Pagi Cerah'",
    );
    expect(row).toMatchObject({ product: "Serum Pagi", goal: "", budgetMinor: 20_000_000n, startsOn: "2027-01-01" });
  });
});

describe("a message without words", () => {
  it("is a link that is no post's: what links are taken is said", async () => {
    const replies = await chatOf(rani).say("kak ini https://example.com/foo");
    expect(textOf(replies)).toContain("Kirim link post Instagram, TikTok, atau YouTube");
    expect(chipsOf(replies).length).toBeGreaterThan(0);
  });

  it("is emoji alone: no list of everything, but a way on", async () => {
    for (const [actor, words] of [
      [rani, "Tulis dengan kata-kata"],
      [kevin, "put it in words"],
      [org.manager, "Tulis dengan kata-kata"],
    ] as const) {
      const replies = await chatOf(actor).say("😀😀😀");
      expect(textOf(replies)).toContain(words);
      expect(textOf(replies)).not.toContain("\n- ");
      expect(chipsOf(replies).length).toBeGreaterThan(0);
    }
  });
});

describe("a campaign from one sentence to money held", () => {
  let manager: Chat;

  it("drafts it, asks for the dates with typical answers, then writes the brief", async () => {
    manager = chatOf(org.manager);
    const first = await manager.say(
      "Bikin campaign Glow Your Way untuk Glowing Serum X, target awareness 18-25, budget 20 juta",
    );
    expect(called(manager)).toEqual(["campaigns.create"]);
    expect(textOf(first)).toContain("Kapan mulai dan selesainya?");
    const [chip] = chipsOf(first);
    expect(chip).toMatch(/23 Nov 2026 - 6 Des 2026/);
    const second = await manager.say(chip ?? "");
    expect(called(manager)).toEqual(["campaigns.list", "campaigns.update", "campaigns.write_brief"]);
    expect(textOf(second)).toContain("Brief-nya sudah saya tulis");
    const [row] = await platform<Record<string, unknown>>(
      "SELECT name, product, goal, budget_minor, starts_on, ends_on, audience, brief, status FROM campaign WHERE org_id = $1",
      [org.orgId],
    );
    expect(row).toMatchObject({
      name: "Glow Your Way",
      product: "Glowing Serum X",
      budgetMinor: 20_000_000n,
      startsOn: "2026-11-23",
      endsOn: "2026-12-06",
      status: "draft",
      audience: { ageMin: 18, ageMax: 25 },
    });
    expect(row?.brief).toBeTruthy();
  });

  it("changes fields by message, one sentence each", async () => {
    await manager.say("ganti budget jadi 15 juta");
    await manager.say("tambah hashtag #KulitSehat");
    await manager.say("ubah tanggal mulai 1 Desember dan selesai 14 Desember");
    await manager.say("bukan, budgetnya 16 juta");
    const [row] = await platform<{
      budgetMinor: bigint;
      startsOn: string;
      endsOn: string;
      brief: { mandatoryHashtags: string[] };
    }>("SELECT budget_minor, starts_on, ends_on, brief FROM campaign WHERE org_id = $1", [org.orgId]);
    expect(row).toMatchObject({ budgetMinor: 16_000_000n, startsOn: "2026-12-01", endsOn: "2026-12-14" });
    expect(row?.brief.mandatoryHashtags).toContain("#KulitSehat");
  });

  it("says so when a value is refused, and changes nothing", async () => {
    const replies = await manager.say("ubah tanggal selesai 1 November 2026");
    expect(textOf(replies)).toContain("Tanggal selesai tidak boleh sebelum tanggal mulai");
    const [row] = await platform<{ endsOn: string }>("SELECT ends_on FROM campaign WHERE org_id = $1", [org.orgId]);
    expect(row?.endsOn).toBe("2026-12-14");
  });

  it("submits; a typed yes approves nothing, a request waits for the button", async () => {
    await manager.say("kirim untuk disetujui");
    const admin = chatOf(org.admin);
    const yes = await admin.say("ya setuju");
    expect(textOf(yes)).toContain("tombol di kartu yang memutuskan");
    expect(textOf(yes)).toContain("Glow Your Way");
    const asked = await admin.say("setujui campaign Glow Your Way");
    expect(called(admin)).toEqual(["campaigns.list", "campaigns.approve"]);
    expect(textOf(asked)).toContain("Belum ada yang dijalankan");
    const status = async () =>
      (await platform<{ status: string }>("SELECT status FROM campaign WHERE org_id = $1", [org.orgId]))[0]?.status;
    expect(await status()).toBe("submitted");
    const again = await admin.say("ok setuju");
    expect(JSON.stringify(again)).toContain('"kind":"decide"');
    expect(await status()).toBe("submitted");
    await approveNewest("campaigns.approve", org.admin);
    expect(await status()).toBe("approved");
  });

  it("invites by name with prices, several at once, only as a request", async () => {
    const replies = await manager.say("undang Rani Wulandari 1,5 juta dan Kevin Hartono 2 juta");
    expect(manager.journal.entries.at(-1)).toMatchObject({
      useCase: "collaborations.invite",
      input: {
        invitations: [
          { influencerId: rani.id, compensationMinor: 1_500_000 },
          { influencerId: kevin.id, compensationMinor: 2_000_000 },
        ],
      },
    });
    expect(textOf(replies)).toContain("Belum ada yang dijalankan");
    expect(await platform("SELECT 1 FROM collaboration WHERE org_id = $1", [org.orgId])).toEqual([]);
    await approveNewest("collaborations.invite", org.admin);
    expect(await platform("SELECT 1 FROM collaboration WHERE org_id = $1", [org.orgId])).toHaveLength(2);
  });

  it("takes the usual price where none is named, and another amount for the same person", async () => {
    const dewi = (await createInfluencer(house.db, "Dewi Lestari")).influencer;
    expect(textOf(await manager.say("undang Dewi Lestari juga"))).toContain("Belum ada yang dijalankan");
    expect(manager.journal.entries.at(-1)).toMatchObject({
      useCase: "collaborations.invite",
      input: { invitations: [{ influencerId: dewi.id }] },
    });
    // Right after it, another amount means the same person again.
    await manager.say("eh bukan, 1 juta");
    expect(manager.journal.entries.at(-1)).toMatchObject({
      useCase: "collaborations.invite",
      input: { invitations: [{ influencerId: dewi.id, compensationMinor: 1_000_000 }] },
    });
  });

  it("lets the influencer counter in words and accept only with a button of their own", async () => {
    const influencer = chatOf(rani);
    expect(textOf(await influencer.say("ada undangan?"))).toContain("Glow Your Way");
    const accepting = await influencer.say("saya terima");
    expect(called(influencer)).toEqual(["collaborations.list", "collaborations.accept"]);
    expect(textOf(accepting)).toContain("tekan **Setujui**");
    const held = () => platform("SELECT 1 FROM ledger_hold WHERE org_id = $1", [org.orgId]);
    expect(await held()).toEqual([]);
    await approveNewest("collaborations.accept", rani);
    expect((await held()).length).toBeGreaterThan(0);

    const other = chatOf(kevin);
    const countered = await other.say("can you make it 2.5 million?");
    expect(called(other)).toEqual(["collaborations.list", "collaborations.counter"]);
    expect(textOf(countered)).toContain("2,500,000");
  });

  it("answers a counter-offer through the gate", async () => {
    const replies = await manager.say("terima tawaran Kevin");
    expect(called(manager)).toEqual(["collaborations.list", "collaborations.accept_counter"]);
    expect(textOf(replies)).toContain("Belum ada yang dijalankan");
    await approveNewest("collaborations.accept_counter", org.admin);
  });

  it("tells how the campaign is doing with figures, and never invents one", async () => {
    const replies = await manager.say("gimana performa campaign Glow Your Way?");
    expect(called(manager)).toEqual(["campaigns.list", "analytics.campaign_performance", "analytics.campaign_report"]);
    expect(textOf(replies)).toContain("Glow Your Way");
  });
});

describe("talk", () => {
  it("offers only what the role may do", async () => {
    const viewer = await chatOf(org.viewer).say("apa yang bisa kamu lakukan?");
    expect(textOf(viewer)).not.toContain("Membuat campaign");
    expect(textOf(viewer)).toContain("performa");
    const influencer = await chatOf(rani).say("bantuan");
    expect(textOf(influencer)).toContain("tempel linknya");
  });

  it("tells a viewer plainly that they may not", async () => {
    const replies = await chatOf(org.viewer).say("bikin campaign Glow Lagi untuk Serum, budget 1 juta");
    expect(textOf(replies)).toContain("Peranmu tidak punya izin");
  });

  it("says what it cannot do without a model", async () => {
    const replies = await chatOf(org.manager).say("tolong tuliskan puisi tentang hujan");
    expect(textOf(replies)).toContain("di luar yang bisa saya kerjakan");
    expect(textOf(await chatOf(org.manager).say("blubb florp"))).toContain("Tanpa model AI");
    expect(chipsOf(replies).length).toBeGreaterThan(0);
  });

  it("answers in the language of the message", async () => {
    const replies = await chatOf(org.manager).say("What can you do for me please?");
    expect(textOf(replies)).toContain("I can help with this");
  });

  it("switches the person's language", async () => {
    const chat = chatOf(org.finance);
    await chat.say("ganti bahasa ke Inggris");
    const [row] = await platform<{ locale: string }>("SELECT locale FROM member WHERE id = $1", [org.finance.id]);
    expect(row?.locale).toBe("en");
  });

  it("collects a payout account one piece at a time; the person confirms", async () => {
    const chat = chatOf(rani);
    await chat.say("mau ganti rekening");
    expect(textOf(await chat.say("BCA"))).toContain("nomor rekening");
    expect(textOf(await chat.say("12"))).toContain("belum menangkap");
    expect(textOf(await chat.say("1234567890"))).toContain("Atas nama");
    const last = await chat.say("Rani Wulandari");
    expect(called(chat)).toEqual(["payouts.set_account"]);
    expect(textOf(last)).toContain("tekan **Setujui**");
    const [card] = await platform<{ data: unknown }>(
      "SELECT data FROM outbound_message WHERE template = 'approvals.requested' AND recipient = $1 ORDER BY id DESC LIMIT 1",
      [rani.id],
    );
    expect(JSON.stringify(card)).toContain("7890");
    expect(textOf(last) + JSON.stringify(card)).not.toContain("1234567890");
    expect(await platform("SELECT 1 FROM payout_account WHERE influencer_id = $1", [rani.id])).toEqual([]);
  });

  it("asks which of two people is meant", async () => {
    await createInfluencer(house.db, "Rani Anggraini");
    const chat = chatOf(org.manager);
    const replies = await chat.say("profil Rani");
    expect(textOf(replies)).toContain("Ada beberapa Rani");
    const shown = await chat.say("Rani Anggraini");
    expect(called(chat)).toEqual(["influencers.get"]);
    expect(textOf(shown)).toContain("Rani Anggraini");
    await chat.say("blacklist dia karena hapus konten");
    expect(chat.journal.entries.at(-1)).toMatchObject({
      useCase: "influencers.blacklist",
      input: { blacklisted: true, reason: "hapus konten" },
    });
  });

  it("does not act on a campaign it cannot find", async () => {
    const chat = chatOf(org.manager);
    const replies = await chat.say('batalkan campaign "Tidak Ada"');
    expect(textOf(replies)).toContain("Saya tidak menemukan campaign");
    expect(called(chat)).toEqual(["campaigns.list"]);
  });
});

describe("a turn that is taken up again", () => {
  it("reuses what is settled and makes nothing twice", async () => {
    const chat = chatOf(org.manager);
    const journal = new MemoryJournal();
    const text =
      "Bikin campaign Sekali Saja untuk Serum Malam, target awareness 20-30, budget 5 juta, mulai 1 Desember sampai 10 Desember";
    // The process dies after the campaign was created and before its brief is written.
    let calls = 0;
    const crash = chat.say(text, {
      turnId: "trn_crash",
      journal,
      cancelled: () => {
        calls += 1;
        return calls > 1 ? Promise.reject(new Error("killed")) : Promise.resolve(false);
      },
    });
    await expect(crash).rejects.toThrow("killed");
    const replies = await chat.say(text, { turnId: "trn_crash", journal });
    expect(textOf(replies)).toContain("Brief-nya sudah saya tulis");
    expect(await platform("SELECT 1 FROM campaign WHERE name = 'Sekali Saja'")).toHaveLength(1);
  });

  it("makes nothing twice when the end of a call was not written either", async () => {
    const chat = chatOf(org.manager);
    const journal = new MemoryJournal();
    const text = "bikin campaign Dua Kali untuk Serum Pagi";
    await chat.say(text, { turnId: "trn_started", journal });
    for (const entry of journal.entries) Object.assign(entry, { status: "started", result: null });
    await chat.say(text, { turnId: "trn_started", journal });
    expect(await platform("SELECT 1 FROM campaign WHERE name = 'Dua Kali'")).toHaveLength(1);
  });

  it("stops between calls when the person says stop", async () => {
    const chat = chatOf(org.manager);
    await chat.say("bikin campaign Glow Stop Sign untuk Serum Siang", { cancelled: () => Promise.resolve(true) });
    expect(chat.last?.status).toBe("cancelled");
    expect(await platform("SELECT 1 FROM campaign WHERE name LIKE 'Glow Stop%'")).toHaveLength(0);
  });
});
