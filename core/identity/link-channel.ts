import { z } from "zod";
import { personOf, tenantOf } from "../kernel/actor.ts";
import { HOUR_MS } from "../kernel/clock.ts";
import { AppError, notFound } from "../kernel/errors.ts";
import { idPattern, newId } from "../kernel/ids.ts";
import { insertOutbound } from "../outbox/writer.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import type { ApprovalFacts } from "../usecase/executor.ts";
import { maskId } from "./link-code.ts";
import { accountOf, channelName, type LinkRequest, linkSubject } from "./link-request.ts";
import { freshIdentity, linkSettled, welcomed } from "./notifications.ts";

const requestId = z.string().regex(idPattern("linkRequest")).describe("From people.check_link_code, or from the card");

const output = z.object({
  identityId: z.string().describe("The chat account, as people.channels lists it"),
  channel: z.string().describe("The platform"),
  accountName: z.string().describe("The account's name there; may be empty"),
  maskedId: z.string().describe("The end of the account's id"),
  coolingHours: z.number().describe("For how many hours it may not decide money yet; 0 when it may at once"),
});

async function requestOf(ctx: UseCaseContext, id: string): Promise<LinkRequest> {
  const request = await ctx.tx.first<LinkRequest>("SELECT * FROM link_claimed($1, $2, $3)", [
    personOf(ctx.actor),
    id,
    ctx.now(),
  ]);
  if (!request) throw notFound("link");
  return request;
}

async function factsOf(ctx: UseCaseContext, id: string): Promise<ApprovalFacts> {
  const request = await requestOf(ctx, id);
  const line = (label: string, text: string): ApprovalFacts["lines"][number] => ({
    label: `people.fact.${label}`,
    value: { kind: "text", text },
  });
  return {
    lines: [
      line("channel", channelName(request.channel)),
      line("account", request.displayName || "–"),
      line("masked_id", maskId(request.externalId ?? "")),
      line("phrase", request.phrase),
    ],
  };
}

/** The person's answer, and the outcome on every card that asked. */
async function settle(
  ctx: UseCaseContext,
  request: LinkRequest,
  yes: boolean,
): Promise<{ identityId: string; conversationId: string | null }> {
  const settled = await ctx.tx.first<{ result: string; identityId: string | null; conversationId: string | null }>(
    "SELECT * FROM link_settle($1, $2, $3, $4, $5)",
    [personOf(ctx.actor), request.id, newId("identity"), yes, ctx.now()],
  );
  if (!settled || settled.result === "gone") throw notFound("link");
  if (settled.result === "taken") throw new AppError("conflict", "identity_taken");
  await ctx.outbox.settle(linkSettled, {
    subject: linkSubject(request.id),
    key: request.id,
    data: { ...accountOf(request), linked: yes },
  });
  return { identityId: settled.identityId ?? "", conversationId: settled.conversationId };
}

/** Links the chat account to the person, who pressed on its facts. */
export const linkChannel = defineUseCase({
  name: "people.link_channel",
  version: 1,
  title: "Link a chat account to me",
  describe:
    "Links the chat account of a checked code to the person, so that they can use Kolega there with their own rights. Use it after people.check_link_code. The person must press the button themselves; an account that belongs to somebody else is refused.",
  input: z.object({ requestId }),
  output,
  effect: "write",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "profile:write" },
  approval: {
    deciders: { self: true },
    subject: (input) => linkSubject(input.requestId),
    facts: (ctx, input) => factsOf(ctx, input.requestId),
  },
  idempotency: (input) => `link:${input.requestId}`,
  errors: ["not_found", "conflict"],
  rest: { method: "post", path: "/people/me/links/{requestId}" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { requestId: "lnk_01h455vb4pexf90000000000aa" },
  present: {
    card: (linked, p) => ({
      title: p.t("people.settled.linked", { channel: channelName(linked.channel) }),
      tone: "good",
      facts: [
        {
          label: p.t("people.fact.account"),
          value: `${linked.accountName || p.t("people.no_name")} (${linked.maskedId})`,
          required: true,
        },
      ],
      body: linked.coolingHours > 0 ? p.t("people.cooling_note", { hours: linked.coolingHours }) : undefined,
      actions: [{ kind: "call", useCase: "people.channels", input: {}, label: p.t("people.action.channels") }],
    }),
    summary: (linked, p) => p.t("people.settled.linked", { channel: channelName(linked.channel) }),
  },
  async run(ctx, input) {
    const request = await requestOf(ctx, input.requestId);
    const { identityId, conversationId } = await settle(ctx, request, true);
    const account = accountOf(request);
    if (conversationId) {
      await insertOutbound(ctx.tx, tenantOf(ctx.actor), ctx.now(), {
        kind: "notification",
        recipient: personOf(ctx.actor),
        conversationId,
        template: welcomed.kind,
        data: welcomed.data.parse({
          channel: request.channel,
          name: ctx.actor.displayName,
          influencer: ctx.actor.kind === "influencer",
        }),
        key: `${welcomed.kind}:${request.id}`,
      });
    }
    const coolingHours = await coolingHoursOf(ctx);
    const identity = {
      identityId,
      channel: account.channel,
      accountName: account.accountName,
      maskedId: account.maskedId,
    };
    if (coolingHours > 0 && ctx.actor.orgId) {
      const until = new Date(ctx.now().getTime() + coolingHours * HOUR_MS).toISOString();
      const admins = await ctx.tx.query<{ id: string }>(
        "SELECT id FROM member WHERE org_id = $1 AND role = 'admin' AND status = 'active' AND id <> $2 ORDER BY id",
        [ctx.actor.orgId, personOf(ctx.actor)],
      );
      for (const admin of admins) {
        await ctx.outbox.notify(freshIdentity, {
          to: { person: admin.id },
          key: request.id,
          data: { ...identity, personName: ctx.actor.displayName, until },
        });
      }
    }
    return { ...identity, coolingHours };
  },
});

/** Hours a fresh identity of this actor may not decide money; an influencer decides no money of others. */
async function coolingHoursOf(ctx: UseCaseContext): Promise<number> {
  if (!ctx.actor.orgId) return 0;
  const row = await ctx.tx.first<{ hours: number }>(
    "SELECT approver_cooling_hours AS hours FROM organization WHERE id = $1",
    [ctx.actor.orgId],
  );
  return row?.hours ?? 0;
}

/** The person says that an account which asked is not theirs. */
export const refuseLink = defineUseCase({
  name: "people.refuse_link",
  version: 1,
  title: "Say that a chat account is not mine",
  describe:
    "Refuses a chat account that asks to be linked to the person. Use it when they say that the account shown by people.check_link_code, or on a card, is not theirs. Nothing is linked and the request is closed.",
  input: z.object({ requestId }),
  output: z.object({ channel: z.string().describe("The platform"), maskedId: z.string().describe("The account") }),
  effect: "write",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "profile:write" },
  idempotency: (input) => `refuse:${input.requestId}`,
  errors: ["not_found"],
  rest: { method: "delete", path: "/people/me/links/{requestId}" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { requestId: "lnk_01h455vb4pexf90000000000aa" },
  present: {
    card: (refused, p) => ({
      title: p.t("people.settled.refused", { channel: channelName(refused.channel) }),
      body: p.t("people.refused_note"),
    }),
    summary: (refused, p) => p.t("people.settled.refused", { channel: channelName(refused.channel) }),
  },
  async run(ctx, input) {
    const request = await requestOf(ctx, input.requestId);
    await settle(ctx, request, false);
    return { channel: request.channel, maskedId: maskId(request.externalId ?? "") };
  },
});
