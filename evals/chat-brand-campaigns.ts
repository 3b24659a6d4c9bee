import { asked, DEPOSITED, WITH_CAMPAIGN, WITH_CAMPAIGNS, WITH_PEOPLE } from "./states.ts";
import { type Language, type Utterance, written } from "./utterances.ts";

const say = (language: Language, text: string, expect: string, rest: Partial<Utterance> = {}): Utterance =>
  written("brand", language, text, expect, rest);
const inCampaign = { state: WITH_CAMPAIGN };
const change = (fields: Readonly<Record<string, unknown>>): Partial<Utterance> => ({
  state: WITH_CAMPAIGN,
  input: { change: fields },
});
const brief = (fields: Readonly<Record<string, unknown>>): Partial<Utterance> => change({ brief: fields });

/** What brand managers and admins type about campaigns, briefs and figures; written before the planner saw any of it. */
export const BRAND_CAMPAIGN_CHAT: readonly Utterance[] = [
  // creating
  say("id", "bikinin campaign dong buat sabun muka kita, budget 20jt, start minggu depan", "campaigns.create", {
    input: { product: "sabun muka", budgetMinor: 20_000_000, startsOn: "2026-11-23" },
  }),
  say("id", "mau bkin kampanye baru nih namanya Cerah Bareng utk Toner Mawar", "campaigns.create", {
    input: { name: "Cerah Bareng", product: "Toner Mawar" },
  }),
  say("mixed", "create campaign Harbolnas Hemat untuk Micellar Water, budgetnya 35jt", "campaigns.create", {
    input: { name: "Harbolnas Hemat", product: "Micellar Water", budgetMinor: 35_000_000 },
  }),
  say("id", "ayo mulai campaign baru", "campaigns.create"),
  say("en", "start a new campaign named Clean Skin for Acne Gel with a budget of Rp 12.500.000", "campaigns.create", {
    input: { name: "Clean Skin", product: "Acne Gel", budgetMinor: 12_500_000 },
  }),
  say("en", "we need a campaign for the holiday season, 40 million, from 10 to 24 December", "campaigns.create", {
    input: { product: "the holiday season", budgetMinor: 40_000_000, startsOn: "2026-12-10", endsOn: "2026-12-24" },
  }),
  say(
    "id",
    "tolong bantu bikin kampanye Pejuang Skripsi untuk Kopi Susu Literan target mahasiswa 18-24 di Jogja",
    "campaigns.create",
    {
      input: {
        name: "Pejuang Skripsi",
        product: "Kopi Susu Literan",
        audience: { ageMin: 18, ageMax: 24, cities: ["Yogyakarta"] },
      },
    },
  ),
  say("id", "kak bisa tolong setting campaign baru ga? judulnya Ngemil Sehat", "campaigns.create", {
    input: { name: "Ngemil Sehat" },
  }),
  say("id", "bikn campaing baru bujet Rp 2.000.000", "campaigns.create", { input: { budgetMinor: 2_000_000 } }),
  // answering the questions of a draft
  say("id", "lusa sampe akhir bulan", "campaigns.update", {
    state: asked("campaign.edit", "dates"),
    input: { startsOn: "2026-11-23", endsOn: "2026-11-30" },
  }),
  say("id", "tgl 5 sampai tgl 20", "campaigns.update", {
    state: asked("campaign.edit", "dates"),
    input: { startsOn: "2026-12-05", endsOn: "2026-12-20" },
  }),
  say("en", "tomorrow until the end of the month", "campaigns.update", {
    state: asked("campaign.edit", "dates"),
    input: { startsOn: "2026-11-22", endsOn: "2026-11-30" },
  }),
  say("id", "kira2 17,5 jt lah", "campaigns.update", {
    state: asked("campaign.edit", "budget"),
    input: { budgetMinor: 17_500_000 },
  }),
  say("en", "let's say 8 mil", "campaigns.update", {
    state: asked("campaign.edit", "budget"),
    input: { budgetMinor: 8_000_000 },
  }),
  say("id", "ibu2 muda 25 sampe 35 taun di surabaya", "campaigns.update", {
    state: asked("campaign.edit", "audience"),
    input: { audience: { ageMin: 25, ageMax: 35, gender: "female", cities: ["Surabaya"] } },
  }),
  say("id", "cowok cewek semua boleh, umur 20an", "campaigns.update", {
    state: asked("campaign.edit", "audience"),
    input: { audience: { ageMin: 20, ageMax: 29, gender: "all" } },
  }),
  say("id", "Kopi Susu Aren 250ml, gulanya rendah", "campaigns.update", {
    state: asked("campaign.edit", "product"),
    input: { product: "Kopi Susu Aren 250ml, gulanya rendah" },
  }),
  say("id", "gak jadi deh", "no", { state: asked("campaign.edit", "budget") }),
  say("en", "never mind", "no", { state: asked("campaign.create", "name", {}, {}) }),
  say("id", "bentar, saldo kita berapa dulu?", "payments.wallet", { state: asked("campaign.edit", "budget") }),
  // changing
  say("id", "turunkan budgetnya jadi 15jt", "campaigns.update", change({ budgetMinor: 15_000_000 })),
  say("id", "naikin anggarannya ke 1,5 juta dong", "campaigns.update", change({ budgetMinor: 1_500_000 })),
  say("id", "budget jadiin Rp25.000.000 aja", "campaigns.update", change({ budgetMinor: 25_000_000 })),
  // `m` is a million to one reader and a miliar to another: it asks.
  say("en", "bump the budget to 30m", "campaigns.update", change({ budgetMinor: 30_000_000 })),
  say("id", "mulainya geser ke senin depan ya", "campaigns.update", change({ startsOn: "2026-11-23" })),
  say("id", "campaign nya selesai tgl 31 desember aja", "campaigns.update", change({ endsOn: "2026-12-31" })),
  say("en", "push the end date to January 15", "campaigns.update", change({ endsOn: "2027-01-15" })),
  say("mixed", "deadline nya extend sampe akhir bulan depan", "campaigns.update", change({ endsOn: "2026-12-31" })),
  say(
    "id",
    "targetnya ganti cowok 18-30 di medan",
    "campaigns.update",
    change({
      audience: { ageMin: 18, ageMax: 30, gender: "male", cities: ["Medan"] },
    }),
  ),
  say(
    "id",
    "tambahin hastag #SkincareLokal sama #GlowUp",
    "campaigns.update",
    brief({
      addHashtags: ["#SkincareLokal", "#GlowUp"],
    }),
  ),
  say("en", "drop #oldtag from the brief", "campaigns.update", brief({ removeHashtags: ["#oldtag"] })),
  say("id", "judul campaignnya ganti jadi Kilau Nusantara", "campaigns.update", change({ name: "Kilau Nusantara" })),
  say("id", "eh bukan, budgetnya 18jt", "campaigns.update", change({ budgetMinor: 18_000_000 })),
  say("en", "actually make it 22 million for the budget", "campaigns.update", change({ budgetMinor: 22_000_000 })),
  say(
    "id",
    "tambahin aturan dilarang pake filter wajah",
    "campaigns.update",
    brief({
      addRule: "dilarang pake filter wajah",
    }),
  ),
  say(
    "en",
    "add a key message: safe for sensitive skin",
    "campaigns.update",
    brief({
      addKeyMessage: "safe for sensitive skin",
    }),
  ),
  say("id", "kontennya bahasa inggris aja", "campaigns.update", change({ language: "en" })),
  say(
    "id",
    "deliverablesnya jadi 2 reel instagram sama 1 video tiktok",
    "campaigns.update",
    change({
      deliverables: [
        { platform: "instagram", format: "reel", quantity: 2 },
        { platform: "tiktok", format: "video", quantity: 1 },
      ],
    }),
  ),
  say("id", "ubah campaign nya dong", "campaigns.update", inCampaign),
  // brief, showing, moving on
  say("id", "briefnya tulisin ya kak", "campaigns.write_brief", inCampaign),
  say("mixed", "generate brief nya dong", "campaigns.write_brief", inCampaign),
  say("en", "can you draft the brief for me", "campaigns.write_brief", inCampaign),
  say("id", "bikin contoh brief aja dulu, jangan disimpen", "campaigns.draft_brief"),
  say("en", "show me a sample brief without saving anything", "campaigns.draft_brief"),
  say("id", "liat campaign glow your way dong", "campaigns.get", {
    ...inCampaign,
    about: { campaign: "Glow Your Way" },
  }),
  say("en", "open Serum Launch", "campaigns.get", { ...inCampaign, about: { campaign: "Serum Launch" } }),
  say("id", "status campaign ini apa skrg", "campaigns.get", inCampaign),
  say("id", "yang kedua aja", "pick", { state: WITH_CAMPAIGNS, about: { positions: [1] } }),
  say("id", "campaign yg msh draft ada apa aja", "campaigns.list", { input: { status: "draft" } }),
  say("en", "which campaigns are finished?", "campaigns.list", { input: { status: "completed" } }),
  say("id", "list semua campaign kita", "campaigns.list"),
  say("id", "udh oke semua, tolong ajuin ke admin", "campaigns.submit", inCampaign),
  say("en", "ok please submit this campaign", "campaigns.submit", inCampaign),
  say("mixed", "minta approval admin buat campaign glow your way ya", "campaigns.submit", {
    ...inCampaign,
    about: { campaign: "Glow Your Way" },
  }),
  say("mixed", "approve campaign serum launch", "campaigns.approve", {
    ...inCampaign,
    about: { campaign: "Serum Launch" },
  }),
  say("id", "setujuin aja campaign glow your way", "campaigns.approve", {
    ...inCampaign,
    about: { campaign: "Glow Your Way" },
  }),
  say("id", "balikin dulu glow your way, targetnya belum jelas", "campaigns.send_back", {
    ...inCampaign,
    about: { campaign: "Glow Your Way" },
    input: { note: "targetnya belum jelas" },
  }),
  say("en", "send Serum Launch back because the dates are wrong", "campaigns.send_back", {
    ...inCampaign,
    about: { campaign: "Serum Launch" },
    input: { note: "the dates are wrong" },
  }),
  say("id", "batalin campaign serum launch dong, produknya ditarik", "campaigns.cancel", {
    ...inCampaign,
    about: { campaign: "Serum Launch" },
    input: { reason: "produknya ditarik" },
  }),
  say("en", "please cancel this campaign", "campaigns.cancel", inCampaign),
  say("id", "campaign ini udah kelar, tutup aja", "campaigns.complete", inCampaign),
  say("en", "mark Glow Your Way as completed", "campaigns.complete", {
    ...inCampaign,
    about: { campaign: "Glow Your Way" },
  }),
  // figures
  say("id", "gmn perkembangan glow your way?", "analytics.campaign_performance", {
    ...inCampaign,
    about: { campaign: "Glow Your Way" },
  }),
  say("id", "udah brp views nya", "analytics.campaign_performance", inCampaign),
  say("mixed", "engagement rate campaign ini brp ya", "analytics.campaign_performance", inCampaign),
  say("en", "how is Serum Launch performing so far", "analytics.campaign_performance", {
    ...inCampaign,
    about: { campaign: "Serum Launch" },
  }),
  say("en", "are we hitting our KPIs?", "analytics.campaign_performance", inCampaign),
  say("id", "budgetnya udah kepake berapa", "analytics.campaign_performance", inCampaign),
  say("id", "tolong bikinin report campaign glow your way buat bos", "analytics.campaign_report", {
    ...inCampaign,
    about: { campaign: "Glow Your Way" },
  }),
  say("id", "minta rangkuman hasil campaign", "analytics.campaign_report", inCampaign),
  say("en", "can i get a summary report of this campaign", "analytics.campaign_report", inCampaign),
  say("id", "laporan yg kemarin mana", "analytics.campaign_report", inCampaign),
  // decisions and talk
  say("id", "ada approval yg nunggu aku ga", "approvals.list"),
  say("en", "anything pending my approval?", "approvals.list"),
  say("id", "iya", "yes", inCampaign),
  say("mixed", "oke sip", "yes", inCampaign),
  say("id", "ga usah", "no", { state: WITH_PEOPLE }),
  say("id", "batal", "no", { state: DEPOSITED }),
  say("en", "forget it", "no", { state: WITH_PEOPLE }),
  say("id", "ini bisa buat apa aja sih", "help"),
  say("en", "i'm lost, help", "help"),
  say("id", "hai kolega", "greet"),
  say("en", "good morning", "greet"),
  say("id", "tengkyu ya", "thanks"),
  say("id", "kamu ini siapa ya", "who"),
  say("id", "ulang dari awal aja", "reset", inCampaign),
  say("id", "ganti ke bahasa inggris dong", "people.set_language", { input: { language: "en" } }),
  say("en", "switch to indonesian please", "people.set_language", { input: { language: "id" } }),
  // what it cannot do
  say("id", "tolong bookingin studio foto buat besok", "unknown"),
  say("id", "bikinin desain poster dong", "unknown"),
  say("en", "translate this to mandarin", "unknown"),
  say("id", "kirim email ke supplier ya", "unknown", inCampaign),
  say("id", "siapa presiden indonesia sekarang", "unknown"),
  say("en", "tell me a joke", "unknown"),
  say("id", "hapus semua data perusahaan kami", "unknown"),
];
