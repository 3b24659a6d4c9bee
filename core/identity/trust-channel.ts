import { z } from "zod";
import { personOf } from "../kernel/actor.ts";
import { AppError, notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { maskId } from "./link-code.ts";
import { channelName } from "./link-request.ts";
import type { IdentityRow } from "./list-channels.ts";

interface Colleague {
  readonly identity: IdentityRow;
  readonly name: string;
}

async function colleagueOf(ctx: UseCaseContext, id: string): Promise<Colleague> {
  const identity = await ctx.tx.first<IdentityRow>("SELECT * FROM identity_of_colleague($1)", [id]);
  const member =
    identity && (await ctx.tx.first<{ name: string }>("SELECT name FROM member WHERE id = $1", [identity.subject]));
  if (!identity || !member) throw notFound("channel");
  if (identity.subject === personOf(ctx.actor)) throw new AppError("forbidden", "own_identity");
  return { identity, name: member.name };
}

/** An admin vouches for a colleague's freshly linked chat account: it may decide money before its waiting time is over. */
export const trustChannel = defineUseCase({
  name: "people.trust_channel",
  version: 1,
  title: "Vouch for a colleague's new chat account",
  describe:
    "Ends the waiting time of a colleague's freshly linked chat account, so that they can approve money there at once. Only an admin, never for their own account, and only after asking the colleague in person. The identity comes from the card that told of the new account.",
  input: z.object({
    identityId: z.string().regex(idPattern("identity")).describe("From the card about the new account"),
  }),
  output: z.object({
    identityId: z.string().describe("The account"),
    personName: z.string().describe("Whose it is"),
    channel: z.string().describe("Its platform"),
    maskedId: z.string().describe("The end of its id"),
  }),
  effect: "write",
  access: { roles: ["admin"], scope: "profile:write" },
  approval: {
    deciders: { roles: ["admin"] },
    settledIdentity: true,
    subject: (input) => `trust:${input.identityId}`,
    async facts(ctx, input) {
      const { identity, name } = await colleagueOf(ctx, input.identityId);
      const value = (text: string) => ({ kind: "text" as const, text });
      return {
        lines: [
          { label: "people.fact.person", value: value(name) },
          { label: "people.fact.channel", value: value(channelName(identity.channel)) },
          { label: "people.fact.account", value: value(identity.displayName || "–") },
          { label: "people.fact.masked_id", value: value(maskId(identity.externalId)) },
        ],
      };
    },
  },
  idempotency: "caller",
  errors: ["not_found"],
  rest: { method: "post", path: "/people/channels/{identityId}/trust" },
  expose: { mcp: false, rest: true, chat: true },
  example: { identityId: "idn_01h455vb4pexf90000000000aa" },
  present: {
    card: (output, p) => ({
      title: p.t("people.trusted", { name: output.personName, channel: channelName(output.channel) }),
      tone: "good",
    }),
    summary: (output, p) => p.t("people.trusted", { name: output.personName, channel: channelName(output.channel) }),
  },
  async run(ctx, input) {
    const { identity, name } = await colleagueOf(ctx, input.identityId);
    await ctx.tx.query("SELECT id FROM identity_trust($1, $2, $3)", [
      identity.id,
      ctx.decidedBy?.person ?? personOf(ctx.actor),
      ctx.now(),
    ]);
    return {
      identityId: identity.id,
      personName: name,
      channel: identity.channel,
      maskedId: maskId(identity.externalId),
    };
  },
});
