import { z } from "zod";
import { notFound } from "../../core/kernel/errors.ts";
import { idPattern } from "../../core/kernel/ids.ts";
import { orgOf } from "../../core/usecase/context.ts";
import { defineUseCase } from "../../core/usecase/define.ts";
import { linesOf, notesOutput, presentNotes } from "./notes.ts";

const KEPT_CHARACTERS = 4_000;

/** Writes down something about an influencer, for this organization's eyes only. */
export const addNote = defineUseCase({
  name: "notes.add",
  version: 1,
  title: "Add a note about an influencer",
  describe:
    "Adds a private note about an influencer to this organization's own view of them. Use it when someone wants to remember something about a person. The influencer and other organizations never see it. It does not send a message.",
  input: z.object({
    influencerId: z.string().regex(idPattern("influencer")).describe("Whom it is about"),
    text: z.string().trim().min(1).max(500).describe("What to remember"),
  }),
  output: notesOutput,
  effect: "write",
  access: { roles: ["admin", "brand_manager"], scope: "collaborations:write" },
  idempotency: "caller",
  errors: ["not_found"],
  rest: { method: "post", path: "/influencers/{influencerId}/notes" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: { influencerId: "inf_01h455vb4pexf90000000000aa", text: "Prefers to talk after 7 pm." },
  present: presentNotes,
  async run(ctx, input) {
    const person = await ctx.tx.first<{ displayName: string }>("SELECT display_name FROM influencer WHERE id = $1", [
      input.influencerId,
    ]);
    if (!person) throw notFound("influencer");
    const day = ctx.now().toISOString().slice(0, 10);
    const line = `${day} ${ctx.actor.displayName}: ${input.text.replace(/\s+/g, " ")}`;
    const row = await ctx.tx.first<{ notes: string }>(
      `INSERT INTO organization_influencer (org_id, influencer_id, notes, updated_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (org_id, influencer_id) DO UPDATE SET updated_at = excluded.updated_at,
         notes = left(excluded.notes || E'\\n' || organization_influencer.notes, ${KEPT_CHARACTERS})
       RETURNING notes`,
      [orgOf(ctx), input.influencerId, line, ctx.now()],
    );
    return { influencerId: input.influencerId, name: person.displayName, notes: linesOf(row?.notes ?? line) };
  },
});
