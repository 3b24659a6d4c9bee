import type { App } from "@slack/bolt";
import type { Locale } from "../../core/kernel/actor.ts";
import type { OutgoingContent } from "../runtime/channel.ts";
import type { Receiver } from "../runtime/receiver.ts";
import { publishHome } from "./channel.ts";
import { type SlackClients, type SuggestedPrompt, suggestPrompts } from "./client.ts";
import { isDirect } from "./conversation.ts";
import { accountOf, GREETING, type Json, plainWords, readMessageEvent, readPress, senderOf, teamOf } from "./events.ts";
import { homeView, unfurlOf } from "./home.ts";
import { SLACK_WORDS } from "./locale.ts";
import type { SlackLog } from "./logger.ts";
import { joinTrigger, readSubmission } from "./modal.ts";

/** A person of a workspace, as Slack names them. */
export interface SlackIdentity {
  readonly account: string;
  readonly externalId: string;
}

/** What the receiver needs of the house, besides the inbox. */
export interface SlackHooks {
  /** Whether the bot already takes part in a conversation; asked for replies in threads that mention nobody. */
  inConversation(account: string, conversation: string): Promise<boolean>;
  /** The app was removed: its token is dead. Throw, and Slack tells us again. */
  uninstalled(account: string): Promise<void>;
  /** What a person's home tab shows. */
  homeFor?(person: SlackIdentity): Promise<OutgoingContent | undefined>;
  /** A preview of one of our links, for everybody who reads the chat. */
  unfurl?(person: SlackIdentity, url: string): Promise<OutgoingContent | undefined>;
  /** Suggestions above the composer of an empty chat. */
  suggestionsFor?(person: SlackIdentity): Promise<readonly SuggestedPrompt[]>;
  /** Whether this is the name of a command, so that `/kolega menu` is what `/menu` is elsewhere. */
  isCommand?(name: string): boolean;
  /** The language of what a shortcut says; Indonesian where it is not known. */
  localeOf?(person: SlackIdentity): Promise<Locale>;
}

export interface ListenerDependencies {
  readonly receiver: Receiver;
  readonly clients: SlackClients;
  readonly hooks: SlackHooks;
  readonly log: SlackLog;
}

/** The names Slack's settings page and the manifest have for them. */
export const COMMAND = "/kolega";
export const NEW_CAMPAIGN = "new_campaign";
export const CHECK_POST = "check_post";
export const EVENTS = [
  "message",
  "app_mention",
  "app_home_opened",
  "link_shared",
  "app_uninstalled",
  "tokens_revoked",
] as const;

/** `/kolega stop` is the word that must not wait behind a running turn. */
const STOP = /^(stop|cancel|batal|berhenti)$/i;

/**
 * The same listeners for HTTP and Socket Mode. They keep what came in and return; a failure of the inbox is thrown, so
 * that Slack is answered with one. Home tabs, previews and suggestions are best effort and never hold an answer back.
 */
export function listen(app: App, deps: ListenerDependencies): void {
  const { receiver, clients, hooks } = deps;

  const keepMessage = async (body: Json): Promise<void> => {
    const arrived = readMessageEvent(body);
    if (!arrived) return;
    const { account, externalId, message } = arrived;
    if (arrived.onlyIfKnown && !(await hooks.inConversation(account, message.conversation))) return;
    await receiver.message({ channel: "slack", account, externalId }, message);
  };
  app.event("message", ({ body }) => keepMessage(body as unknown as Json));
  app.event("app_mention", ({ body }) => keepMessage(body as unknown as Json));

  app.action(/.*/, async ({ body, ack }) => {
    const arrived = readPress(body as unknown as Json);
    if (arrived) {
      const { account, externalId, press } = arrived;
      await receiver.press({ channel: "slack", account, externalId }, press);
    }
    await ack();
  });

  app.view({ callback_id: /^kolega_form:/, type: "view_submission" }, async ({ body, view, ack }) => {
    const payload = body as unknown as Json;
    const submission = readSubmission(view as unknown as Json);
    if (submission?.kind === "wrong") {
      await ack({ response_action: "errors", errors: { ...submission.errors } });
      return;
    }
    if (submission) {
      const { token, conversation } = submission.metadata;
      const account = teamOf(payload);
      await receiver.press(
        { channel: "slack", account, externalId: `v:${view.id}` },
        {
          conversation,
          from: senderOf(payload),
          token,
          fields: submission.fields,
          direct: isDirect(conversation),
          trigger: joinTrigger(account, String(payload.trigger_id ?? "")),
        },
      );
    }
    await ack();
  });

  /** What a command or shortcut says, in the person's own chat: it may have been used where others read. */
  const saidPrivately = async (
    account: string,
    from: { externalId: string; name: string },
    id: string,
    text: string,
  ) => {
    const conversation = await clients.directChat(account, from.externalId);
    await receiver.message(
      { channel: "slack", account, externalId: `t:${id}` },
      { conversation, from, text, direct: true },
    );
  };

  /** A single word that names a command, as it is typed elsewhere. */
  const named = (words: string): string => {
    const name = words.toLowerCase().replace(/^\//, "");
    return hooks.isCommand?.(name) ? `/${name}` : "";
  };

  app.command(COMMAND, async ({ command, ack }) => {
    const words = plainWords(command.text, "").trim();
    const text = STOP.test(words) ? "/stop" : named(words) || words || GREETING;
    const from = { externalId: command.user_id, name: command.user_name };
    if (isDirect(command.channel_id)) {
      await receiver.message(
        { channel: "slack", account: command.team_id, externalId: `t:${command.trigger_id}` },
        { conversation: command.channel_id, from, text, direct: true },
      );
      await ack();
      return;
    }
    await saidPrivately(command.team_id, from, command.trigger_id, text);
    const { privately } = SLACK_WORDS[await localeOf(deps, { account: command.team_id, externalId: command.user_id })];
    await ack({ response_type: "ephemeral", text: privately });
  });

  app.shortcut(NEW_CAMPAIGN, async ({ body, shortcut, ack }) => {
    const payload = body as unknown as Json;
    const from = senderOf(payload);
    const account = teamOf(payload);
    const words = SLACK_WORDS[await localeOf(deps, { account, externalId: from.externalId })];
    await saidPrivately(account, from, shortcut.trigger_id, words.newCampaign);
    await ack();
  });

  app.shortcut(CHECK_POST, async ({ body, shortcut, ack }) => {
    const payload = body as unknown as Json;
    const from = senderOf(payload);
    const account = teamOf(payload);
    const words = SLACK_WORDS[await localeOf(deps, { account, externalId: from.externalId })];
    const message = payload.message as Json | undefined;
    await saidPrivately(
      account,
      from,
      shortcut.trigger_id,
      `${words.checkPost}\n${plainWords(String(message?.text ?? ""), "")}`,
    );
    await ack();
  });

  const besides = (what: string, work: () => Promise<void>): void => {
    work().catch((error: unknown) => {
      deps.log.warn({ part: "slack", reason: error instanceof Error ? error.name : "unknown" }, `slack: no ${what}`);
    });
  };

  app.event("app_home_opened", async ({ event, body }) => {
    const person = { account: accountOf(body as unknown as Json), externalId: event.user };
    if (event.tab === "home") besides("home tab", () => refreshHome(deps, person, event.channel));
    else besides("suggestions", () => suggest(deps, person, event.channel));
  });

  app.event("link_shared", async ({ event, body }) => {
    const person = { account: accountOf(body as unknown as Json), externalId: event.user };
    besides("preview", () => unfurlOf(deps, person, event));
  });

  app.event("app_uninstalled", ({ body }) => hooks.uninstalled(accountOf(body as unknown as Json)));
  app.event("tokens_revoked", async ({ event, body }) => {
    if ((event.tokens.bot ?? []).length > 0) await hooks.uninstalled(accountOf(body as unknown as Json));
  });
}

/** Makes a person's home tab anew; `conversation` is their chat with the app, where presses there are answered. */
export async function refreshHome(
  deps: Pick<ListenerDependencies, "clients" | "hooks">,
  person: SlackIdentity,
  conversation?: string,
): Promise<void> {
  const content = await deps.hooks.homeFor?.(person);
  if (!content) return;
  const chat = conversation ?? (await deps.clients.directChat(person.account, person.externalId));
  await publishHome(deps.clients, person, homeView(content, chat));
}

async function suggest(deps: ListenerDependencies, person: SlackIdentity, channel: string): Promise<void> {
  const prompts = await deps.hooks.suggestionsFor?.(person);
  if (prompts && prompts.length > 0) await suggestPrompts(deps.clients, person.account, channel, prompts);
}

async function localeOf(deps: ListenerDependencies, person: SlackIdentity): Promise<Locale> {
  return (await deps.hooks.localeOf?.(person)) ?? "id";
}
