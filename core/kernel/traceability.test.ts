import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Figure, isTraceable } from "./traceability.ts";

const FIGURES: readonly Figure[] = [
  { id: "f1", kind: "share", value: 0.8123 },
  { id: "f2", kind: "count", value: 62_345 },
  { id: "f3", kind: "money", value: 33_250_000 },
  { id: "f4", kind: "times", value: 2.34 },
  { id: "f5", kind: "count", value: 2 },
  { id: "f6", kind: "money", value: 533 },
];

/** A figure as a writer of that language may put it, rounded or not. */
function spellings(figure: Figure, locale: "id" | "en"): string[] {
  const format = (value: number, digits = 0): string =>
    new Intl.NumberFormat(locale === "id" ? "id-ID" : "en-US", {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value);
  const [million, thousand] = locale === "id" ? ["juta", "ribu"] : ["million", "thousand"];
  switch (figure.kind) {
    case "share":
      return [
        `${format(figure.value * 100, 1)}%`,
        `${format(figure.value * 100, 2)} %`,
        `${format(figure.value * 100)} ${locale === "id" ? "persen" : "percent"}`,
      ];
    case "money":
      return [
        `Rp${format(figure.value)}`,
        `Rp ${format(figure.value)}`,
        `Rp${format(figure.value / 1e6, 2)} ${million}`,
        `IDR ${format(figure.value / 1e6, 1)} ${million}`,
      ];
    case "times":
      return [`${format(figure.value, 1)}${locale === "id" ? " kali" : "x"}`];
    case "count":
      return [format(figure.value), `${format(figure.value / 1e3, 1)} ${thousand}`];
  }
}

const figure = fc
  .record({
    kind: fc.constantFrom("count" as const, "share" as const, "times" as const, "money" as const),
    size: fc.integer({ min: 1_500_000, max: 900_000_000 }),
  })
  .map(
    ({ kind, size }): Figure => ({
      id: "f1",
      kind,
      value: kind === "share" ? size / 1e9 : kind === "times" ? size / 1e7 : size,
    }),
  );
const locale = fc.constantFrom("id" as const, "en" as const);
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

describe(`isTraceable, of any figure (seed ${SEED})`, () => {
  it("knows every figure as either language writes it", () => {
    fc.assert(
      fc.property(figure, locale, (known, language) => {
        for (const text of spellings(known, language)) {
          // "0 %" is not said of what is more than nothing.
          if (/^[0.,]+\D*$/.test(text)) continue;
          expect(isTraceable(`Hasil ${text}.`, [known], language), `${language} ${text} of ${known.value}`).toBe(true);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it("lets no other number pass, however it is written", () => {
    const factor = fc.oneof(
      fc.double({ min: 1.12, max: 50, noNaN: true }),
      fc.double({ min: 0.02, max: 0.88, noNaN: true }),
    );
    fc.assert(
      fc.property(figure, figure, locale, factor, (known, other, language, by) => {
        const planted: Figure = { ...other, value: known.value * by };
        fc.pre(other.kind !== known.kind || Math.abs(by - 1) > 0.1);
        for (const text of spellings(planted, language)) {
          // What rounds to the same is the same.
          if (/^[0.,]+\D*$/.test(text) || spellings({ ...planted, value: known.value }, language).includes(text))
            continue;
          expect(
            isTraceable(`Hasil ${text}.`, [known], language),
            `${language} ${text} beside ${known.kind} ${known.value}`,
          ).toBe(false);
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it("lets no digits pass without a figure", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), locale, (text, language) => {
        fc.pre(/\p{N}/u.test(text.normalize("NFKC")));
        expect(isTraceable(text, [], language)).toBe(false);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe("isTraceable", () => {
  it.each([
    ["id", "Dua kreator membuat 81 % dari seluruh interaksi.", true],
    ["id", "Dua kreator membuat 81,2% dari seluruh interaksi.", true],
    ["id", "Totalnya 62.345 interaksi.", true],
    ["id", "Totalnya 62 ribu interaksi.", true],
    ["id", "Belanja Rp33.250.000, atau Rp33,25 juta.", true],
    ["id", "Belanja Rp33,3 juta; Rp533 per interaksi.", true],
    ["id", "TikTok 2,3 kali Instagram.", true],
    ["id", "TikTok lebih ramai dari Instagram.", true],
    ["id", "Salah satu kreator paling menonjol.", true],
    ["en", "Two creators made 81% of the engagement.", true],
    ["en", "That is 62,345 engagements, 62k, for Rp33,250,000.", true],
    ["en", "TikTok did 2.3x as well, twice as much.", true],
    // planted or bent numbers
    ["id", "Dua kreator membuat 85 % dari seluruh interaksi.", false],
    ["id", "Tiga kreator membuat 81 % dari seluruh interaksi.", false],
    ["id", "Totalnya 62.346 interaksi.", false],
    ["id", "Totalnya 63 ribu interaksi.", false],
    ["id", "Totalnya 81 interaksi.", false],
    ["id", "Interaksi naik 2 %.", false],
    ["id", "Belanja Rp62.345.", false],
    ["id", "Belanja Rp33 miliar.", false],
    ["id", "Setengah interaksi datang dari TikTok.", false],
    ["id", "Dua belas kreator ikut.", false],
    ["id", "Dua puluh kreator ikut.", false],
    ["id", "Ada ribuan komentar.", false],
    ["id", "Pada 21 November hasilnya naik.", false],
    ["id", "Naik 0,81 poin.", false],
    ["id", "Naik 1.2.3 kali.", false],
    ["id", "Naik ٨١ persen.", false],
    ["id", "Naik ½ dari target.", false],
    ["en", "A third of the reach is new.", false],
    ["en", "Hundreds of comments came in.", false],
    ["en", "It cost $533,000.", false],
    ["en", "Views grew by 0 million.", false],
    ["en", "Fifteen creators took part.", false],
    ["id", "Belanja Rp33,25 M.", false],
    ["en", "Spend was Rp33.25M.", true],
    ["id", "Interaksi turun -81 %.", false],
    ["id", "Totalnya 62 345 interaksi.", false],
    ["id", "Ketiga kreator ikut.", false],
    ["id", "Kedua kreator ikut.", true],
    ["id", "Hasilnya naik pada 2 Desember.", false],
    ["en", "It grew on 2 Dec.", false],
    ["en", "Zero comments came in.", false],
    ["en", "It was the 2nd best.", false],
    ["en", "That is 2e6 people.", false],
  ] as const)("%s: %s %s", (locale, text, wanted) => {
    expect(isTraceable(text, FIGURES, locale)).toBe(wanted);
  });

  it("reads full-width digits as what they are", () => {
    expect(isTraceable("Naik ８５ %.", FIGURES, "id")).toBe(false);
    expect(isTraceable("Porsinya ８１ %.", FIGURES, "id")).toBe(true);
  });
});
