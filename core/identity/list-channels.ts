import { z } from "zod";
import { personOf } from "../kernel/actor.ts";
import { LINKABLE } from "../kernel/ports/chats.ts";
import { defineUseCase } from "../usecase/define.ts";
import { maskId } from "./link-code.ts";
import { channelName } from "./link-request.ts";

/** A linked chat account as the functions of the migration answer it. */
export interface IdentityRow {
  readonly id: string;
  readonly channel: string;
  readonly account: string;
  readonly externalId: string;
  readonly subject: string;
  readonly displayName: string;
  readonly linkedAt: Date;
  readonly trustedAt: Date | null;
}

const item = z.object({
  identityId: z.string().describe("The chat account"),
  channel: z.string().describe("desk, telegram, whatsapp or slack"),
  accountName: z.string().describe("Its name on the platform; may be empty"),
  maskedId: z.string().describe("The end of its id"),
  linkedAt: z.string().describe("Since when"),
  coolingUntil: z.string().nullable().describe("Until when it may not decide money; null when it may"),
});

/** Where a person can be reached and act. */
export const listChannels = defineUseCase({
  name: "people.channels",
  version: 1,
  title: "Show my linked chat accounts",
  describe:
    "Lists the chat accounts (desk, Telegram, WhatsApp, Slack) linked to the person who asks, with buttons to unlink one or link another. Use it for 'my channels' or before unlinking. It shows nobody else's accounts.",
  input: z.object({}),
  output: z.object({
    items: z.array(item).describe("The accounts"),
    linkable: z.array(z.enum(LINKABLE)).describe("Platforms on which an account can be linked"),
  }),
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "profile:write" },
  errors: [],
  rest: { method: "get", path: "/people/me/channels" },
  expose: { mcp: "catalog", rest: true, chat: true },
  private: true,
  command: { id: "akun", en: "channels", about: "people.channels.title", rank: 80 },
  example: {},
  present: {
    card: (output, p) => ({
      title: p.t("people.channels.title"),
      body: output.items.length === 0 ? p.t("people.channels.none") : undefined,
      facts: output.items.map((row) => ({
        label: channelName(row.channel),
        value: [
          row.channel === "desk"
            ? p.t("people.channels.desk")
            : `${row.accountName || p.t("people.no_name")} (${row.maskedId})`,
          p.t("people.channels.since", { at: p.date(row.linkedAt) }),
          ...(row.coolingUntil ? [p.t("people.channels.cooling", { at: p.dateTime(row.coolingUntil) })] : []),
        ].join(", "),
      })),
      actions: [
        ...output.items
          .filter((row) => row.channel !== "desk")
          .slice(0, 4)
          .map((row) => ({
            kind: "call" as const,
            useCase: "people.unlink_channel",
            input: { identityId: row.identityId },
            label: p.t("people.action.unlink", { channel: channelName(row.channel), id: row.maskedId }),
            style: "danger" as const,
          })),
        ...output.linkable
          .filter((channel) => !output.items.some((row) => row.channel === channel))
          .map((channel) => ({
            kind: "call" as const,
            useCase: "people.start_link",
            input: { channel },
            label: p.t("people.action.link", { channel: channelName(channel) }),
            priority: 1,
          })),
      ],
    }),
    summary: (output, p) => p.t("people.channels.count", { count: output.items.length }),
  },
  async run(ctx) {
    const person = personOf(ctx.actor);
    const rows = await ctx.tx.query<IdentityRow & { coolingUntil: Date | null }>(
      `SELECT i.*, CASE WHEN i.channel <> 'desk' THEN identity_cooling_until($1, i.channel, i.id, $2) END AS cooling_until FROM own_identities($1) i`,
      [person, ctx.now()],
    );
    return {
      items: rows.map((row) => ({
        identityId: row.id,
        channel: row.channel,
        accountName: row.displayName,
        maskedId: maskId(row.externalId),
        linkedAt: row.linkedAt.toISOString(),
        coolingUntil: row.coolingUntil?.toISOString() ?? null,
      })),
      linkable: LINKABLE.filter((channel) => ctx.ports.chats?.[channel] !== undefined),
    };
  },
});
