import { describe, expect, it } from "vitest";
import type { CheckedContent, Expectations } from "./check.ts";
import { wordsForbiddenBy } from "./check-forbidden-words.ts";
import { checkContent, formatFits } from "./checks.ts";

const content = (fields: Partial<CheckedContent> = {}): CheckedContent => ({
  caption: "Serum baru #KolegaGlow #ad",
  hashtags: [],
  platform: "instagram",
  format: "reel",
  publishedAt: new Date("2026-11-20T03:00:00Z"),
  ...fields,
});

const expected = (fields: Partial<Expectations> = {}): Expectations => ({
  format: "reel",
  minDurationSeconds: null,
  maxDurationSeconds: null,
  mandatoryHashtags: [],
  mandatoryCta: null,
  rules: [],
  startsOn: null,
  endsOn: null,
  timeZone: "Asia/Jakarta",
  ...fields,
});

function result(key: string, fields: Partial<CheckedContent>, wanted: Partial<Expectations> = {}): string | undefined {
  return checkContent(content(fields), expected(wanted)).find((check) => check.key === key)?.status;
}

describe("disclosure", () => {
  it.each([
    ["Serum baru #ad", "pass"],
    ["Serum baru #AD", "pass"],
    ["#Sponsored glow", "pass"],
    ["Cobain deh #iklan", "pass"],
    ["Cobain #KerjaSamaBerbayar", "pass"],
    ["Paid partnership with Kilau", "pass"],
    ["Kerja sama berbayar dengan Kilau", "pass"],
    ["Kerjasama berbayar bareng Kilau", "pass"],
    ["Konten ini disponsori oleh Kilau", "pass"],
    ["＃ad serum", "pass"],
    ["Great #adventure with my #adidas", "fail"],
    ["Serum favorit, beli sendiri", "fail"],
    ["This is not a paid partnership", "fail"],
    ["Ini bukan kerja sama berbayar ya", "fail"],
    ["Bukan iklan, jujur suka", "fail"],
    ["#notsponsored", "fail"],
    ["Bukan endorse biasa. Kerja sama berbayar dengan Kilau", "pass"],
  ])("%s: %s", (caption, status) => {
    expect(result("disclosure", { caption })).toBe(status);
  });

  it("counts the platform's own flag", () => {
    expect(result("disclosure", { caption: "Serum", paidPartnership: true })).toBe("pass");
  });
});

describe("hashtags", () => {
  const wanted = { mandatoryHashtags: ["#KolegaGlow", "#KilauNusantara"] };
  it.each([
    ["#kolegaglow #KILAUNUSANTARA", "pass"],
    ["#KolegaGlow", "fail"],
    ["#KolegaGlowing #KilauNusantara", "fail"],
    ["tanpa tagar", "fail"],
  ])("%s: %s", (caption, status) => {
    expect(result("hashtags", { caption }, wanted)).toBe(status);
  });

  it("names the missing ones", () => {
    const checks = checkContent(content({ caption: "#KolegaGlow" }), expected(wanted));
    expect(checks.find((check) => check.key === "hashtags")?.evidence).toBe("#KilauNusantara");
  });

  it("is left out when none is asked for", () => {
    expect(result("hashtags", {})).toBeUndefined();
  });
});

describe("call to action", () => {
  it.each([
    ["Klik link di bio", "Cek link di bio ya!", "pass"],
    ["Klik link di bio", "Check the link in my bio", "pass"],
    ["Click the link in bio", "klik tautan di profil", "pass"],
    ["Klik link di bio", "Suka banget teksturnya", "fail"],
    ["Klik link di bio", "Daftar sekarang di aplikasinya", "warn"],
    ["Pakai kode GLOW25 di Tokopedia", "pakai kode glow25 ya", "pass"],
    ["Pakai kode GLOW25 di Tokopedia", "beli di Tokopedia", "warn"],
    ["Pakai kode GLOW25 di Tokopedia", "serum enak", "fail"],
    ["Kunjungi kilau.id/serum", "kunjungi kilau.id/serum sekarang", "pass"],
    ["Kunjungi kilau.id/serum", "kunjungi tokonya", "warn"],
    ["Follow @kilau.id", "jangan lupa follow @kilau.id", "pass"],
    ["Swipe up to shop the serum", "SWIPE UP TO SHOP THE SERUM!!", "pass"],
    [
      "Klik link di bio atau pakai kode kreator untuk diskon 15 % sampai akhir bulan.",
      "klik link di bio, kode LARAS15 dapat diskon 15%",
      "pass",
    ],
  ])("%s | %s: %s", (mandatoryCta, caption, status) => {
    expect(result("cta", { caption }, { mandatoryCta })).toBe(status);
  });
});

describe("forbidden words", () => {
  it.each([
    ["Jangan memakai kata “memutihkan”, “instan”, atau menjanjikan jerawat sembuh.", ["memutihkan", "instan"]],
    ["Don't say 'miracle' or \"cure\"", ["miracle", "cure"]],
    ["Dilarang memakai kata menyembuhkan, terbaik dan termurah", ["menyembuhkan", "terbaik", "termurah"]],
    ["Never use the words guaranteed or miracle", ["guaranteed", "miracle"]],
    ['Sebut "Glow Serum", jangan "Glow Cream"', ["Glow Cream"]],
    ["“Nomor satu” tidak boleh dipakai", ["Nomor satu"]],
    ["Jangan lupa sebut “Glow Serum”", []],
    ["Don't forget to say “Glow Serum”", []],
    ["Cantumkan “#ad” di awal", []],
    ["Jangan menyebut merek lain", []],
  ])("%s", (rule, words) => {
    expect(wordsForbiddenBy(rule)).toEqual(words);
  });

  it.each([
    ["Hasilnya INSTAN!", "fail"],
    ["Ini instant noodle", "pass"],
    ["Hasilnya pelan-pelan", "pass"],
  ])("%s: %s", (caption, status) => {
    expect(result("forbidden_words", { caption }, { rules: ["Jangan memakai kata “instan”"] })).toBe(status);
  });

  it("is left out when no rule names a word", () => {
    expect(result("forbidden_words", {}, { rules: ["Konten tayang minimal 60 hari"] })).toBeUndefined();
  });
});

describe("dates, format, duration", () => {
  it.each([
    ["2026-11-19T17:00:00Z", "pass"], // 20 November in Jakarta
    ["2026-11-19T16:59:00Z", "fail"],
    ["2026-11-30T16:59:00Z", "pass"],
    ["2026-11-30T17:00:00Z", "fail"],
  ])("published %s: %s", (at, status) => {
    expect(result("dates", { publishedAt: new Date(at) }, { startsOn: "2026-11-20", endsOn: "2026-11-30" })).toBe(
      status,
    );
  });

  it.each([
    ["instagram", "reel", "reel", "yes"],
    ["instagram", "feed", "carousel", "yes"],
    ["instagram", "feed", "reel", "no"],
    ["youtube", "video", "short", "maybe"],
    ["tiktok", "video", "live", "yes"],
  ] as const)("%s %s for %s: %s", (platform, published, agreed, fits) => {
    expect(formatFits(platform, published, agreed)).toBe(fits);
  });

  it.each([
    [undefined, "unknown"],
    [14, "fail"],
    [15, "pass"],
    [60, "pass"],
    [61, "fail"],
  ])("%s seconds: %s", (durationSeconds, status) => {
    expect(result("duration", { durationSeconds }, { minDurationSeconds: 15, maxDurationSeconds: 60 })).toBe(status);
  });
});
