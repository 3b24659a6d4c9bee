import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CURRENCIES, formatMoney, money } from "../../core/kernel/money.ts";
import { type AmountOptions, findAmounts, readAmount } from "./amounts.ts";
import { MINOR_DIGITS } from "./currencies.ts";

const found = (text: string, options?: AmountOptions) =>
  findAmounts(text, options).amounts.map((amount) => `${amount.amountMinor} ${amount.currency}`);
const refused = (text: string, options?: AmountOptions) =>
  findAmounts(text, options).problems.map(({ reason }) => reason);

describe("amounts of money", () => {
  it.each([
    ["20jt", "20000000 IDR"],
    ["20 juta", "20000000 IDR"],
    ["20 JUTA", "20000000 IDR"],
    ["1,5 juta", "1500000 IDR"],
    ["1.5jt", "1500000 IDR"],
    ["0,5 juta", "500000 IDR"],
    ["Rp 2.000.000", "2000000 IDR"],
    ["Rp2.000.000,-", "2000000 IDR"],
    ["Rp. 2.000.000", "2000000 IDR"],
    ["rp2000000", "2000000 IDR"],
    ["Rp2.000,00", "2000 IDR"],
    ["Rp 2 000 000", "2000000 IDR"],
    ["IDR 2,000,000", "2000000 IDR"],
    ["2k", "2000 IDR"],
    ["20 k", "20000 IDR"],
    ["500rb", "500000 IDR"],
    ["500 ribu", "500000 IDR"],
    ["5 ratus ribu", "500000 IDR"],
    ["dua puluh juta", "20000000 IDR"],
    ["dua puluh lima ribu rupiah", "25000 IDR"],
    ["lima ribu tiga ratus rupiah", "5300 IDR"],
    ["twenty million", "20000000 IDR"],
    ["twenty-five thousand", "25000 IDR"],
    ["2 million rupiah", "2000000 IDR"],
    ["a million", "1000000 IDR"],
    ["half a million", "500000 IDR"],
    ["one and a half million", "1500000 IDR"],
    ["a hundred thousand rupiah", "100000 IDR"],
    ["setengah juta", "500000 IDR"],
    ["satu setengah juta", "1500000 IDR"],
    ["dua juta setengah", "2500000 IDR"],
    ["sejuta", "1000000 IDR"],
    ["seratus ribu", "100000 IDR"],
    ["dua juta lima ratus ribu", "2500000 IDR"],
    ["2jt 500rb", "2500000 IDR"],
    ["1,5 miliar", "1500000000 IDR"],
    ["1.5 milyar", "1500000000 IDR"],
    ["2.500", "2500 IDR"],
    ["budget 20000000", "20000000 IDR"],
    ["budget,20jt", "20000000 IDR"],
    ["budgetnya sekitar 20jt ya kak", "20000000 IDR"],
    ["１０jt", "10000000 IDR"],
    ["2\u200B0jt", "20000000 IDR"],
    ["$500", "50000 USD"],
    ["500$", "50000 USD"],
    ["US$1,234.50", "123450 USD"],
    ["12.50 usd", "1250 USD"],
    ["$2M", "200000000 USD"],
    ["S$1,234.50", "123450 SGD"],
    ["500 dolar singapura", "50000 SGD"],
    ["RM 20", "2000 MYR"],
  ])("%s is %s", (text, amount) => {
    expect(found(text)).toEqual([amount]);
    expect(refused(text)).toEqual([]);
  });

  it.each([
    ["-20jt", "negative"],
    ["budget -5 juta", "negative"],
    ["Rp -20.000", "negative"],
    ["minus 3 juta", "negative"],
    ["Rp 0", "zero"],
    ["nol rupiah", "zero"],
    ["Rp 2.000,50", "fraction"],
    ["1,5 rupiah", "fraction"],
    ["1e3", "exponent"],
    ["budget 2e6", "exponent"],
    ["99999 triliun", "too_large"],
    ["€500", "unsupported_currency"],
    ["Rp 20 usd", "conflicting_currency"],
    ["1.250 juta", "ambiguous_number"],
    ["2 juta 500", "ambiguous_number"],
    ["dua juta lima ratus", "ambiguous_number"],
    ["budget 2M", "ambiguous_scale"],
    ["Rp 2M", "ambiguous_scale"],
    ["budget 20", "unclear_scale"],
    ["budget dua puluh", "unclear_scale"],
    ["Rp 1.00.000", "malformed"],
    ["1/2 juta", "malformed"],
    [".5 juta", "malformed"],
    ["dua pulh lima juta", "malformed"],
  ])("%s is refused: %s", (text, reason) => {
    expect(found(text)).toEqual([]);
    expect(refused(text)).toEqual([reason]);
  });

  it.each([
    "umur 18-25",
    "18-25",
    "5 Des 2026",
    "tanggal 5",
    "2026-12-05",
    "budget 2026-12-05",
    "5/12/2026",
    "jam 10.30",
    "#20jt",
    "@20jt",
    "20%",
    "diskon 20 persen",
    "3 reels",
    "bayar 3 influencer",
    "dua juta views",
    "10k followers",
    "20k organic followers",
    "followers minimal 10k",
    "min 10rb followers",
    "0812-3456-7890",
    "+62 812 3456 7890",
    "6281234567890",
    "https://tiktok.com/@rani/video/20000000",
    "20kg",
    "MURUGI25",
    "video 4k",
    "nomor 3",
    "2026",
    "jutaan",
  ])("%s is no money", (text) => {
    expect(findAmounts(text)).toEqual({ amounts: [], problems: [] });
  });

  it("tells two amounts of a sentence apart, and the things they pay for", () => {
    const { amounts } = findAmounts("bayar Rani 2jt buat 3 reels sama 500rb buat 1 story");
    expect(amounts.map(({ text }) => text)).toEqual(["2jt", "500rb"]);
  });

  it.each(["10-20 juta", "Rp10-20 juta", "10 sampai 20jt", "antara 10 dan 20 juta", "between 10 and 20 million"])(
    "%s is a range in one scale",
    (text) => {
      const { amounts } = findAmounts(text);
      expect(amounts.map(({ amountMinor, rangePart }) => [amountMinor, rangePart])).toEqual([
        [10_000_000n, "from"],
        [20_000_000n, "to"],
      ]);
    },
  );

  it("reads separators as the language writes them", () => {
    expect(found("2,500", { locale: "en" })).toEqual(["2500 IDR"]);
    expect(found("$2,500", { locale: "en" })).toEqual(["250000 USD"]);
    expect(found("$2.500", { locale: "id" })).toEqual(["250000 USD"]);
    expect(refused("$2.500", { locale: "en" })).toEqual(["ambiguous_number"]);
    expect(found("IDR 2,500", { locale: "id" })).toEqual(["2500 IDR"]);
  });

  it("reads one answer to one question", () => {
    expect(readAmount("20 juta dong")).toMatchObject({
      amountMinor: 20_000_000n,
      currency: "IDR",
      currencyNamed: false,
    });
    expect(readAmount("2000000")).toMatchObject({ amountMinor: 2_000_000n });
    expect(readAmount("20")).toEqual({ reason: "unclear_scale" });
    expect(readAmount("0")).toEqual({ reason: "zero" });
    expect(readAmount("gak tau")).toEqual({ reason: "missing" });
    expect(readAmount("5jt, 7jt")).toEqual({ reason: "several" });
  });

  it("takes other currencies as the default", () => {
    expect(found("budget 500", { defaultCurrency: "USD" })).toEqual(["50000 USD"]);
    expect(found("2k", { defaultCurrency: "SGD" })).toEqual(["200000 SGD"]);
  });

  it("keeps minor digits as the ledger does", () => {
    for (const currency of CURRENCIES) {
      const digits = /[.,](\d+)$/.exec(formatMoney(money(1n, currency), "en"))?.[1]?.length ?? 0;
      expect([currency, MINOR_DIGITS[currency]]).toEqual([currency, digits]);
    }
  });

  it("reads back every amount the product writes", () => {
    const amount = fc.record({
      minor: fc.bigInt({ min: 1n, max: 10_000_000_000_000n }),
      currency: fc.constantFrom(...CURRENCIES),
      locale: fc.constantFrom("id" as const, "en" as const),
    });
    fc.assert(
      fc.property(amount, ({ minor, currency, locale }) => {
        const text = `budget ${formatMoney(money(minor, currency), locale)}, ya`;
        const [only, second] = findAmounts(text, { locale }).amounts;
        expect(second).toBeUndefined();
        expect([only?.amountMinor, only?.currency]).toEqual([minor, currency]);
      }),
    );
  });

  it("reads back whole numbers of millions and thousands in every chat spelling", () => {
    const unit = fc.constantFrom(["jt", 1_000_000], ["juta", 1_000_000], ["million", 1_000_000], ["rb", 1_000], [
      "k",
      1_000,
    ] as const);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), unit, fc.constantFrom("", " "), (count, [word, size], blank) => {
        expect(found(`${count}${blank}${word}`)).toEqual([`${count * Number(size)} IDR`]);
      }),
    );
  });
});

describe("what an amount is not", () => {
  it.each([
    ["4 juta bukan 3 juta", "4000000 IDR"],
    ["bisa 2,5jt daripada 2jt?", "2500000 IDR"],
    ["naikin dari 3jt jadi 4jt", "4000000 IDR"],
    ["10 million instead of 8 million", "10000000 IDR"],
  ])("%s is %s", (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it("reads 3m as million in English only", () => {
    expect(findAmounts("3m each", { locale: "en" }).amounts.map(({ amountMinor }) => amountMinor)).toEqual([
      3_000_000n,
    ]);
    expect(findAmounts("budget 3m", { locale: "id" }).problems.map(({ reason }) => reason)).toEqual([
      "ambiguous_scale",
    ]);
    expect(findAmounts("Rp 3m", { locale: "en" }).amounts).toEqual([]);
  });
});
