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

/** A third set, after 150 messages had been tuned on: 69.4 % use cases, 55.6 % exact at first sight. Tuned on since. */
export const STRANGERS_THIRD: readonly Utterance[] = [
  b(
    "id",
    "halo min, aku mau ngadain campaign buat body mist kita yg baru, dana sktr 18jt, tayang 3-17 januari",
    "campaigns.create",
    { input: { product: "body mist", budgetMinor: 18_000_000, startsOn: "2027-01-03", endsOn: "2027-01-17" } },
  ),
  b("id", "campaign yg masih nunggu acc ada berapa", "campaigns.list", { input: { status: "submitted" } }),
  b("id", "coba buka yg embun pagi", "campaigns.get", { ...K, about: embun }),
  b("id", "targetnya diganti cowo umur 20-35 aja", "campaigns.update", {
    ...D,
    input: { change: { audience: { ageMin: 20, ageMax: 35, gender: "male" } } },
  }),
  b("id", "nama campaignnya ganti jadi Pagi Merona", "campaigns.update", {
    ...D,
    input: { change: { name: "Pagi Merona" } },
  }),
  b("id", "25", "campaigns.update", { state: asked("campaign.edit", "budget", {}, DRAFTING) }),
  b("id", "wanita karir jakarta sama surabaya 25 - 40 th", "campaigns.update", {
    state: asked("campaign.edit", "audience", {}, DRAFTING),
    input: { audience: { ageMin: 25, ageMax: 40, gender: "female", cities: ["Jakarta", "Surabaya"] } },
  }),
  b("id", "brief embun pagi kok kaku ya, tulis ulang lah", "campaigns.write_brief", { ...K, about: embun }),
  b("id", "stop campaign sunscreen sekarang jg, ada komplain bpom", "campaigns.cancel", {
    ...K,
    about: sun,
    input: { reason: "ada komplain bpom" },
  }),
  b("id", "dari serum kemaren yg paling ngefek kreator siapa?", "analytics.campaign_performance", {
    ...K,
    about: serum,
  }),
  b("id", "cpe serum brp skrg", "analytics.campaign_performance", { ...K, about: serum }),
  b("id", "evaluasi campaign serum dong biar next lebih bagus", "analytics.campaign_report", { ...K, about: serum }),
  b("id", "kira2 kreator yg nyambung sama produk sunscreen siapa ya", "matching.recommend", { ...K, about: sun }),
  b("id", "gada yg lebih murah? cariin yg ratenya maks 800 ribu", "influencers.search", {
    input: { priceMaxMinor: 800_000 },
  }),
  b("id", "youtuber gadget yg subscribernya min 100k", "influencers.search", {
    input: { platform: "youtube", text: "gadget", followersMin: 100_000 },
  }),
  b("id", "semuanya undang kecuali dimas", "collaborations.invite", {
    ...S,
    about: { people: ["Sarah Tan", "Melati Kusuma"] },
  }),
  b("id", "melati 1jt, sarah 2,75jt, kirim undangannya", "collaborations.invite", {
    ...S,
    about: { people: ["Melati Kusuma", "Sarah Tan"], amounts: [1_000_000, 2_750_000] },
  }),
  b("id", "nomer 4 itu siapa, liat profilnya dong", "influencers.get", { ...S, about: { positions: [3] } }),
  b("id", "ada yg nego ga?", "collaborations.list", { input: { status: ["countered"] } }),
  b("id", "oke gapapa 4,5 buat sarah kita terima", "collaborations.accept_counter", {
    ...C,
    about: { people: [SARAH] },
  }),
  b("id", "ga bisa segitu, bales sarah harga kita segitu aja", "collaborations.decline_counter", {
    ...C,
    input: { note: "bales sarah harga kita segitu aja" },
    about: { people: [SARAH] },
  }),
  b("id", "gue mau mutusin kerjasama ama dimas", "collaborations.cancel", { ...C, about: { people: [DIMAS] } }),
  b("id", "tolong ingetin dimas dong blm posting2", "collaborations.draft_message", {
    ...C,
    about: { people: [DIMAS] },
    input: { purpose: "deadline" },
  }),
  b("id", "infoin ke semua kreator campaign sunscreen: cut off upload jam 9 malam", "broadcasts.send", {
    ...K,
    about: sun,
    input: { text: "cut off upload jam 9 malam" },
  }),
  b("id", "konten sarah ga ada cta nya, minta dia benerin", "posts.request_revision", {
    ...P,
    input: { note: "konten sarah ga ada cta nya" },
    about: { people: ["Sarah Tan"] },
  }),
  b("id", "dua2nya udh oke, approve", "approve.this", { ...P }),
  b("id", "postingan dimas ditolak aja, dia nyebut merk lain", "posts.reject", {
    ...P,
    about: { people: ["Dimas Nugroho"] },
    input: { note: "dia nyebut merk lain" },
  }),
  b("id", "views konten sarah brp", "metrics.of_post", { ...P, about: { people: ["Sarah Tan"] } }),
  b("id", "transferan ke dimas udah nyampe?", "payouts.list"),
  b("id", "duit yg ketahan di escrow brp", "payments.wallet"),
  b("id", "isi dompet sepuluh juta dulu", "deposits.create", { input: { amountMinor: 10_000_000 } }),
  b("id", "liat dong riwayat uang keluar masuk", "payments.statement"),
  b("id", "orang finance kita siapa namanya?", "members.list"),
  b("id", "notif pembayaran kirim ke telegram aja", "notifications.set_preferences", {
    input: { group: "money", channel: "telegram" },
  }),
  b("id", "cabutin telegram gw dong hp nya ilang", "people.unlink_channel", { input: { channel: "telegram" } }),
  b("id", "biaya ai minggu ini brp duit", "assistant.costs", { input: { period: "last_7_days" } }),
  b("id", "km tau apa aja ttg preferensi gue", "assistant.preferences"),
  b("id", "jual akun ig yg followersnya banyak dong", "unknown"),
  b("id", "besok meeting jam brp ya", "unknown"),
  b("id", "gajadi deh", "no", { state: asked("campaign.send_back", "note", {}, DRAFTING) }),
  b("en", "how much do we have left to spend", "payments.wallet"),
  b("en", "kick dimas out of sunscreen pls", "collaborations.cancel", { ...C, about: { people: [DIMAS], ...sun } }),
  b("en", "whats going on with glowing serum", "analytics.campaign_performance", { ...K, about: serum }),
  b("en", "push the launch of embun pagi back to jan 10", "campaigns.update", {
    ...K,
    about: embun,
    input: { change: { startsOn: "2027-01-10" } },
  }),
  b("en", "embun pagi is good to go, send it for sign off", "campaigns.submit", { ...K, about: embun }),
  b("en", "anyone still sitting on our invite?", "unknown"),
  b("en", "ask sarah to reshoot, lighting is terrible", "posts.request_revision", {
    ...P,
    about: { people: ["Sarah Tan"] },
    input: { note: "lighting is terrible" },
  }),
  b("en", "looking for food bloggers in medan w at least 20k followers", "influencers.search", {
    input: { text: "food bloggers", city: "Medan", followersMin: 20_000 },
  }),
  b("en", "have the creators been paid out yet?", "payouts.list"),
  b("en", "talk to me in indo pls", "people.set_language", { input: { language: "id" } }),
  i("id", "min fee campaign serum ku udh ditf?", "payouts.list"),
  i("id", "tawaran dari kilau apa aja ya", "collaborations.list", O),
  i("id", "yg sunscreen aku terima, yg embun pagi engga dulu", "collaborations.accept", {
    ...O,
    about: { people: ["Tirai Surya Sunscreen"] },
    next: "collaborations.decline",
  }),
  i("id", "harga segitu ga masuk kak, minimal 3jt", "collaborations.counter", {
    ...O,
    input: { amountMinor: 3_000_000 },
  }),
  i("id", "aku pass ya min, brandnya ga sesuai value aku", "collaborations.decline", {
    ...O,
    input: { reason: "brandnya ga sesuai value aku" },
  }),
  i("id", "detail brief embun pagi dong kak", "collaborations.get", { ...O, about: { people: ["Embun Pagi"] } }),
  i("id", "paling lambat upload kapan kak", "collaborations.list"),
  i("id", "udh live ya https://youtube.com/shorts/abc123XYZ09", "posts.submit_link", {
    input: { url: "https://youtube.com/shorts/abc123XYZ09" },
  }),
  i("id", "linknya dikumpulin ke siapa?", "post.how"),
  i("id", "kok postinganku ditolak sih?", "posts.mine"),
  i("id", "yg reel kemarin dapet brp views", "metrics.of_post", M),
  i("id", "no rek ku mandiri 1230009876543 a.n Melati Kusuma", "payouts.set_account", {
    input: { channelCode: "ID_MANDIRI", accountNumber: "1230009876543", holderName: "Melati Kusuma" },
  }),
  i("id", "mulai skrg rate story ig ku 600rb", "influencers.update_my_profile", {
    input: { rates: [{ platform: "instagram", format: "story", amountMinor: 600_000 }] },
  }),
  i("id", "aku udah pindah domisili ke malang", "influencers.update_my_profile", { input: { city: "Malang" } }),
  i("id", "lagi hamil jadi off dulu sampe april", "influencers.update_my_profile", {
    input: { availability: "closed" },
  }),
  i("id", "kak tolong panggilin admin manusia", "handover.request"),
  i("id", "udahan sama adminnya, lanjut bot lagi", "handover.end"),
  i("en", "2 mil is too low, can you do 2.8", "collaborations.counter", { ...O }),
  i("en", "happy to do the sunscreen one", "collaborations.accept", {
    ...O,
    about: { people: ["Tirai Surya Sunscreen"] },
  }),
  i("en", "i'm out, too busy this month", "collaborations.decline", { ...O, input: { reason: "too busy this month" } }),
  i("en", "whens the money coming", "payouts.list"),
  i("en", "write me a caption for this", "unknown"),
];
