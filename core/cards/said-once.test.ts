import { expect, it } from "vitest";
import { saidOnce } from "./said-once.ts";

const card = { title: "Link diterima 🎉", body: "Kamu dikabari begitu ada keputusan.\n\nYang perlu dibenahi:" };

it("leaves out what the card says itself, sentence by sentence", () => {
  const text = "Link diterima 🎉 (Glow Your Way). Kamu dikabari begitu ada keputusan.";
  expect(saidOnce({ text, card })).toEqual({ text: "Link diterima 🎉 (Glow Your Way).", card });
  expect(saidOnce({ text: "Kamu dikabari begitu ada keputusan.", card })).toEqual({ card });
});

it("changes no text that the card does not repeat, and none without a card", () => {
  const text = "Satu.\n\n- dua\n- tiga. Empat!";
  expect(saidOnce({ text, card })).toEqual({ text, card });
  expect(saidOnce({ text })).toEqual({ text });
  expect(saidOnce({ card })).toEqual({ card });
});
