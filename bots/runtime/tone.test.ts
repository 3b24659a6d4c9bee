import { expect, it } from "vitest";
import { toneMark } from "./tone.ts";

it("marks a card's tone once", () => {
  expect(toneMark({ tone: "good", title: "Terkirim" })).toBe("✅ ");
  expect(toneMark({ title: "Terkirim" })).toBe("");
  expect(toneMark({ tone: "good", title: "✅ Uangmu sudah sampai" })).toBe("");
  expect(toneMark({ tone: "good", title: "Minta persetujuan", body: "✅ Disetujui oleh Bima." })).toBe("");
  expect(toneMark({ tone: "warning", title: "2 menunggu", body: "5 lagi" })).toBe("⚠️ ");
});
