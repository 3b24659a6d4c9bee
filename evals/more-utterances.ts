import { type Utterance, WITH_CAMPAIGN, WITH_PEOPLE, WITH_POSTS } from "./utterances.ts";

const brand = (text: string, expect: string, rest: Partial<Utterance> = {}): Utterance => ({
  text,
  side: "brand",
  expect,
  ...rest,
});
const influencer = (text: string, expect: string, rest: Partial<Utterance> = {}): Utterance => ({
  text,
  side: "influencer",
  expect,
  ...rest,
});

/** Written after the first set was green: 80.6 % use cases, 77.6 % with arguments before the tables were widened for them. */
export const MORE_UTTERANCES: readonly Utterance[] = [
  brand("kita perlu kampanye buat peluncuran toner baru, dananya sekitar 30jt", "campaigns.create", {
    input: { budgetMinor: 30_000_000 },
  }),
  brand(
    "Let's launch a campaign named Summer Shine for Sunscreen SPF50 starting December 5 until December 20",
    "campaigns.create",
    {
      input: { name: "Summer Shine", startsOn: "2026-12-05", endsOn: "2026-12-20" },
    },
  ),
  brand("set up new campaign pls", "campaigns.create"),
  brand("budgetnya naikin jadi 25 juta ya", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { budgetMinor: 25_000_000 } },
  }),
  brand("undur selesainya ke 20 Desember", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { endsOn: "2026-12-20" } },
  }),
  brand("make the audience women 20 to 35 in Bandung", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { audience: { ageMin: 20, ageMax: 35, gender: "female", cities: ["Bandung"] } } },
  }),
  brand("hashtagnya tambahin #GlowBareng dong", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { brief: { addHashtags: ["#GlowBareng"] } } },
  }),
  brand("rename the campaign to Bright Days", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { name: "Bright Days" } },
  }),
  brand("brief nya mana?", "campaigns.get", { state: WITH_CAMPAIGN }),
  brand("coba tulis ulang briefnya", "campaigns.write_brief", { state: WITH_CAMPAIGN }),
  brand("udah oke, kirim ke admin", "campaigns.submit", { state: WITH_CAMPAIGN }),
  brand("looks good, send it to the admins for approval", "campaigns.submit", { state: WITH_CAMPAIGN }),
  brand("campaign kita apa aja sih", "campaigns.list"),
  brand("which campaigns are active?", "campaigns.list"),
  brand("acc campaign Serum Launch", "campaigns.approve", {
    state: WITH_CAMPAIGN,
    about: { campaign: "Serum Launch" },
  }),
  brand("balikin campaign Serum Launch, tanggalnya salah", "campaigns.send_back", { state: WITH_CAMPAIGN }),
  brand("siapa influencer yg paling pas buat kita?", "matching.recommend", { state: WITH_CAMPAIGN }),
  brand("suggest 5 creators for this campaign", "matching.recommend", { state: WITH_CAMPAIGN, input: { count: 5 } }),
  brand("pilihin kol dong sesuai budget", "matching.recommend", { state: WITH_CAMPAIGN }),
  brand("gas undang semuanya", "collaborations.invite", { state: WITH_PEOPLE, about: { all: true } }),
  brand("invite Rani and Dewi", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { people: ["Rani Wulandari", "Dewi Lestari Putri"] },
  }),
  brand("kirim undangan ke nomor 2 dan 4", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { positions: [1, 3] },
  }),
  brand("tawarin Bayu 2,5jt", "collaborations.invite", { state: WITH_PEOPLE, about: { people: ["Bayu Saputra"] } }),
  brand("ada yang udah bales undangan belum?", "collaborations.list"),
  brand("show me the collaborations", "collaborations.list"),
  brand("oke terima harga yang diminta Kevin", "collaborations.accept_counter", { state: WITH_CAMPAIGN }),
  brand("nyari tiktoker makanan di Surabaya", "influencers.search", { input: { city: "Surabaya" } }),
  brand("search for micro influencers with over 50k followers", "influencers.search", {
    input: { followersMin: 50_000 },
  }),
  brand("liat profilnya Kevin", "influencers.get", { state: WITH_PEOPLE, about: { people: ["Kevin Hartono"] } }),
  brand("yang kedua", "pick", { state: WITH_PEOPLE, about: { positions: [1] } }),
  brand("ada konten yang harus dicek?", "posts.list"),
  brand("what do i need to review today", "posts.list"),
  brand("acc post nya Rani", "posts.approve", { state: WITH_POSTS, about: { people: ["Rani Wulandari"] } }),
  brand("suruh Kevin revisi: hapus nama kompetitor", "posts.request_revision", {
    state: WITH_POSTS,
    input: { note: "hapus nama kompetitor" },
  }),
  brand("reject the second one, wrong product", "posts.reject", { state: WITH_POSTS, about: { positions: [1] } }),
  brand("udah sejauh mana campaign Glow Your Way", "analytics.campaign_performance", { state: WITH_CAMPAIGN }),
  brand("berapa engagement campaign ini?", "analytics.campaign_performance", { state: WITH_CAMPAIGN }),
  brand("any insights on Glow Your Way performance?", "analytics.campaign_performance", { state: WITH_CAMPAIGN }),
  brand("bikinin laporan dong", "analytics.campaign_report", { state: WITH_CAMPAIGN }),
  brand("duit kita sisa berapa", "payments.wallet"),
  brand("what's our balance", "payments.wallet"),
  brand("deposit 15 juta", "deposits.create", { input: { amountMinor: 15_000_000 } }),
  brand("mau nambah saldo 10jt", "deposits.create", { input: { amountMinor: 10_000_000 } }),
  brand("riwayat transaksi", "payments.statement"),
  brand("pembayaran ke kreator udah sampai mana", "payouts.list"),
  brand("tim kita siapa aja", "members.list"),
  brand("can we talk in english?", "people.set_language", { input: { language: "en" } }),
  brand("kamu bisa ngapain aja?", "help"),
  brand("selamat pagi", "greet"),
  brand("pesenin gofood dong", "unknown"),
  brand("besok hujan gak ya", "unknown"),
  influencer("job baru apa aja?", "collaborations.list"),
  influencer("deadline aku kapan", "collaborations.list"),
  influencer("oke aku ambil", "collaborations.accept"),
  influencer("deal, count me in", "collaborations.accept"),
  influencer("kalo 1,8 juta gimana?", "collaborations.counter", { input: { amountMinor: 1_800_000 } }),
  influencer("my rate is 4 million", "collaborations.counter", { input: { amountMinor: 4_000_000 } }),
  influencer("maaf gak bisa ikut dulu", "collaborations.decline"),
  influencer("i have to pass on this offer", "collaborations.decline"),
  influencer("link postnya dikirim kemana?", "post.how"),
  influencer("postingan saya udah disetujui belum", "posts.mine"),
  influencer("uangnya udah cair?", "payouts.list"),
  influencer("how much have i earned", "payouts.list"),
  influencer("mau daftarin rekening mandiri", "payouts.set_account", { input: { channelCode: "ID_MANDIRI" } }),
  influencer("gopay 081234567890 a.n. Rani Wulandari", "payouts.set_account", {
    input: { channelCode: "ID_GOPAY", accountNumber: "081234567890", holderName: "Rani Wulandari" },
  }),
  influencer("profilku kayak apa", "influencers.my_profile"),
  influencer("thank you so much", "thanks"),
];
