import { z } from "zod";

const secret = z.string().min(8);
const flag = z.enum(["0", "1", "true", "false"]).transform((text) => text === "1" || text === "true");

/** The environment of the chat channels, as part of app/config.ts. */
export const channelEnvironment = {
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, "is not a bot token: @BotFather gives one like 123456789:AA...")
    .optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, "needs 16 to 256 letters, digits, _ or -")
    .optional(),
  TELEGRAM_MODE: z.enum(["webhook", "polling"]).optional(),
  TELEGRAM_API_URL: z.url().optional(),
  SLACK_BOT_TOKEN: z.string().startsWith("xoxb-").optional(),
  SLACK_SIGNING_SECRET: secret.optional(),
  SLACK_APP_TOKEN: z.string().startsWith("xapp-").optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: secret.optional(),
  SLACK_API_URL: z.url().optional(),
  WHATSAPP_PHONE_NUMBER_ID: z.string().regex(/^\d+$/).optional(),
  WHATSAPP_ACCESS_TOKEN: secret.optional(),
  WHATSAPP_APP_SECRET: secret.optional(),
  WHATSAPP_VERIFY_TOKEN: secret.optional(),
  WHATSAPP_API_URL: z.url().optional(),
  WHATSAPP_WEB: flag.optional(),
  KOLEGA_CHROMIUM: z.string().default("/usr/bin/chromium"),
  WHATSAPP_WEB_PER_DAY: z.coerce.number().int().min(1).max(5_000).default(300),
  WHATSAPP_WEB_GAP_MS: z.coerce.number().int().min(1_000).max(60_000).default(1_000),
} as const;

/** What each channel needs to run; a channel that is not set up is missing. */
export interface ChannelConfig {
  readonly telegram?: {
    readonly token: string;
    /** Polling asks Telegram for updates (development, behind NAT); a webhook needs a public https address. */
    readonly mode: "webhook" | "polling";
    readonly webhookSecret: string | undefined;
    readonly apiUrl: string | undefined;
  };
  readonly slack?: {
    /** Of the one workspace it is installed in; several workspaces come by OAuth. */
    readonly botToken: string | undefined;
    readonly signingSecret: string | undefined;
    /** With an app token, events come over Socket Mode. */
    readonly appToken: string | undefined;
    readonly oauth: { readonly clientId: string; readonly clientSecret: string } | undefined;
    readonly apiUrl: string | undefined;
  };
  readonly whatsapp?: {
    readonly phoneNumberId: string;
    readonly accessToken: string;
    readonly appSecret: string;
    readonly verifyToken: string;
    readonly apiUrl: string | undefined;
  };
  /** WhatsApp Web in a browser, for small teams at their own risk. */
  readonly whatsappWeb?: {
    readonly chromium: string;
    /** Messages a day. */
    readonly perDay: number;
    /** Between two messages. */
    readonly gapMs: number;
  };
}

type ChannelEnvironment = z.infer<z.ZodObject<typeof channelEnvironment>>;

/** Throws with the name of what is missing when a channel is only half set up: it must not start without its secret. */
export function readChannels(
  e: ChannelEnvironment,
  publicUrl: string,
  refuse: (message: string) => never,
): ChannelConfig {
  return {
    telegram: telegramOf(e, publicUrl, refuse),
    slack: slackOf(e, refuse),
    whatsapp: whatsappOf(e, refuse),
    whatsappWeb: whatsappWebOf(e, refuse),
  };
}

type Refuse = (message: string) => never;

function telegramOf(e: ChannelEnvironment, publicUrl: string, refuse: Refuse): ChannelConfig["telegram"] {
  if (!e.TELEGRAM_BOT_TOKEN) return undefined;
  const mode = e.TELEGRAM_MODE ?? (publicUrl.startsWith("https:") ? "webhook" : "polling");
  if (mode === "webhook" && !e.TELEGRAM_WEBHOOK_SECRET) {
    return refuse(
      "TELEGRAM_WEBHOOK_SECRET is missing: without it anybody could send updates (openssl rand -hex 32). For development without a public address set TELEGRAM_MODE=polling.",
    );
  }
  return {
    token: e.TELEGRAM_BOT_TOKEN,
    mode,
    webhookSecret: e.TELEGRAM_WEBHOOK_SECRET,
    apiUrl: e.TELEGRAM_API_URL,
  };
}

function slackOf(e: ChannelEnvironment, refuse: Refuse): ChannelConfig["slack"] {
  const oauth =
    e.SLACK_CLIENT_ID && e.SLACK_CLIENT_SECRET
      ? { clientId: e.SLACK_CLIENT_ID, clientSecret: e.SLACK_CLIENT_SECRET }
      : undefined;
  if (!e.SLACK_BOT_TOKEN && !oauth) return undefined;
  if (!e.SLACK_SIGNING_SECRET && !e.SLACK_APP_TOKEN) {
    return refuse(
      "SLACK_SIGNING_SECRET is missing (your app's page, Basic Information), or SLACK_APP_TOKEN for Socket Mode: without one nobody knows that events are Slack's.",
    );
  }
  return {
    botToken: e.SLACK_BOT_TOKEN,
    signingSecret: e.SLACK_SIGNING_SECRET,
    appToken: e.SLACK_APP_TOKEN,
    oauth,
    apiUrl: e.SLACK_API_URL,
  };
}

function whatsappOf(e: ChannelEnvironment, refuse: Refuse): ChannelConfig["whatsapp"] {
  if (!e.WHATSAPP_PHONE_NUMBER_ID) return undefined;
  const missing = (["WHATSAPP_ACCESS_TOKEN", "WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN"] as const).filter(
    (name) => !e[name],
  );
  if (!e.WHATSAPP_ACCESS_TOKEN || !e.WHATSAPP_APP_SECRET || !e.WHATSAPP_VERIFY_TOKEN) {
    return refuse(
      `${missing.join(", ")} missing: WhatsApp needs them with WHATSAPP_PHONE_NUMBER_ID (Meta's app page).`,
    );
  }
  return {
    phoneNumberId: e.WHATSAPP_PHONE_NUMBER_ID,
    accessToken: e.WHATSAPP_ACCESS_TOKEN,
    appSecret: e.WHATSAPP_APP_SECRET,
    verifyToken: e.WHATSAPP_VERIFY_TOKEN,
    apiUrl: e.WHATSAPP_API_URL,
  };
}

function whatsappWebOf(e: ChannelEnvironment, refuse: Refuse): ChannelConfig["whatsappWeb"] {
  if (!e.WHATSAPP_WEB) return undefined;
  if (e.WHATSAPP_PHONE_NUMBER_ID) {
    return refuse(
      "WHATSAPP_WEB and WHATSAPP_PHONE_NUMBER_ID are both set: WhatsApp goes either through a browser or through the Cloud API. Unset one of them (the Cloud API is the safe one).",
    );
  }
  return { chromium: e.KOLEGA_CHROMIUM, perDay: e.WHATSAPP_WEB_PER_DAY, gapMs: e.WHATSAPP_WEB_GAP_MS };
}
