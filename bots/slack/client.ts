import { webApi } from "@slack/bolt";
import { ChannelError } from "../runtime/channel.ts";
import { LIMITS } from "./limits.ts";
import { type SlackLog, slackLogger } from "./logger.ts";

/** Slack's own address; another one in tests and in demo mode. */
export const SLACK_API_URL = "https://slack.com/api/";
const TIMEOUT_MS = 10_000;

export interface SlackClientOptions {
  /** The bot's token in a workspace (account: its team id); nothing where the app is not installed. */
  tokenOf(account: string): Promise<string | undefined>;
  readonly slackApiUrl?: string;
  readonly log: SlackLog;
  readonly timeoutMs?: number;
}

/** Slack's Web API by workspace, never retrying by itself: the outbox does that. */
export class SlackClients {
  readonly #clients = new Map<string, webApi.WebClient>();
  readonly #directs = new Map<string, string>();
  readonly apiUrl: string;

  constructor(private readonly options: SlackClientOptions) {
    this.apiUrl = options.slackApiUrl ?? SLACK_API_URL;
  }

  /** Throws ChannelError `refused` where the app is not installed. */
  async of(account: string): Promise<webApi.WebClient> {
    return this.#clientFor(await this.token(account));
  }

  async token(account: string): Promise<string> {
    const token = await this.options.tokenOf(account);
    if (!token) throw new ChannelError("refused", "slack: not installed in this workspace");
    return token;
  }

  /** A person's direct chat with the app. */
  async directChat(account: string, person: string): Promise<string> {
    const key = `${account}:${person}`;
    const known = this.#directs.get(key);
    if (known) return known;
    const client = await this.of(account);
    const opened = await client.conversations.open({ users: person });
    const id = opened.channel?.id;
    if (!id) throw new ChannelError("refused", "slack: no direct chat");
    this.#directs.set(key, id);
    return id;
  }

  #clientFor(token: string): webApi.WebClient {
    const known = this.#clients.get(token);
    if (known) return known;
    const client = new webApi.WebClient(token, {
      slackApiUrl: this.apiUrl,
      logger: slackLogger(this.options.log),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: this.options.timeoutMs ?? TIMEOUT_MS,
      allowAbsoluteUrls: false,
    });
    this.#clients.set(token, client);
    return client;
  }
}

/** At most so many suggestions above the composer (docs.slack.dev, assistant.threads.setSuggestedPrompts). */
export interface SuggestedPrompt {
  readonly title: string;
  readonly message: string;
}

export async function suggestPrompts(
  clients: SlackClients,
  account: string,
  channel: string,
  prompts: readonly SuggestedPrompt[],
): Promise<void> {
  const client = await clients.of(account);
  await client.assistant.threads.setSuggestedPrompts({
    channel_id: channel,
    prompts: prompts.slice(0, LIMITS.suggestedPrompts).map(({ title, message }) => ({ title, message })),
  } as Parameters<typeof client.assistant.threads.setSuggestedPrompts>[0]);
}
