import { z } from "zod";
import { personOf } from "../kernel/actor.ts";
import { AppError } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import { CHANNEL_NAMES, type ChatAddresses, LINKABLE, type LinkableChannel } from "../kernel/ports/chats.ts";
import { defineUseCase } from "../usecase/define.ts";
import { hashOfLink, LINK_LIFE_MS, newLinkCode, newLinkToken, newPhrase } from "./link-code.ts";

const output = z.object({
  channel: z.enum(LINKABLE).describe("The platform"),
  url: z
    .string()
    .nullable()
    .describe("Opens the chat with the bot and carries the code; null where there is no such link"),
  code: z.string().describe("To be sent to the bot by hand; single use"),
  bot: z.string().describe("The bot to write to, as its platform names it"),
  phrase: z.string().describe("Two words that the bot must answer with"),
  expiresAt: z.string().describe("Until when it can be used"),
});

/** The address that opens the bot's chat with the code in it. */
function linkTo(
  channel: LinkableChannel,
  chats: ChatAddresses | undefined,
  secret: { code: string; token: string },
): { bot: string; url: string | null } | undefined {
  if (channel === "telegram" && chats?.telegram) {
    const { username } = chats.telegram;
    return { bot: `@${username}`, url: `https://t.me/${username}?start=${secret.token}` };
  }
  if (channel === "whatsapp" && chats?.whatsapp) {
    const { phone } = chats.whatsapp;
    return { bot: `+${phone}`, url: `https://wa.me/${phone}?text=${encodeURIComponent(`link ${secret.code}`)}` };
  }
  if (channel === "slack" && chats?.slack) return { bot: `@${chats.slack.name}`, url: chats.slack.url ?? null };
  return undefined;
}

/** A signed-in person asks for a way to link an account on a platform. */
export const startLink = defineUseCase({
  name: "people.start_link",
  version: 1,
  title: "Link my Telegram, WhatsApp or Slack",
  describe:
    "Gives the person a one-time link and a code to send to Kolega's bot from their own Telegram, WhatsApp or Slack, so that this account is linked to them. Use it for 'hubungkan Telegram' or 'link my WhatsApp'. They confirm the account with a button afterwards. Earlier links and codes of theirs end.",
  input: z.object({ channel: z.enum(LINKABLE).describe("telegram, whatsapp or slack") }),
  output,
  effect: "write",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "profile:write" },
  idempotency: "caller",
  errors: ["unsupported"],
  rest: { method: "post", path: "/people/me/links" },
  expose: { mcp: "catalog", rest: true, chat: true },
  private: true,
  example: { channel: "telegram" },
  present: {
    card: (begun, p) => ({
      title: p.t("people.start.title", { channel: CHANNEL_NAMES[begun.channel] }),
      facts: [
        { label: p.t("people.fact.bot"), value: begun.bot, required: true },
        { label: p.t("people.fact.code"), value: begun.code, required: true },
        { label: p.t("people.fact.phrase"), value: begun.phrase, required: true },
      ],
      body: p.t(begun.url === null ? "people.start.by_hand" : "people.start.by_link", { bot: begun.bot }),
      actions:
        begun.url === null
          ? []
          : [
              {
                kind: "link",
                url: begun.url,
                label: p.t("people.start.open", { channel: CHANNEL_NAMES[begun.channel] }),
                style: "primary",
              },
            ],
      footer: p.t("people.start.until", { at: p.dateTime(begun.expiresAt) }),
    }),
    summary: (begun, p) => p.t("people.start.summary", { channel: CHANNEL_NAMES[begun.channel] }),
  },
  async run(ctx, { channel }) {
    const now = ctx.now();
    const expiresAt = new Date(now.getTime() + LINK_LIFE_MS);
    const phrase = newPhrase();
    for (;;) {
      const secret = { code: newLinkCode(), token: newLinkToken() };
      const way = linkTo(channel, ctx.ports.chats, secret);
      if (!way) throw new AppError("unsupported", "channel_off", { channel: CHANNEL_NAMES[channel] });
      const begun = await ctx.tx.first("SELECT id FROM link_begin($1, $2, $3, $4, $5, $6, $7, $8)", [
        newId("linkRequest"),
        personOf(ctx.actor),
        channel,
        hashOfLink(secret.code),
        hashOfLink(secret.token),
        phrase,
        now,
        expiresAt,
      ]);
      if (begun) return { channel, ...way, code: secret.code, phrase, expiresAt: expiresAt.toISOString() };
    }
  },
});
