import { z } from "zod";
import { newId } from "../kernel/ids.ts";
import { defineUseCase } from "../usecase/define.ts";

/** Grows when the wording changes in what it says; each consent keeps the version it was given under. */
export const WORDING_VERSION = 1;

const output = z.object({ agreed: z.boolean().describe("Whether brands may send such messages from now on") });

/** An influencer agrees to hear from brands they know, beyond the work itself. */
export const agreeToBroadcasts = defineUseCase({
  name: "broadcasts.agree",
  version: 1,
  title: "Agree to messages from brands",
  describe:
    "For an influencer: agrees to receive news and offers that brands they know send to many creators. They must press it themselves; never assume it. They can end it at any time with broadcasts.withdraw or the word BERHENTI or STOP. Messages about their own work need no such consent.",
  input: z.object({}),
  output,
  effect: "write",
  access: { roles: ["influencer"], scope: "profile:write" },
  approval: {
    deciders: { self: true },
    subject: () => "broadcast-consent",
    facts: () =>
      Promise.resolve({
        lines: [{ label: "broadcasts.fact.wording", value: { kind: "number" as const, number: WORDING_VERSION } }],
      }),
  },
  idempotency: "caller",
  errors: [],
  rest: { method: "post", path: "/people/me/broadcast-consent" },
  expose: { mcp: "catalog", rest: true, chat: true },
  command: { id: "kabar_brand", en: "brand_news", about: "broadcasts.action.begin", rank: 86 },
  example: {},
  present: {
    card: (_output, p) => ({
      title: p.t("broadcasts.agreed"),
      tone: "good",
      body: p.t("broadcasts.wording"),
      actions: [{ kind: "call", useCase: "broadcasts.withdraw", input: {}, label: p.t("broadcasts.action.stop") }],
    }),
    summary: (_output, p) => p.t("broadcasts.agreed"),
  },
  async run(ctx) {
    await ctx.tx.execute(
      `INSERT INTO consent (id, influencer_id, purpose, wording_version, given_at, via) VALUES ($1, $2, 'broadcast', $3, $4, $5)
       ON CONFLICT (influencer_id, purpose) WHERE withdrawn_at IS NULL DO NOTHING`,
      [newId("consent"), ctx.actor.id, WORDING_VERSION, ctx.now(), ctx.decidedBy?.via ?? ctx.actor.via],
    );
    return { agreed: true };
  },
});

/** They take it back; from this moment nothing more is sent, not even what was already approved. */
export const withdrawFromBroadcasts = defineUseCase({
  name: "broadcasts.withdraw",
  version: 1,
  title: "Stop messages from brands",
  describe:
    "For an influencer: ends messages that brands send to many creators, at once. Use it when they say stop, berhenti, or that they do not want promotions. Messages about their own work and payments still come. It needs no confirmation.",
  input: z.object({}),
  output: output.extend({ changed: z.boolean().describe("Whether they had agreed until now") }),
  effect: "write",
  access: { roles: ["influencer"], scope: "profile:write" },
  idempotency: "caller",
  errors: [],
  rest: { method: "delete", path: "/people/me/broadcast-consent" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: {},
  present: {
    card: (_output, p) => ({
      title: p.t("broadcasts.withdrawn"),
      tone: "good",
      actions: [{ kind: "call", useCase: "broadcasts.agree", input: {}, label: p.t("broadcasts.action.agree") }],
    }),
    summary: (_output, p) => p.t("broadcasts.withdrawn"),
  },
  async run(ctx) {
    const changed = await ctx.tx.execute(
      "UPDATE consent SET withdrawn_at = $2, withdrawn_via = $3 WHERE influencer_id = $1 AND purpose = 'broadcast' AND withdrawn_at IS NULL",
      [ctx.actor.id, ctx.now(), ctx.actor.via],
    );
    return { agreed: false, changed: changed > 0 };
  },
});

const STOP_WORD = /^\s*(stop|berhenti|unsubscribe|setop)[\s.!]*$/i;

/** Whether this message ends broadcasts for whoever has agreed to them: the chat then runs `broadcasts.withdraw`. */
export function isStopWord(text: string): boolean {
  return STOP_WORD.test(text);
}
