import {
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
const serum = { campaign: "Glowing Serum X" };
const sun = { campaign: "Tirai Surya Sunscreen" };
const embun = { campaign: "Embun Pagi" };

/** Ninety messages written before their writer had read the planner: 75.6 % use cases, 67.8 % exact when first run. Tuned on since. */
export const STRANGERS: readonly Utterance[] = [
  b("id", "min, campaign yg lg jalan apa aja sih skrg?", "campaigns.list", { input: { status: "active" } }),
  b(
    "id",
    "tolong bikinin campaign baru dong namanya Ramadan Glow, produk serum vit c, budget 35jt mulai 1 feb sampe 28 feb",
    "campaigns.create",
    {
      input: {
        name: "Ramadan Glow",
        product: "serum vit c",
        budgetMinor: 35_000_000,
        startsOn: "2027-02-01",
        endsOn: "2027-02-28",
      },
    },
  ),
  b("id", "cariin influencer skinker di bandung yg followersnya di atas 50rb donk", "influencers.search", {
    input: { text: "skincare", city: "Bandung", followersMin: 50_000 },
  }),
  b("id", "ada ga kreator tiktok makanan yg ratenya dibawah 2jt", "influencers.search", {
    input: { text: "makanan", platform: "tiktok", priceMaxMinor: 2_000_000 },
  }),
  b("id", "rekomendasiin 5 org buat sunscreen ya budget max 15jt", "matching.recommend", {
    ...K,
    about: sun,
    input: { count: 5, budgetMinor: 15_000_000 },
  }),
  b("id", "undang no 1 sama 3 ke campaign sunscreen", "collaborations.invite", {
    state: STRANGERS_SHOWN,
    about: { positions: [0, 2], ...sun },
  }),
  b("id", "saldo kita tinggal brp ya", "payments.wallet"),
  b("id", "mau isi saldo 20jt dong", "deposits.create", { input: { amountMinor: 20_000_000 } }),
  b("id", "postingan yg blm direview ada brp?", "posts.list", { input: { status: "pending" } }),
  b("id", "yg kedua oke, approve aja", "posts.approve", { state: STRANGERS_POSTS, about: { positions: [1] } }),
  b("id", "no 1 suruh revisi dong, hashtagnya kurang #ad", "posts.request_revision", {
    state: STRANGERS_POSTS,
    about: { positions: [0] },
    input: { note: "hashtagnya kurang #ad" },
  }),
  b("id", "tolak yg pertama, ga sesuai brief sama sekali", "posts.reject", {
    state: STRANGERS_POSTS,
    about: { positions: [0] },
    input: { note: "ga sesuai brief sama sekali" },
  }),
  b("id", "gimana performa glowing serum sejauh ini?", "analytics.campaign_performance", { ...K, about: serum }),
  b("id", "knp campaign serum engagementnya rendah? kasih saran dong", "analytics.campaign_report", {
    ...K,
    about: serum,
  }),
  b("id", "siapa aja yg udh terima undangan sunscreen", "collaborations.list", {
    ...K,
    about: sun,
    input: { status: ["accepted", "in_progress", "completed"] },
  }),
  b("id", "blacklist rani wulandari, dia telat mulu", "influencers.blacklist", {
    about: { people: ["rani wulandari"] },
    input: { reason: "dia telat mulu" },
  }),
  b("id", "keluarin tasya dari blacklist ya udah baikan", "influencers.blacklist", { about: { people: ["tasya"] } }),
  b("id", "apa aja yg nunggu persetujuan gw", "approvals.list"),
  b("id", "yang bisa approve di tim kita siapa aja", "members.list"),
  b("id", "approve campaign sunscreen", "campaigns.approve", { ...K, about: sun }),
  b("id", "balikin campaign sunscreen ke drafnya, budgetnya kegedean", "campaigns.send_back", {
    ...K,
    about: sun,
    input: { note: "budgetnya kegedean" },
  }),
  b("id", "ubah budget embun pagi jd 45 juta", "campaigns.update", {
    ...K,
    about: embun,
    input: { change: { budgetMinor: 45_000_000 } },
  }),
  b("id", "campaign embun pagi undur mulainya ke 10 desember", "campaigns.update", {
    ...K,
    about: embun,
    input: { change: { startsOn: "2026-12-10" } },
  }),
  b("id", "kirim embun pagi ke admin buat disetujui", "campaigns.submit", { ...K, about: embun }),
  b("id", "buatin brief utk embun pagi dong", "campaigns.write_brief", { ...K, about: embun }),
  b("id", "batalin campaign embun pagi, produknya ga jadi launching", "campaigns.cancel", {
    ...K,
    about: embun,
    input: { reason: "produknya ga jadi launching" },
  }),
  b("id", "campaign serum udah beres, tutup aja", "campaigns.complete", { ...K, about: serum }),
  b("id", "payout yg gagal ada ga", "payouts.list", { input: { statuses: ["failed"] } }),
  b("id", "mutasi bulan ini dong", "payments.statement"),
  b("id", "sarah nego 4,5jt, gas terima aja", "collaborations.accept_counter", {
    state: STRANGERS_COUNTERS,
    about: { people: ["Sarah Tan · Tirai Surya Sunscreen"], amountMinor: 4_500_000 },
  }),
  b("id", "nego dari sarah kemahalan, tolak tp tetep pake harga awal", "collaborations.decline_counter", {
    state: STRANGERS_COUNTERS,
    about: { people: ["Sarah Tan · Tirai Surya Sunscreen"] },
  }),
  b("id", "batalin kerjasama sama dimas, dia ga bales2", "collaborations.cancel", {
    state: STRANGERS_COUNTERS,
    about: { people: ["Dimas Nugroho · Tirai Surya Sunscreen"] },
    input: { reason: "dia ga bales2" },
  }),
  b("id", "bikinin draft chat buat ngingetin dimas soal deadline", "collaborations.draft_message", {
    state: STRANGERS_COUNTERS,
    about: { people: ["Dimas Nugroho · Tirai Surya Sunscreen"] },
    input: { purpose: "deadline" },
  }),
  b(
    "id",
    "kasih tau semua influencer sunscreen: besok jam 8 malam kita live ya, jangan lupa posting",
    "broadcasts.send",
    { ...K, about: sun, input: { text: "besok jam 8 malam kita live ya, jangan lupa posting" } },
  ),
  b("id", "gw maunya dipanggil kak aja ya, inget", "assistant.remember", {
    input: { fact: "gw maunya dipanggil kak aja" },
  }),
  b("id", "km inget apa aja soal aku", "assistant.preferences"),
  b("id", "bulan ini udh abis berapa buat ai nya", "assistant.costs", { input: { period: "this_month" } }),
  b("id", "batesin biaya AI tim 5 dolar sehari", "assistant.set_budget", { input: { whom: "team", dayCents: 500 } }),
  b("id", "jgn kirimin gw notif malem2, dari jam 10 malem sampe 6 pagi", "notifications.set_preferences", {
    input: { quiet: true, quietFrom: "22:00", quietUntil: "06:00" },
  }),
  b("id", "notif tips matiin aja berisik", "notifications.set_preferences", { input: { group: "tips", mode: "off" } }),
  b("id", "ganti bahasa inggris dong", "people.set_language", { input: { language: "en" } }),
  b("id", "sambungin wa gw dong", "people.start_link", { input: { channel: "whatsapp" } }),
  b("id", "akun chat gw yg kesambung apa aja", "people.channels"),
  b("id", "tolong orderin grab food buat tim dong", "unknown"),
  b("id", "bisa beliin followers ig 10rb ga?", "unknown"),
  b("id", "detail influencer melati dong, ratenya brp", "influencers.get", { about: { people: ["melati"] } }),
  b("id", "yg nomer 2 gimana profilnya", "influencers.get", { state: STRANGERS_SHOWN, about: { positions: [1] } }),
  b("id", "draft campaign gw ada apa aja", "campaigns.list", { input: { status: "draft" } }),
  b("id", "liat campaign sunscreen", "campaigns.get", { ...K, about: sun }),
  b("id", "cari influencer mikro kecantikan jakarta, er min 3%", "influencers.search", {
    input: { tiers: ["micro"], text: "kecantikan", city: "Jakarta", engagementRateMin: 0.03 },
  }),
  b("en", "hey whats the status of our payouts, any late ones?", "payouts.list"),
  b("en", "find me 10 beauty creators on tiktok in jkt under 3 mil each", "influencers.search", {
    input: { platform: "tiktok", text: "beauty", city: "Jakarta", priceMaxMinor: 3_000_000, limit: 10 },
  }),
  b("en", "who shld i hire for the sunscreen campain", "matching.recommend", { ...K, about: sun }),
  b("en", "pls show pending posts 4 sunscreen", "posts.list", { ...K, about: sun, input: { status: "pending" } }),
  b("en", "invite sarah tan and michelle to the sunscreen campaign at 3m each", "collaborations.invite", {
    state: STRANGERS_SHOWN,
    about: { people: ["Sarah Tan", "Michelle Tanujaya"], amounts: [3_000_000, 3_000_000], ...sun },
  }),
  b("en", "top up wallet with 50 mio", "deposits.create", { input: { amountMinor: 50_000_000 } }),
  b("en", "change the end date of embun pagi to dec 20 pls", "campaigns.update", {
    ...K,
    about: embun,
    input: { change: { endsOn: "2026-12-20" } },
  }),
  b("en", "hw is glowing serum doing??", "analytics.campaign_performance", { ...K, about: serum }),
  b("en", "why did the serum campaign flop lol", "analytics.campaign_report", { ...K, about: serum }),
  b("en", "ok submit embun pagi for approval", "campaigns.submit", { ...K, about: embun }),
  b("en", "scrap the embun pagi campaign, client backed out", "campaigns.cancel", {
    ...K,
    about: embun,
    input: { reason: "client backed out" },
  }),
  b("en", "remove dimas from the campaign he ghosted us", "collaborations.cancel", {
    state: STRANGERS_COUNTERS,
    about: { people: ["Dimas Nugroho · Tirai Surya Sunscreen"] },
  }),
  b("en", "write me a thank you msg for sarah", "collaborations.draft_message", {
    state: STRANGERS_COUNTERS,
    about: { people: ["Sarah Tan · Tirai Surya Sunscreen"] },
    input: { purpose: "thanks" },
  }),
  b("en", "who's on my team?", "members.list"),
  b("en", "whats our commission rate n approval limit", "organization.get"),
  b("en", "dont send me anything after 9pm til 7am", "notifications.set_preferences", {
    input: { quiet: true, quietFrom: "21:00", quietUntil: "07:00" },
  }),
  b("en", "book a flight to bali for me", "unknown"),
  b("mixed", "check the saldo and also list pending posts", "payments.wallet", { next: "posts.list" }),
  b("id", "tutup campaign serum trus bikin reportnya", "campaigns.complete", {
    ...K,
    about: serum,
    next: "analytics.campaign_report",
  }),
  b("id", "eh salah, budgetnya 30 bukan 35", "campaigns.update", { state: DRAFTING }),
  i("id", "kak fee aku udh cair blm ya?", "payouts.list"),
  i("id", "ada job baru ga min", "collaborations.list"),
  i("id", "oke aku ambil yg sunscreen", "collaborations.accept", {
    state: STRANGERS_OFFERED,
    about: { people: ["Tirai Surya Sunscreen"] },
  }),
  i("id", "kurang kak, 2,5jt bisa ga?", "collaborations.counter", {
    state: STRANGERS_OFFERED,
    input: { amountMinor: 2_500_000 },
  }),
  i("id", "maaf kak aku skip dulu yg ini, lagi full jadwal", "collaborations.decline", {
    state: STRANGERS_OFFERED,
    input: { reason: "lagi full jadwal" },
  }),
  i("id", "ini linknya kak https://www.instagram.com/reel/C9xYzAbCdEf/ udh tayang ya", "posts.submit_link", {
    input: { url: "https://www.instagram.com/reel/C9xYzAbCdEf/" },
  }),
  i("id", "ganti rek aku ke bca 1234567890 an Sarah Tan", "payouts.set_account", {
    input: { channelCode: "ID_BCA", accountNumber: "1234567890", holderName: "Sarah Tan" },
  }),
  i("id", "tf ke dana aja ya 081234567890 atas nama sarah tan", "payouts.set_account", {
    input: { channelCode: "ID_DANA", accountNumber: "081234567890", holderName: "sarah tan" },
  }),
  i("id", "post ku udh di acc blm?", "posts.mine"),
  i("id", "rate reels ku naikin jd 3jt", "influencers.update_my_profile", {
    input: { rates: [{ platform: "instagram", format: "reel", amountMinor: 3_000_000 }] },
  }),
  i("id", "aku lagi ga nerima job dulu ya sampe bulan depan", "influencers.update_my_profile", {
    input: { availability: "closed" },
  }),
  i("id", "pindah ke surabaya nih, update profil dong", "influencers.update_my_profile", {
    input: { city: "Surabaya" },
  }),
  i("id", "stop kirim promo2 dong", "broadcasts.withdraw"),
  i("id", "mau ngomong sama orang aja bisa?", "handover.request"),
  i("id", "views video aku brp skrg", "metrics.of_post"),
  i("en", "when do i get paid for the serum post?", "payouts.list"),
  i("en", "can u do 4m instead of 3m?", "collaborations.counter", {
    state: STRANGERS_OFFERED,
    input: { amountMinor: 4_000_000 },
  }),
  i("en", "yes im in!", "collaborations.accept", { state: STRANGERS_OFFERED }),
  i("en", "whats the deadline for the sunscreen thing", "collaborations.list", { state: STRANGERS_OFFERED }),
  i("en", `my bio should say "mom of 2, skincare nerd"`, "influencers.update_my_profile", {
    input: { bio: "mom of 2, skincare nerd" },
  }),
];
