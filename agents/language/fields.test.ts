import { describe, expect, it } from "vitest";
import { type CampaignFields, readCampaignFields } from "./fields.ts";

/** A Thursday. */
const now = new Date("2026-11-19T10:00:00+07:00");

/** What was read, in one flat object; nothing for what the text does not say. */
function read(text: string): Record<string, unknown> {
  const fields: CampaignFields = readCampaignFields(text, { now });
  const { audience, budget } = fields;
  const all = {
    name: fields.name?.value,
    product: fields.product?.value,
    goal: fields.goal?.value,
    budget: budget && `${budget.value.amountMinor} ${budget.value.currency}`,
    ages: audience.ages && `${audience.ages.min ?? ""}-${audience.ages.max ?? ""}`,
    genders: audience.genders.map(({ value }) => value).join(),
    segments: audience.segments.map(({ value }) => value).join(),
    locations: audience.locations.map(({ value }) => value).join(),
    startsOn: fields.startsOn?.value,
    endsOn: fields.endsOn?.value,
    platforms: fields.platforms.map(({ value }) => value).join(),
    deliverables: fields.deliverables.map(({ quantity, format }) => `${quantity ?? "?"} ${format}`).join(),
    language: fields.language?.value,
    problems: fields.problems.map(({ field, reason }) => `${field}:${reason}`).join(),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== ""));
}

describe("a campaign in a sentence", () => {
  it.each<[string, Record<string, string>]>([
    [
      "Bikin campaign Glow Your Way untuk Glowing Serum X, target awareness 18-25, budget 20 juta",
      { name: "Glow Your Way", product: "Glowing Serum X", goal: "awareness", ages: "18-25", budget: "20000000 IDR" },
    ],
    ["bikin campaign Glow Baru untuk Serum X", { name: "Glow Baru", product: "Serum X" }],
    ["bikin campaign Glow baru untuk Serum X", { name: "Glow", product: "Serum X" }],
    [
      "Create a campaign called Ramadan Glow for Glowing Serum X, budget IDR 15,000,000, goal sales, women 25-34, starts 1 March",
      {
        name: "Ramadan Glow",
        product: "Glowing Serum X",
        goal: "conversion",
        ages: "25-34",
        genders: "female",
        budget: "15000000 IDR",
        startsOn: "2027-03-01",
      },
    ],
    [
      "bikin campaign glow your way untuk glowing serum x target wanita 18-25 di jakarta budget 20jt 3 reels sama 2 video tiktok mulai 1 des sampai 15 des",
      {
        name: "glow your way",
        product: "glowing serum x",
        ages: "18-25",
        genders: "female",
        locations: "Jakarta",
        budget: "20000000 IDR",
        platforms: "tiktok",
        deliverables: "3 reel,2 video",
        startsOn: "2026-12-01",
        endsOn: "2026-12-15",
      },
    ],
    [
      "kak tolong bikinin kampanye namanya Lebaran Ceria untuk produk Sirup Manis, anggaran lima belas juta, mulai minggu depan selama 2 minggu",
      {
        name: "Lebaran Ceria",
        product: "Sirup Manis",
        budget: "15000000 IDR",
        startsOn: "2026-11-23",
        endsOn: "2026-12-06",
      },
    ],
    [
      "Nama: Glow Your Way\nProduk: Glowing Serum X\nGoal: engagement\nBudget: Rp20.000.000\nPeriode: 1-15 Desember",
      {
        name: "Glow Your Way",
        product: "Glowing Serum X",
        goal: "engagement",
        budget: "20000000 IDR",
        startsOn: "2026-12-01",
        endsOn: "2026-12-15",
      },
    ],
    [
      "buat campaign Hijab Hits buat Hijab Ayu budget 12,5jt target ibu-ibu goal penjualan",
      { name: "Hijab Hits", product: "Hijab Ayu", budget: "12500000 IDR", segments: "mothers", goal: "conversion" },
    ],
    [
      "please bikin campaign Glow Your Way for Serum X, budgetnya 20jt ya kak",
      { name: "Glow Your Way", product: "Serum X", budget: "20000000 IDR" },
    ],
    [
      'bikin campaign "Promo 20rb" buat Kopi Senja budget 5jt',
      { name: "Promo 20rb", product: "Kopi Senja", budget: "5000000 IDR" },
    ],
    ["Kampanye “Gratis Ongkir” untuk Toko Ayu", { name: "Gratis Ongkir", product: "Toko Ayu" }],
    ["create campaign 'Glow for All' for Serum X", { name: "Glow for All", product: "Serum X" }],
    [
      "Create the Ramadan Glow campaign for our new Serum X on Instagram",
      { name: "Ramadan Glow", product: "Serum X", platforms: "instagram" },
    ],
    [
      "Launch Glow campaign, 5 reels at 500rb each, total budget 10jt",
      { name: "Glow", budget: "10000000 IDR", deliverables: "5 reel" },
    ],
    ["campaign untuk naikin awareness Glowing Serum X", { product: "Glowing Serum X", goal: "awareness" }],
    [
      "kampanye Ramadan Berkah 2027 untuk Kurma Madu, deadline 5 Maret",
      { name: "Ramadan Berkah 2027", product: "Kurma Madu", endsOn: "2027-03-05" },
    ],
    ["campaign for Serum X in English", { product: "Serum X", language: "en" }],
    ["kontennya bahasa Indonesia ya", { language: "id" }],
    [
      "bkin kampnye namanya Kopi Pagi buat Kopi Senja, budjet 5jt",
      { name: "Kopi Pagi", product: "Kopi Senja", budget: "5000000 IDR" },
    ],
    ["budget 10-20 juta", { problems: "budget:range" }],
    ["campaign Glow, budget 20", { name: "Glow", problems: "budget:unclear_scale" }],
    ["mau bikin campaign buat Serum X dong, budget -5jt", { product: "Serum X", problems: "budget:negative" }],
    ["5jt atau 7jt", { problems: "budget:several" }],
    ["mulai 31 Februari 2027", { problems: "dates:no_such_day" }],
    ["mulai 10 Maret, berakhir 5 Feb 2027", { startsOn: "2027-03-10", problems: "dates:reversed" }],
    ["campaign awareness 20jt", { goal: "awareness", budget: "20000000 IDR" }],
    ["bikin campaign tiktok buat Serum X", { product: "Serum X", platforms: "tiktok" }],
    ["create an awareness campaign for women 18-25", { goal: "awareness", ages: "18-25", genders: "female" }],
    ["bikin campaign baru dong", {}],
    ["Create a campaign", {}],
    ["campaign for two weeks", {}],
    ["campaign untuk minggu depan", { startsOn: "2026-11-23", endsOn: "2026-11-29" }],
    ["gimana hasil campaign saya?", {}],
    ["Saya mau bikin campaign untuk brand saya", {}],
    [
      "I need a campaign to boost sales of Serum X with a budget of 10 million",
      { product: "Serum X", goal: "conversion", budget: "10000000 IDR" },
    ],
    ["Tolong buat campaign dengan nama Glow Your Way", { name: "Glow Your Way" }],
    ["the name is Glow Your Way", { name: "Glow Your Way" }],
    ["halo", {}],
    ["", {}],
  ])("%s", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it("says where each value stands, and which are only read from their place", () => {
    const text = "Bikin campaign Glow Your Way untuk Serum X, 20 juta";
    const { name, product, budget } = readCampaignFields(text, { now });
    for (const field of [name, product, budget]) {
      expect(field && text.slice(field.start, field.end)).toBe(field?.text);
      expect(field?.sure).toBe(false);
    }
    expect(readCampaignFields('campaign "Glow", budget 20 juta', { now })).toMatchObject({
      name: { sure: true },
      budget: { sure: true },
    });
  });
});
