import type { Config } from "./config.ts";

/** One line of what an installation is made of. */
export interface Part {
  readonly name: string;
  readonly state: "live" | "sandbox" | "off";
  readonly text: string;
}

/** What is live, what is a local stand-in, what is off, and how to change that; for the start page and `doctor`. */
export function describeParts(config: Config): Part[] {
  return [...backParts(config), ...channelParts(config), ...doorParts(config.publicUrl)];
}

/** The chat platforms. */
function channelParts({ channels, demo }: Config): Part[] {
  const part = (name: string, live: string | undefined, how: string): Part =>
    live !== undefined
      ? { name, state: "live", text: live }
      : demo
        ? { name, state: "sandbox", text: "local stand-in" }
        : { name, state: "off", text: how };
  const { slack, telegram, whatsapp, whatsappWeb } = channels;
  const web = whatsappWeb && "WhatsApp Web in a browser, at your own risk";
  return [
    part(
      "Slack",
      slack && (slack.appToken ? "Socket Mode" : "events over HTTP"),
      "set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET",
    ),
    part("Telegram", telegram && (telegram.mode === "webhook" ? "webhook" : "long polling"), "set TELEGRAM_BOT_TOKEN"),
    part(
      "WhatsApp",
      whatsapp ? `Cloud API, number ${whatsapp.phoneNumberId}` : web,
      "set WHATSAPP_PHONE_NUMBER_ID and what it asks for",
    ),
  ];
}

/** The doors of a process that serves the web. */
function doorParts(url: string): Part[] {
  return [
    { name: "Desk", state: "live", text: url },
    { name: "MCP", state: "live", text: `${url}/mcp and \`npm run --silent mcp\` (stdio)` },
    { name: "REST", state: "live", text: `${url}/api/v1, documented at ${url}/api/docs` },
  ];
}

/** What every process works with, whichever doors it opens. */
export function backParts(config: Config): Part[] {
  const sandboxed = config.demo;
  return [
    config.databaseUrl
      ? { name: "Postgres", state: "live", text: "your own (DATABASE_URL)" }
      : {
          name: "Postgres",
          state: "live",
          text: `embedded, in ${config.dataDir} (a power cut may lose the last seconds; set DATABASE_URL for real money)`,
        },
    config.redis
      ? { name: "Jobs", state: "live", text: `BullMQ on REDIS_URL, as "${config.redis.prefix}" (REDIS_PREFIX)` }
      : { name: "Jobs", state: "live", text: "in this process (set REDIS_URL for BullMQ)" },
    config.anthropic
      ? {
          name: "Assistant",
          state: "live",
          text: `Claude (${config.anthropic.model}), offline planner when it is away`,
        }
      : { name: "Assistant", state: "live", text: "offline planner (set ANTHROPIC_API_KEY for Claude)" },
    config.embeddings
      ? { name: "Embeddings", state: "live", text: `${config.embeddings.provider}, ${config.embeddings.model}` }
      : { name: "Embeddings", state: "live", text: "in this process, no network (set KOLEGA_EMBEDDINGS)" },
    config.transcription
      ? { name: "Voice", state: "live", text: `transcribed by ${config.transcription.model}` }
      : { name: "Voice", state: "off", text: "set KOLEGA_TRANSCRIPTION_URL to read voice notes" },
    sandboxed
      ? { name: "Instagram", state: "sandbox", text: "local stand-in" }
      : { name: "Instagram", state: "live", text: "accounts that influencers connect" },
    sandboxed
      ? { name: "TikTok", state: "sandbox", text: "local stand-in" }
      : { name: "TikTok", state: "live", text: "accounts that influencers connect" },
    sandboxed
      ? { name: "YouTube", state: "sandbox", text: "local stand-in" }
      : {
          name: "YouTube",
          state: "live",
          text: config.youtubeApiKey ? "with YOUTUBE_API_KEY" : "accounts that influencers connect",
        },
    config.xendit
      ? { name: "Payouts", state: "live", text: "Xendit" }
      : sandboxed
        ? {
            name: "Payouts",
            state: "sandbox",
            text: "local stand-in bank, no real money",
          }
        : { name: "Payouts", state: "off", text: "set XENDIT_SECRET_KEY and XENDIT_CALLBACK_TOKEN" },
  ];
}
