import { type AgeRange, findAgeRange } from "./age-range.ts";
import type { Span } from "./folding.ts";
import { lineOf, type NormalisedText, normalise } from "./normalise.ts";

export type Gender = "female" | "male";

/** A word of a text and what it stands for. */
export interface Found<Value> extends Span {
  readonly value: Value;
  readonly text: string;
}

/** Whom a campaign is for, as far as the text says. */
export interface AudienceFindings {
  readonly ages?: AgeRange;
  readonly genders: readonly Found<Gender>[];
  /** Groups such as `gen_z`, `mothers`, `students`. */
  readonly segments: readonly Found<string>[];
  /** Places of Indonesia, in their usual spelling. */
  readonly locations: readonly Found<string>[];
}

const GENDERS: readonly (readonly [Gender, RegExp])[] = [
  [
    "female",
    /(?<!\b(?:jangan|bukan|tidak|not)(?: (?:cuma|hanya|only|just))? )\b(?:wanita|perempuan|cewek|cewe|cewe2|women|woman|female|females|girls?|ladies|putri)\b/g,
  ],
  [
    "male",
    /(?<!\b(?:jangan|bukan|tidak|not)(?: (?:cuma|hanya|only|just))? )\b(?:pria|laki - laki|lelaki|laki|cowok|cowo|men|man|male|males|boys?|guys|putra)\b/g,
  ],
];

const SEGMENTS: readonly (readonly [string, RegExp])[] = [
  ["gen_z", /\b(?:gen(?:erasi|eration)? ?(?:- )?z|genz|zoomers?)\b/g],
  ["millennials", /\b(?:mil+en+ials?|gen(?:erasi|eration)? ?(?:- )?y|mil+enial)\b/g],
  ["teenagers", /\b(?:remaja|abg|teens?|teenagers?)\b/g],
  ["students", /\b(?:mahasiswa|mahasiswi|pelajar|siswa|anak kuliah(?:an)?|(?:college |university )?students?)\b/g],
  ["mothers", /\b(?:ibu - ibu|ibu2|ibu ibu|ibu rumah tangga|ibu muda|bunda|emak - emak|moms?|mothers|mums?)\b/g],
  ["fathers", /\b(?:bapak - bapak|ayah|dads?|fathers)\b/g],
  ["parents", /\b(?:orang tua|orangtua|ortu|parents)\b/g],
  ["workers", /\b(?:pekerja|karyawan|karyawati|pegawai|anak kantoran|office workers|professionals?|profesional)\b/g],
  ["gamers", /\b(?:gamers?|anak game)\b/g],
];

const PLACES = (
  "Jakarta Bandung Surabaya Medan Semarang Yogyakarta Makassar Palembang Denpasar Bali Bogor Depok Tangerang Bekasi " +
  "Malang Solo Batam Pekanbaru Padang Lampung Balikpapan Samarinda Pontianak Banjarmasin Manado Lombok Aceh Papua " +
  "Jabodetabek Banten Cirebon Jember Kediri Sidoarjo Gresik Purwokerto Tasikmalaya Sukabumi Karawang Jambi Bengkulu " +
  "Mataram Kupang Ambon Ternate Kendari Palu Gorontalo Indonesia Sumatera Kalimantan Sulawesi Jawa Singapore Malaysia"
).split(" ");

const PLACE_NAMES: ReadonlyMap<string, string> = new Map([
  ...PLACES.map((place): [string, string] => [place.toLowerCase(), place]),
  ["jkt", "Jakarta"],
  ["bdg", "Bandung"],
  ["sby", "Surabaya"],
  ["jogja", "Yogyakarta"],
  ["yogya", "Yogyakarta"],
  ["jogjakarta", "Yogyakarta"],
  ["sumatra", "Sumatera"],
  ["singapura", "Singapore"],
]);

const PLACE =
  /\b(?:di|dari|ke|in|from|to|area|kota|daerah|domisili|wilayah|around|sekitar|seputar|se) (?:(?:di|ke|in|to) )?(?:kota )?(\p{L}+)\b|\b(\p{L}+)\b/gu;
/** Also names, languages and ordinary words: places only behind a preposition. */
const NEEDS_PREPOSITION: ReadonlySet<string> = new Set([
  "solo",
  "indonesia",
  "padang",
  "malang",
  "palu",
  "jawa",
  "ambon",
  "bali",
]);

/** Ages, genders, groups and places a text names. */
export function findAudience(message: string | NormalisedText): AudienceFindings {
  const normalised = typeof message === "string" ? normalise(message) : message;
  return {
    ages: findAgeRange(normalised),
    genders: findAll(normalised, GENDERS),
    segments: findAll(normalised, SEGMENTS),
    locations: findPlaces(normalised),
  };
}

/** Every first mention of each value, in the order of the text. */
export function findAll<Value>(
  normalised: NormalisedText,
  patterns: readonly (readonly [Value, RegExp])[],
): readonly Found<Value>[] {
  const line = lineOf(normalised);
  const found: Found<Value>[] = [];
  for (const [value, expression] of patterns) {
    const match = line.text.matchAll(expression).next().value;
    if (!match) continue;
    const span = line.span(match.index, match.index + match[0].length);
    found.push({ value, ...span, text: normalised.original.slice(span.start, span.end) });
  }
  return found.sort((a, b) => a.start - b.start);
}

function findPlaces(normalised: NormalisedText): readonly Found<string>[] {
  const line = lineOf(normalised);
  const found = new Map<string, Found<string>>();
  for (const match of line.text.matchAll(PLACE)) {
    const word = match[1] ?? match[2] ?? "";
    const value = PLACE_NAMES.get(word);
    if (!value || found.has(value) || (!match[1] && NEEDS_PREPOSITION.has(word))) continue;
    const at = match.index + match[0].length - word.length;
    const span = line.span(at, at + word.length);
    found.set(value, { value, ...span, text: normalised.original.slice(span.start, span.end) });
  }
  return [...found.values()];
}
