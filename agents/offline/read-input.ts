import type { FieldProblem } from "../language/fields.ts";
import { type NormalisedText, normalise } from "../language/normalise.ts";
import type { IntentName } from "./intent-plan.ts";
import { readCostLimit, readCostPeriod, readFact, readMemoryNumber } from "./intents-assistant.ts";
import { readPurpose } from "./intents-message.ts";
import { readAccount } from "./read-account.ts";
import { readAnswer } from "./read-answer.ts";
import { type ReadContext, readCampaignWords } from "./read-campaign.ts";
import { readCampaignEdit } from "./read-edit.ts";
import { readLanguage } from "./read-language.ts";
import { readSearch, type SearchWords } from "./read-search.ts";
import { readChannel, readHours, readLinkCode, readNotifications, readPostLink, readProfile } from "./read-settings.ts";

/** What the words say of the intent's input. */
export function inputOf(
  intent: IntentName,
  message: NormalisedText,
  context: ReadContext,
): { input: Record<string, unknown>; problems: readonly FieldProblem[] } {
  const plain = (input: object): { input: Record<string, unknown>; problems: readonly FieldProblem[] } => ({
    input: { ...input },
    problems: [],
  });
  switch (intent) {
    case "ai.costs":
      return plain({ period: readCostPeriod(message.text) });
    case "ai.limit":
      return plain(readCostLimit(message));
    case "memory.remember": {
      const fact = readFact(message.original);
      return plain(fact ? { fact } : {});
    }
    case "memory.forget": {
      const number = readMemoryNumber(message.original);
      return plain(number === undefined ? {} : { number });
    }
    case "campaign.create": {
      const { words, problems } = readCampaignWords(message, context);
      return { input: { ...words }, problems };
    }
    case "campaign.edit": {
      const { change, problems } = readCampaignEdit(message, context);
      return { input: Object.keys(change).length > 0 ? { change } : {}, problems };
    }
    case "influencer.search":
      return plain(searchOf(message, context.locale));
    case "recommend": {
      const { platform, priceMaxMinor } = readSearch(message, context.locale);
      const count = readCount(message);
      return plain({
        ...(platform && { platforms: [platform] }),
        ...(priceMaxMinor && { budgetMinor: priceMaxMinor }),
        ...(count !== undefined && { count }),
      });
    }
    case "deposit":
    case "work.counter": {
      const answer = readAnswer("amountMinor", message, {}, context);
      return { input: answer?.input ?? {}, problems: answer?.problems ?? [] };
    }
    case "account.set":
      return plain(readAccount(message.original));
    case "notifications.set":
      return plain(readNotifications(message.original));
    case "channel.link":
    case "channel.unlink": {
      const channel = readChannel(message.original);
      return plain(channel ? { channel } : {});
    }
    case "channel.code": {
      const code = readLinkCode(message.original);
      return plain(code ? { code } : {});
    }
    case "post.submit": {
      const url = readPostLink(message.original);
      return plain(url ? { url } : {});
    }
    case "profile.edit":
      return plain(readProfile(message, context.locale));
    case "security": {
      const approverCoolingHours = readHours(message.original);
      return plain(approverCoolingHours === undefined ? {} : { approverCoolingHours });
    }
    case "broadcast.send": {
      const text = /:\s*(.{5,1000})$/s.exec(message.original)?.[1]?.trim();
      return plain(text ? { text } : {});
    }
    case "message.draft": {
      const purpose = readPurpose(message.text);
      return plain(purpose ? { purpose } : {});
    }
    case "brief.draft": {
      const { product, goal, name } = readCampaignWords(message, context).words;
      return plain({ ...(product && { product }), ...(goal && { goal }), ...(name && { name }) });
    }
    case "campaign.list": {
      const status = statusIn(CAMPAIGN_STATUSES, message.text);
      return plain(status ? { status } : {});
    }
    case "collaboration.list":
    case "work.list": {
      const status = statusIn(COLLABORATION_STATUSES, message.text);
      return plain(status ? { status } : {});
    }
    case "payouts":
    case "earnings": {
      const failed = /\b(?:gagal|failed|ditolak bank|error)\b/.test(message.text);
      return plain(failed ? { statuses: ["failed"] } : {});
    }
    case "language.switch": {
      const language = readLanguage(message.original);
      return plain(language ? { language } : {});
    }
    case "post.revise": {
      const note = noteBefore(message.original) ?? noteOf(message.original) ?? noteBehindComma(message.original);
      return plain(note ? { note } : {});
    }
    case "post.reject":
    case "campaign.send_back":
    case "influencer.blacklist": {
      const note = noteOf(message.original) ?? noteBehindComma(message.original);
      return plain(note ? { [intent === "influencer.blacklist" ? "reason" : "note"]: note } : {});
    }
    case "work.decline":
    case "collaboration.decline_counter":
    case "collaboration.cancel":
    case "campaign.cancel": {
      const reason = noteOf(message.original) ?? noteBehindComma(message.original);
      return plain(reason ? { [intent === "collaboration.decline_counter" ? "note" : "reason"]: reason } : {});
    }
    case "post.list":
      return plain(postStatus(message.text));
    default:
      return plain({});
  }
}

/** Filters, and how many are wanted. */
function searchOf(message: NormalisedText, locale: ReadContext["locale"]): SearchWords {
  const limit = readCount(message);
  return { ...readSearch(message, locale), ...(limit !== undefined && { limit }) };
}

/** How many people are asked for: `3 tiktok creators`, `5 orang`; 1 to 20. */
export function readCount(message: NormalisedText): number | undefined {
  const found =
    /(?<![\p{L}\d.,])(\d{1,2})\s*(?:(?!juta|jt|ribu|rb|k\b|million)\p{L}+\s+){0,2}(?:influencers?|kreator|creators?|kol|people|orang|org|rekomendasi|recommendations?)\b/iu.exec(
      message.original,
    )?.[1];
  const count = Number(found);
  return found !== undefined && count >= 1 && count <= 20 ? count : undefined;
}

type Statuses = readonly (readonly [words: RegExp, status: string | readonly string[]])[];

/** The first of the states that a question names. */
function statusIn(statuses: Statuses, text: string): string | readonly string[] | undefined {
  return statuses.find(([words]) => words.test(text))?.[1];
}

const CAMPAIGN_STATUSES: Statuses = [
  [/\b(?:draft|draf|drafts)\b/, "draft"],
  [/\b(?:selesai|beres|kelar|completed|finished|done|ended)\b/, "completed"],
  [/\b(?:aktif|active|jalan|berjalan|running|live)\b/, "active"],
  [/\b(?:menunggu|nunggu|diajukan|submitted|pending)\b/, "submitted"],
  [/\b(?:dibatalkan|batal|cancelled|canceled)\b/, "cancelled"],
];
const COLLABORATION_STATUSES: Statuses = [
  [
    /\b(?:belum (?:pada )?(?:ada |kasih |ngasih |beri |memberi )?(?:yang )?(?:di|men|mem|nge)?(?:jawab|balas|bales|respon|kabar)(?:an)?|belum bales|no (?:reply|answer|response)|unanswered|(?:not|hasn t|havent|hasnt|havent) (?:answered|replied|responded|accepted))\b/,
    ["invited", "offered"],
  ],
  [/\b(?:nego|menawar|tawar balik|countered|counter)\b/, ["countered"]],
  [/\b(?:menolak|tolak|nolak|declined|rejected|refused)\b/, ["declined"]],
  [/\b(?:said no|turned (?:it |us )?down)\b/, ["declined"]],
  [
    /\b(?:accepted|setuju|terima|nerima|menerima|gabung|joined|said yes|on board|deal)\b/,
    ["accepted", "in_progress", "completed"],
  ],
];

/** What waits for a review, unless another state, or all of them, are asked for. */
function postStatus(text: string): { status?: string } {
  if (/\b(?:semua|all)\b/.test(text)) return {};
  if (/\b(?:ditolak|rejected)\b/.test(text)) return { status: "rejected" };
  if (
    /\b(?:perlu|harus|belum|need|needs|to|menunggu|nunggu) (?:di)?(?:setujui|approve|approved|approval)\b/.test(text)
  ) {
    return { status: "pending" };
  }
  if (/\b(?:disetujui|approved|lolos)\b/.test(text)) return { status: "approved" };
  return { status: /\b(?:revisi|revision)\b/.test(text) ? "needs_revision" : "pending" };
}

/** `tolak konten Rani, produknya tidak kelihatan`: what follows the wish is why. */
function noteBehindComma(text: string): string | undefined {
  const found = /^([^,]{3,200}),\s*(.{5,})$/s.exec(text);
  const [, before = "", note = ""] = found ?? [];
  const words = normalise(note).tokens.filter((token) => token.kind === "word" && !token.filler);
  return words.length >= 2 && (WISH.test(before) || DECLINES.test(before)) && !WISH.test(note)
    ? note.trim().slice(0, 1_000)
    : undefined;
}

/** `kontennya belum ada CTA, minta dia benerin`: the note stands before the wish. */
const WISH_ALONE =
  /^(.{12,300}?),\s*(?:tolong\s+)?(?:suruh|minta|ask|tell|have)\s+(?:\S+\s+)?(?:to\s+|buat\s+)?(?:benerin|betulin|perbaiki\w*|revisi\w*|ulang\w*|fix(?:\s+it)?|redo(?:\s+it)?|revise(?:\s+it)?)(?:\s+(?:ya|dong|lagi|aja|please|pls))*\s*[.!]*$/is;

function noteBefore(text: string): string | undefined {
  return WISH_ALONE.exec(text)?.[1]?.trim();
}

const WISH =
  /\b(?:(?:di)?tolak|nolak|reshoot|redo|retake|ulang|benerin|reject|decline|revisi|revise|revision|changes|balik\w*|kembali\w*|send|batal\w*|cancel\w*|blacklist|skip|pass|suruh|scrap|drop|stop|end|abort|hentikan|hapus|keluar\w*|remove|coret|kick)\b/i;
const DECLINES = /\b(?:maaf|sorry|no thanks|n?gg?ak?|eng?gak?|engga|gk|kagak|gabisa|gamau|tidak|not|cannot|can'?t)\b/i;

/** `suruh Rani ganti musiknya`, `ask Kevin to change the music`: what is to be done. */
const ASKED_FOR =
  /\b(?:suruh|minta|ask|tell)\s+(?:[\p{L}.@]+\s+)?(?:to\s+|untuk\s+|buat\s+)?((?:ganti|ubah|perbaiki|tambah\w*|hapus|potong|change|add|remove|fix|replace)\s.{3,})$/isu;

/** The reason in a message: behind a colon, or behind `karena`, `because` and the like. */
function noteOf(text: string): string | undefined {
  const note =
    /:\s*(.{3,})$/s.exec(text)?.[1] ??
    ASKED_FOR.exec(text)?.[1] ??
    /\b(?:karena|krn|soalnya|sebab|alasan(?:nya)?|catatan(?:nya)?|because|since|reason|note)\b\s*:?\s*(.{3,})$/is.exec(
      text,
    )?.[1] ??
    /,\s*((?:tolong|coba|please|tambah|ganti|hapus|kurang|musik|caption|add|change|remove|fix|the|too|terlalu)\b.{3,})$/is.exec(
      text,
    )?.[1];
  return note?.trim().slice(0, 1_000);
}
