import { asked, DEPOSITED, WITH_CAMPAIGN, WITH_COUNTERS, WITH_OFFERS, WITH_PEOPLE, WITH_POSTS } from "./states.ts";
import { type Utterance, written } from "./utterances.ts";

const inCampaign = { state: WITH_CAMPAIGN };

/** Written when the first half of the work was done: 77.5 % use cases, 67.5 % exact when first run; tuned on since. */
export const FRESH: readonly Utterance[] = [
  written(
    "brand",
    "id",
    "min, bikinin campaign Mudik Nyaman utk Minyak Angin Segar dong bujetnya 12jt",
    "campaigns.create",
    {
      input: { name: "Mudik Nyaman", product: "Minyak Angin Segar", budgetMinor: 12_000_000 },
    },
  ),
  written("brand", "en", "we'd like to kick off a new campaign next month", "campaigns.create", {
    input: { startsOn: "2026-12-01", endsOn: "2026-12-31" },
  }),
  written("brand", "id", "kurangin budgetnya jd 9,5 jt", "campaigns.update", {
    ...inCampaign,
    input: { change: { budgetMinor: 9_500_000 } },
  }),
  written("brand", "id", "audiensnya jangan cuma cewek, ganti semua umur 17-40", "campaigns.update", {
    ...inCampaign,
    input: { change: { audience: { ageMin: 17, ageMax: 40, gender: "all" } } },
  }),
  written("brand", "en", "set the start date to next Monday", "campaigns.update", {
    ...inCampaign,
    input: { change: { startsOn: "2026-11-23" } },
  }),
  written("brand", "id", "besok", "campaigns.update", {
    state: asked("campaign.edit", "dates"),
    input: { startsOn: "2026-11-22" },
  }),
  written("brand", "id", "tolong liatin briefnya dong", "campaigns.get", inCampaign),
  written("brand", "id", "udah siap nih, submit ke atasan", "campaigns.submit", inCampaign),
  written("brand", "en", "what campaigns do we have running right now", "campaigns.list", {
    input: { status: "active" },
  }),
  written("brand", "id", "kenapa hasil campaign ini jelek", "analytics.campaign_report", inCampaign),
  written("brand", "id", "kpi nya udah tercapai blm", "analytics.campaign_performance", inCampaign),
  written("brand", "id", "siapa kreator yang paling pas utk produk ini", "matching.recommend", inCampaign),
  written("brand", "id", "cari influencer travel di lombok max 3 juta", "influencers.search", {
    input: { text: "travel", city: "Lombok", priceMaxMinor: 3_000_000 },
  }),
  written("brand", "mixed", "invite kevin 2,5jt dan dewi 1jt ya", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { people: ["Kevin Hartono", "Dewi Lestari Putri"], amounts: [2_500_000, 1_000_000] },
  }),
  written("brand", "id", "undang tiga yang pertama", "collaborations.invite", {
    state: WITH_PEOPLE,
    about: { positions: [0, 1, 2] },
  }),
  written("brand", "id", "kevin udah jawab blm?", "collaborations.list", { state: WITH_PEOPLE }),
  written("brand", "en", "accept Kevin's price", "collaborations.accept_counter", {
    state: WITH_COUNTERS,
    about: { people: ["Kevin Hartono · Glow Your Way"] },
  }),
  written("brand", "id", "postingan mana aja yg hrs aku cek", "posts.list", { input: { status: "pending" } }),
  written("brand", "id", "post pertama oke, approve", "posts.approve", {
    state: WITH_POSTS,
    about: { positions: [0] },
  }),
  written("brand", "id", "rani suruh ganti musiknya, terlalu kenceng", "posts.request_revision", {
    state: WITH_POSTS,
    about: { people: ["Rani Wulandari"] },
    input: { note: "ganti musiknya, terlalu kenceng" },
  }),
  written("brand", "id", "dompet kita isinya brp skrg", "payments.wallet"),
  written("brand", "id", "isiin saldo 30jt", "deposits.create", { input: { amountMinor: 30_000_000 } }),
  written("brand", "id", "salah, harusnya 3 juta", "deposits.create", {
    state: DEPOSITED,
    input: { amountMinor: 3_000_000 },
  }),
  written("brand", "en", "did Rani get her money yet", "payouts.list", inCampaign),
  written("brand", "id", "nyalain lagi notif keuangan", "notifications.set_preferences", {
    input: { group: "money", mode: "on" },
  }),
  written("brand", "id", "wa ku belum nyambung, cara hubunginnya gmn", "people.start_link", {
    input: { channel: "whatsapp" },
  }),
  written("brand", "id", "orderin makan siang buat tim", "unknown"),
  written("brand", "en", "what's the capital of France", "unknown"),
  written("influencer", "id", "tawaran yg masuk apa aja kak", "collaborations.list"),
  written("influencer", "id", "boleh tau detail campaign glow your way?", "collaborations.get", {
    state: WITH_OFFERS,
    about: { people: ["Glow Your Way"] },
  }),
  written("influencer", "id", "siap kak, aku ikut yang pertama", "collaborations.accept", {
    state: WITH_OFFERS,
    about: { positions: [0] },
  }),
  written("influencer", "id", "minimal 2jt kak, bisa?", "collaborations.counter", {
    state: WITH_OFFERS,
    input: { amountMinor: 2_000_000 },
  }),
  written("influencer", "en", "I'll have to decline, my schedule is full", "collaborations.decline", {
    state: WITH_OFFERS,
    input: { reason: "my schedule is full" },
  }),
  written("influencer", "id", "nih linknya https://vt.tiktok.com/ZSabc123/ makasih", "posts.submit_link", {
    input: { url: "https://vt.tiktok.com/ZSabc123/" },
  }),
  written("influencer", "id", "videoku lolos ga?", "posts.mine"),
  written("influencer", "id", "duitnya kok blm masuk2 ya", "payouts.list"),
  written("influencer", "id", "norekku bni 0123456789 an Kevin Hartono", "payouts.set_account", {
    input: { channelCode: "ID_BNI", accountNumber: "0123456789", holderName: "Kevin Hartono" },
  }),
  written("influencer", "id", "domisiliku skrg di surabaya ya", "influencers.update_my_profile", {
    input: { city: "Surabaya" },
  }),
  written("influencer", "id", "jangan kirimin promo lagi", "broadcasts.withdraw"),
  written("influencer", "id", "mau ngobrol langsung sama pihak brand", "handover.request"),
];
