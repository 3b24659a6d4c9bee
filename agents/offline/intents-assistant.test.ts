import { describe, expect, it } from "vitest";
import { readCostPeriod, readFact, readMemoryNumber } from "./intents-assistant.ts";
import { interpret } from "./interpret.ts";

const context = {
  state: {},
  locale: "id",
  now: new Date("2026-11-21T03:00:00Z"),
  timeZone: "Asia/Jakarta",
} as const;

describe("what is said about the assistant itself", () => {
  it.each([
    ["berapa biaya AI bulan ini?", "ai.costs", { period: "this_month" }],
    ["pemakaian AI tim minggu ini", "ai.costs", { period: "last_7_days" }],
    ["brp biaya ai bln lalu", "ai.costs", { period: "last_month" }],
    ["how much did the AI cost last month?", "ai.costs", { period: "last_month" }],
    ["show me the AI usage today", "ai.costs", { period: "today" }],
    ["sisa anggaran AI saya", "ai.budget", {}],
    ["jatah AI tim hari ini", "ai.budget", {}],
    ["what's left of my AI budget?", "ai.budget", {}],
    ["ingat ya, laporan dikirim tiap Senin", "memory.remember", { fact: "laporan dikirim tiap Senin" }],
    ["tolong ingat bahwa saya lebih suka TikTok", "memory.remember", { fact: "saya lebih suka TikTok" }],
    ["remember that I write budgets in millions", "memory.remember", { fact: "I write budgets in millions" }],
    ["apa yang kamu ingat tentang saya?", "memory.show", {}],
    ["what do you remember about me?", "memory.show", {}],
    ["lupakan nomor 2", "memory.forget", { number: 2 }],
    ["forget number 1", "memory.forget", { number: 1 }],
  ])("%s", (text, intent, input) => {
    for (const side of ["brand", "influencer"] as const) {
      expect(interpret(text, { ...context, side }), side).toMatchObject({ intent, input });
    }
  });

  it.each([
    ["berapa budget campaign Glow?", "ai."],
    ["sisa saldo dompet", "ai."],
    ["performa campaign bulan ini", "ai."],
    ["ingatkan saya besok", "memory.remember"],
  ])("%s is something else", (text, intent) => {
    expect(interpret(text, { ...context, side: "brand" }).intent).not.toContain(intent);
  });

  it("reads days, facts and numbers", () => {
    expect(readCostPeriod("biaya AI")).toBe("this_month");
    expect(readFact("ingat!")).toBeUndefined();
    expect(readMemoryNumber("lupakan itu")).toBeUndefined();
  });
});
