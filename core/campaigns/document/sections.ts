/** What a brief's headings stand for. */
export const SECTIONS = [
  "name",
  "brand",
  "product",
  "goal",
  "audience",
  "budget",
  "dates",
  "starts",
  "ends",
  "pieces",
  "messages",
  "hashtags",
  "cta",
  "rules",
  "donts",
] as const;
export type Section = (typeof SECTIONS)[number];

/** As brands head their briefs, Indonesian and English; the longest that fits is meant. */
const LABELS: Readonly<Record<Section, string>> = {
  name: "nama (?:campaign|kampanye|project|proyek)|judul (?:campaign|kampanye)|campaign (?:name|title)|project(?: name)?|campaign|kampanye",
  brand: "brand|merek|klien|client|nama brand|brand name",
  product:
    "(?:nama |detail |tentang )?produk|produk (?:yang dipromosikan|\\/ ?layanan)|(?:about the |the )?product(?: name|s)?|layanan|service",
  goal: "tujuan(?: campaign| kampanye| utama)?|objektif|(?:campaign |main |business )?(?:objectives?|goals?)|sasaran(?: campaign| kampanye)",
  audience: "(?:target )?(?:audiens|audience)|target (?:market|pasar|konsumen)|sasaran|who we want to reach",
  budget:
    "(?:total |keseluruhan )?(?:budget|anggaran)(?: total| keseluruhan| campaign| kampanye)?|campaign budget|dana|biaya",
  dates:
    "periode(?: campaign| kampanye)?|(?:campaign )?period|timeline|jadwal(?: campaign| kampanye)?|tanggal(?: campaign| kampanye)?|(?:campaign )?(?:dates|schedule|duration)|flight dates|durasi campaign",
  starts: "(?:tanggal )?mulai|start(?:s| date)?|go ?live|launch date|tanggal (?:tayang|launching)",
  ends: "(?:tanggal )?(?:selesai|berakhir)|end(?:s| date)?|deadline|batas akhir",
  pieces:
    "deliverables?|(?:jumlah |format |jenis |daftar )?konten|konten (?:per|tiap|setiap) kreator|platforms?(?: (?:&|and|dan) (?:format|deliverables?|konten))?|output|scope of work|sow|lingkup kerja|content(?: formats?| deliverables?)?|what (?:each )?creators? makes?",
  messages:
    "pesan (?:utama|kunci|inti)|key (?:messages?|points?)|talking points?|poin (?:utama|penting)|usp|keunggulan(?: produk)?",
  hashtags: "hashtags?|tagar|mandatory hashtags?|hashtag wajib",
  cta: "cta|call[- ]to[- ]action|ajakan(?: bertindak)?",
  rules:
    "aturan(?: main| konten)?|ketentuan|(?:campaign |content )?(?:rules?|guidelines?)|panduan(?: konten)?|mandator(?:y|ies)|wajib|do'?s|do|yang (?:harus|boleh) dilakukan|do'?s (?:and|&|dan) don'?t'?s",
  donts: "larangan|dilarang|yang (?:dilarang|tidak boleh)(?: dilakukan)?|don'?t'?s?|tidak boleh|hindari|avoid",
};

const MARKS = /^(?:#{1,6}\s+|[-*•▪◦‣–·]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+)+/i;
const LABEL = SECTIONS.map((name) => `(?<${name}>${LABELS[name]})`).join("|");
const FIGURED: readonly Section[] = ["budget", "dates", "starts", "ends"];
/** `Budget: …`, `Budget | …`, `Budget - …`. */
const WITH_VALUE = new RegExp(
  String.raw`^(?:${LABEL})(?:\s*\([^)]{1,40}\))?\s*(?:[:：|=]|\s[-–—]\s)\s*(?<value>.*)$`,
  "i",
);
/** `Periode 1 Desember – 31 Desember`, `Budget Rp20.000.000`: a figure right behind the heading. */
const WITH_FIGURE = new RegExp(
  String.raw`^(?:${FIGURED.map((name) => `(?<${name}>${LABELS[name]})`).join("|")})\s+(?<value>(?:Rp|IDR|USD|\$|\d).*)$`,
  "i",
);
/** `Budget` alone on its line. */
const ALONE = new RegExp(String.raw`^(?:${LABEL})(?:\s*\([^)]{1,40}\))?$`, "i");
/** A heading that is none of ours ends the section before it. */
const OTHER_HEADING = /^(?:[\p{Lu}][\p{L} &/'-]{2,40}|[\p{Lu} &/'-]{4,40}):$/u;
/** A heading that is none of ours, with what it says behind it. */
const OTHER_WITH_VALUE = /^\p{Lu}[\p{L} &/'-]{1,40}[:：]\s*\S/u;
/** Sections of one thought: a blank line and the next heading end them. */
const SHORT: readonly Section[] = ["name", "brand", "product", "goal", "budget", "starts", "ends", "cta"];

export interface SectionedText {
  readonly sections: Readonly<Partial<Record<Section, readonly string[]>>>;
  /** The first line that is no label: mostly the title. */
  readonly title: string | undefined;
  /** What stands under no heading. */
  readonly prose: readonly string[];
}

/** A document as headings and what stands under them; marks of lists and of Markdown are gone. */
export function sectionsOf(text: string): SectionedText {
  const sections: Partial<Record<Section, string[]>> = {};
  const prose: string[] = [];
  let title: string | undefined;
  let open: Section | undefined;
  const add = (section: Section, line: string): void => {
    if (line === "") return;
    const lines = sections[section] ?? [];
    sections[section] = lines;
    lines.push(line);
  };
  for (const raw of text.split("\n")) {
    const line = plainLine(raw);
    if (line === "") {
      if (open && SHORT.includes(open) && sections[open]) open = undefined;
      continue;
    }
    const label = labelled(line);
    if (label) {
      open = label.section;
      add(open, label.value);
      continue;
    }
    const isHeading = OTHER_HEADING.test(line) || /^\s*#{1,6}\s/.test(raw);
    if (isHeading || (open && SHORT.includes(open) && OTHER_WITH_VALUE.test(line))) open = undefined;
    if (open) {
      add(open, line);
      continue;
    }
    if (title === undefined && line.length <= 120 && !/[.!?]$/.test(line)) title = line;
    prose.push(line);
  }
  return { sections, title, prose };
}

function labelled(line: string): { section: Section; value: string } | undefined {
  const found = WITH_VALUE.exec(line) ?? WITH_FIGURE.exec(line) ?? ALONE.exec(line.replace(/[:：]$/, ""));
  const section = SECTIONS.find((name) => found?.groups?.[name] !== undefined);
  return section && { section, value: found?.groups?.value?.trim() ?? "" };
}

/** A line as words: no bullets, no marks, no addresses that would load something. */
function plainLine(raw: string): string {
  return raw
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<[^>]{1,200}>/g, "")
    .trim()
    .replace(MARKS, "")
    .replace(/\*\*|__|`/g, "")
    .replace(/^\|\s*|\s*\|$/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
