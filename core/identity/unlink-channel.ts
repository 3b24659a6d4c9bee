import { z } from "zod";
import { personOf } from "../kernel/actor.ts";
import { notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { maskId } from "./link-code.ts";
import { channelName } from "./link-request.ts";
import type { IdentityRow } from "./list-channels.ts";

async function ownIdentity(ctx: UseCaseContext, id: string): Promise<IdentityRow> {
  const row = await ctx.tx.first<IdentityRow>("SELECT * FROM own_identities($1) WHERE id = $2 AND channel <> 'desk'", [
    personOf(ctx.actor),
    id,
  ]);
  if (!row) throw notFound("channel");
  return row;
}

/** A person gives up a chat account: it is a stranger's again at once. */
export const unlinkChannel = defineUseCase({
  name: "people.unlink_channel",
  version: 1,
  title: "Unlink one of my chat accounts",
  describe:
    "Unlinks a Telegram, WhatsApp or Slack account from the person who asks; whoever uses it is a stranger from then on and nothing is sent there. Use it when they lost a phone or changed accounts; get the id from people.channels. The person presses the button themselves. The desk cannot be unlinked.",
  input: z.object({ identityId: z.string().regex(idPattern("identity")).describe("From people.channels") }),
  output: z.object({
    identityId: z.string().describe("The account that was unlinked"),
    channel: z.string().describe("Its platform"),
    accountName: z.string().describe("Its name; may be empty"),
    maskedId: z.string().describe("The end of its id"),
  }),
  effect: "write",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "profile:write" },
  approval: {
    deciders: { self: true },
    subject: (input) => `unlink:${input.identityId}`,
    async facts(ctx, input) {
      const identity = await ownIdentity(ctx, input.identityId);
      const value = (text: string) => ({ kind: "text" as const, text });
      return {
        lines: [
          { label: "people.fact.channel", value: value(channelName(identity.channel)) },
          { label: "people.fact.account", value: value(identity.displayName || "–") },
          { label: "people.fact.masked_id", value: value(maskId(identity.externalId)) },
        ],
      };
    },
  },
  idempotency: "caller",
  errors: ["not_found"],
  rest: { method: "delete", path: "/people/me/channels/{identityId}" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { identityId: "idn_01h455vb4pexf90000000000aa" },
  present: {
    card: (output, p) => ({
      title: p.t("people.unlinked", { channel: channelName(output.channel) }),
      tone: "good",
      facts: [
        {
          label: p.t("people.fact.account"),
          value: `${output.accountName || p.t("people.no_name")} (${output.maskedId})`,
          required: true,
        },
      ],
      actions: [{ kind: "call", useCase: "people.channels", input: {}, label: p.t("people.action.channels") }],
    }),
    summary: (output, p) => p.t("people.unlinked", { channel: channelName(output.channel) }),
  },
  async run(ctx, input) {
    const row = await ctx.tx.first<IdentityRow>("SELECT * FROM identity_unlink($1, $2, $3)", [
      personOf(ctx.actor),
      input.identityId,
      ctx.now(),
    ]);
    if (!row) throw notFound("channel");
    return {
      identityId: row.id,
      channel: row.channel,
      accountName: row.displayName,
      maskedId: maskId(row.externalId),
    };
  },
});
