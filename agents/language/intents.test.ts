import { describe, expect, it } from "vitest";
import { compileIntents, type IntentDefinition, rankIntents } from "./intents.ts";

const CAMPAIGN = "campaign|kampanye";
const definitions = [
  {
    name: "campaign.create",
    phrases: { id: [`bikin|buat|susun|rancang ${CAMPAIGN}`], en: [`create|make|start|launch|plan ${CAMPAIGN}`] },
    negative: ["laporan|report", "template"],
  },
  {
    name: "campaign.list",
    phrases: {
      id: [`lihat|tampilkan|daftar ${CAMPAIGN}`, `${CAMPAIGN} apa saja`],
      en: [`show|list|see|all ${CAMPAIGN}`],
    },
    negative: ["laporan|report"],
  },
  {
    name: "campaign.report",
    phrases: {
      id: [`laporan|hasil|performa|kinerja ${CAMPAIGN}`, "bagaimana hasil|performa|kinerja"],
      en: [`report|results|performance ${CAMPAIGN}`, `how campaign doing|performing`],
    },
    keywords: { id: ["laporan", "roi"], en: ["report", "performance"] },
  },
  {
    name: "influencer.recommend",
    phrases: {
      id: ["cari|carikan|rekomendasi influencer|kreator|kol"],
      en: ["find|recommend|suggest|search influencer|creator|kol"],
    },
    keywords: { id: ["rekomendasi"] },
  },
  {
    name: "influencer.invite",
    phrases: { id: ["undang|ajak|hubungi influencer|kreator"], en: ["invite|contact influencer|creator"] },
    keywords: {
      id: [
        ["undang", 2],
        ["ajak", 2],
      ],
      en: [["invite", 2]],
    },
  },
  {
    name: "post.approve",
    phrases: { id: ["setuju|terima|approve draft|post|postingan|konten"], en: ["approve|accept draft|post|content"] },
    keywords: { id: ["setuju", "approve"] },
    negative: ["jangan|tidak|not|dont setuju|approve|accept"],
  },
  {
    name: "post.reject",
    phrases: {
      id: ["tolak draft|post|postingan|konten", "jangan|tidak setuju|approve"],
      en: ["reject|decline draft|post|content", "dont|not approve"],
    },
    keywords: { id: ["tolak"], en: ["reject"] },
  },
  {
    name: "post.revise",
    phrases: { id: ["minta revisi", "perlu revisi"], en: ["request|need revision", "send back"] },
    keywords: { id: [["revisi", 2]], en: [["revision", 2]] },
  },
  {
    name: "wallet.balance",
    phrases: { id: ["cek|lihat|berapa saldo"], en: ["check|show|what balance", "how much money"] },
    keywords: { id: ["saldo"], en: ["balance"] },
  },
  {
    name: "wallet.deposit",
    phrases: { id: ["isi|tambah|top saldo"], en: ["add|deposit funds|money", "top up"] },
    keywords: { id: [["deposit", 2]] },
  },
  {
    name: "payout.request",
    phrases: { id: ["tarik saldo|uang|dana", "cairkan saldo|uang|dana"], en: ["withdraw money|balance|funds"] },
    keywords: {
      id: [
        ["cairkan", 2],
        ["withdraw", 2],
      ],
    },
  },
  {
    name: "help",
    phrases: { id: ["bisa apa saja"], en: ["what can you do"] },
    keywords: {
      id: [
        ["bantuan", 2],
        ["tolong", 1],
      ],
      en: [["help", 2]],
    },
  },
] as const satisfies readonly IntentDefinition[];

const table = compileIntents(definitions);

describe("intents", () => {
  it.each([
    ["Bikin campaign Glow Your Way untuk Serum X", "campaign.create"],
    ["tolong buatkan kampanye baru dong", "campaign.create"],
    ["bikin kampnye buat lebaran", "campaign.create"],
    ["Create a new campaign", "campaign.create"],
    ["mau dibuatin campaign dong kak", "campaign.create"],
    ["please bikin new campaign", "campaign.create"],
    ["campaign gue apa aja?", "campaign.list"],
    ["show all my campaigns", "campaign.list"],
    ["gmn hasil campaign kemaren", "campaign.report"],
    ["buat laporan campaign", "campaign.report"],
    ["how is my campaign performing", "campaign.report"],
    ["cariin influencer skincare di Bandung", "influencer.recommend"],
    ["cari influncer buat serum", "influencer.recommend"],
    ["recommend some creators", "influencer.recommend"],
    ["undang 3 teratas", "influencer.invite"],
    ["invite Rani", "influencer.invite"],
    ["setujui draft Rani", "post.approve"],
    ["acc postingan yg kedua", "post.approve"],
    ["setju draft itu", "post.approve"],
    ["approve the post", "post.approve"],
    ["jangan setujui draft Rani", "post.reject"],
    ["don't approve the draft", "post.reject"],
    ["tolak kontennya", "post.reject"],
    ["minta revisi caption", "post.revise"],
    ["cek saldo", "wallet.balance"],
    ["saldoku berapa", "wallet.balance"],
    ["what's my balance", "wallet.balance"],
    ["top up saldo 5jt", "wallet.deposit"],
    ["tarik saldo 500rb", "payout.request"],
    ["withdraw my money", "payout.request"],
    ["kamu bisa apa aja", "help"],
    ["tolong", "help"],
    ["help me please", "help"],
  ])("%s -> %s", (text, name) => {
    expect(rankIntents(text, table).best?.name).toBe(name);
  });

  it.each(["halo", "Glowing Serum X", "", "18-25", "hosting shop market", "🔥"])("%s has no intent", (text) => {
    expect(rankIntents(text, table)).toEqual({ ranked: [], margin: 0 });
  });

  it("reports the margin and what spoke for an intent", () => {
    const text = "Tolong bikinin kampanye";
    const { ranked, best, margin } = rankIntents(text, table);
    expect(margin).toBeCloseTo((ranked[0]?.score ?? 0) - (ranked[1]?.score ?? 0));
    expect(best?.matches.map(({ start, end }) => text.slice(start, end))).toContain("bikinin kampanye");
  });

  it("holds a misspelling for less than the word", () => {
    const right = rankIntents("bikin kampanye", table).best?.score ?? 0;
    const wrong = rankIntents("bikin kampnye", table).best?.score ?? 0;
    expect(wrong).toBeGreaterThan(0);
    expect(wrong).toBeLessThan(right);
  });

  it("keeps words of a phrase near each other", () => {
    const far = "bikin sesuatu yang sangat bagus sekali untuk toko kami, bukan campaign";
    expect(rankIntents(far, table).best?.name).not.toBe("campaign.create");
  });
});
