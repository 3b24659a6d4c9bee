import {
  asked,
  DRAFTING,
  STRANGERS_COUNTERS,
  STRANGERS_KNOW,
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
const serum = { campaign: "Glowing Serum X" };
const sun = { campaign: "Tirai Surya Sunscreen" };
const embun = { campaign: "Embun Pagi" };
const DIMAS = "Dimas Nugroho · Tirai Surya Sunscreen";
const SARAH = "Sarah Tan · Tirai Surya Sunscreen";

/** Written last and scored once; nothing was changed for it. What to expect of a stranger's words. Never tune on these. */
export const STRANGERS_UNSEEN: readonly Utterance[] = [
  b("id", "eh bantuin dong, gue mau promosiin keripik singkong pedes, 10 jutaan lah", "campaigns.create", {
    input: { product: "keripik singkong pedes", budgetMinor: 10_000_000 },
  }),
  b("id", "campaign2 kita yg lagi live dong", "campaigns.list", { input: { status: "active" } }),
  b("id", "embun pagi itu isinya apa aja sih, lupa", "campaigns.get", { ...K, about: embun }),
  b("id", "rubah tgl selesainya jd 28 des", "campaigns.update", { ...D, input: { change: { endsOn: "2026-12-28" } } }),
  b("id", "tambahin aturan: ga boleh pake musik barat", "campaigns.update", {
    ...D,
    input: { change: { brief: { addRule: "ga boleh pake musik barat" } } },
  }),
  b("id", "1-15 maret aja", "campaigns.update", {
    state: asked("campaign.edit", "dates", {}, DRAFTING),
    input: { startsOn: "2027-03-01", endsOn: "2027-03-15" },
  }),
  b("id", "embun pagi siap, minta acc dong", "campaigns.submit", { ...K, about: embun }),
  b("id", "cancelin embun pagi plis, bosnya berubah pikiran", "campaigns.cancel", {
    ...K,
    about: embun,
    input: { reason: "bosnya berubah pikiran" },
  }),
  b("id", "engagement sunscreen naik apa turun", "analytics.campaign_performance", { ...K, about: sun }),
  b("id", "kesimpulan campaign serum apa?", "analytics.campaign_report", { ...K, about: serum }),
  b("id", "kasih 4 nama yg pas buat embun pagi", "matching.recommend", { ...K, about: embun, input: { count: 4 } }),
  b("id", "nyari tiktokers lucu2an di medan tarif 1 jtan", "influencers.search", {
    input: { platform: "tiktok", city: "Medan", priceMaxMinor: 1_000_000 },
  }),
  b("id", "hubungin melati dong buat sunscreen, 1,1 jt", "collaborations.invite", {
    ...S,
    about: { people: ["Melati Kusuma"], amounts: [1_100_000], ...sun },
  }),
  b("id", "kirim undangan ke nomer 2 n 3", "collaborations.invite", { ...S, about: { positions: [1, 2] } }),
  b("id", "undangan kemaren udah ada yg respon?", "collaborations.list"),
  b("id", "harga sarah kita iyain aja", "collaborations.accept_counter", { ...C, about: { people: [SARAH] } }),
  b("id", "sarah mintanya ketinggian, ga usah diturutin", "collaborations.decline_counter", {
    ...C,
    about: { people: [SARAH] },
  }),
  b("id", "berhentiin kerjasama dimas ya", "collaborations.cancel", { ...C, about: { people: [DIMAS] } }),
  b("id", "kontennya dimas bagus bgt, lolosin", "posts.approve", { ...P, about: { people: ["Dimas Nugroho"] } }),
  b("id", "sarah tolong disuruh ganti captionnya, typo semua", "posts.request_revision", {
    ...P,
    about: { people: ["Sarah Tan"] },
  }),
  b("id", "yg no 2 ga layak tayang, tolak", "posts.reject", { ...P, about: { positions: [1] } }),
  b("id", "uang kita yg lagi ditahan brp ya", "payments.wallet"),
  b("id", "topup 12.500.000", "deposits.create", { input: { amountMinor: 12_500_000 } }),
  b("id", "pembayaran siapa yg telat", "payouts.list"),
  b("id", "notif duit jgn dimatiin, nyalain lagi", "notifications.set_preferences", {
    input: { group: "money", mode: "on" },
  }),
  b("id", "masukin dimas ke daftar hitam soalnya kabur", "influencers.blacklist", {
    ...S,
    about: { people: ["Dimas Nugroho"] },
    input: { reason: "kabur" },
  }),
  b("id", "ada yg mesti gue acc ga hari ini", "approvals.list"),
  b("id", "bisa bikinin invoice pajak ga", "unknown"),
  b("en", "hows embun pagi coming along", "analytics.campaign_performance", { ...K, about: embun }),
  b("en", "drop the budget for embun pagi to 28 million", "campaigns.update", {
    ...K,
    about: embun,
    input: { change: { budgetMinor: 28_000_000 } },
  }),
  b("en", "need 6 micro creators for sunscreen", "matching.recommend", { ...K, about: sun, input: { count: 6 } }),
  b("en", "nope, decline sarah's counter", "collaborations.decline_counter", { ...C, about: { people: [SARAH] } }),
  b("en", "whos left to pay", "payouts.list"),
  b("en", "2 looks fine, approve it", "posts.approve", { ...P, about: { positions: [1] } }),
  i("id", "kak ada campaign yg bisa aku ikutin?", "collaborations.list"),
  i("id", "deal kak, yg sunscreen ya", "collaborations.accept", { ...O, about: { people: ["Tirai Surya Sunscreen"] } }),
  i("id", "boleh tapi 3,5jt ya kak buat embun pagi", "collaborations.counter", {
    ...O,
    input: { amountMinor: 3_500_000 },
  }),
  i("id", "sori kak gabisa, bentrok sama brand lain", "collaborations.decline", {
    ...O,
    input: { reason: "bentrok sama brand lain" },
  }),
  i("id", "honor bulan kemaren dikirim kapan", "payouts.list"),
  i("id", "ganti ewallet ke gopay 081312345678 atas nama dimas nugroho", "payouts.set_account", {
    input: { channelCode: "ID_GOPAY", accountNumber: "081312345678", holderName: "dimas nugroho" },
  }),
  i("id", "videoku udah lolos belom sih", "posts.mine"),
  i("id", "aku available lagi kak mulai senin", "influencers.update_my_profile", { input: { availability: "open" } }),
  i("id", "mau ngobrol sama admin brand dong", "handover.request"),
  i("en", "do you have anything for me this month", "collaborations.list"),
  i("en", "sorry gonna pass on embun pagi", "collaborations.decline", { ...O, about: { people: ["Embun Pagi"] } }),
];
