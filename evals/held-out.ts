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

/**
 * Not used to change the phrases. First measured at 67.6 % use cases; its misses were the reason for `concepts.ts`
 * (89.2 % after it), so write a new set before quoting it as unseen.
 */
export const HELD_OUT: readonly Utterance[] = [
  brand("tolong siapin campaign Lebaran Ceria untuk Body Lotion Melati dengan budget 45 juta", "campaigns.create", {
    input: { name: "Lebaran Ceria", product: "Body Lotion Melati", budgetMinor: 45_000_000 },
  }),
  brand("can you help me create a campaign for our new lip balm", "campaigns.create"),
  brand("kita mau promo serum, budget 8jt, target ibu muda", "campaigns.create", { input: { budgetMinor: 8_000_000 } }),
  brand("turunin dong budgetnya ke 9 juta", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { budgetMinor: 9_000_000 } },
  }),
  brand("start date should be 3 December", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { startsOn: "2026-12-03" } },
  }),
  brand("produknya ganti jadi Glowing Serum Y", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { product: "Glowing Serum Y" } },
  }),
  brand("add a rule: no medical claims", "campaigns.update", {
    state: WITH_CAMPAIGN,
    input: { change: { brief: { addRule: "no medical claims" } } },
  }),
  brand("generate a new brief please", "campaigns.write_brief", { state: WITH_CAMPAIGN }),
  brand("minta approval dong buat campaign ini", "campaigns.submit", { state: WITH_CAMPAIGN }),
  brand("tunjukin detail campaign Serum Launch", "campaigns.get", {
    state: WITH_CAMPAIGN,
    about: { campaign: "Serum Launch" },
  }),
  brand("ada berapa campaign yang masih draft", "campaigns.list"),
  brand("tutup campaign Glow Your Way", "campaigns.complete", { state: WITH_CAMPAIGN }),
  brand("give me some influencer recommendations", "matching.recommend", { state: WITH_CAMPAIGN }),
  brand("enaknya kerja sama sama siapa ya buat campaign ini", "matching.recommend", { state: WITH_CAMPAIGN }),
  brand("undang tiga teratas", "collaborations.invite", { state: WITH_PEOPLE, about: { positions: [0, 1, 2] } }),
  brand("please reach out to Kevin and Bayu", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { people: ["Kevin Hartono", "Bayu Saputra"] },
  }),
  brand("undangannya udah pada dijawab?", "collaborations.list"),
  brand("tolak tawaran Kevin, kemahalan", "collaborations.decline_counter", { state: WITH_CAMPAIGN }),
  brand("ada beauty vlogger di jogja gak", "influencers.search", { input: { city: "Yogyakarta" } }),
  brand("who is Dewi Lestari", "influencers.get", { state: WITH_PEOPLE, about: { people: ["Dewi Lestari Putri"] } }),
  brand("konten Kevin oke, approve aja", "posts.approve", { state: WITH_POSTS, about: { people: ["Kevin Hartono"] } }),
  brand("Rani's video needs changes: add the discount code", "posts.request_revision", {
    state: WITH_POSTS,
    about: { people: ["Rani Wulandari"] },
    input: { note: "add the discount code" },
  }),
  brand("hasil campaign kemarin bagus gak?", "analytics.campaign_performance", { state: WITH_CAMPAIGN }),
  brand("why did the campaign do so well", "analytics.campaign_report", { state: WITH_CAMPAIGN }),
  brand("berapa dana yang masih ketahan", "payments.wallet"),
  brand("i'd like to put 30 million into the wallet", "deposits.create", { input: { amountMinor: 30_000_000 } }),
  brand("ada yang perlu aku setujui?", "approvals.list"),
  brand("pake bahasa indonesia aja", "people.set_language", { input: { language: "id" } }),
  brand("cuaca hari ini gimana", "unknown"),
  influencer("ada kerjaan buat aku?", "collaborations.list"),
  influencer("boleh 3jt? soalnya ada 2 video", "collaborations.counter", { input: { amountMinor: 3_000_000 } }),
  influencer("sip, aku terima tawarannya", "collaborations.accept"),
  influencer("aku skip dulu ya kak, bentrok jadwal", "collaborations.decline"),
  influencer("where do I send the link of my reel?", "post.how"),
  influencer("post kemarin gimana, lolos?", "posts.mine"),
  influencer("transferannya kok belum masuk", "payouts.list"),
  influencer("change my bank to BNI", "payouts.set_account", { input: { channelCode: "ID_BNI" } }),
];
