import { z } from "zod";
import { notFound } from "../../core/kernel/errors.ts";
import { idPattern } from "../../core/kernel/ids.ts";
import { orgOf } from "../../core/usecase/context.ts";
import { defineUseCase } from "../../core/usecase/define.ts";
import { linesOf, notesOutput, presentNotes } from "./notes.ts";

/** What this organization wrote down about an influencer. */
export const listNotes = defineUseCase({
  name: "notes.list",
  version: 1,
  title: "Show the notes about an influencer",
  describe:
    "Shows this organization's private notes about one influencer, newest first. Use it before talking to them or when someone asks what we know about a person. Notes of other organizations are never shown.",
  input: z.object({ influencerId: z.string().regex(idPattern("influencer")).describe("Whose notes") }),
  output: notesOutput,
  effect: "read",
  access: { roles: ["admin", "brand_manager", "viewer"], scope: "influencers:read" },
  errors: ["not_found"],
  rest: { method: "get", path: "/influencers/{influencerId}/notes" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { influencerId: "inf_01h455vb4pexf90000000000aa" },
  present: presentNotes,
  async run(ctx, input) {
    const row = await ctx.tx.first<{ displayName: string; notes: string | null }>(
      `SELECT i.display_name, o.notes FROM influencer i
       LEFT JOIN organization_influencer o ON o.influencer_id = i.id AND o.org_id = $2 WHERE i.id = $1`,
      [input.influencerId, orgOf(ctx)],
    );
    if (!row) throw notFound("influencer");
    return { influencerId: input.influencerId, name: row.displayName, notes: linesOf(row.notes) };
  },
});
