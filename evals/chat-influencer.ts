import { asked, COUNTERED, WITH_MY_POSTS, WITH_OFFERS } from "./states.ts";
import { type Language, type Utterance, written } from "./utterances.ts";

const say = (language: Language, text: string, expect: string, rest: Partial<Utterance> = {}): Utterance =>
  written("influencer", language, text, expect, rest);
const offered = { state: WITH_OFFERS };

/** What influencers type. */
export const INFLUENCER_CHAT: readonly Utterance[] = [
  // offers
  say("id", "kak ada job baru ga", "collaborations.list"),
  say("id", "undangan ku yg belum dijawab mana aja ya", "collaborations.list", {
    input: { status: ["invited", "offered"] },
  }),
  say("en", "do i have any new offers", "collaborations.list"),
  say("id", "aku lagi ngerjain campaign apa aja sih", "collaborations.list"),
  say("id", "deadline postinganku kpn?", "collaborations.list"),
  say("en", "when is my post due", "collaborations.list"),
  say("id", "briefnya kayak apa kak", "collaborations.get", offered),
  say("en", "show me the details of the Glow Your Way offer", "collaborations.get", {
    ...offered,
    about: { people: ["Glow Your Way"] },
  }),
  say("id", "yang pertama", "pick", { ...offered, about: { positions: [0] } }),
  say("id", "mau dong kak, aku terima", "collaborations.accept", offered),
  say("id", "oke deal", "collaborations.accept", offered),
  say("id", "terima yang glow your way aja", "collaborations.accept", {
    ...offered,
    about: { people: ["Glow Your Way"] },
  }),
  say("en", "sounds good, i'll take it", "collaborations.accept", offered),
  say("mixed", "aku accept ya kak offernya", "collaborations.accept", offered),
  say("id", "yg kedua aku ambil", "collaborations.accept", { ...offered, about: { positions: [1] } }),
  say("id", "nego dong kak, 1,75jt bisa?", "collaborations.counter", { ...offered, input: { amountMinor: 1_750_000 } }),
  say("id", "rate aku 2,5 juta per reel", "collaborations.counter", { ...offered, input: { amountMinor: 2_500_000 } }),
  say("id", "kalo 900rb gmn kak", "collaborations.counter", { ...offered, input: { amountMinor: 900_000 } }),
  say("en", "i'd do it for 3.2 million", "collaborations.counter", { ...offered, input: { amountMinor: 3_200_000 } }),
  say("en", "can we do 2k? i mean 2 million", "collaborations.counter", offered),
  say("id", "bisa naik dikit ga budgetnya", "collaborations.counter", offered),
  say("id", "harganya kurang nih kak", "collaborations.counter", offered),
  say("id", "eh maksudku 1,8jt", "collaborations.counter", {
    state: COUNTERED,
    input: { collaborationId: "col_1", amountMinor: 1_800_000 },
  }),
  say("id", "1jt 250rb", "collaborations.counter", {
    state: asked("work.counter", "amountMinor", {}, WITH_OFFERS),
    input: { amountMinor: 1_250_000 },
  }),
  say("id", "maaf kak kali ini aku gabisa", "collaborations.decline", offered),
  say("id", "tolak yg serum launch, gak cocok sama niche ku", "collaborations.decline", {
    ...offered,
    about: { people: ["Serum Launch"] },
    input: { reason: "gak cocok sama niche ku" },
  }),
  say("en", "no thanks, i'm fully booked this month", "collaborations.decline", {
    ...offered,
    input: { reason: "i'm fully booked this month" },
  }),
  say("en", "i can't take this one because i'm travelling", "collaborations.decline", {
    ...offered,
    input: { reason: "i'm travelling" },
  }),
  say("id", "gak jadi", "no", { state: asked("work.counter", "amountMinor", {}, WITH_OFFERS) }),
  // posts
  say("id", "https://www.instagram.com/reel/C8abcDEFgh1/", "posts.submit_link", {
    input: { url: "https://www.instagram.com/reel/C8abcDEFgh1/" },
  }),
  say("id", "ini kak link nya https://www.tiktok.com/@rani.glow/video/7301234567890123456", "posts.submit_link", {
    input: { url: "https://www.tiktok.com/@rani.glow/video/7301234567890123456" },
  }),
  say("en", "done! here is my video https://youtu.be/dQw4w9WgXcQ", "posts.submit_link", {
    input: { url: "https://youtu.be/dQw4w9WgXcQ" },
  }),
  say("id", "udah aku revisi ya kak instagram.com/p/C9xyz12345/", "posts.submit_link", {
    input: { url: "instagram.com/p/C9xyz12345/" },
  }),
  say("id", "setor link postingan di mana ya", "post.how"),
  say("id", "abis posting trs ngapain kak? kirim linknya gmn", "post.how"),
  say("en", "how can i hand in my content", "post.how"),
  say("id", "postinganku udh di acc blm?", "posts.mine"),
  say("en", "was my video approved?", "posts.mine"),
  say("id", "kok kontenku belum direview2 ya", "posts.mine"),
  say("id", "ada revisi ga buat postku", "posts.mine"),
  say("id", "post yang pertama performanya gimana", "metrics.of_post", {
    state: WITH_MY_POSTS,
    about: { positions: [0] },
  }),
  say("en", "how many views did my first post get", "metrics.of_post", {
    state: WITH_MY_POSTS,
    about: { positions: [0] },
  }),
  // money
  say("id", "kak fee ku kapan cair", "payouts.list"),
  say("id", "bayaran bulan ini udah masuk blm ya", "payouts.list"),
  say("en", "where is my money", "payouts.list"),
  say("en", "has my payment been sent yet?", "payouts.list"),
  say("id", "total penghasilanku brp", "payouts.list"),
  say("id", "mutasi pembayaranku dong", "payments.statement"),
  say("en", "show my payment history", "payments.statement"),
  say("id", "mau isi rekening", "payouts.set_account"),
  say("id", "rekening bri 002301045678501 a/n Dewi Lestari", "payouts.set_account", {
    input: { channelCode: "ID_BRI", accountNumber: "002301045678501", holderName: "Dewi Lestari" },
  }),
  say("id", "pindahin pembayaranku ke ovo 081298765432 atas nama Bayu Saputra ya", "payouts.set_account", {
    input: { channelCode: "ID_OVO", accountNumber: "081298765432", holderName: "Bayu Saputra" },
  }),
  say("en", "my bank account is Mandiri 1370012345678, name Kevin Hartono", "payouts.set_account", {
    input: { channelCode: "ID_MANDIRI", accountNumber: "1370012345678", holderName: "Kevin Hartono" },
  }),
  say("id", "pake dana aja", "payouts.set_account", {
    state: asked("account.set", "channelCode", {}, {}),
    input: { channelCode: "ID_DANA" },
  }),
  say("id", "081234567890", "payouts.set_account", {
    state: asked("account.set", "accountNumber", { channelCode: "ID_DANA" }, {}),
    input: { channelCode: "ID_DANA", accountNumber: "081234567890" },
  }),
  say("id", "atas nama Rani Wulandari", "payouts.set_account", {
    state: asked("account.set", "holderName", { channelCode: "ID_DANA", accountNumber: "081234567890" }, {}),
    input: { channelCode: "ID_DANA", accountNumber: "081234567890", holderName: "Rani Wulandari" },
  }),
  say("id", "salah, yang bener bca", "payouts.set_account", {
    state: asked("account.set", "accountNumber", { channelCode: "ID_DANA" }, {}),
    input: { channelCode: "ID_BCA" },
  }),
  // profile and settings
  say("id", "liat profilku dong", "influencers.my_profile"),
  say("en", "how many points do i have", "influencers.my_profile"),
  say("id", "aku pindah ke bandung, tolong update kota ku", "influencers.update_my_profile", {
    input: { city: "Bandung" },
  }),
  say("id", "ganti rate reel instagram ku jadi 1,5 juta", "influencers.update_my_profile", {
    input: { rates: [{ platform: "instagram", format: "reel", amountMinor: 1_500_000 }] },
  }),
  say("id", "bulan ini aku full ya, jangan terima job dulu", "influencers.update_my_profile", {
    input: { availability: "closed" },
  }),
  say("en", "i'm available for new jobs again", "influencers.update_my_profile", { input: { availability: "open" } }),
  say("en", "update my bio: beauty creator from Jakarta, honest reviews", "influencers.update_my_profile", {
    input: { bio: "beauty creator from Jakarta, honest reviews" },
  }),
  say("id", "kategori kontenku ganti ke skincare sama fashion", "influencers.update_my_profile", {
    input: { categories: ["skincare", "fashion"] },
  }),
  say("id", "pengaturan notifikasi", "notifications.preferences"),
  say("id", "notif tips dimatiin aja", "notifications.set_preferences", { input: { group: "tips", mode: "off" } }),
  say("id", "kirim notif pembayaran lewat whatsapp aja", "notifications.set_preferences", {
    input: { group: "money", channel: "whatsapp" },
  }),
  say("en", "mute everything between 9pm and 8am", "notifications.set_preferences", {
    input: { quiet: true, quietFrom: "21:00", quietUntil: "08:00" },
  }),
  say("id", "aku mau dapet info promo dari brand", "broadcasts.agree"),
  say("id", "berhenti kirim pesan promo", "broadcasts.withdraw"),
  say("en", "stop sending me brand offers and promos", "broadcasts.withdraw"),
  say("id", "sambungin whatsapp ku dong", "people.start_link", { input: { channel: "whatsapp" } }),
  say("en", "connect my telegram", "people.start_link", { input: { channel: "telegram" } }),
  say("id", "hubungkan AB3-9XZ", "people.check_link_code", { input: { code: "AB3-9XZ" } }),
  say("id", "akun yg terhubung apa aja", "people.channels"),
  say("id", "copot telegram lama ku", "people.unlink_channel", { input: { channel: "telegram" } }),
  say("id", "pake bahasa inggris dong", "people.set_language", { input: { language: "en" } }),
  say("id", "balik ke bahasa indonesia aja", "people.set_language", { input: { language: "id" } }),
  // a human
  say("id", "aku mau ngomong sama orang brandnya langsung", "handover.request"),
  say("id", "admin nya mana, bisa chat langsung ga", "handover.request"),
  say("en", "let me talk to someone real", "handover.request"),
  say("id", "gak mau sama bot, panggilin cs dong", "handover.request"),
  say("id", "udah selesai ngobrolnya, balik ke bot aja", "handover.end"),
  say("en", "give me the assistant back", "handover.end"),
  // talk, and what it cannot do
  say("id", "pagi kak", "greet"),
  say("id", "makasiii banyak kak", "thanks"),
  say("id", "bisa bantu apa aja emang", "help"),
  say("en", "what is this bot for?", "help"),
  say("id", "editin video aku dong", "unknown"),
  say("id", "pinjemin duit dulu bisa ga", "unknown"),
  say("en", "book me a hotel in Bali", "unknown"),
  say("id", "kenapa akun instagram ku kena shadowban", "unknown"),
  say("en", "can you buy me followers", "unknown"),
];
