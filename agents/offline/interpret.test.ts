import { describe, expect, it } from "vitest";
import { MORE_UTTERANCES } from "../../evals/more-utterances.ts";
import { judge, NOW } from "../../evals/run.ts";
import { UTTERANCES, WITH_CAMPAIGN, WITH_PEOPLE } from "../../evals/utterances.ts";
import type { InterpretContext, Side } from "./about.ts";
import { interpret } from "./interpret.ts";
import type { PlannerState } from "./state.ts";

const read = (text: string, state: PlannerState = {}, side: Side = "brand") => {
  const context: InterpretContext = { state, side, locale: "id", now: NOW, timeZone: "Asia/Jakarta" };
  return interpret(text, context);
};

describe("the set of utterances", () => {
  it.each(
    judge([...UTTERANCES, ...MORE_UTTERANCES]).map((judgement) => [judgement.utterance.text, judgement.wrong] as const),
  )("%s", (_text, wrong) => {
    expect(wrong).toEqual([]);
  });
});

describe("questions and answers", () => {
  const asked = (slot: string, intent = "campaign.edit", input = {}): PlannerState => ({
    ...WITH_CAMPAIGN,
    pending: { intent, slot, input },
  });

  it("takes free text as the answer, even when it looks like a command", () => {
    expect(
      read("ganti musiknya dan tambah hashtag #KulitSehat", asked("note", "post.revise", { postId: "pst_1" })),
    ).toMatchObject({
      intent: "post.revise",
      answers: "note",
      input: { postId: "pst_1", note: "ganti musiknya dan tambah hashtag #KulitSehat" },
    });
  });

  it("lets a new wish take the place of the question", () => {
    expect(read("cek saldo dong", asked("dates")).intent).toBe("wallet");
    expect(read("apa yang bisa kamu lakukan", asked("product")).intent).toBe("help");
  });

  it("asks again where the answer says nothing", () => {
    expect(read("hmm entah ya", asked("budget"))).toMatchObject({ intent: "campaign.edit", unclear: "budget" });
  });

  it("drops the question when told to", () => {
    expect(read("batal", asked("budget")).intent).toBe("no");
    expect(read("nanti aja", asked("dates")).intent).toBe("no");
  });

  it("refuses amounts that would have to be guessed", () => {
    for (const text of ["10-20 juta", "-5 juta", "0", "1e3", "budget 20", "100 dolar atau euro"]) {
      const { input, problems, unclear } = read(text, asked("budget"));
      expect(input.budgetMinor, text).toBeUndefined();
      expect(problems.length > 0 || unclear === "budget", text).toBe(true);
    }
  });

  it("reads an age range only where ages were asked for", () => {
    expect(read("18-25", asked("audience")).input).toMatchObject({ audience: { ageMin: 18, ageMax: 25 } });
  });

  it("takes a length of time as the end when the start is known", () => {
    expect(read("2 minggu", asked("end", "campaign.edit", { startsOn: "2026-12-01" })).input).toMatchObject({
      endsOn: "2026-12-14",
    });
  });
});

describe("corrections", () => {
  it("does the last thing again with the other amount", () => {
    const state: PlannerState = { ...WITH_PEOPLE, last: { intent: "deposit", input: {} } };
    expect(read("bukan, 30 juta", state)).toMatchObject({ intent: "deposit", input: { amountMinor: 30_000_000 } });
  });

  it("changes the campaign where a field is named", () => {
    expect(
      read("eh salah, budgetnya 12 juta", { ...WITH_CAMPAIGN, last: { intent: "deposit", input: {} } }),
    ).toMatchObject({
      intent: "campaign.edit",
      input: { change: { budgetMinor: 12_000_000 } },
    });
  });
});

describe("a name that is asked for", () => {
  const ASKED_NAME = { ...WITH_CAMPAIGN, pending: { intent: "campaign.create", slot: "name", input: {} } };
  it.each([
    ["kirim untuk disetujui", "campaign.submit"],
    ["lihat campaign", "campaign.show"],
  ])("is not %s", (text, intent) => {
    expect(read(text, ASKED_NAME).intent).toBe(intent);
  });
  it.each(["Kirim Untuk Disayang", "promo akhir tahun", "Undang Teman Ceria", "saldo ceria"])("may be %s", (text) => {
    expect(read(text, ASKED_NAME)).toMatchObject({ intent: "campaign.create", input: { name: text } });
  });
});

describe("text of the brief", () => {
  it.each([
    ["deskripsinya jadi Cerita jujur soal serum, tayang awal Desember", "description"],
    ["deskripsi brief diganti jadi Tolong review jujur, undang temanmu", "description"],
    ["CTA-nya jadi Cek performa produk ini di link bio", "mandatoryCta"],
  ])("%s is a change, whatever else its words mean", (text, field) => {
    expect(read(text, WITH_CAMPAIGN)).toMatchObject({
      intent: "campaign.edit",
      input: { change: { brief: { [field]: expect.any(String) } } },
    });
  });
});

describe("what the planner must never take from words", () => {
  it.each(["ya", "ok", "setuju", "yes please", "gas"])("%s approves nothing", (text) => {
    expect(["yes", "approve.this"]).toContain(read(text, WITH_CAMPAIGN).intent);
  });

  it("survives any text", () => {
    for (const text of [
      "",
      "   ",
      "💸💸",
      "؀‮abc",
      "a".repeat(16_000),
      "#".repeat(500),
      "1".repeat(5_000),
      "__proto__",
    ]) {
      expect(() => read(text, WITH_PEOPLE)).not.toThrow();
      expect(() => read(text, WITH_PEOPLE, "influencer")).not.toThrow();
    }
  });
});

describe("two wishes in one message", () => {
  it.each([
    ["cek saldo trus liat post yg belum direview", "payments.wallet", "posts.list"],
    ["check the balance and also list the pending posts", "payments.wallet", "posts.list"],
    ["tutup campaign Glow Your Way. bikinin reportnya", "campaigns.complete", "analytics.campaign_report"],
  ])("%s", (text, first, second) => {
    const reading = read(text, WITH_CAMPAIGN);
    expect(reading).toMatchObject({ useCase: first, next: { useCase: second } });
  });

  it.each([
    "undang Rani dan Kevin",
    "bikin campaign Sehat dan Bugar untuk Teh Hijau, budget 20 juta dan mulai 1 Desember",
    "suruh Rani revisi: potong introny lalu kirim link baru",
    "umumkan ke semua kreator: cek saldo lalu lihat post",
  ])("is one wish: %s", (text) => {
    expect(read(text, WITH_PEOPLE).next).toBeUndefined();
  });
});

describe("a guess", () => {
  const asking: PlannerState = {
    ...WITH_PEOPLE,
    pending: { intent: "campaign.submit", slot: "confirm", input: { words: "tolong ajuin campaign Glow Your Way" } },
  };

  it("is told apart from what was said plainly", () => {
    expect(read("kirim untuk disetujui", WITH_CAMPAIGN).guessed).toBeUndefined();
    expect(read("yang kedua gaet aja deh", WITH_PEOPLE)).toMatchObject({ intent: "invite", guessed: "things" });
  });

  it("means the words it was made from once they are confirmed, and nothing otherwise", () => {
    expect(read("iya", asking)).toMatchObject({
      intent: "campaign.submit",
      about: { campaign: { name: "Glow Your Way" } },
    });
    expect(read("iya", asking).guessed).toBeUndefined();
    expect(read("bukan", asking).intent).toBe("no");
    expect(read("cek saldo", asking).intent).toBe("wallet");
    expect(read("hmm entah ya", asking).intent).toBe("unknown");
  });
});
