import { describe, expect, it } from "vitest";
import { readSelection } from "./numbers.ts";

describe("choices from a list of five", () => {
  it.each<[string, number[]]>([
    ["2", [1]],
    ["#2", [1]],
    ["nomor 3", [2]],
    ["no. 3", [2]],
    ["yang kedua", [1]],
    ["yg ke-2", [1]],
    ["ke 3", [2]],
    ["the second one", [1]],
    ["2nd", [1]],
    ["the 3rd one please", [2]],
    ["1 sama 3", [0, 2]],
    ["1,3", [0, 2]],
    ["1, 3 dan 5", [0, 2, 4]],
    ["1 3 5", [0, 2, 4]],
    ["2-4", [1, 2, 3]],
    ["1 sampai 3", [0, 1, 2]],
    ["pilih 1 dan 2 aja", [0, 1]],
    ["yang pertama dan ketiga", [0, 2]],
    ["setujui yang kedua", [1]],
    ["I want the first and third", [0, 2]],
    ["nomor dua", [1]],
    ["3 teratas", [0, 1, 2]],
    ["undang 3 teratas", [0, 1, 2]],
    ["top 3", [0, 1, 2]],
    ["first three", [0, 1, 2]],
    ["yang terakhir", [4]],
    ["the last one", [4]],
    ["dua terakhir", [3, 4]],
    ["last two", [3, 4]],
    ["semuanya", [0, 1, 2, 3, 4]],
    ["smua dong", [0, 1, 2, 3, 4]],
    ["setujui semua draft", [0, 1, 2, 3, 4]],
    ["all of them", [0, 1, 2, 3, 4]],
    ["semua kecuali 2", [0, 2, 3, 4]],
    ["all except the second", [0, 2, 3, 4]],
    ["semua kecuali yang terakhir", [0, 1, 2, 3]],
    ["yg 1 2 sama 4, kirimin undangannya", [0, 1, 3]],
  ])("%s", (text, indexes) => {
    expect(readSelection(text, 5)?.indexes).toEqual(indexes);
  });

  it.each([
    "bikin 3 reels",
    "umur 18-25",
    "budget 20 juta",
    "halo",
    "",
    "setujui draft Rani",
    "semua orang suka",
    "semua kecuali Rani",
    "setujui semua draft dari Budi",
    "3 hari terakhir",
    "5 Desember",
    "one moment",
  ])("%s is no choice", (text) => {
    expect(readSelection(text, 5)).toBeUndefined();
  });

  it("says which numbers the list does not have", () => {
    expect(readSelection("1 sama 9", 5)).toMatchObject({ indexes: [0], outOfRange: [9], all: false });
    expect(readSelection("0", 5)).toMatchObject({ indexes: [], outOfRange: [0] });
    expect(readSelection("semuanya", 5)).toMatchObject({ all: true, outOfRange: [] });
  });

  it("takes both only of two", () => {
    expect(readSelection("keduanya", 2)?.indexes).toEqual([0, 1]);
    expect(readSelection("dua-duanya", 2)?.indexes).toEqual([0, 1]);
    expect(readSelection("both", 3)).toBeUndefined();
  });
});
