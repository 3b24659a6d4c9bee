import { findAmounts } from "../language/amounts.ts";
import { findAudience } from "../language/audience.ts";
import type { FieldProblem } from "../language/fields.ts";
import { type NormalisedText, normalise } from "../language/normalise.ts";
import { audienceOf, type CampaignWords, type ReadContext, readCampaignWords } from "./read-campaign.ts";

/** A change of the brief in words; the handler applies it to the brief as it is. */
export interface BriefChange {
  addHashtags?: string[];
  removeHashtags?: string[];
  replaceHashtags?: boolean;
  mandatoryCta?: string;
  addRule?: string;
  addKeyMessage?: string;
  description?: string;
}

export interface CampaignChange extends CampaignWords {
  brief?: BriefChange;
}

export interface EditReading {
  readonly change: CampaignChange;
  readonly problems: readonly FieldProblem[];
  /** Whether words name the fields, so that the message is about the campaign whatever else it says. */
  readonly sure: boolean;
}

const TO = String.raw`(?:\s+(?:(?:di)?ganti|(?:di)?ubah|change[ds]?|set))?\s*(?:(?:nya)?\s*(?:jadi|menjadi|ke|to|into|as|with|dengan|adalah|is)\b|=|:)\s*`;
const CAMPAIGN = String.raw`(?:\s+(?:campaign|kampanye)(?:nya)?)?`;

/** Fields of free text and how people name them. The rest of the message is the value. */
const FREE_TEXT: readonly (readonly ["name" | "product" | "goal" | "mandatoryCta" | "description", RegExp])[] = [
  ["name", new RegExp(String.raw`\b(?:nama|judul|name|title)(?:nya)?${CAMPAIGN}${TO}(.+)$`, "is")],
  ["name", /\brename\b.*?\bto\s+(.+)$/is],
  ["product", new RegExp(String.raw`\b(?:produk|product)(?:nya)?${CAMPAIGN}${TO}(.+)$`, "is")],
  ["goal", new RegExp(String.raw`\b(?:tujuan|goal|objective)(?:nya)?${CAMPAIGN}${TO}(.+)$`, "is")],
  ["mandatoryCta", new RegExp(String.raw`\b(?:cta|call to action|ajakan)(?:-?nya)?${TO}(.+)$`, "is")],
  ["description", new RegExp(String.raw`\b(?:deskripsi|description)(?:nya)?(?:\s+brief(?:nya)?)?${TO}(.+)$`, "is")],
];
const ADD_RULE = /\b(?:tambah(?:kan|in)?|add)\s+(?:an?\s+)?(?:aturan|rule|larangan)\s*:?\s*(.+)$/is;
const ADD_MESSAGE =
  /\b(?:tambah(?:kan|in)?|add)\s+(?:an?\s+)?(?:pesan(?: kunci| utama)?|key message|message)\s*:?\s*(.+)$/is;
const REMOVE = /\b(?:hapus|buang|hilangkan|hilangin|copot|tanpa|remove|drop|delete|without)\b/i;
const REPLACE = /\b(?:ganti|ubah|replace|change|jadi(?:kan)?)\b/i;
/** Beside a word for people, two numbers of two digits are ages. */
const AUDIENCE_WORD = /\b(?:audien[cs]e?s?|target|women|men|girls|wanita|pria|perempuan|cewek|cowok)(?:nya)?\b/i;
const AGES = /\b\d{2}\s*(?:-|–|to|sampai|s\/d)\s*\d{2}\b(?!\s*(?:juta|jt|ribu|rb|k\b|%|[.,]\d))/i;
const BUDGET_WORD = /\b(?:budget|anggaran|dana|biaya)(?:nya)?\b/i;
const END_WORD =
  /\b(?:akhir(?:nya)?|selesai(?:nya)?|berakhir|end(?:s|ing)?|deadline|sampai|until|perpanjang|extend)\b/i;
const FIELD_WORD =
  /\b(?:budget|anggaran|tanggal|mulai|selesai|periode|jadwal|target|audien[cs]e?s?|rename|perpanjang|extend|majukan|mundurkan|umur|usia|gender|kota|age|date|dates|starts?|ends?|deliverables?|platform|konten)(?:nya)?\b/i;

/** `geser seminggu jadi 8 Desember`: of two dates the one that it becomes. */
const MOVED_TO = /\b(?:jadi|jd|menjadi|ke|to)\s+((?!\S*\s*\b(?:jadi|jd|menjadi|ke|to)\b).+)$/is;

/** What a message changes of a campaign that exists. */
export function readCampaignEdit(message: NormalisedText, context: ReadContext): EditReading {
  const original = message.original.trim();
  const change: CampaignChange = {};
  const brief: BriefChange = {};
  const free = FREE_TEXT.flatMap(([field, expression]) => {
    const value = expression
      .exec(original)?.[1]
      ?.trim()
      .replace(/^["'“]|["'”.]$/g, "");
    return value ? [[field, value] as const] : [];
  })[0];
  if (free) {
    const [field, value] = free;
    if (field === "mandatoryCta" || field === "description") brief[field] = value;
    else change[field] = value;
    return { change: withBrief(change, brief), problems: [], sure: true };
  }
  const rule = ADD_RULE.exec(original)?.[1]?.trim();
  if (rule) return { change: { brief: { addRule: rule } }, problems: [], sure: true };
  const keyMessage = ADD_MESSAGE.exec(original)?.[1]?.trim();
  if (keyMessage) return { change: { brief: { addKeyMessage: keyMessage } }, problems: [], sure: true };

  const tags = message.tokens
    .filter((token) => token.kind === "tag" && !/^#\d+$/.test(token.word))
    .map((token) => token.raw);
  if (tags.length > 0) {
    if (REMOVE.test(original)) brief.removeHashtags = tags;
    else {
      brief.addHashtags = tags;
      if (REPLACE.test(original)) brief.replaceHashtags = true;
    }
  }
  const { words, problems } = readCampaignWords(withoutTags(message), context);
  // In a change, titles are only what the sentences above say: `ganti budget campaign Glow` names no new campaign.
  const { name: _name, product: _product, goal, ...rest } = words;
  Object.assign(change, rest);
  if (goal && /\b(?:tujuan|goal|objective)\b/i.test(original)) change.goal = goal;
  const behind = MOVED_TO.exec(original)?.[1];
  if (!change.startsOn && !change.endsOn && behind && FIELD_WORD.test(original)) {
    const { startsOn, endsOn } = readCampaignWords(normalise(behind), context).words;
    Object.assign(change, startsOn && { startsOn }, endsOn && { endsOn });
  }
  if (change.startsOn && !change.endsOn && END_WORD.test(original) && !/\b(?:mulai|start)/i.test(original)) {
    change.endsOn = change.startsOn;
    delete change.startsOn;
  }
  if (change.budgetMinor === undefined && BUDGET_WORD.test(original)) {
    const { amounts } = findAmounts(message, { locale: context.locale, expected: true });
    const [amount] = amounts;
    if (amount && amounts.length === 1 && amount.currency === "IDR") change.budgetMinor = Number(amount.amountMinor);
  }
  const ages = AUDIENCE_WORD.test(original) && change.audience?.ageMin === undefined ? AGES.exec(original) : null;
  const found = ages ? audienceOf(findAudience(`umur ${ages[0]}`), context.now) : undefined;
  if (found) change.audience = { ...change.audience, ...found };
  const everybody =
    AUDIENCE_WORD.test(original) &&
    /\b(?:semua(?: (?:gender|orang))?|all genders|everyone|everybody)\b/i.test(original);
  if (everybody && change.audience && !change.audience.gender) change.audience = { ...change.audience, gender: "all" };
  const sure = tags.length > 0 || FIELD_WORD.test(original);
  return { change: withBrief(change, brief), problems, sure };
}

function withBrief(change: CampaignChange, brief: BriefChange): CampaignChange {
  return Object.keys(brief).length > 0 ? { ...change, brief } : change;
}

function withoutTags(message: NormalisedText): NormalisedText {
  return message.tokens.some((token) => token.kind === "tag")
    ? normalise(message.original.replace(/#[\p{L}\p{N}_]+/gu, " "))
    : message;
}
