import { describe, expect, it } from "vitest";
import { type DateOptions, findDates } from "./dates.ts";

/** A Thursday. */
const now = new Date("2026-11-19T10:00:00+07:00");
const found = (text: string, options: Partial<DateOptions> = {}) =>
  findDates(text, { now, ...options }).dates.map(({ kind, from, to }) => `${kind} ${from ?? ""}..${to ?? ""}`);

const day = (date: string) => `day ${date}..${date}`;

describe("dates", () => {
  it.each([
    ["hari ini", day("2026-11-19")],
    ["besok", day("2026-11-20")],
    ["bsk ya kak", day("2026-11-20")],
    ["tomorrow", day("2026-11-20")],
    ["lusa", day("2026-11-21")],
    ["the day after tomorrow", day("2026-11-21")],
    ["kemarin", day("2026-11-18")],
    ["minggu depan", "range 2026-11-23..2026-11-29"],
    ["next week", "range 2026-11-23..2026-11-29"],
    ["bulan ini", "range 2026-11-01..2026-11-30"],
    ["bulan lalu", "range 2026-10-01..2026-10-31"],
    ["last month", "range 2026-10-01..2026-10-31"],
    ["akhir bulan", day("2026-11-30")],
    ["akhir bulan depan", day("2026-12-31")],
    ["end of next month", day("2026-12-31")],
    ["end of december", day("2026-12-31")],
    ["akhir tahun", day("2026-12-31")],
    ["awal Maret", day("2027-03-01")],
    ["pertengahan Desember", day("2026-12-15")],
    ["tanggal 5", day("2026-12-05")],
    ["tgl 25", day("2026-11-25")],
    ["tanggal 31", day("2026-12-31")],
    ["tanggal 5 bulan depan", day("2026-12-05")],
    ["on the 5th", day("2026-12-05")],
    ["5 Des", day("2026-12-05")],
    ["5 Desembr", day("2026-12-05")],
    ["5 febuari", day("2027-02-05")],
    ["29 Februari", day("2028-02-29")],
    ["5 December 2026", day("2026-12-05")],
    ["March 1st, 2027", day("2027-03-01")],
    ["1st of March", day("2027-03-01")],
    ["2026-12-05", day("2026-12-05")],
    ["5/12/2026", day("2026-12-05")],
    ["12/25/2026", day("2026-12-25")],
    ["5.12.2026", day("2026-12-05")],
    ["sampai 15/12", "until ..2026-12-15"],
    ["Jumat", day("2026-11-20")],
    ["this Friday", day("2026-11-20")],
    ["next Friday", day("2026-11-27")],
    ["jum'at depan", day("2026-11-27")],
    ["last Friday", day("2026-11-13")],
    ["hari minggu", day("2026-11-22")],
    ["akhir pekan", "range 2026-11-21..2026-11-22"],
    ["this weekend", "range 2026-11-21..2026-11-22"],
    ["2 minggu lagi", day("2026-12-03")],
    ["seminggu lagi", day("2026-11-26")],
    ["in three days", day("2026-11-22")],
    ["dalam 3 hari", day("2026-11-22")],
    ["3 hari lalu", day("2026-11-16")],
    ["30 hari terakhir", "range 2026-10-21..2026-11-19"],
    ["last 7 days", "range 2026-11-13..2026-11-19"],
    ["next 7 days", "range 2026-11-19..2026-11-25"],
    ["sampai akhir Desember", "until ..2026-12-31"],
    ["by Friday", "until ..2026-11-20"],
    ["deadline 5 Des", "until ..2026-12-05"],
    ["sebelum 5 Des", "until ..2026-12-04"],
    ["mulai 1 Maret", "from 2027-03-01.."],
    ["starts 1 March", "from 2027-03-01.."],
    ["1-15 Desember", "range 2026-12-01..2026-12-15"],
    ["1 s/d 15 Des 2026", "range 2026-12-01..2026-12-15"],
    ["tgl 1 des s.d. 15 des", "range 2026-12-01..2026-12-15"],
    ["December 1–15", "range 2026-12-01..2026-12-15"],
    ["5 Des - 10 Jan", "range 2026-12-05..2027-01-10"],
    ["20 Des - 10 Jan 2027", "range 2026-12-20..2027-01-10"],
    ["dari 1 Maret sampai 31 Maret", "range 2027-03-01..2027-03-31"],
    ["from March 1 to March 31", "range 2027-03-01..2027-03-31"],
    ["from 10 to 24 December", "range 2026-12-10..2026-12-24"],
    ["dari 10 sampai 24 Desember", "range 2026-12-10..2026-12-24"],
    ["mulai 5 sampai 20 des", "range 2026-12-05..2026-12-20"],
    ["dari 3-9 Desember", "range 2026-12-03..2026-12-09"],
    ["mulai Desember", "from 2026-12-01.."],
    ["antara 1 dan 5 Desember", "range 2026-12-01..2026-12-05"],
    ["between 1 March and 5 April", "range 2027-03-01..2027-04-05"],
    ["besok sampai Sabtu", "range 2026-11-20..2026-11-21"],
    ["mulai 1 Des selama 2 minggu", "range 2026-12-01..2026-12-14"],
    ["starts December 1 for two weeks", "range 2026-12-01..2026-12-14"],
    ["in May", "range 2027-05-01..2027-05-31"],
    ["Maret 2027", "range 2027-03-01..2027-03-31"],
    ["Q1 2027", "range 2027-01-01..2027-03-31"],
    ["tahun 2027", "range 2027-01-01..2027-12-31"],
  ])("%s is %s", (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each([
    "may I ask",
    "umur 18-25",
    "budget 20 juta",
    "3 reels",
    "Maret 20 juta",
    "0812-3456-7890",
    "1,5",
    "semuanya",
  ])("%s holds no date", (text) => {
    expect(findDates(text, { now })).toEqual({ dates: [], problems: [] });
  });

  it.each([
    ["31 Februari 2026", "no_such_day"],
    ["tanggal 32", "no_such_day"],
    ["10 Des 2026 - 5 Des 2026", "reversed"],
  ])("%s is refused: %s", (text, reason) => {
    const findings = findDates(text, { now });
    expect(findings.dates).toEqual([]);
    expect(findings.problems.map((problem) => problem.reason)).toEqual([reason]);
  });

  it("takes the day of the reader's time zone", () => {
    const lateEvening = new Date("2026-11-19T18:30:00Z");
    expect(found("besok", { now: lateEvening })).toEqual([day("2026-11-21")]);
    expect(found("besok", { now: lateEvening, timeZone: "UTC" })).toEqual([day("2026-11-20")]);
  });

  it("looks back where a report is asked for", () => {
    expect(found("5 Des", { prefer: "past" })).toEqual([day("2025-12-05")]);
    expect(found("Maret", { prefer: "past" })).toEqual(["range 2026-03-01..2026-03-31"]);
    expect(found("tanggal 25", { prefer: "past" })).toEqual([day("2026-10-25")]);
  });

  it("keeps the text it was read from", () => {
    const [date] = findDates("Mulai tgl 5 Des ya", { now }).dates;
    expect(date).toMatchObject({ text: "tgl 5 Des", start: 6, end: 15 });
  });
});
