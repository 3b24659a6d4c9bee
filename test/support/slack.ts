import express from "express";
import type { Channel, OutgoingCard, OutgoingContent } from "../../bots/runtime/channel.ts";
import { createReceiver, type Receiver } from "../../bots/runtime/receiver.ts";
import { createSlackChannel } from "../../bots/slack/channel.ts";
import type { InstallOptions, SlackInstallation } from "../../bots/slack/install.ts";
import type { SlackHooks } from "../../bots/slack/listeners.ts";
import type { SlackLog } from "../../bots/slack/logger.ts";
import { createSlackReceiver, EVENTS_PATH, type SlackReceiver } from "../../bots/slack/receiver.ts";
import { type SlackSocket, startSlackSocket } from "../../bots/slack/socket.ts";
import type { Database } from "../../core/db/types.ts";
import { conversationLane } from "../../core/inbox/ingress.ts";
import type { Secrets } from "../../core/usecase/secrets.ts";
import { SLACK_DEMO_APP } from "../../sandbox/slack/demo.ts";
import { createSlackSandbox, type SlackSandbox, type SlackSandboxOptions } from "../../sandbox/slack/server.ts";
import { serveWithOutages } from "./outage.ts";

/** A row of the inbox as tests look at it. */
export interface KeptEvent {
  readonly channel: string;
  readonly account: string;
  readonly externalId: string;
  readonly laneKey: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface SlackWorld {
  readonly slack: SlackSandbox;
  /** Where the stand-in is. */
  readonly slackUrl: string;
  /** Where our app is. */
  readonly appUrl: string;
  readonly channel: Channel;
  readonly http: SlackReceiver | undefined;
  readonly socket: SlackSocket | undefined;
  readonly installations: SlackInstallation[];
  readonly uninstalled: string[];
  /** Everything that Slack's libraries and we logged. */
  readonly logged: string[];
  /** Slack cannot be reached, and reaches nobody, until `back`. */
  away(): Promise<void>;
  back(): Promise<void>;
  /** What the inbox kept since the world began. */
  kept(): Promise<KeptEvent[]>;
  close(): Promise<void>;
}

export interface SlackWorldOptions {
  readonly secrets: Secrets;
  readonly db: Database;
  readonly socketMode?: boolean;
  readonly hooks?: Partial<SlackHooks>;
  readonly sandbox?: Partial<SlackSandboxOptions>;
  /** Stands before the inbox, to let it fail. */
  readonly receiver?: (real: Receiver) => Receiver;
  /** In place of `logged`. */
  readonly log?: SlackLog;
  readonly timeoutMs?: number;
  readonly gapMs?: number;
}

/** Slack's stand-in and our Slack parts with the real inbox, each on a port of its own. */
export async function startSlackWorld(options: SlackWorldOptions): Promise<SlackWorld> {
  const first = await options.db.transaction({ role: "platform" }, (tx) =>
    tx.first<{ id: bigint }>("SELECT coalesce(max(id), 0) AS id FROM inbound_event"),
  );
  let slackUrl = "";
  let appUrl = "";
  const slack = createSlackSandbox({
    publicUrl: () => slackUrl,
    requestUrl: () => (options.socketMode ? undefined : `${appUrl}${EVENTS_PATH}`),
    socketMode: options.socketMode,
    timeFactor: 0.001,
    rateFactor: 100,
    ...options.sandbox,
  });
  const slackServer = await serveWithOutages(express().use(slack.router));
  slackServer.server.on("upgrade", (req, socket, head) => slack.upgrade(req, socket, head));
  slackUrl = slackServer.url;

  const logged: string[] = [];
  const record = (fields: object, message: string): void => void logged.push(`${message} ${JSON.stringify(fields)}`);
  const log = options.log ?? { warn: record, error: record };
  const installations: SlackInstallation[] = [];
  const uninstalled: string[] = [];
  const client = {
    tokenOf: async (account: string) => slack.ctx.workspace.teams.get(account)?.botToken,
    slackApiUrl: `${slackUrl}/slack/api/`,
    log,
    timeoutMs: options.timeoutMs,
  };
  const real = createReceiver(options.db, () => undefined, options.secrets);
  const hooks: SlackHooks = {
    inConversation: (account, conversation) =>
      options.db.transaction({ role: "platform" }, async (tx) => {
        const lane = conversationLane("slack", account, conversation);
        return (await tx.first("SELECT 1 FROM lane WHERE key = $1", [lane])) !== undefined;
      }),
    uninstalled: async (account) => void uninstalled.push(account),
    ...options.hooks,
  };
  const common = { ...client, hooks, receiver: options.receiver?.(real) ?? real };
  const app = express();
  const appServer = await serveWithOutages(app);
  appUrl = appServer.url;
  const install: InstallOptions = {
    clientId: SLACK_DEMO_APP.clientId,
    clientSecret: SLACK_DEMO_APP.clientSecret,
    stateSecret: "a long secret for states of installations",
    redirectUri: `${appUrl}/slack/oauth_redirect`,
    authorizationUrl: `${slackUrl}/slack/oauth/v2/authorize`,
    save: async (installation) => void installations.push(installation),
  };
  const http = options.socketMode
    ? undefined
    : createSlackReceiver({ ...common, signingSecret: SLACK_DEMO_APP.signingSecret, install });
  if (http) app.use(http.router);
  const socket = options.socketMode
    ? await startSlackSocket({ ...common, appToken: SLACK_DEMO_APP.appToken, pingTimeoutMs: 200 })
    : undefined;

  return {
    slack,
    slackUrl,
    appUrl,
    channel: createSlackChannel({ ...client, gapMs: options.gapMs ?? 0 }),
    http,
    socket,
    installations,
    uninstalled,
    logged,
    async away() {
      // A server does not end the connections that were handed over as sockets.
      slack.sockets.drop("cut");
      await Promise.all([slackServer.away(), appServer.away()]);
    },
    async back() {
      await Promise.all([slackServer.back(), appServer.back()]);
    },
    async kept() {
      await slack.ctx.delivery.idle();
      return options.db.transaction({ role: "platform" }, (tx) =>
        tx.query<KeptEvent>("SELECT * FROM inbound_event WHERE id > $1 ORDER BY id", [first?.id ?? 0n]),
      );
    },
    async close() {
      await socket?.stop();
      slack.close();
      await Promise.all([slackServer.close(), appServer.close()]);
    },
  };
}

let made = 0;

/** A message ready for a channel, as the runtime hands it over. */
export function outgoing(content: Partial<OutgoingContent> & { card?: OutgoingCard }): OutgoingContent {
  made += 1;
  return { locale: "id", template: "reply", outboundId: `out_${made}`, ...content };
}
