import type { Side } from "../agents/offline/about.ts";
import type { PlannerState } from "../agents/offline/state.ts";

/** Something a person typed, and what it should be understood as. */
export interface Utterance {
  readonly text: string;
  readonly side: Side;
  /** The use case, or the planner's own intent where none is called (`help`, `yes`, `unknown`). */
  readonly expect: string;
  /** Input fields that must be read, as they stand. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** Name of the campaign, of people, positions from 0. */
  readonly about?: {
    readonly campaign?: string;
    readonly people?: readonly string[];
    readonly positions?: readonly number[];
    readonly all?: boolean;
    /** The price beside each of the people, and the only one that was said. */
    readonly amounts?: readonly number[];
    readonly amountMinor?: number;
  };
  readonly state?: PlannerState;
  /** The use case of a second wish in the same message. */
  readonly next?: string;
  /** Set where the whole input must be as given: nothing read that was not said. */
  readonly language?: Language;
}

/** What it is written in; `mixed` is both in one message. */
export type Language = "id" | "en" | "mixed";

/** An utterance of the strict sets. */
export function written(
  side: Side,
  language: Language,
  text: string,
  expect: string,
  rest: Partial<Utterance> = {},
): Utterance {
  return { text, side, expect, language, ...rest };
}

const GLOW = { id: "cmp_00000000000000000000000001", name: "Glow Your Way" };
const SERUM = { id: "cmp_00000000000000000000000002", name: "Serum Launch" };

/** A campaign is being talked about. */
export const WITH_CAMPAIGN: PlannerState = { campaign: GLOW, known: [GLOW, SERUM] };
/** Recommendations were shown. */
export const WITH_PEOPLE: PlannerState = {
  ...WITH_CAMPAIGN,
  list: {
    kind: "influencers",
    campaignId: GLOW.id,
    items: [
      { id: "inf_1", name: "Rani Wulandari", aliases: ["@rani.glow"], amountMinor: 1_500_000, picked: true },
      { id: "inf_2", name: "Kevin Hartono", amountMinor: 2_000_000, picked: true },
      { id: "inf_3", name: "Dewi Lestari Putri", amountMinor: 900_000, picked: true },
      { id: "inf_4", name: "Bayu Saputra", amountMinor: 3_000_000 },
    ],
  },
};
export const WITH_POSTS: PlannerState = {
  ...WITH_CAMPAIGN,
  list: {
    kind: "posts",
    items: [
      { id: "pst_1", name: "Rani Wulandari", status: "pending" },
      { id: "pst_2", name: "Kevin Hartono", status: "pending" },
    ],
  },
};
const ASKED_DATES: PlannerState = {
  ...WITH_CAMPAIGN,
  pending: { intent: "campaign.edit", slot: "dates", input: {} },
};
const ASKED_NAME: PlannerState = {
  pending: { intent: "campaign.create", slot: "name", input: { product: "Glowing Serum X" } },
};
const ASKED_BUDGET: PlannerState = {
  ...WITH_CAMPAIGN,
  pending: { intent: "campaign.edit", slot: "budget", input: {} },
};

const brand = (text: string, expect: string, rest: Omit<Utterance, "text" | "side" | "expect"> = {}): Utterance => ({
  text,
  side: "brand",
  expect,
  ...rest,
});
const influencer = (
  text: string,
  expect: string,
  rest: Omit<Utterance, "text" | "side" | "expect"> = {},
): Utterance => ({
  text,
  side: "influencer",
  expect,
  ...rest,
});

/** A first set; dates are told from Saturday 21 November 2026, 10.00 in Jakarta. */
export const UTTERANCES: readonly Utterance[] = [
  // creating a campaign
  brand(
    "Bikin campaign Glow Your Way untuk Glowing Serum X, target awareness 18-25, budget 20 juta",
    "campaigns.create",
    {
      input: {
        name: "Glow Your Way",
        product: "Glowing Serum X",
        goal: "awareness",
        audience: { ageMin: 18, ageMax: 25 },
        budgetMinor: 20_000_000,
      },
    },
  ),
  brand(
    "Create a campaign called Glow Your Way for Glowing Serum X, awareness, women 18-25, budget 20 million rupiah",
    "campaigns.create",
    {
      input: {
        name: "Glow Your Way",
        product: "Glowing Serum X",
        audience: { ageMin: 18, ageMax: 25, gender: "female" },
        budgetMinor: 20_000_000,
      },
    },
  ),
  brand("bkin campain ramadan glow buat serum x dong, bujet 15jt", "campaigns.create", {
    input: { budgetMinor: 15_000_000 },
  }),
  brand("tolong buatkan kampanye baru", "campaigns.create"),
  brand("I want a new campaign", "campaigns.create"),
  brand("mau bikin campaign baru buat launching sunscreen mulai 1 Desember sampai 31 Desember", "campaigns.create", {
    input: { startsOn: "2026-12-01", endsOn: "2026-12-31" },
  }),
  brand("make campaign Hari Ibu utk Lip Tint Rose, target cewek 25-35 di Jakarta, dana 7,5 juta", "campaigns.create", {
    input: {
      name: "Hari Ibu",
      product: "Lip Tint Rose",
      budgetMinor: 7_500_000,
      audience: { ageMin: 25, ageMax: 35, gender: "female", cities: ["Jakarta"] },
    },
  }),
  // filling in and changing
  brand("Glow Your Way", "campaigns.create", {
    state: ASKED_NAME,
    input: { name: "Glow Your Way", product: "Glowing Serum X" },
  }),
  brand("namanya Serum Hore", "campaigns.create", { state: ASKED_NAME, input: { name: "Serum Hore" } }),
  brand("1 Desember sampai 14 Desember", "campaigns.update", {
    state: ASKED_DATES,
    input: { startsOn: "2026-12-01", endsOn: "2026-12-14" },
  }),
  brand("1-31 Des 2026", "campaigns.update", {
    state: ASKED_DATES,
    input: { startsOn: "2026-12-01", endsOn: "2026-12-31" },
  }),
  brand("dua puluh juta aja", "campaigns.update", { state: ASKED_BUDGET, input: { budgetMinor: 20_000_000 } }),
  brand("20jt", "campaigns.update", { state: ASKED_BUDGET, input: { budgetMinor: 20_000_000 } }),
  brand("ganti budget jadi 15 juta", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { budgetMinor: 15_000_000 } },
  }),
  brand("bukan, budgetnya 15 juta", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { budgetMinor: 15_000_000 } },
  }),
  brand("change the budget to 12.5 million", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { budgetMinor: 12_500_000 } },
  }),
  brand("tambah hashtag #KulitSehat", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { brief: { addHashtags: ["#KulitSehat"] } } },
  }),
  brand("remove the hashtag #old please", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { brief: { removeHashtags: ["#old"] } } },
  }),
  brand("ubah tanggal mulai 1 Desember", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { startsOn: "2026-12-01" } },
  }),
  brand("perpanjang sampai 10 Januari 2027", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { endsOn: "2027-01-10" } },
  }),
  brand("ganti nama campaign jadi Glow Bareng", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { name: "Glow Bareng" } },
  }),
  brand("CTA-nya jadi Klik link di bio", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { brief: { mandatoryCta: "Klik link di bio" } } },
  }),
  brand("target umur ganti 20-30 dong", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { audience: { ageMin: 20, ageMax: 30 } } },
  }),
  brand("tambah aturan: jangan sebut kompetitor", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { brief: { addRule: "jangan sebut kompetitor" } } },
  }),
  // brief, showing, submitting
  brand("buatin briefnya", "campaigns.write_brief", { state: WITH_CAMPAIGN }),
  brand("write the brief again", "campaigns.write_brief", { state: WITH_CAMPAIGN }),
  brand("lihat campaign Glow Your Way", "campaigns.get", {
    state: WITH_CAMPAIGN,
    about: { campaign: "Glow Your Way" },
  }),
  brand("daftar campaign", "campaigns.list"),
  brand("campaign apa aja yg lagi jalan?", "campaigns.list"),
  brand("show me all campaigns", "campaigns.list"),
  brand("kirim untuk disetujui", "campaigns.submit", { state: WITH_CAMPAIGN }),
  brand("submit it for approval", "campaigns.submit", { state: WITH_CAMPAIGN }),
  brand("ajukan campaignnya ke admin ya", "campaigns.submit", { state: WITH_CAMPAIGN }),
  brand("setujui campaign Glow Your Way", "campaigns.approve", {
    state: WITH_CAMPAIGN,
    about: { campaign: "Glow Your Way" },
  }),
  brand("kembalikan campaign Serum Launch karena budgetnya kebesaran", "campaigns.send_back", {
    state: WITH_CAMPAIGN,
    about: { campaign: "Serum Launch" },
    input: { note: "budgetnya kebesaran" },
  }),
  brand("batalkan campaign Serum Launch", "campaigns.cancel", {
    state: WITH_CAMPAIGN,
    about: { campaign: "Serum Launch" },
  }),
  brand("ya setuju", "yes"),
  brand("ok", "yes"),
  brand("apa yang menunggu persetujuan?", "approvals.list"),
  brand("what is waiting for approval", "approvals.list"),
  // recommending and inviting
  brand("rekomendasiin influencer dong", "matching.recommend", { state: WITH_CAMPAIGN }),
  brand("Recommend influencers for Glow Your Way", "matching.recommend", {
    state: WITH_CAMPAIGN,
    about: { campaign: "Glow Your Way" },
  }),
  brand("siapa yang cocok buat campaign ini?", "matching.recommend", { state: WITH_CAMPAIGN }),
  brand("carikan kreator untuk Glow Your Way", "matching.recommend", { state: WITH_CAMPAIGN }),
  brand("undang semua", "collaborations.invite", { state: WITH_PEOPLE, about: { all: true } }),
  brand("undang yang pertama dan ketiga", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { positions: [0, 2] },
  }),
  brand("undang Rani Wulandari 1,5 juta", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { people: ["Rani Wulandari"] },
  }),
  brand("invite Kevin for 2 million", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { people: ["Kevin Hartono"] },
  }),
  brand("ajak rani sama kevin ya kak", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { people: ["Rani Wulandari", "Kevin Hartono"] },
  }),
  brand("invite the first two", "collaborations.invite", { state: WITH_PEOPLE, about: { positions: [0, 1] } }),
  brand("siapa aja yang udah terima undangan?", "collaborations.list"),
  brand("who has accepted?", "collaborations.list"),
  brand("terima tawaran Kevin", "collaborations.accept_counter", { about: { people: ["Kevin"] } }),
  brand("decline the counter offer", "collaborations.decline_counter"),
  // searching
  brand("cari influencer skincare di Bandung", "influencers.search", { input: { text: "skincare", city: "Bandung" } }),
  brand("find tiktok creators about gaming", "influencers.search", { input: { platform: "tiktok" } }),
  brand("cari kreator micro di bawah 2 juta", "influencers.search", {
    input: { tiers: ["micro"], priceMaxMinor: 2_000_000 },
  }),
  brand("profil Rani Wulandari", "influencers.get", { state: WITH_PEOPLE, about: { people: ["Rani Wulandari"] } }),
  brand("blacklist Kevin karena hapus konten", "influencers.blacklist", {
    state: WITH_PEOPLE,
    about: { people: ["Kevin Hartono"] },
    input: { reason: "hapus konten" },
  }),
  // posts
  brand("post apa aja yang perlu direview?", "posts.list", { input: { status: "pending" } }),
  brand("any posts to review", "posts.list"),
  brand("setujui post Rani", "posts.approve", { state: WITH_POSTS, about: { people: ["Rani Wulandari"] } }),
  brand("approve the first post", "posts.approve", { state: WITH_POSTS, about: { positions: [0] } }),
  brand("tolak postnya Kevin karena bukan produk kita", "posts.reject", {
    state: WITH_POSTS,
    input: { note: "bukan produk kita" },
  }),
  brand("minta revisi post Rani: tambahkan hashtag #ad", "posts.request_revision", {
    state: WITH_POSTS,
    about: { people: ["Rani Wulandari"] },
    input: { note: "tambahkan hashtag #ad" },
  }),
  brand("ask Kevin for a revision because the music is too loud", "posts.request_revision", {
    state: WITH_POSTS,
    input: { note: "the music is too loud" },
  }),
  // figures
  brand("gimana performa campaign Glow Your Way?", "analytics.campaign_performance", {
    state: WITH_CAMPAIGN,
    about: { campaign: "Glow Your Way" },
  }),
  brand("How is the campaign doing?", "analytics.campaign_performance", { state: WITH_CAMPAIGN }),
  brand("gmn hasil kampanyenya", "analytics.campaign_performance", { state: WITH_CAMPAIGN }),
  brand("buat laporan campaign Glow Your Way", "analytics.campaign_report", { state: WITH_CAMPAIGN }),
  brand("give me the report", "analytics.campaign_report", { state: WITH_CAMPAIGN }),
  // money
  brand("cek saldo", "payments.wallet"),
  brand("how much money do we have left", "payments.wallet"),
  brand("isi saldo 50 juta", "deposits.create", { input: { amountMinor: 50_000_000 } }),
  brand("top up 25jt", "deposits.create", { input: { amountMinor: 25_000_000 } }),
  brand("mutasi dana bulan ini", "payments.statement"),
  brand("siapa yang belum dibayar", "payouts.list"),
  // people and talk
  brand("siapa saja anggota tim?", "members.list"),
  brand("ganti bahasa ke Inggris", "people.set_language", { input: { language: "en" } }),
  brand("please speak indonesian", "people.set_language", { input: { language: "id" } }),
  brand("apa yang bisa kamu lakukan", "help"),
  brand("what can you do?", "help"),
  brand("halo", "greet"),
  brand("makasih ya", "thanks"),
  brand("tolong pesankan tiket pesawat ke Bali", "unknown"),
  brand("why is the sky blue", "unknown"),
  // the influencer's side
  influencer("ada undangan baru?", "collaborations.list"),
  influencer("show my invitations", "collaborations.list"),
  influencer("saya terima", "collaborations.accept"),
  influencer("ya setuju", "collaborations.accept"),
  influencer("I accept the offer", "collaborations.accept"),
  influencer("minta 2 juta", "collaborations.counter", { input: { amountMinor: 2_000_000 } }),
  influencer("bisa 2,5jt gak kak?", "collaborations.counter", { input: { amountMinor: 2_500_000 } }),
  influencer("can you make it 3 million?", "collaborations.counter", { input: { amountMinor: 3_000_000 } }),
  influencer("tolak undangannya, lagi sibuk", "collaborations.decline"),
  influencer("sorry, not interested", "collaborations.decline"),
  influencer("cara kirim link post gimana?", "post.how"),
  influencer("how do I submit my post", "post.how"),
  influencer("status post aku gimana", "posts.mine"),
  influencer("kapan saya dibayar?", "payouts.list"),
  influencer("when do I get paid", "payouts.list"),
  influencer("penghasilanku berapa", "payouts.list"),
  influencer("ganti rekening ke BCA 1234567890 atas nama Rani Wulandari", "payouts.set_account", {
    input: { channelCode: "ID_BCA", accountNumber: "1234567890", holderName: "Rani Wulandari" },
  }),
  influencer("add my bank account", "payouts.set_account"),
  influencer("lihat profil saya", "influencers.my_profile"),
  influencer("ganti bahasa ke inggris", "people.set_language", { input: { language: "en" } }),
  influencer("bantuan", "help"),
];
