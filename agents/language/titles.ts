import { cleanLine } from "../../core/kernel/text.ts";
import { isCommonWord } from "./common-words.ts";
import type { Span } from "./folding.ts";
import type { NormalisedText, Token } from "./normalise.ts";
import { isNumberWord } from "./number-words.ts";

/** A name that a text gives to something, as it was typed. */
export interface Title extends Span {
  readonly value: string;
  readonly text: string;
  /** Quoted, labelled or introduced (`called`); else it is what stands in the place of a name. */
  readonly sure: boolean;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

const CAMPAIGN = words("campaign campaigns kampanye kampanyenya campaignnya campaing");
const MAKE = words(
  "bikin bikinin bikinkan buat buatkan buatin create make start launch set setup new susun rancang siapkan plan run",
);
const CALLED = words("called named titled bernama berjudul dinamai dinamakan namanya judulnya");
const NAME_LABELS = words("nama name judul title namanya");
const PRODUCT_LABELS = words("produk product produknya");
const FOR = words(
  "untuk buat for promote promosi promosiin promosikan mempromosikan promoting about tentang launch launching rilis merilis ngerilis ngeluarin mengeluarkan releasing",
);
/** Between `for` and the product. */
const BEFORE_PRODUCT = words(
  "produk product brand our my the a an new baru produknya launch launching peluncuran promosi promosiin promosikan " +
    "mempromosikan promote promoting jualan jual menjual naikin naikkan menaikkan meningkatkan tingkatkan boost increase kami kita saya",
);
const BEFORE_NAME = words("baru new the a an my our lagi satu one sebuah it is adalah");
/** What comes after a name rather than belonging to it. */
const STOPS = words(
  "untuk buat for target targetnya targeting budget budgetnya anggaran anggarannya dana dananya goal goals goalnya tujuan " +
    "tujuannya objective mulai dimulai starts start starting begins dari from sampai hingga until dengan with platform " +
    "platformnya periode deadline di on in via pakai using audience audiens audiensnya umur usia age ages aged selama senilai " +
    "sebesar yang that tanggal total campaign campaigns kampanye produk product called named bernama berjudul " +
    "promote promosi promosiin promosikan harga and dan sama please tolong biaya fokus focus bahasa berbahasa selesai ends ending to ke",
);
/** Known things that are neither a campaign nor a product. */
const NOT_A_TITLE = words(
  "ramadan ramadhan lebaran natal christmas imlek harbolnas saya kami kita me us my our brand produk product campaign " +
    "hari minggu bulan tahun day days week weeks month months year years orang people influencer influencers kreator creator " +
    "creators kol promosi promo awareness engagement konten content sekarang now besok nanti later dulu free gratis ini itu " +
    "this that it ya dong apa what siapa client klien tim team bisnis business toko saja aja draft test up here semua",
);
const QUOTES: ReadonlySet<string> = new Set(['"', "'", "*"]);
const LONGEST_TITLE = 12;

/** The name of the campaign a text describes. `taken` are stretches known to be something else (amounts, dates, goals). */
export function findCampaignName(normalised: NormalisedText, taken: readonly Span[]): Title | undefined {
  const { tokens } = normalised;
  return (
    labelled(normalised, NAME_LABELS, taken) ??
    first(tokens, (at) => (isCalled(tokens, at) ? titleAt(normalised, at + 1, taken, true) : undefined)) ??
    first(tokens, (at) => (CAMPAIGN.has(wordAt(tokens, at)) ? afterCampaign(normalised, at, taken) : undefined)) ??
    first(tokens, (at) => (CAMPAIGN.has(wordAt(tokens, at)) ? beforeCampaign(normalised, at, taken) : undefined))
  );
}

/** The product a campaign is for. */
export function findProduct(normalised: NormalisedText, taken: readonly Span[]): Title | undefined {
  const { tokens } = normalised;
  const label = labelled(normalised, PRODUCT_LABELS, taken);
  if (label) return label;
  const introduced = first(tokens, (at) => {
    if (!FOR.has(wordAt(tokens, at))) return undefined;
    const from = skip(tokens, at + 1, BEFORE_PRODUCT);
    // `untuk naikin awareness Glowing Serum X`: one goal may stand before the product.
    const goal = taken.find((span) => span.start === tokens[from]?.start && from > at + 1);
    const behind = goal ? tokens.findIndex((token) => token.start >= goal.end) : from;
    return behind < 0 ? undefined : titleAt(normalised, behind, taken, false);
  });
  if (introduced) return introduced;
  // `boost sales of Serum X`
  const owned = first(tokens, (at) =>
    wordAt(tokens, at) === "of" && taken.some((span) => span.end === tokens[at - 1]?.end)
      ? titleAt(normalised, at + 1, taken, false)
      : undefined,
  );
  const named = (at: number): Title | undefined =>
    PRODUCT_LABELS.has(wordAt(tokens, at)) ? titleAt(normalised, at + 1, taken, false) : undefined;
  return owned ?? first(tokens, named);
}

/** `called`, `namanya`, `dengan nama`, `the name is`. */
function isCalled(tokens: readonly Token[], at: number): boolean {
  const word = wordAt(tokens, at);
  if (CALLED.has(word)) return true;
  if (word === "nama" && /^(?:dengan|pakai|kasih|beri)$/.test(wordAt(tokens, at - 1))) return true;
  return (word === "nama" || word === "name") && /^(?:is|adalah)$/.test(wordAt(tokens, at + 1));
}

function first(tokens: readonly Token[], read: (at: number) => Title | undefined): Title | undefined {
  for (let at = 0; at < tokens.length; at++) {
    const found = read(at);
    if (found) return found;
  }
  return undefined;
}

/** `Nama: Glow Your Way`, alone on its line or up to a comma. */
function labelled(normalised: NormalisedText, labels: ReadonlySet<string>, taken: readonly Span[]): Title | undefined {
  const { tokens } = normalised;
  return first(tokens, (at) => {
    if (!labels.has(wordAt(tokens, at))) return undefined;
    let next = at + 1;
    if (CAMPAIGN.has(wordAt(tokens, next)) || PRODUCT_LABELS.has(wordAt(tokens, next))) next += 1;
    if (wordAt(tokens, next) !== ":" && wordAt(tokens, next) !== "=") return undefined;
    const quoted = quotedAt(normalised, next + 1);
    if (quoted) return quoted;
    let end = next + 1;
    while (end < tokens.length && end - next <= LONGEST_TITLE && !endsLabel(tokens, end)) end += 1;
    return build(normalised, next + 1, end, true) ?? titleAt(normalised, next + 1, taken, true);
  });
}

function endsLabel(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return (
    token === undefined ||
    token.kind === "break" ||
    token.word === "," ||
    token.word === ";" ||
    wordAt(tokens, at + 1) === ":"
  );
}

function afterCampaign(normalised: NormalisedText, at: number, taken: readonly Span[]): Title | undefined {
  const { tokens } = normalised;
  let next = at + 1;
  if (wordAt(tokens, next) === ":" || wordAt(tokens, next) === "nya") next += 1;
  const title = titleAt(normalised, next, taken, false);
  return title && (title.sure || tellsSomething(normalised, title)) ? title : undefined;
}

/** `create the Ramadan Glow campaign` */
function beforeCampaign(normalised: NormalisedText, at: number, taken: readonly Span[]): Title | undefined {
  const { tokens } = normalised;
  for (let back = at - 1; back >= 0 && back >= at - LONGEST_TITLE; back--) {
    if (!MAKE.has(wordAt(tokens, back))) continue;
    const from = skip(tokens, back + 1, BEFORE_NAME);
    const title = from < at ? (quotedAt(normalised, from) ?? titleAt(normalised, from, taken, false)) : undefined;
    const fills = title && (title.sure || title.end === tokens[at - 1]?.end);
    return fills && (title.sure || tellsSomething(normalised, title)) ? title : undefined;
  }
  return undefined;
}

/** The quoted title at `from`, else the words up to what cannot belong to a title. */
function titleAt(normalised: NormalisedText, from: number, taken: readonly Span[], sure: boolean): Title | undefined {
  const { tokens } = normalised;
  const start = skip(tokens, from, BEFORE_NAME, sure);
  const quoted = quotedAt(normalised, start);
  if (quoted) return quoted;
  let end = start;
  while (end < tokens.length && end - start < LONGEST_TITLE && !endsTitle(tokens, end, taken)) end += 1;
  const title = build(normalised, start, end, sure);
  if (!title) return undefined;
  return sure || !isNothingNew(tokens.slice(start, end)) ? title : undefined;
}

function endsTitle(tokens: readonly Token[], at: number, taken: readonly Span[]): boolean {
  const token = tokens[at];
  if (!token || token.kind === "break" || token.kind === "link") return true;
  if (token.kind === "symbol")
    return !(token.glued && tokens[at + 1]?.glued === true && /^[-&'./+]$/.test(token.word)) && token.word !== "&";
  return STOPS.has(token.word) || taken.some((span) => token.start < span.end && span.start < token.end);
}

/** Whether every word is a known one, so that together they name nothing. */
function isNothingNew(tokens: readonly Token[]): boolean {
  return tokens.every(
    (token) =>
      token.filler ||
      token.kind === "symbol" ||
      token.kind === "number" ||
      NOT_A_TITLE.has(token.word) ||
      isNumberWord(token.word) ||
      MAKE.has(token.word),
  );
}

/** In the place of a name, ordinary lower-case words are more likely just words. */
function tellsSomething(normalised: NormalisedText, { start, end }: Span): boolean {
  const inside = normalised.tokens.filter((token) => token.start >= start && token.end <= end && token.kind === "word");
  const rare = inside.some((token) => !isCommonWord(token.word) && !NOT_A_TITLE.has(token.word));
  return rare || (inside.length > 1 && inside.every((token) => /^\p{Lu}/u.test(token.raw)));
}

function quotedAt(normalised: NormalisedText, from: number): Title | undefined {
  const { tokens } = normalised;
  const mark = wordAt(tokens, from);
  if (!QUOTES.has(mark)) return undefined;
  for (let end = from + 1; end < tokens.length && end - from <= 3 * LONGEST_TITLE; end++) {
    if (tokens[end]?.kind === "break") return undefined;
    if (wordAt(tokens, end) === mark) return build(normalised, from + 1, end, true);
  }
  return undefined;
}

/** The text of tokens `from` to `end` without particles and punctuation at its edges. */
function build({ tokens, original }: NormalisedText, from: number, end: number, sure: boolean): Title | undefined {
  let head = from;
  let tail = end;
  const isEdge = (token: Token | undefined): boolean =>
    token === undefined || token.kind === "symbol" || (token.filler && !sure);
  while (head < tail && isEdge(tokens[head])) head += 1;
  const capital = (at: number): boolean => /^\p{Lu}/u.test(tokens[at]?.raw ?? "");
  // `Glow baru` is a new one called Glow, `Glow Baru` is its name.
  const trails = (at: number): boolean =>
    !sure && /^(?:kami|kita|saya|baru|dong|ya)$/.test(wordAt(tokens, at)) && !(capital(at) && capital(at - 1));
  while (tail > head && (isEdge(tokens[tail - 1]) || trails(tail - 1))) tail -= 1;
  const start = tokens[head]?.start;
  const stop = tokens[tail - 1]?.end;
  if (head >= tail || start === undefined || stop === undefined) return undefined;
  const text = original.slice(start, stop);
  const value = cleanLine(text);
  return value === "" ? undefined : { value, start, end: stop, text, sure };
}

/** Index of the first token that is none of `set`; a quoted or introduced title keeps its own `The`. */
function skip(tokens: readonly Token[], from: number, set: ReadonlySet<string>, onlyLinks = false): number {
  let at = from;
  while (at < tokens.length) {
    const token = tokens[at];
    const passed = onlyLinks
      ? /^(?:is|adalah|it|:|=)$/.test(token?.word ?? "")
      : set.has(token?.word ?? "") || token?.filler;
    if (!passed) break;
    at += 1;
  }
  return at;
}

function wordAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.word ?? "";
}
