import { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { idPattern, newId } from "../kernel/ids.ts";
import { cleanText } from "../kernel/text.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { ANSWERING_ROLES, callSubject, type HandOver, nextEnd, openHandOverOf } from "./hand-over.ts";
import { called, endAction } from "./notifications.ts";
import { returnToAssistant } from "./return.ts";

/** An influencer wants to talk with the brand's people, not with the assistant. */
export const requestHandOver = defineUseCase({
  name: "handover.request",
  version: 1,
  title: "Talk to a human",
  describe:
    "For an influencer in chat: calls the people of the brand they work with into this conversation. Use it when they ask for a human, an admin or the team, or when you cannot help them. From then on the assistant is silent here and their messages go to the brand's people, until somebody gives it back or 24 hours pass without a word.",
  input: z.object({
    about: z
      .string()
      .overwrite((text) => cleanText(text).trim())
      .max(500)
      .default("")
      .describe("What it is about, in their own words"),
    orgId: z.string().regex(idPattern("organization")).optional().describe("Which brand, where they work with several"),
  }),
  output: z.object({
    handOverId: z.string().describe("For handover.end"),
    brand: z.string().describe("Whose people were called"),
    endsAt: z.string().describe("When the assistant answers again if nobody writes"),
  }),
  effect: "write",
  access: { roles: ["influencer"], scope: "profile:write" },
  idempotency: "caller",
  errors: ["precondition_failed"],
  rest: { method: "post", path: "/people/me/hand-overs" },
  expose: { mcp: false, rest: false, chat: true },
  private: true,
  command: { id: "manusia", en: "human", about: "handover.action.request", rank: 84 },
  example: { about: "Soal jadwal posting." },
  present: {
    card: (output, p) => ({
      title: p.t("handover.requested", { brand: output.brand }),
      tone: "good",
      body: p.t("handover.requested_body"),
      actions: [endAction(output.handOverId, p)],
    }),
    summary: (output, p) => p.t("handover.requested", { brand: output.brand }),
  },
  async run(ctx, { about, orgId }) {
    const { id: person, conversationId } = ctx.actor;
    const own =
      conversationId === undefined
        ? undefined
        : await ctx.tx.first<{ own: boolean }>("SELECT is_own_chat($1, $2) AS own", [person, conversationId]);
    if (conversationId === undefined || !own?.own) throw new AppError("precondition_failed", "hand_over_here");
    // One conversation, one side: two requests at once wait for each other.
    await ctx.tx.query("SELECT pg_advisory_xact_lock(hashtextextended('hand_over:' || $1, 0))", [conversationId]);
    const open = await openHandOverOf(ctx.tx, { conversationId, person, now: ctx.now() });
    if (open) return view(open);
    const brand = await brandOf(ctx, orgId);
    await ctx.tx.joinOrganization(brand.orgId);
    await endForgotten(ctx, brand.orgId, conversationId);
    const id = newId("handOver");
    const endsAt = nextEnd(ctx.now());
    await ctx.tx.execute(
      `INSERT INTO hand_over (id, org_id, conversation_id, person, person_name, status, asked_by, started_at, ends_at)
       VALUES ($1, $2, $3, $4, $5, 'open', $4, $6, $7)`,
      [id, brand.orgId, conversationId, person, ctx.actor.displayName, ctx.now(), endsAt],
    );
    await ctx.outbox.notify(called, {
      to: { orgId: brand.orgId, roles: ANSWERING_ROLES },
      key: id,
      subject: callSubject(id),
      data: { handOverId: id, personName: ctx.actor.displayName, about },
    });
    await ctx.jobs.enqueue(returnToAssistant, {
      key: id,
      payload: { handOverId: id, orgId: brand.orgId },
      runAt: endsAt,
    });
    return view({ id, orgName: brand.name, endsAt });
  },
});

function view({ id, orgName, endsAt }: Pick<HandOver, "id" | "orgName" | "endsAt">) {
  return { handOverId: id, brand: orgName, endsAt: endsAt.toISOString() };
}

/** The brand they work with; where there are several, they choose. */
async function brandOf(ctx: UseCaseContext, wanted: string | undefined): Promise<{ orgId: string; name: string }> {
  const brands = await ctx.tx.query<{ orgId: string; name: string }>(
    `SELECT k.org_id, organization_name(k.org_id) AS name FROM collaboration k
     WHERE k.influencer_id = $1 AND k.status NOT IN ('declined', 'withdrawn', 'cancelled') AND ($2::text IS NULL OR k.org_id = $2)
     GROUP BY k.org_id ORDER BY max(k.updated_at) DESC LIMIT 8`,
    [ctx.actor.id, wanted ?? null],
  );
  const [first, second] = brands;
  if (!first) throw new AppError("precondition_failed", "hand_over_nobody");
  if (!second) return first;
  throw new AppError(
    "precondition_failed",
    "hand_over_brand",
    { choices: brands.map(({ name }) => name).join(", ") },
    brands.map(({ orgId, name }) => ({
      path: "orgId",
      reason: "hand_over_brand_option",
      params: { brand: name },
      choice: orgId,
    })),
  );
}

/** One whose time is over and whose job has not run yet gives its place away. */
async function endForgotten(ctx: UseCaseContext, orgId: string, conversationId: string): Promise<void> {
  await ctx.tx.execute(
    "UPDATE hand_over SET status = 'ended', ended_at = $3 WHERE org_id = $1 AND conversation_id = $2 AND status = 'open' AND ends_at <= $3",
    [orgId, conversationId, ctx.now()],
  );
}
