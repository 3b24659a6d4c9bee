import { describe, expect, it } from "vitest";
import { findAgeRange } from "./age-range.ts";
import { findAudience } from "./audience.ts";

describe("ages", () => {
  it.each<[string, number | undefined, number | undefined]>([
    ["18-25", 18, 25],
    ["target awareness 18-25, budget 20 juta", 18, 25],
    ["umur 18 sampai 25", 18, 25],
    ["usia 18–25 tahun", 18, 25],
    ["umur 18 s/d 25 thn", 18, 25],
    ["ages 18 to 25", 18, 25],
    ["aged between 18 and 25", 18, 25],
    ["25-34 years old", 25, 34],
    ["18+", 18, undefined],
    ["di atas 25 tahun", 25, undefined],
    ["umur 25 ke atas", 25, undefined],
    ["over 25 years old", 25, undefined],
    ["di bawah 30 tahun", undefined, 30],
    ["umur di bawah 30", undefined, 30],
    ["wanita 20-35 di Jakarta", 20, 35],
  ])("%s", (text, min, max) => {
    const range = findAgeRange(text);
    expect([range?.min, range?.max]).toEqual([min, max]);
  });

  it.each([
    "18-25 Desember",
    "tanggal 18-25",
    "18-25 juta",
    "Rp 18-25 juta",
    "25-18",
    "3-5 reels",
    "umur 200-300",
    "2026-12-18",
    "10-20%",
    "2 sampai 3 tahun lagi",
    "1-15",
  ])("%s is no age", (text) => {
    expect(findAgeRange(text)).toBeUndefined();
  });
});

describe("audience", () => {
  it.each<[string, string[], string[], string[]]>([
    ["wanita 18-25 di Jakarta", ["female"], [], ["Jakarta"]],
    ["women and men in Bandung", ["female", "male"], [], ["Bandung"]],
    ["cewek2 gen z", ["female"], ["gen_z"], []],
    ["ibu-ibu di jogja", [], ["mothers"], ["Yogyakarta"]],
    ["mahasiswa Surabaya", [], ["students"], ["Surabaya"]],
    ["laki-laki pekerja kantoran", ["male"], ["workers"], []],
    ["nasi padang dan serum malang", [], [], []],
    ["bahasa Indonesia", [], [], []],
  ])("%s", (text, genders, segments, locations) => {
    const audience = findAudience(text);
    expect(audience.genders.map(({ value }) => value)).toEqual(genders);
    expect(audience.segments.map(({ value }) => value)).toEqual(segments);
    expect(audience.locations.map(({ value }) => value)).toEqual(locations);
  });
});
