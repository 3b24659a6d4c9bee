import { describe, expect, it } from "vitest";
import { findGoals } from "./goals.ts";

describe("goals", () => {
  it.each<[string, string[]]>([
    ["target awareness 18-25", ["awareness"]],
    ["brand awarness", ["awareness"]],
    ["biar makin dikenal", ["awareness"]],
    ["naikin engagement", ["engagement"]],
    ["engagment rate", ["engagement"]],
    ["goal sales", ["conversion"]],
    ["tingkatkan penjualan", ["conversion"]],
    ["penjulan", ["conversion"]],
    ["konversi dan traffic ke website", ["conversion", "traffic"]],
    ["butuh konten UGC", ["content"]],
    ["tambah followers", ["followers"]],
    ["more downloads", ["leads"]],
    ["halo kak", []],
    ["10k followers", []],
  ])("%s", (text, goals) => {
    expect(findGoals(text).map(({ value }) => value)).toEqual(goals);
  });
});
