import { z } from "zod";
import { AppError, notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import { orgOf } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";

/** Marks that an organization does not work with someone (or does again). Nobody else sees it. */
export const blacklistInfluencer = defineUseCase({
  name: "influencers.blacklist",
  version: 1,
  title: "Blacklist an influencer, or lift it",
  describe:
    "Puts an influencer on this organization's blacklist with a reason, or lifts it (blacklisted: false). They are then not found, not recommended and cannot be invited. Running collaborations are not ended by it: use collaborations.cancel for those. Other organizations do not see it.",
  input: z.object({
    influencerId: z.string().regex(idPattern("influencer")).describe("Which influencer"),
    blacklisted: z.boolean().default(true).describe("true to blacklist, false to lift it"),
    reason: z.string().trim().min(3).max(500).optional().describe("Why; needed to blacklist"),
  }),
  output: z.object({
    influencerId: z.string().describe("The influencer"),
    name: z.string().describe("Their name"),
    blacklisted: z.boolean().describe("How it is now"),
    reason: z.string().nullable().describe("Why"),
    openCollaborations: z.number().int().describe("Invitations and collaborations still running with them"),
  }),
  effect: "write",
  access: { roles: ["admin", "brand_manager"], scope: "collaborations:write" },
  modelApproval: {
    deciders: { self: true },
    subject: (input) => `blacklist:${input.influencerId}`,
    // Who is shut out, and who let in again, is never a matter of words alone.
    ownWords: () => false,
    async facts(ctx, input) {
      const person = await ctx.tx.first<{ displayName: string }>("SELECT display_name FROM influencer WHERE id = $1", [
        input.influencerId,
      ]);
      if (!person) throw notFound("influencer");
      const text = (label: string, value: string) => ({
        label: `influencers.fact.${label}`,
        value: { kind: "text" as const, text: value },
      });
      return {
        lines: [
          text(input.blacklisted ? "shut_out" : "let_in", person.displayName),
          ...(input.blacklisted && input.reason ? [text("reason", input.reason)] : []),
        ],
      };
    },
  },
  idempotency: "caller",
  errors: ["not_found"],
  rest: { method: "post", path: "/influencers/{influencerId}/blacklist" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { influencerId: "inf_01h455vb4pexf90000000000aa", reason: "Menghapus konten berbayar setelah dana cair." },
  present: {
    card: (row, p) => ({
      title: p.t(row.blacklisted ? "influencers.blacklist.done" : "influencers.blacklist.lifted", { name: row.name }),
      tone: row.blacklisted ? "warning" : "good",
      facts: row.reason ? [{ label: p.t("influencers.action.reason"), value: row.reason, required: true }] : [],
      body:
        row.blacklisted && row.openCollaborations > 0
          ? p.t("influencers.blacklist.open", { count: row.openCollaborations })
          : undefined,
      actions:
        row.blacklisted && row.openCollaborations > 0
          ? [
              {
                kind: "call",
                useCase: "collaborations.list",
                input: { influencerId: row.influencerId },
                label: p.t("influencers.blacklist.see_open"),
              },
            ]
          : [],
    }),
    summary: (row, p) =>
      p.t(row.blacklisted ? "influencers.blacklist.done" : "influencers.blacklist.lifted", { name: row.name }),
  },
  async run(ctx, input) {
    const orgId = orgOf(ctx);
    const person = await ctx.tx.first<{ displayName: string }>("SELECT display_name FROM influencer WHERE id = $1", [
      input.influencerId,
    ]);
    if (!person) throw notFound("influencer");
    if (input.blacklisted && !input.reason) {
      throw new AppError("invalid_input", "invalid_field", { field: "reason" }, [
        { path: "reason", reason: "field_required" },
      ]);
    }
    await ctx.tx.execute(
      `INSERT INTO organization_influencer (org_id, influencer_id, blacklisted_at, blacklist_reason, updated_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (org_id, influencer_id) DO UPDATE SET updated_at = excluded.updated_at, blacklist_reason = excluded.blacklist_reason,
         blacklisted_at = CASE WHEN excluded.blacklisted_at IS NULL THEN NULL ELSE coalesce(organization_influencer.blacklisted_at, excluded.blacklisted_at) END`,
      [
        orgId,
        input.influencerId,
        input.blacklisted ? ctx.now() : null,
        input.blacklisted ? input.reason : null,
        ctx.now(),
      ],
    );
    const open = await ctx.tx.first<{ count: bigint }>(
      `SELECT count(*) FROM collaboration WHERE org_id = $1 AND influencer_id = $2
       AND status IN ('invited', 'applied', 'offered', 'countered', 'accepted', 'in_progress')`,
      [orgId, input.influencerId],
    );
    return {
      influencerId: input.influencerId,
      name: person.displayName,
      blacklisted: input.blacklisted,
      reason: input.blacklisted ? (input.reason ?? null) : null,
      openCollaborations: Number(open?.count ?? 0n),
    };
  },
});
