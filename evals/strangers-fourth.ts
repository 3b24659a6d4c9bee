import {
  asked,
  DRAFTING,
  STRANGERS_COUNTERS,
  STRANGERS_KNOW,
  STRANGERS_MY_POSTS,
  STRANGERS_OFFERED,
  STRANGERS_POSTS,
  STRANGERS_SHOWN,
} from "./states.ts";
import { type Language, type Utterance, written } from "./utterances.ts";

const b = (language: Language, text: string, expect: string, rest: Partial<Utterance> = {}): Utterance =>
  written("brand", language, text, expect, rest);
const i = (language: Language, text: string, expect: string, rest: Partial<Utterance> = {}): Utterance =>
  written("influencer", language, text, expect, rest);
const K = { state: STRANGERS_KNOW };
const D = { state: DRAFTING };
const S = { state: STRANGERS_SHOWN };
const P = { state: STRANGERS_POSTS };
const C = { state: STRANGERS_COUNTERS };
const O = { state: STRANGERS_OFFERED };
const M = { state: STRANGERS_MY_POSTS };
const serum = { campaign: "Glowing Serum X" };
const sun = { campaign: "Tirai Surya Sunscreen" };
const embun = { campaign: "Embun Pagi" };
const DIMAS = "Dimas Nugroho · Tirai Surya Sunscreen";
const SARAH = "Sarah Tan · Tirai Surya Sunscreen";

/** A fourth set: 65.4 % use cases, 59.6 % exact at first sight; three rules and the last resort were made after it. Not tuned on. */
export const STRANGERS_FOURTH: readonly Utterance[] = [
  b("id", "mo bikin kampanye imlek buat sirup markisa, modal 22jt, target keluarga muda", "campaigns.create", {
    input: { product: "sirup markisa", budgetMinor: 22_000_000 },
  }),
  b("id", "tampilin campaign yg dibatalin donk", "campaigns.list", { input: { status: "cancelled" } }),
  b("id", "embun pagi statusnya skrg apa", "campaigns.get", { ...K, about: embun }),
  b("id", "naikin dana embun pagi dari 30jt ke 42,5jt", "campaigns.update", {
    ...K,
    about: embun,
    input: { change: { budgetMinor: 42_500_000 } },
  }),
  b("id", "deadline embun pagi majuin ke 5 januari 2027 ya", "campaigns.update", {
    ...K,
    about: embun,
    input: { change: { endsOn: "2027-01-05" } },
  }),
  b("id", "ga jadi pake #EmbunLama, buang aja hashtagnya", "campaigns.update", {
    ...D,
    input: { change: { brief: { removeHashtags: ["#EmbunLama"] } } },
  }),
  b("id", "lima belas juta kayaknya cukup", "campaigns.update", {
    state: asked("campaign.edit", "budget", {}, DRAFTING),
    input: { budgetMinor: 15_000_000 },
  }),
  b("id", "mulai minggu depan dua minggu", "campaigns.update", {
    state: asked("campaign.edit", "dates", {}, DRAFTING),
    input: { startsOn: "2026-11-23", endsOn: "2026-12-06" },
  }),
  b("id", "oper embun pagi ke bu admin biar di acc", "campaigns.submit", { ...K, about: embun }),
  b("id", "sunscreen tutup buku aja udah kelar semua", "campaigns.complete", { ...K, about: sun }),
  b("id", "serum worth it ga sih sejauh ini? roi nya berapa", "analytics.campaign_performance", { ...K, about: serum }),
  b("id", "buatin rekapan serum buat meeting senin", "analytics.campaign_report", { ...K, about: serum }),
  b("id", "pilihin 6 kreator terbaik buat sunscreen dong bujetnya 12 juta total", "matching.recommend", {
    ...K,
    about: sun,
    input: { count: 6, budgetMinor: 12_000_000 },
  }),
  b("id", "ada kreator hijab di makassar ga yg nano aja", "influencers.search", {
    input: { text: "hijab", city: "Makassar", tiers: ["nano"] },
  }),
  b("id", "no 2 jgn, yg 1 sama 4 aja yg diundang", "collaborations.invite", { ...S, about: { positions: [0, 3] } }),
  b("id", "tawarin sarah 2,25jt deh", "collaborations.invite", {
    ...S,
    about: { people: ["Sarah Tan"], amounts: [2_250_000] },
  }),
  b("id", "yg nolak undangan siapa aja", "collaborations.list", { input: { status: ["declined"] } }),
  b("id", "setujuin nego sarah aja lah drpd lama", "collaborations.accept_counter", {
    ...C,
    about: { people: [SARAH] },
  }),
  b("id", "udahin aja sama dimas, ganti orang", "collaborations.cancel", { ...C, about: { people: [DIMAS] } }),
  b("id", "approve punya sarah, yg dimas suruh revisi", "posts.approve", {
    ...P,
    about: { people: ["Sarah Tan"] },
    next: "posts.request_revision",
  }),
  b("id", "dimas harus re-upload, produknya ga keliatan", "posts.request_revision", {
    ...P,
    about: { people: ["Dimas Nugroho"] },
    input: { note: "produknya ga keliatan" },
  }),
  b("id", "buka post no 1 dong", "posts.get", { ...P, about: { positions: [0] } }),
  b("id", "berapa yg udh kita bayar ke kreator bln ini", "payouts.list"),
  b("id", "tambahin 3jt ke saldo ya", "deposits.create", { input: { amountMinor: 3_000_000 } }),
  b("id", "akun siapa aja yg ada di organisasi kita", "members.list"),
  b("id", "semua notif dikirim lewat wa aja bisa?", "notifications.preferences"),
  b("id", "claude masih punya akses ke akun gw ga?", "connections.list"),
  b("id", "inget ya kalo bikin laporan jangan kepanjangan", "assistant.remember", {
    input: { fact: "bikin laporan jangan kepanjangan" },
  }),
  b("id", "tolong buatin surat izin cuti", "unknown"),
  b("id", "harga emas hari ini", "unknown"),
  b("en", "spin up a campaign for our oat milk, 40 million, feb 1-14", "campaigns.create", {
    input: { product: "oat milk", budgetMinor: 40_000_000, startsOn: "2027-02-01", endsOn: "2027-02-14" },
  }),
  b("en", "which drafts are still open", "campaigns.list", { input: { status: "draft" } }),
  b("en", "did sarah accept yet?", "collaborations.list"),
  b("en", "we can't pay that much, tell sarah no", "collaborations.decline_counter", {
    ...C,
    about: { people: [SARAH] },
  }),
  b("en", "looks great, publish approval for number 2", "posts.approve", { ...P, about: { positions: [1] } }),
  b("en", "give me the numbers on sunscreen", "analytics.campaign_performance", { ...K, about: sun }),
  b("en", "put 15m in the wallet pls", "deposits.create", { input: { amountMinor: 15_000_000 } }),
  b("en", "order 5000 likes for our post", "unknown"),
  i("id", "ada brand yg ngajak aku ga?", "collaborations.list"),
  i("id", "mauu kak sunscreen nya", "collaborations.accept", { ...O, about: { people: ["Tirai Surya Sunscreen"] } }),
  i("id", "kalo 2,3 gmn? jt maksudnya", "collaborations.counter", { ...O, input: { amountMinor: 2_300_000 } }),
  i("id", "skip yg embun pagi, lagi ga pake skincare", "collaborations.decline", {
    ...O,
    about: { people: ["Embun Pagi"] },
    input: { reason: "lagi ga pake skincare" },
  }),
  i("id", "syarat kontennya apa aja sih buat sunscreen", "collaborations.get", {
    ...O,
    about: { people: ["Tirai Surya Sunscreen"] },
  }),
  i("id", "reel embun pagi revisinya apa", "posts.mine", M),
  i("id", "payoutku nyangkut dari minggu lalu", "payouts.list"),
  i("id", "rekeningku salah, yg bener bni 0123456789 a/n melati kusuma", "payouts.set_account", {
    input: { channelCode: "ID_BNI", accountNumber: "0123456789", holderName: "melati kusuma" },
  }),
  i("id", "job lagi aku tutup dulu ya kak", "influencers.update_my_profile", { input: { availability: "closed" } }),
  i("id", "jgn kirimin wa promo lg pls", "broadcasts.withdraw"),
  i("en", "id love to join the embun pagi one", "collaborations.accept", { ...O, about: { people: ["Embun Pagi"] } }),
  i("en", "my new rate for a tiktok video is 2 million from now on", "influencers.update_my_profile", {
    input: { rates: [{ platform: "tiktok", format: "video", amountMinor: 2_000_000 }] },
  }),
  i("en", "this bot is useless, get me a person", "handover.request"),
  i("en", "what hashtags do i need to use", "collaborations.get"),
];
