import {
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
const serum = { campaign: "Glowing Serum X" };
const sun = { campaign: "Tirai Surya Sunscreen" };
const embun = { campaign: "Embun Pagi" };

/** Sixty more, written when half of the ninety had been tuned on: 70 % use cases, 60 % exact at first sight. Tuned on since. */
export const STRANGERS_AGAIN: readonly Utterance[] = [
  b(
    "id",
    "bro bisa tolong setup campaign harbolnas utk lip cream, dananya 12 jutaan, targetnya cewe2 kuliahan",
    "campaigns.create",
    { input: { product: "lip cream", budgetMinor: 12_000_000, audience: { gender: "female" } } },
  ),
  b("id", "kita ada campaign apa aja yg udh selesai ya", "campaigns.list", { input: { status: "completed" } }),
  b("id", "duit di wallet masih cukup ga buat bayar 3 kreator", "payments.wallet"),
  b("id", "tolong top-up 7,5jt ya buat minggu ini", "deposits.create", { input: { amountMinor: 7_500_000 } }),
  b("id", "ada konten masuk hari ini?", "posts.list", { input: { status: "pending" } }),
  b("id", "punya si dimas masih jelek, suruh ulang dong audionya pecah", "posts.request_revision", {
    state: STRANGERS_POSTS,
    about: { people: ["Dimas Nugroho"] },
  }),
  b("id", "konten sarah aman, lanjut aja", "posts.approve", {
    state: STRANGERS_POSTS,
    about: { people: ["Sarah Tan"] },
  }),
  b("id", "sunscreen progressnya udh sampe mana?", "analytics.campaign_performance", { ...K, about: sun }),
  b("id", "bos minta laporan glowing serum nih, bikinin ya", "analytics.campaign_report", { ...K, about: serum }),
  b("id", "gue butuh 8 kreator buat embun pagi, ada saran?", "matching.recommend", {
    ...K,
    about: embun,
    input: { count: 8 },
  }),
  b("id", "cariin dong ibu2 muda yg suka bahas parenting di surabaya, followers 10rb - 50rb", "influencers.search", {
    input: { text: "ibu2 muda parenting", city: "Surabaya", followersMin: 10_000, followersMax: 50_000 },
  }),
  b("id", "ok fix ambil yg 1 2 sama 4, kirimin undangannya", "collaborations.invite", {
    state: STRANGERS_SHOWN,
    about: { positions: [0, 1, 3] },
  }),
  b("id", "michelle 3,5 juta bisa kali ya, coba ajak", "collaborations.invite", {
    state: STRANGERS_SHOWN,
    about: { people: ["Michelle Tanujaya"], amounts: [3_500_000] },
  }),
  b("id", "yg blm ngasih jawaban siapa aja tuh", "collaborations.list", { input: { status: ["invited", "offered"] } }),
  b("id", "yaudah deal aja sama harga sarah", "collaborations.accept_counter", {
    state: STRANGERS_COUNTERS,
    about: { people: ["Sarah Tan · Tirai Surya Sunscreen"] },
  }),
  b("id", "gamau ah kemahalan si sarah, bilang tetep harga lama", "collaborations.decline_counter", {
    input: { note: "bilang tetep harga lama" },
    state: STRANGERS_COUNTERS,
    about: { people: ["Sarah Tan · Tirai Surya Sunscreen"] },
  }),
  b("id", "dimas dicancel aja kolabnya, udah seminggu ngilang", "collaborations.cancel", {
    state: STRANGERS_COUNTERS,
    about: { people: ["Dimas Nugroho · Tirai Surya Sunscreen"] },
  }),
  b("id", "tgl mulainya geser seminggu lagi jadi 8 des", "campaigns.update", {
    state: DRAFTING,
    input: { change: { startsOn: "2026-12-08" } },
  }),
  b("id", "budget embun pagi tambahin jadi 60jt ya bu bos udh ok", "campaigns.update", {
    ...K,
    about: embun,
    input: { change: { budgetMinor: 60_000_000 } },
  }),
  b("id", "hastagnya tambahin #EmbunPagiGlow", "campaigns.update", {
    state: DRAFTING,
    input: { change: { brief: { addHashtags: ["#EmbunPagiGlow"] } } },
  }),
  b("id", "udah final nih, ajuin embun pagi ke atasan", "campaigns.submit", { ...K, about: embun }),
  b("id", "acc aja campaign embun pagi, udah bagus", "campaigns.approve", { ...K, about: embun }),
  b("id", "embun pagi revisi dulu deh, kpi nya ngawang", "campaigns.send_back", {
    input: { note: "kpi nya ngawang" },
    ...K,
    about: embun,
  }),
  b("id", "kok bayaran kreator blm masuk2 ya dia nanyain", "payouts.list"),
  b("id", "pengeluaran kita kemana aja sih kok saldo cepet abis", "payments.statement"),
  b("id", "yg pegang akses admin siapa sih", "members.list"),
  b("id", "potongan platformnya berapa persen?", "organization.get"),
  b("id", "mulai besok jangan spam gw notif campaign, bikin rangkuman aja", "notifications.set_preferences", {
    input: { group: "campaigns", mode: "digest" },
  }),
  b("id", "lupain yg nomer 3 ya", "assistant.forget", { input: { number: 3 } }),
  b("id", "tolong catet, gue selalu pake tiktok sama ig doang", "assistant.remember", {
    input: { fact: "gue selalu pake tiktok sama ig doang" },
  }),
  b("id", "tolong bikinin video iklannya sekalian dong", "unknown"),
  b("en", "gimme the list of everyone who said yes to sunscreen", "collaborations.list", {
    ...K,
    about: sun,
    input: { status: ["accepted", "in_progress", "completed"] },
  }),
  b("en", "we're launching a new lip tint, 25 mil budget, jan 5 to jan 25, can u set it up", "campaigns.create", {
    input: {
      product: "lip tint",
      goal: "launching",
      budgetMinor: 25_000_000,
      startsOn: "2027-01-05",
      endsOn: "2027-01-25",
    },
  }),
  b("en", "is there anything i need to sign off on", "approvals.list"),
  b("en", "ping all the sunscreen creators: pls post before 6pm", "broadcasts.send", {
    ...K,
    about: sun,
    input: { text: "pls post before 6pm" },
  }),
  b("en", "never wanna work w melati again, put her on the blacklist", "influencers.blacklist", {
    state: STRANGERS_SHOWN,
    about: { people: ["Melati Kusuma"] },
  }),
  b("en", "this post breaks the brief, bin it (dimas)", "posts.reject", {
    state: STRANGERS_POSTS,
    about: { people: ["Dimas Nugroho"] },
  }),
  b("en", "lets go with 1 and 3", "collaborations.invite", { state: STRANGERS_SHOWN, about: { positions: [0, 2] } }),
  b("en", "can you order lunch for the team", "unknown"),
  b("mixed", "campaign serum udh kelar ya, mark as done dong", "campaigns.complete", { ...K, about: serum }),
  i("id", "kak ada kerjaan lagi ga buat bulan depan", "collaborations.list"),
  i("id", "gas kak, embun pagi aku mau", "collaborations.accept", {
    state: STRANGERS_OFFERED,
    about: { people: ["Embun Pagi"] },
  }),
  i("id", "bisa nambah dikit ga kak jadi 1,8?", "collaborations.counter", { state: STRANGERS_OFFERED }),
  i("id", "ngga dulu ya kak, ga cocok sama audience aku", "collaborations.decline", {
    state: STRANGERS_OFFERED,
    input: { reason: "ga cocok sama audience aku" },
  }),
  i("id", "udh aku upload kak: https://vt.tiktok.com/ZSabc123/", "posts.submit_link", {
    input: { url: "https://vt.tiktok.com/ZSabc123/" },
  }),
  i("id", "cara ngumpulin linknya gimana min", "post.how"),
  i("id", "kontenku kemarin disuruh revisi apanya ya", "posts.mine"),
  i("id", "duitnya kok blm nyampe2 sih udh seminggu", "payouts.list"),
  i("id", "aku mau ganti nomor rekening, skrg pake jago", "payouts.set_account", { input: { channelCode: "ID_JAGO" } }),
  i("id", "tarif tiktok aku skrg 1,2jt per video ya", "influencers.update_my_profile", {
    input: { rates: [{ platform: "tiktok", format: "video", amountMinor: 1_200_000 }] },
  }),
  i("id", "aku udah buka job lagi nih", "influencers.update_my_profile", { input: { availability: "open" } }),
  i("id", "followers aku keitung brp di sini?", "influencers.my_profile"),
  i("id", "botnya muter2, sambungin ke orangnya dong", "handover.request"),
  i("id", "ga usah kirimin info2 promo lagi ya", "broadcasts.withdraw"),
  i("en", "sure, ill take embun pagi", "collaborations.accept", {
    state: STRANGERS_OFFERED,
    about: { people: ["Embun Pagi"] },
  }),
  i("en", "any chance you could go up to 2.5 mil?", "collaborations.counter", {
    state: STRANGERS_OFFERED,
    input: { amountMinor: 2_500_000 },
  }),
  i("en", "did they like my video?", "posts.mine"),
  i("en", "how come i havent been paid yet", "payouts.list"),
  i("en", "how did the tiktok one do?", "metrics.of_post", { state: STRANGERS_MY_POSTS }),
  i("en", "can you edit my reel for me", "unknown"),
];
