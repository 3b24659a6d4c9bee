import type { NormalisedText } from "../language/normalise.ts";
import { stemsOf } from "../language/stems.ts";
import type { BrandIntent } from "./intents-brand.ts";
import type { InfluencerIntent } from "./intents-influencer.ts";

/** Words by what they stand for, in whatever order and form they come. */
const CONCEPTS = {
  create: "bikin buat susun rancang siap siapkan adakan adain luncur create make launch plan build start new baru",
  show: "lihat tunjuk tampil cek check show see view open buka list daftar cari nyari temu find search ada any apa mana what which where",
  send: "kirim ajukan submit send minta request ask",
  who: "siapa who",
  how: "bagaimana cara how kemana dimana mana where",
  why: "kenapa mengapa why sebab alasan penyebab",
  approve: "setuju approve accept terima lolos oke",
  reject: "tolak reject decline refuse batal",
  contact: "undang ajak invite reach contact hubungi kontak tawar dm",
  add: "isi tambah nambah top setor masuk add put deposit load fund",
  wait: "tunggu nunggu wait pending perlu harus need belum butuh",
  happen: "jalan sejauh progres progress bagus jelek well doing going kabar hasil result performa performance sukses",
  campaign: "campaign kampanye promo promosi",
  brief: "brief briefnya",
  people: "influencer kreator creator kol talent vlogger selebgram tiktoker youtuber endorser blogger artis",
  work: "kerja kerjasama kolaborasi collab collaboration job tugas deadline tenggat work task",
  invitation: "undangan invitation offer tawaran penawaran",
  reply: "jawab balas respon reply answer respond",
  post: "post postingan konten content video reel story link upload",
  money: "saldo dompet wallet balance dana uang duit money fund escrow",
  pay: "bayar bayaran pembayaran payout transfer transferan cair honor fee gaji paid payment",
  report: "laporan report rangkuman ringkasan summary",
  approval: "persetujuan approval approve setuju keputusan decision",
  team: "tim team anggota member rekan",
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
const BRAND_RULES: readonly Rule<BrandIntent | "approvals.list">[] = [
  ["report", "why", "campaign"],
  ["report", "report"],
  ["approvals.list", "wait", "approval"],
  ["campaign.submit", "send", "approval", "campaign"],
  ["deposit", "add", "money"],
  ["recommend", "who", "work"],
  ["recommend", "who", "people"],
  ["recommend", "who", "campaign"],
  ["collaboration.list", "reply", "invitation"],
  ["collaboration.list", "show", "invitation"],
  ["collaboration.list", "show", "work"],
  ["collaboration.accept_counter", "approve", "invitation"],
  ["collaboration.decline_counter", "reject", "invitation"],
  ["post.approve", "approve", "post"],
  ["post.reject", "reject", "post"],
  ["post.list", "show", "post"],
  ["post.list", "wait", "post"],
  ["payouts", "pay", "people"],
  ["payouts", "show", "pay"],
  ["members", "who", "team"],
  ["members", "show", "team"],
  ["campaign.brief", "create", "brief"],
  ["campaign.show", "show", "brief"],
  ["performance", "happen", "campaign"],
  ["performance", "how", "campaign"],
  ["campaign.create", "create", "campaign"],
  ["campaign.list", "show", "campaign"],
  ["influencer.search", "show", "people"],
  ["wallet", "show", "money"],
];
const INFLUENCER_RULES: readonly Rule<InfluencerIntent>[] = [
  ["post.how", "how", "send"],
  ["earnings", "wait", "pay"],
  ["earnings", "show", "pay"],
  ["earnings", "how", "pay"],
  ["earnings", "show", "money"],
  ["earnings", "wait", "money"],
  ["work.accept", "approve", "invitation"],
  ["work.decline", "reject", "invitation"],
  ["work.list", "show", "invitation"],
  ["work.list", "show", "work"],
  ["post.mine", "how", "post"],
  ["post.mine", "wait", "post"],
  ["post.mine", "approve", "post"],
  ["post.mine", "show", "post"],
];

/** What a message is about when no phrase of the tables says so: by the things it names, whatever their order. */
export function guessIntent<Side extends "brand" | "influencer">(
  message: NormalisedText,
  side: Side,
): BrandIntent | InfluencerIntent | "approvals.list" | undefined {
  const found = new Set<Concept>();
  for (const token of message.tokens.slice(0, 60)) {
    if (token.kind !== "word") continue;
    const exact = WORDS.get(token.word);
    const stems = exact ? [token.word] : stemsOf(token.word);
    for (const stem of stems) for (const concept of WORDS.get(stem) ?? []) found.add(concept);
  }
  const rules: readonly Rule<BrandIntent | InfluencerIntent | "approvals.list">[] =
    side === "brand" ? BRAND_RULES : INFLUENCER_RULES;
  return rules.find(([, ...needs]) => needs.every((need) => found.has(need)))?.[0];
}
