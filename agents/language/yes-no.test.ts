import { describe, expect, it } from "vitest";
import { readDecision } from "./yes-no.ts";

describe("short answers", () => {
  it.each([
    ["ya", "yes"],
    ["iyaaa", "yes"],
    ["Oke kak", "yes"],
    ["okeee dong", "yes"],
    ["gas", "yes"],
    ["gaskeun", "yes"],
    ["siap min", "yes"],
    ["setju", "yes"],
    ["setuju", "yes"],
    ["boleh banget", "yes"],
    ["lanjut aja", "yes"],
    ["go ahead", "yes"],
    ["sounds good, thanks", "yes"],
    ["👍", "yes"],
    ["gpp", "yes"],
    ["gak apa-apa", "yes"],
    ["tidak", "no"],
    ["gak", "no"],
    ["ngga mau", "no"],
    ["gak setuju", "no"],
    ["jangan dulu", "no"],
    ["don't", "no"],
    ["no thanks", "no"],
    ["ya jangan", "no"],
    ["not yet", "no"],
    ["jangan stop", "no"],
    ["jangan dibatalin", "no"],
    ["gak mau batal", "no"],
    ["not cancel", "no"],
    ["mau batal", "cancel"],
    ["gak, batal aja", "cancel"],
    ["batal", "cancel"],
    ["batalin aja", "cancel"],
    ["gak jadi", "cancel"],
    ["gajadi deh", "cancel"],
    ["cancel", "cancel"],
    ["never mind", "cancel"],
    ["oke, batal", "cancel"],
    ["stop", "stop"],
    ["udah cukup", "stop"],
    ["berhenti", "stop"],
    ["kembali", "back"],
    ["go back", "back"],
    ["skip", "skip"],
    ["lewati aja", "skip"],
    ["terserah", "skip"],
    ["nanti aja", "later"],
    ["maybe later", "later"],
  ])("%s means %s", (text, decision) => {
    expect(readDecision(text)).toMatchObject({ decision, whole: true });
  });

  it.each(["halo", "Glowing Serum X", "budget 20 juta", "", "kirim dong ya"])("%s decides nothing", (text) => {
    const reading = readDecision(text);
    expect(reading === undefined || !reading.whole).toBe(true);
  });

  it("shows when more is said than the decision, and when two are", () => {
    expect(readDecision("setuju, tapi budget 5 juta")).toMatchObject({ decision: "yes", whole: false });
    expect(readDecision("ya batalkan")).toMatchObject({ decision: "cancel", mixed: true });
    expect(readDecision("ya")).toMatchObject({ mixed: false });
  });
});
