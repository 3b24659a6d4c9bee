import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findNames } from "./names.ts";
import { editDistance, isMisspelling, nearestWord } from "./similarity.ts";

describe("similar words", () => {
  it.each<[string, string, number]>([
    ["kampnye", "kampanye", 1],
    ["setju", "setuju", 1],
    ["stpo", "stop", 1],
    ["kitten", "sitting", 3],
    ["", "abc", 3],
    ["same", "same", 0],
  ])("%s is %s with %i slips", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });

  it.each([
    ["kampnye", "kampanye", true],
    ["setju", "setuju", true],
    ["aproval", "approval", true],
    ["instagrm", "instagram", true],
    ["inlfuencer", "influencer", true],
    ["hosting", "posting", false],
    ["market", "maret", false],
    ["shop", "stop", false],
    ["bulan", "bukan", false],
    ["setuju", "setuju", false],
  ])("%s for %s: %s", (word, target, expected) => {
    expect(isMisspelling(word, target)).toBe(expected);
  });

  it("does not choose between two words as near", () => {
    expect(nearestWord("laporn", ["laporan", "bayaran"])).toBe("laporan");
    expect(nearestWord("kreatar", ["kreator", "kreatir"])).toBeUndefined();
    expect(nearestWord("xyz", ["laporan"])).toBeUndefined();
  });

  it("keeps the laws of a distance", () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 5 }), (a, b, max) => {
        const distance = editDistance(a, b);
        expect(editDistance(b, a)).toBe(distance);
        expect(editDistance(a, b, max)).toBe(distance <= max ? distance : max + 1);
        expect(distance === 0).toBe(a === b);
      }),
    );
  });
});

const people = [
  { id: "1", name: "Rani Wijaya", aliases: ["rani.w"] },
  { id: "2", name: "Rani Kusuma" },
  { id: "3", name: "Sari Dewi" },
  { id: "4", name: "Budi Santoso", aliases: ["@budigaming"] },
];
const campaigns = [
  { id: "c1", name: "Glow Your Way" },
  { id: "c2", name: "Ramadan Glow" },
  { id: "c3", name: "Campaign Semua" },
];

describe("names in a text", () => {
  it("takes the whole name over half of one", () => {
    const [mention] = findNames("undang Rani Wijaya dong", people);
    expect(mention).toMatchObject({ ambiguous: false, text: "Rani Wijaya" });
    expect(mention?.candidates[0]).toEqual({ id: "1", name: "Rani Wijaya", score: 1 });
  });

  it("says that there are two Ranis", () => {
    const [mention] = findNames("bayar rani", people);
    expect(mention?.ambiguous).toBe(true);
    expect(mention?.candidates.map(({ id }) => id)).toEqual(["1", "2"]);
  });

  it.each([
    ["@rani.w udah posting?", ["1"]],
    ["budigaming", ["4"]],
    ["tolak draft Budi", ["4"]],
    ["kak Sari", ["3"]],
    ["Rani Kusma", ["2"]],
    ["bayar Santsoo", ["4"]],
    ["undang Sari dan Budi", ["3", "4"]],
    ["dari hari ini", []],
    ["@rani.x", []],
    ["halo", []],
  ])("%s", (text, ids) => {
    expect(findNames(text, people).map(({ candidates }) => candidates[0]?.id)).toEqual(ids);
  });

  it.each([
    ["laporan glow your way", ["c1"]],
    ["laporan Ramadhan Glow", ["c2"]],
    ["gimana Glow Your Way sama Ramadan Glow?", ["c1", "c2"]],
    ["lihat semua campaign", []],
    ["what is your way", []],
  ])("%s", (text, ids) => {
    expect(findNames(text, campaigns).map(({ candidates }) => candidates[0]?.id)).toEqual(ids);
  });

  it("asks when one word is part of two campaigns", () => {
    const [mention] = findNames("status glow", campaigns);
    expect(mention?.candidates.map(({ id }) => id).sort()).toEqual(["c1", "c2"]);
  });
});
