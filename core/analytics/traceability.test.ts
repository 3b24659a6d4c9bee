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
  ] as const)("%s: %s %s", (locale, text, wanted) => {
    expect(isTraceable(text, FIGURES, locale)).toBe(wanted);
  });

  it("reads full-width digits as what they are", () => {
    expect(isTraceable("Naik ８５ %.", FIGURES, "id")).toBe(false);
    expect(isTraceable("Porsinya ８１ %.", FIGURES, "id")).toBe(true);
  });
});
