import { asked, WITH_CAMPAIGN, WITH_COUNTERS, WITH_OFFERS, WITH_PEOPLE, WITH_POSTS } from "./states.ts";
import { type Utterance, written } from "./utterances.ts";

const inCampaign = { state: WITH_CAMPAIGN };

/** Written last and run after the planner was finished: how it reads what nobody tuned for. Never tune on these. */
export const UNSEEN: readonly Utterance[] = [
  written(
    "brand",
    "id",
    "aku pengen bikin campaign baru buat Sampo Herbal, dana 18 juta, mulai 1 desember",
    "campaigns.create",
    {
      input: { product: "Sampo Herbal", budgetMinor: 18_000_000, startsOn: "2026-12-01" },
    },
  ),
  written("brand", "en", "set up a campaign called Fresh Start with 15 million rupiah", "campaigns.create", {
    input: { name: "Fresh Start", budgetMinor: 15_000_000 },
  }),
  written("brand", "id", "tambahin 5 juta? eh jangan, jadiin budgetnya 25 juta aja", "campaigns.update", inCampaign),
  written("brand", "id", "tanggal selesainya mundurin ke 15 januari", "campaigns.update", {
    ...inCampaign,
    input: { change: { endsOn: "2027-01-15" } },
  }),
  written("brand", "en", "target should be men aged 20 to 30 in Bandung", "campaigns.update", {
    ...inCampaign,
    input: { change: { audience: { ageMin: 20, ageMax: 30, gender: "male", cities: ["Bandung"] } } },
  }),
  written("brand", "id", "tiga puluh juta", "campaigns.update", {
    state: asked("campaign.edit", "budget"),
    input: { budgetMinor: 30_000_000 },
  }),
  written("brand", "id", "briefnya bikin ulang dong kurang menarik", "campaigns.write_brief", inCampaign),
  written("brand", "id", "kirim ke admin biar disetujui", "campaigns.submit", inCampaign),
  written("brand", "en", "show me our active campaigns", "campaigns.list", { input: { status: "active" } }),
  written("brand", "id", "reach sama likes nya udah berapa nih", "analytics.campaign_performance", inCampaign),
  written("brand", "en", "write up a report for my boss", "analytics.campaign_report", inCampaign),
  written("brand", "id", "rekomendasiin 4 orang dong", "matching.recommend", { ...inCampaign, input: { count: 4 } }),
  written("brand", "id", "cariin selebgram hijab di malang", "influencers.search", {
    input: { text: "hijab", city: "Malang" },
  }),
  written("brand", "id", "ajak bayu dong 2,8jt", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { people: ["Bayu Saputra"], amounts: [2_800_000] },
  }),
  written("brand", "id", "undang semua kecuali kevin", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { people: ["Rani Wulandari", "Dewi Lestari Putri"] },
  }),
  written("brand", "en", "who hasn't replied yet?", "collaborations.list", {
    input: { status: ["invited", "offered"] },
  }),
  written("brand", "id", "oke setuju sama harga rani", "collaborations.accept_counter", {
    state: WITH_COUNTERS,
    about: { people: ["Rani Wulandari · Glow Your Way"] },
  }),
  written("brand", "id", "konten dewi ada yg masuk blm", "posts.list", { ...inCampaign, input: { status: "pending" } }),
  written("brand", "mixed", "reject post kevin, captionnya salah", "posts.reject", {
    state: WITH_POSTS,
    about: { people: ["Kevin Hartono"] },
    input: { note: "captionnya salah" },
  }),
  written("brand", "en", "tell Rani to add the hashtag #ad", "posts.request_revision", {
    state: WITH_POSTS,
    about: { people: ["Rani Wulandari"] },
    input: { note: "add the hashtag #ad" },
  }),
  written("brand", "id", "sisa uang di dompet brp", "payments.wallet"),
  written("brand", "en", "top up 3 million please", "deposits.create", { input: { amountMinor: 3_000_000 } }),
  written("brand", "id", "kreator udah dibayar semua blm", "payouts.list"),
  written("brand", "id", "notif campaign matiin dulu ya", "notifications.set_preferences", {
    input: { group: "campaigns", mode: "off" },
  }),
  written("brand", "en", "connect slack", "people.start_link", { input: { channel: "slack" } }),
  written("brand", "id", "pesenin taksi ke bandara", "unknown"),
  written("brand", "id", "eh gajadi", "no", inCampaign),
  written("influencer", "id", "ada campaign baru yg cocok buatku?", "collaborations.list"),
  written("influencer", "id", "fee nya bisa jadi 2,2jt ga?", "collaborations.counter", {
    state: WITH_OFFERS,
    input: { amountMinor: 2_200_000 },
  }),
  written("influencer", "en", "yes I'd love to do it", "collaborations.accept", { state: WITH_OFFERS }),
  written("influencer", "id", "gak dulu deh kak, lagi padat", "collaborations.decline", {
    state: WITH_OFFERS,
    input: { reason: "lagi padat" },
  }),
  written("influencer", "id", "cek postinganku dong udah lolos blm", "posts.mine"),
  written("influencer", "id", "bayarannya kapan ditransfer kak", "payouts.list"),
  written("influencer", "id", "ganti rekening ke mandiri dong", "payouts.set_account", {
    input: { channelCode: "ID_MANDIRI" },
  }),
  written("influencer", "id", "ubah bioku jadi: food vlogger semarang", "influencers.update_my_profile", {
    input: { bio: "food vlogger semarang" },
  }),
  written("influencer", "en", "I want to speak to the brand team", "handover.request"),
  written("influencer", "id", "wah makasih ya infonya", "thanks"),
  written("influencer", "id", "ajarin aku ngedit video dong", "unknown"),
];
