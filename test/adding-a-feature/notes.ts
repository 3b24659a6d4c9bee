import { z } from "zod";
import type { Card } from "../../core/cards/card.ts";
import type { Presenter } from "../../core/i18n/presenter.ts";

/** What both use cases answer: one influencer's notes as this organization keeps them. */
export const notesOutput = z.object({
  influencerId: z.string().describe("The influencer"),
  name: z.string().describe("Their name"),
  notes: z.array(z.string()).describe("The organization's own notes, newest first, each with its day and author"),
});
type Notes = z.output<typeof notesOutput>;

export const presentNotes = {
  card: (output: Notes, p: Presenter): Card => ({
    title: p.t("notes.title", { name: output.name }),
    body: output.notes.length > 0 ? output.notes.map((note) => `- ${note}`).join("\n") : p.t("notes.none"),
    actions: [
      {
        kind: "call",
        useCase: "notes.add",
        input: { influencerId: output.influencerId },
        label: p.t("notes.add"),
        ask: [{ name: "text", label: p.t("notes.text"), kind: "long_text", required: true, maxLength: 500 }],
      },
    ],
  }),
  summary: (output: Notes, p: Presenter): string =>
    p.t("notes.summary", { name: output.name, count: output.notes.length }),
};

/** The column holds one note a line. */
export function linesOf(notes: string | null): string[] {
  return (notes ?? "").split("\n").filter((line) => line !== "");
}
