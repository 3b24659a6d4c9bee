import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findAgeRange } from "./age-range.ts";
import { findAmounts } from "./amounts.ts";
import { findAudience } from "./audience.ts";
import { dayOf, isoDate } from "./calendar.ts";
import { findDates } from "./dates.ts";
import { detectLanguage } from "./detect-language.ts";
import { readCampaignFields } from "./fields.ts";
import type { Span } from "./folding.ts";
import { findGoals } from "./goals.ts";
import { compileIntents, rankIntents } from "./intents.ts";
import { findNames } from "./names.ts";
import { normalise } from "./normalise.ts";
import { readSelection } from "./numbers.ts";
import { findPlatforms } from "./platforms-formats.ts";
import { readDecision } from "./yes-no.ts";

const now = new Date("2026-11-19T10:00:00+07:00");
const things = [{ id: "1", name: "Rani Wijaya", aliases: ["@rani.w"] }];
const table = compileIntents([
  { name: "create", phrases: { id: ["bikin|buat campaign|kampanye"] }, keywords: { id: ["budget"] } },
]);

/** Pieces that the readers look at, so that random texts reach deep into them. */
const piece = fc.constantFrom(
  ..."bikin buat campaign kampnye untuk 20jt Rp 2.000.000 2,500 1e3 -5 juta 18-25 umur tahun besok minggu depan 31 Februari 5/12 sampai mulai selama 3 reels tiktok ig Rani @rani.w # \" ' * : , - – yang kedua semua kecuali top terakhir ya gak jadi setuju dua puluh setengah ratus and a half million $ € % , . / \n \u200b e\u0301 \uff12 İ 🔥 \ud800 08123456789 https://a.com/b tgl 1 s/d 15 des 2026-12-05 akhir next friday".split(
    " ",
  ),
);
const messy = fc
  .array(fc.tuple(piece, fc.constantFrom(" ", "", " ")), { maxLength: 30 })
  .map((parts) => parts.flat().join(""));
const anyText = fc.oneof(
  messy,
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.string({ maxLength: 200 }),
);

/** Every object with a start and an end, wherever it hangs. */
function spansOf(value: unknown): (Span & { text?: unknown; raw?: unknown })[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "start" in value && "end" in value ? [value as Span] : [];
  return [...own, ...Object.values(value).flatMap(spansOf)];
}

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  normalise: (text) => normalise(text).tokens,
  findAmounts: (text) => findAmounts(text),
  findDates: (text) => findDates(text, { now }),
  readSelection: (text) => readSelection(text, 5),
  findAgeRange: (text) => findAgeRange(text),
  findAudience: (text) => findAudience(text),
  findPlatforms: (text) => findPlatforms(text),
  findGoals: (text) => findGoals(text),
  findNames: (text) => findNames(text, things),
  rankIntents: (text) => rankIntents(text, table),
  readCampaignFields: (text) => readCampaignFields(text, { now }),
  readDecision: (text) => readDecision(text),
  detectLanguage: (text) => detectLanguage(text, "id"),
};

describe("any text at all", () => {
  it.each(Object.entries(readers))("%s never throws and stays within the text", (_, read) => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const span of spansOf(read(text))) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.start).toBeLessThan(span.end);
          expect(span.end).toBeLessThanOrEqual(text.length);
          const said = span.text ?? span.raw;
          if (said !== undefined) expect(text.slice(span.start, span.end)).toBe(said);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each(Object.entries(readers))("%s reads a very long message in reasonable time", (_, read) => {
    for (const text of [
      "a.".repeat(20_000),
      "1-".repeat(20_000),
      "dua puluh ".repeat(4_000),
      '"a '.repeat(10_000),
      "bikin ".repeat(5_000),
      "1".repeat(40_000),
      "tanggal 1 sampai ".repeat(2_000),
    ]) {
      const start = performance.now();
      read(text);
      expect(performance.now() - start).toBeLessThan(3_000);
    }
  });

  it("reads every selection of a list that is said as numbers", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        fc.constantFrom(", ", " dan ", " sama ", " and ", ","),
        (numbers, joint) => {
          expect(readSelection(numbers.join(joint), 9)?.indexes).toEqual(numbers.map((number) => number - 1));
        },
      ),
    );
  });

  it("reads every date back that a calendar has", () => {
    const months = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(" ");
    fc.assert(
      fc.property(
        fc.integer({ min: 2020, max: 2099 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (year, month, date) => {
          const day = dayOf(year, month, date);
          const expected = day === undefined ? [] : [isoDate(day)];
          for (const text of [
            `${date} ${months[month - 1]} ${year}`,
            `${date}/${month}/${year}`,
            `${year}-${month}-${date}`,
          ]) {
            const { dates, problems } = findDates(text, { now });
            expect(dates.map(({ from }) => from)).toEqual(expected);
            expect(problems.length).toBe(day === undefined ? 1 : 0);
          }
        },
      ),
    );
  });

  it("takes every possible pair of ages", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 119 }), fc.integer({ min: 1, max: 100 }), (min, more) => {
        const max = Math.min(120, min + more);
        expect(findAgeRange(`umur ${min}-${max}`)).toMatchObject({ min, max });
      }),
    );
  });
});
