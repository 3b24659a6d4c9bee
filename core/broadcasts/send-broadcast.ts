import { z } from "zod";
import { personOf } from "../kernel/actor.ts";
import { hashOf } from "../kernel/canonical.ts";
import { notFound } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import { CHANNEL_NAMES } from "../kernel/ports/chats.ts";
import { cleanText } from "../kernel/text.ts";
import { orgOf, type UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { type AudienceInput, audienceInput, audienceOf } from "./audience.ts";
import { deliverBroadcast } from "./release.ts";

const input = z.object({
  text: z
    .string()
    .overwrite((text) => cleanText(text).trim())
    .min(5)
    .max(1_000)
    .describe("What everyone reads, in the influencers' language"),
  ...audienceInput,
});

/** One text to many influencers who agreed to such messages; a human presses on the numbers first. */
export const sendBroadcast = defineUseCase({
  name: "broadcasts.send",
  version: 1,
  title: "Send a message to many influencers",
  describe:
    "Sends one text to many influencers of the organization: of a campaign, with a tag, or a list (give exactly one). Only those who agreed to such messages get it, at most one a day each. A person must approve the numbers first. To invite to a campaign use collaborations.invite; for one person write to them.",
  input,
  output: z.object({
    broadcastId: z.string().describe("The broadcast"),
    people: z.number().describe("How many it goes to"),
    withoutConsent: z.number().describe("How many did not agree to such messages and get nothing"),
  }),
  effect: "external",
  access: { roles: ["admin", "brand_manager"], scope: "collaborations:write" },
  approval: {
    deciders: { roles: ["admin", "brand_manager"] },
    subject: (call) => `broadcast:${hashOf(call).slice(0, 16)}`,
    facts: async (ctx, call) => factsOf(ctx, call),
  },
  idempotency: "caller",
  errors: ["not_found", "precondition_failed"],
  rest: { method: "post", path: "/broadcasts" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { text: "Terima kasih! Campaign berikutnya mulai Senin.", campaignId: "cmp_01h455vb4pexf90000000000aa" },
  present: {
    card: (output, p) => ({
      title: p.t("broadcasts.begun", { count: output.people }),
      tone: "good",
      facts: [
        { label: p.t("broadcasts.fact.people"), value: p.number(output.people), required: true },
        { label: p.t("broadcasts.fact.without_consent"), value: p.number(output.withoutConsent) },
      ],
      actions: [
        {
          kind: "call",
          useCase: "broadcasts.get",
          input: { broadcastId: output.broadcastId },
          label: p.t("broadcasts.action.progress"),
        },
      ],
    }),
    summary: (output, p) => p.t("broadcasts.begun", { count: output.people }),
  },
  async run(ctx, call) {
    const orgId = orgOf(ctx);
    await checkCampaign(ctx, call);
    const audience = await audienceOf(ctx.tx, orgId, call);
    const broadcastId = newId("broadcast");
    const { text, ...whom } = call;
    await ctx.tx.execute(
      "INSERT INTO broadcast (id, org_id, body, audience, status, created_by, created_at) VALUES ($1, $2, $3, $4, 'sending', $5, $6)",
      [broadcastId, orgId, text, JSON.stringify(whom), personOf(ctx.actor), ctx.now()],
    );
    await ctx.tx.execute(
      "INSERT INTO broadcast_recipient (org_id, broadcast_id, influencer_id, status) SELECT $1, $2, person, 'waiting' FROM unnest($3::text[]) person",
      [orgId, broadcastId, audience.people],
    );
    await ctx.jobs.enqueue(deliverBroadcast, { key: broadcastId, payload: { broadcastId, orgId } });
    return { broadcastId, people: audience.people.length, withoutConsent: audience.withoutConsent };
  },
});

async function checkCampaign(ctx: UseCaseContext, call: AudienceInput): Promise<void> {
  if (call.campaignId === undefined) return;
  const campaign = await ctx.tx.first("SELECT 1 FROM campaign WHERE id = $1 AND org_id = $2", [
    call.campaignId,
    orgOf(ctx),
  ]);
  if (!campaign) throw notFound("campaign");
}

/** How many, where, what it may cost, and the words themselves. */
async function factsOf(ctx: UseCaseContext, call: z.output<typeof input>) {
  await checkCampaign(ctx, call);
  const audience = await audienceOf(ctx.tx, orgOf(ctx), call);
  const channels = await ctx.tx.query<{ channel: keyof typeof CHANNEL_NAMES; people: number }>(
    "SELECT * FROM broadcast_channels($1)",
    [audience.people],
  );
  const number = (label: string, value: number) => ({
    label: `broadcasts.fact.${label}`,
    value: { kind: "number" as const, number: value },
  });
  const text = (label: string, value: string) => ({
    label: `broadcasts.fact.${label}`,
    value: { kind: "text" as const, text: value },
  });
  return {
    lines: [
      number("people", audience.people.length),
      number("without_consent", audience.withoutConsent),
      ...(audience.blacklisted > 0 ? [number("blacklisted", audience.blacklisted)] : []),
      text("channels", channels.map((row) => `${CHANNEL_NAMES[row.channel] ?? row.channel}: ${row.people}`).join(", ")),
      // WhatsApp bills each message since October 2026; the others bill none.
      number("billed", channels.find((row) => row.channel === "whatsapp")?.people ?? 0),
      text("text", call.text),
    ],
  };
}
