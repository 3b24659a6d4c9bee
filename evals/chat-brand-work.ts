import {
  asked,
  DEPOSITED,
  RECOMMENDED_FIVE,
  WITH_CAMPAIGN,
  WITH_COUNTERS,
  WITH_DEWI,
  WITH_PEOPLE,
  WITH_POSTS,
} from "./states.ts";
import { type Language, type Utterance, written } from "./utterances.ts";

const say = (language: Language, text: string, expect: string, rest: Partial<Utterance> = {}): Utterance =>
  written("brand", language, text, expect, rest);
const inCampaign = { state: WITH_CAMPAIGN };
const RANI = "Rani Wulandari";
const KEVIN = "Kevin Hartono";
const DEWI = "Dewi Lestari Putri";
const BAYU = "Bayu Saputra";

/** What brand people, admins and finance type about creators, posts, money and their own settings. */
export const BRAND_WORK_CHAT: readonly Utterance[] = [
  // recommending and searching
  say("id", "rekomen influencer dong buat glow your way", "matching.recommend", {
    ...inCampaign,
    about: { campaign: "Glow Your Way" },
  }),
  say("id", "kasih 7 rekomendasi kreator ya", "matching.recommend", { ...inCampaign, input: { count: 7 } }),
  say("id", "ada saran kol yg cocok ga buat campaign ini", "matching.recommend", inCampaign),
  say("en", "who should we work with for this campaign?", "matching.recommend", inCampaign),
  say("en", "recommend 3 tiktok creators", "matching.recommend", {
    ...inCampaign,
    input: { count: 3, platforms: ["tiktok"] },
  }),
  say("id", "eh maksudku 3 orang", "matching.recommend", { state: RECOMMENDED_FIVE, input: { count: 3 } }),
  say("en", "i meant 8 people", "matching.recommend", { state: RECOMMENDED_FIVE, input: { count: 8 } }),
  say("id", "cariin food vlogger di semarang", "influencers.search", {
    input: { text: "food vlogger", city: "Semarang" },
  }),
  say("id", "nyari beauty influencer yg followersnya di atas 100rb", "influencers.search", {
    input: { text: "beauty", followersMin: 100_000 },
  }),
  say("en", "find parenting creators under 1.5 million rupiah", "influencers.search", {
    input: { text: "parenting", priceMaxMinor: 1_500_000 },
  }),
  say("id", "cari kreator nano di bali yang tarifnya dibawah 500rb", "influencers.search", {
    input: { tiers: ["nano"], city: "Bali", priceMaxMinor: 500_000 },
  }),
  say("en", "show me youtube creators with at least 50k followers", "influencers.search", {
    input: { platform: "youtube", followersMin: 50_000 },
  }),
  say("id", "liat profil dewi dong", "influencers.get", { state: WITH_PEOPLE, about: { people: [DEWI] } }),
  say("en", "tell me more about Bayu", "influencers.get", { state: WITH_PEOPLE, about: { people: [BAYU] } }),
  say("id", "yang ketiga itu siapa", "influencers.get", { state: WITH_PEOPLE, about: { positions: [2] } }),
  say("id", "yg nomor 2", "pick", { state: WITH_PEOPLE, about: { positions: [1] } }),
  say("en", "the last one", "pick", { state: WITH_PEOPLE, about: { positions: [3] } }),
  say("id", "blacklist dewi ya, sering telat posting", "influencers.blacklist", {
    state: WITH_PEOPLE,
    about: { people: [DEWI] },
    input: { reason: "sering telat posting" },
  }),
  say("id", "keluarin kevin dari blacklist", "influencers.blacklist", {
    state: WITH_PEOPLE,
    about: { people: [KEVIN] },
  }),
  // inviting
  say("id", "undang rani sama bayu ya", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { people: [RANI, BAYU] },
  }),
  say("id", "yang kedua saja, undang 1,5jt", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { positions: [1], amountMinor: 1_500_000 },
  }),
  say("id", "ajak dewi 800rb sama kevin 2jt", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { people: [DEWI, KEVIN], amounts: [800_000, 2_000_000] },
  }),
  say("id", "undang no 1 3 4", "collaborations.invite", { state: WITH_PEOPLE, about: { positions: [0, 2, 3] } }),
  say("mixed", "invite semuanya kecuali bayu", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { people: [RANI, KEVIN, DEWI] },
  }),
  say("en", "invite all of them please", "collaborations.invite", { state: WITH_PEOPLE, about: { all: true } }),
  say("en", "offer Rani 1.8 million", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { people: [RANI], amounts: [1_800_000] },
  }),
  say("id", "undang dia dong", "collaborations.invite", { state: WITH_DEWI }),
  say("id", "gas undang 2 teratas", "collaborations.invite", { state: WITH_PEOPLE, about: { positions: [0, 1] } }),
  say("id", "undng kevn 2 jt", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { people: [KEVIN], amounts: [2_000_000] },
  }),
  say("id", "eh maksudku 1,75 juta", "collaborations.invite", {
    state: {
      ...WITH_PEOPLE,
      last: { intent: "invite", input: { people: [{ id: "inf_1", name: RANI }], campaignId: "cmp_1" } },
    },
    input: { amountMinor: 1_750_000, people: [{ id: "inf_1", name: RANI }], campaignId: "cmp_1" },
  }),
  say("id", "yang tadi aja", "collaborations.invite", {
    state: asked("invite", "pick", { people: [{ id: "inf_1", name: RANI }] }),
    input: { people: [{ id: "inf_1", name: RANI }] },
    about: { campaign: "Glow Your Way" },
  }),
  // answers of influencers
  say("id", "siapa aja yg blm jawab undangan?", "collaborations.list", { input: { status: ["invited", "offered"] } }),
  say("en", "who accepted so far?", "collaborations.list", {
    input: { status: ["accepted", "in_progress", "completed"] },
  }),
  say("id", "liat kolaborasi campaign ini", "collaborations.list", inCampaign),
  say("id", "detail kerja sama sama rani dong", "collaborations.get", inCampaign),
  say("id", "oke deal sama kevin, terima harganya", "collaborations.accept_counter", {
    state: WITH_COUNTERS,
    about: { people: ["Kevin Hartono · Glow Your Way"] },
  }),
  say("mixed", "accept counter offer rani", "collaborations.accept_counter", {
    state: WITH_COUNTERS,
    about: { people: ["Rani Wulandari · Glow Your Way"] },
  }),
  say("id", "kemahalan, tolak aja tawaran rani", "collaborations.decline_counter", {
    state: WITH_COUNTERS,
    about: { people: ["Rani Wulandari · Glow Your Way"] },
  }),
  say("en", "turn down the second counter", "collaborations.decline_counter", {
    state: WITH_COUNTERS,
    about: { positions: [1] },
  }),
  say("id", "batalin kerja sama sama bayu karena dia ga bales", "collaborations.cancel", {
    ...inCampaign,
    input: { reason: "dia ga bales" },
  }),
  say("id", "kirim pesan ke semua kreator campaign ini: jangan lupa posting sebelum jumat", "broadcasts.send", {
    ...inCampaign,
    input: { text: "jangan lupa posting sebelum jumat" },
  }),
  say("en", "broadcast to all influencers in Glow Your Way: the deadline moved to Monday", "broadcasts.send", {
    ...inCampaign,
    about: { campaign: "Glow Your Way" },
    input: { text: "the deadline moved to Monday" },
  }),
  say("id", "pesan broadcast kemarin udah nyampe ke siapa aja", "broadcasts.get"),
  // reviewing
  say("mixed", "tolong approve post nya rani", "posts.approve", { state: WITH_POSTS, about: { people: [RANI] } }),
  say("id", "post kevin udah bagus, setujuin", "posts.approve", { state: WITH_POSTS, about: { people: [KEVIN] } }),
  say("en", "approve the second one", "posts.approve", { state: WITH_POSTS, about: { positions: [1] } }),
  say("id", "ada post baru yg blm dicek ga", "posts.list", { input: { status: "pending" } }),
  say("en", "show approved posts", "posts.list", { input: { status: "approved" } }),
  say("id", "konten yg nunggu review mana aja", "posts.list", { input: { status: "pending" } }),
  say("id", "suruh rani revisi dong, logonya kurang keliatan", "posts.request_revision", {
    state: WITH_POSTS,
    about: { people: [RANI] },
    input: { note: "logonya kurang keliatan" },
  }),
  say("mixed", "revisi post kevin: caption nya belum ada discount code", "posts.request_revision", {
    state: WITH_POSTS,
    about: { people: [KEVIN] },
    input: { note: "caption nya belum ada discount code" },
  }),
  say("en", "request changes on the first post: please mention the price", "posts.request_revision", {
    state: WITH_POSTS,
    about: { positions: [0] },
    input: { note: "please mention the price" },
  }),
  say("id", "tolak konten rani, produknya gak keliatan sama sekali", "posts.reject", {
    state: WITH_POSTS,
    about: { people: [RANI] },
    input: { note: "produknya gak keliatan sama sekali" },
  }),
  say("en", "reject Kevin's post because it shows a competitor", "posts.reject", {
    state: WITH_POSTS,
    about: { people: [KEVIN] },
    input: { note: "it shows a competitor" },
  }),
  say("id", "minta revisi", "posts.request_revision", { state: WITH_POSTS }),
  say("id", "liat post nya kevin", "posts.get", { state: WITH_POSTS, about: { people: [KEVIN] } }),
  say("id", "post rani dapet berapa likes", "metrics.of_post", { state: WITH_POSTS, about: { people: [RANI] } }),
  say("en", "how many views did the second post get", "metrics.of_post", {
    state: WITH_POSTS,
    about: { positions: [1] },
  }),
  // money
  say("id", "saldo tinggal brp ya", "payments.wallet"),
  say("en", "do we have enough balance left?", "payments.wallet"),
  say("id", "mau top up 2jt dong", "deposits.create", { input: { amountMinor: 2_000_000 } }),
  say("id", "isi dompet Rp 5.000.000", "deposits.create", { input: { amountMinor: 5_000_000 } }),
  say("en", "add 750k to our wallet", "deposits.create", { input: { amountMinor: 750_000 } }),
  say("id", "deposit dong", "deposits.create"),
  say("id", "ralat, 12 juta", "deposits.create", { state: DEPOSITED, input: { amountMinor: 12_000_000 } }),
  say("id", "sepuluh juta aja", "deposits.create", {
    state: asked("deposit", "amountMinor"),
    input: { amountMinor: 10_000_000 },
  }),
  say("id", "liat mutasi dong", "payments.statement"),
  say("en", "show me the transaction history", "payments.statement"),
  say("id", "uangnya lari kemana aja bulan ini", "payments.statement"),
  say("id", "bayaran rani udah ditransfer blm?", "payouts.list", { ...inCampaign }),
  say("en", "which payouts are still pending", "payouts.list"),
  say("id", "payout yang gagal ada ga", "payouts.list", { input: { statuses: ["failed"] } }),
  say("id", "biaya ai kita bulan ini brp", "assistant.costs", { input: { period: "this_month" } }),
  // team and settings
  say("id", "admin kita siapa aja ya", "members.list"),
  say("en", "who is in my team", "members.list"),
  say("id", "data perusahaan kita apa aja", "organization.get"),
  say("id", "akun chat baru jangan boleh setujuin uang selama 48 jam", "organization.set_security", {
    input: { approverCoolingHours: 48 },
  }),
  say("en", "set the waiting time for new chat accounts to 12 hours", "organization.set_security", {
    input: { approverCoolingHours: 12 },
  }),
  say("id", "notifikasi aku apa aja yg nyala", "notifications.preferences"),
  say("id", "matiin notif tips dong", "notifications.set_preferences", { input: { group: "tips", mode: "off" } }),
  say("id", "jangan kirim notifikasi dari jam 10 malam sampai jam 7 pagi", "notifications.set_preferences", {
    input: { quiet: true, quietFrom: "22:00", quietUntil: "07:00" },
  }),
  say("en", "turn off campaign notifications", "notifications.set_preferences", {
    input: { group: "campaigns", mode: "off" },
  }),
  say("en", "send money notifications to telegram", "notifications.set_preferences", {
    input: { group: "money", channel: "telegram" },
  }),
  say("id", "mau sambungin telegram aku", "people.start_link", { input: { channel: "telegram" } }),
  say("en", "link my whatsapp please", "people.start_link", { input: { channel: "whatsapp" } }),
  say("id", "hubungkan slack", "people.start_link", { input: { channel: "slack" } }),
  say("id", "ini kodenya KLM-4RT", "people.check_link_code", { input: { code: "KLM-4RT" } }),
  say("id", "akun chat apa aja yang udah kehubung ke aku", "people.channels"),
  say("id", "hp aku ilang, putusin whatsapp nya", "people.unlink_channel", { input: { channel: "whatsapp" } }),
  say("en", "unlink my telegram account", "people.unlink_channel", { input: { channel: "telegram" } }),
  say("id", "aplikasi apa aja yg punya akses ke akunku", "connections.list"),
  say("id", "kamu inget apa aja soal aku", "assistant.preferences"),
  // a human in the conversation
  say("id", "biar aku aja yang bales rani", "handover.take"),
  say("en", "i'll take over the chat with Kevin", "handover.take"),
];
