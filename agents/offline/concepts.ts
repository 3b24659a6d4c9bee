import type { NormalisedText } from "../language/normalise.ts";
import { stemsOf } from "../language/stems.ts";
import type { Side } from "./about.ts";
import type { IntentName } from "./intent-plan.ts";
import type { ListKind } from "./state.ts";

/** Words by what they stand for, in whatever order and form they come. */
const CONCEPTS = {
  create:
    "bikin buat susun rancang siap siapkan adakan adain luncur garap create make launch plan build start setup generate new baru",
  show:
    "lihat tunjuk tampil cek check show see view open buka list daftar cari nyari temu find search ada any apa mana what which where " +
    "berapa kasih give info tahu tau detail punya got have",
  send: "kirim ajukan submit send minta request ask",
  who: "siapa who anyone anybody someone everyone",
  how: "bagaimana cara how kemana dimana mana where",
  why: "kenapa mengapa why sebab alasan penyebab",
  approve: "setuju approve accept terima lolos oke acc ok sip",
  good: "aman bagus cakep keren mantap lanjut gas good fine nice great perfect love yes publish iya boleh siap deal cocok",
  reject: "tolak reject refuse decline batal bin buang",
  bad: "jelek pecah blur buruk salah bad wrong poor kurang ngaco",
  redo: "revisi ulang perbaiki benerin betulin revise redo reshoot retake reedit perbaikan",
  cancel: "batal cancel scrap drop stop henti keluar coret kick remove abort hapus putus copot end",
  finish: "selesai kelar beres tutup rampung done finish close complete wrap tuntas",
  change: "ganti ubah edit update perbarui ralat koreksi change rubah",
  price: "harga rate tarif fee price segitu kemahalan mahal",
  take: "go ambil pilih pick choose take hire rekrut recruit book gaet pakai gas fix",
  contact: "undang ajak invite reach contact hubungi hubung kontak tawar dm rekrut recruit hire gaet",
  add: "isi tambah nambah top setor masuk add put deposit load fund refill",
  wait: "tunggu nunggu wait pending perlu harus need belum butuh",
  late: "telat terlambat late overdue lama nyangkut pending nunggak",
  happen: "jalan sejauh progres progress bagus jelek well doing going kabar hasil result performa performance sukses",
  figures: "views view likes like reach engagement tayangan jangkauan impresi penonton insight statistik angka",
  everybody: "semua seluruh para all everyone everybody",
  talk: "bicara ngobrol ngomong chat hubungi sambung talk speak call telpon",
  campaign: "campaign kampanye promo promosi",
  brief: "brief briefnya",
  people: "influencer kreator creator kol talent vlogger selebgram tiktoker youtuber endorser blogger artis",
  work: "kerja kerjasama kolaborasi collab collaboration job tugas deadline tenggat work task endorse proyek project",
  invitation: "undangan invitation offer tawaran penawaran",
  reply: "jawab balas respon reply answer respond",
  post: "post postingan konten content video reel story link upload",
  message: "pesan message reminder pengingat ucapan",
  money: "saldo dompet wallet balance dana uang duit money fund escrow",
  pay: "bayar bayaran pembayaran payout transfer transferan cair honor fee gaji paid payment pay",
  report: "laporan report rangkuman ringkasan summary rekap recap",
  approval: "persetujuan approval approve setuju keputusan decision",
  team: "tim team anggota member rekan",
  profile: "profil profile bio domisili niche kategori ratecard",
  account: "rekening bank norek ewallet gopay ovo dana shopeepay",
  notice: "notifikasi notification notifications pemberitahuan alert",
  human: "manusia orang cs admin operator human person agent someone staff",
} as const;
type Concept = keyof typeof CONCEPTS;

const WORDS: ReadonlyMap<string, ReadonlySet<Concept>> = (() => {
  const words = new Map<string, Set<Concept>>();
  for (const [concept, list] of Object.entries(CONCEPTS) as [Concept, string][]) {
    for (const word of list.split(" ")) words.set(word, (words.get(word) ?? new Set()).add(concept));
  }
  return words;
})();

type Rule<Intent> = readonly [intent: Intent, ...needs: readonly Concept[]];

/** All of the concepts must be there; the first rule that holds wins, so the narrow ones stand first. */
const BRAND_RULES: readonly Rule<IntentName>[] = [
  ["report", "why", "campaign"],
  ["report", "report"],
  ["approvals.list", "wait", "approval"],
  ["campaign.submit", "send", "approval", "campaign"],
  ["deposit", "add", "money"],
  ["message.draft", "create", "message"],
  ["broadcast.send", "message", "everybody"],
  ["notifications.show", "show", "notice"],
  ["notifications.set", "change", "notice"],
  ["recommend", "who", "work"],
  ["recommend", "who", "people"],
  ["recommend", "who", "campaign"],
  ["recommend", "wait", "people"],
  ["collaboration.list", "reply", "invitation"],
  ["collaboration.list", "who", "invitation"],
  ["collaboration.list", "show", "invitation"],
  ["collaboration.list", "show", "work"],
  ["collaboration.accept_counter", "approve", "invitation"],
  ["collaboration.decline_counter", "reject", "invitation"],
  ["post.approve", "approve", "post"],
  ["post.reject", "reject", "post"],
  ["post.list", "show", "post"],
  ["post.list", "wait", "post"],
  ["payouts", "pay", "people"],
  ["payouts", "late", "pay"],
  ["payouts", "wait", "pay"],
  ["payouts", "show", "pay"],
  ["members", "who", "team"],
  ["members", "show", "team"],
  ["campaign.brief", "create", "brief"],
  ["campaign.show", "show", "brief"],
  ["campaign.list", "show", "finish", "campaign"],
  ["campaign.cancel", "cancel", "campaign"],
  ["campaign.complete", "finish", "campaign"],
  ["performance", "figures", "campaign"],
  ["performance", "happen", "campaign"],
  ["performance", "how", "campaign"],
  ["campaign.create", "create", "campaign"],
  ["campaign.edit", "change", "campaign"],
  ["campaign.list", "show", "campaign"],
  ["influencer.search", "show", "people"],
  ["statement", "why", "money"],
  ["wallet", "show", "money"],
  ["collaboration.cancel", "cancel", "work"],
];
const INFLUENCER_RULES: readonly Rule<IntentName>[] = [
  ["human", "talk", "human"],
  ["post.how", "how", "send"],
  ["account.set", "change", "account"],
  ["account.set", "add", "account"],
  ["profile.edit", "change", "profile"],
  ["earnings", "wait", "pay"],
  ["earnings", "show", "pay"],
  ["earnings", "how", "pay"],
  ["earnings", "late", "pay"],
  ["earnings", "late", "money"],
  ["earnings", "show", "money"],
  ["earnings", "wait", "money"],
  ["post.metrics", "figures", "post"],
  ["work.accept", "approve", "invitation"],
  ["work.decline", "reject", "invitation"],
  ["work.list", "show", "invitation"],
  ["work.list", "show", "work"],
  ["post.mine", "how", "post"],
  ["post.mine", "wait", "post"],
  ["post.mine", "approve", "post"],
  ["post.mine", "redo", "post"],
  ["post.mine", "show", "post"],
  ["profile.mine", "show", "profile"],
  ["notifications.show", "show", "notice"],
  ["notifications.set", "change", "notice"],
];

/** What a decision means for what was pointed at in a list; the harmful ones first, so that `ok, batalin` is no approval. */
const LISTED_RULES: Readonly<Record<Side, Readonly<Partial<Record<ListKind, readonly Rule<IntentName>[]>>>>> = {
  brand: {
    posts: [
      ["post.revise", "redo"],
      ["post.reject", "reject"],
      ["post.reject", "cancel"],
      ["post.revise", "bad"],
      ["post.approve", "approve"],
      ["post.approve", "good"],
      ["post.metrics", "figures"],
      ["post.show", "show"],
    ],
    influencers: [
      ["influencer.show", "profile"],
      ["influencer.show", "show"],
      ["invite", "contact"],
      ["invite", "take"],
      ["invite", "good"],
    ],
    collaborations: [
      ["collaboration.cancel", "cancel"],
      ["collaboration.decline_counter", "reject"],
      ["collaboration.accept_counter", "approve"],
      ["collaboration.accept_counter", "take"],
      ["collaboration.accept_counter", "good"],
      ["collaboration.show", "show"],
    ],
    campaigns: [
      ["performance", "happen"],
      ["performance", "figures"],
      ["report", "report"],
      ["campaign.show", "show"],
    ],
  },
  influencer: {
    collaborations: [
      ["work.decline", "reject"],
      ["work.decline", "cancel"],
      ["work.show", "show"],
      ["work.accept", "approve"],
      ["work.accept", "take"],
      ["work.accept", "good"],
    ],
    posts: [
      ["post.metrics", "figures"],
      ["post.metrics", "happen"],
      ["post.mine", "show"],
    ],
  },
};
const YES_CONCEPTS: ReadonlySet<Concept> = new Set(["approve", "good", "take", "contact"]);
const NEGATION = /\b(?:tidak|jangan|belum|bukan|not|dont|never|no|cant|cannot)\b/;

/** What is meant with something pointed at in the list last shown, when no phrase of the tables says so. */
export function guessListed(message: NormalisedText, side: Side, kind: ListKind): IntentName | undefined {
  const found = conceptsOf(message);
  const negated = NEGATION.test(message.text);
  if (side === "brand" && kind === "collaborations" && negated && found.has("price"))
    return "collaboration.decline_counter";
  return LISTED_RULES[side][kind]?.find(
    ([, ...needs]) =>
      needs.every((need) => found.has(need)) && !(negated && needs.some((need) => YES_CONCEPTS.has(need))),
  )?.[0];
}

/** Things a message speaks of, whatever it wants of them. */
const TOPICS = [
  "campaign",
  "people",
  "post",
  "invitation",
  "work",
  "pay",
  "money",
  "account",
  "approval",
  "team",
] as const;
export type Topic = (typeof TOPICS)[number];

/** The things that are named in a message nobody understood, for an answer that fits. */
export function topicsOf(message: NormalisedText): Topic[] {
  const found = conceptsOf(message);
  return TOPICS.filter((topic) => found.has(topic));
}

/** What a message is about when no phrase of the tables says so: by the things it names, whatever their order. */
export function guessIntent(message: NormalisedText, side: Side): IntentName | undefined {
  const found = conceptsOf(message);
  const rules: readonly Rule<IntentName>[] = side === "brand" ? BRAND_RULES : INFLUENCER_RULES;
  return rules.find(([, ...needs]) => needs.every((need) => found.has(need)))?.[0];
}

function conceptsOf(message: NormalisedText): ReadonlySet<Concept> {
  const found = new Set<Concept>();
  for (const token of message.tokens.slice(0, 60)) {
    if (token.kind !== "word") continue;
    const stems = WORDS.has(token.word) ? [token.word] : stemsOf(token.word);
    for (const stem of stems) for (const concept of WORDS.get(stem) ?? []) found.add(concept);
  }
  return found;
}
