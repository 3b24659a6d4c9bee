import type { IncomingMessage, ServerResponse } from "node:http";
import {
  App,
  type Receiver as BoltReceiver,
  ExpressReceiver,
  type ReceiverUnhandledRequestHandlerArgs,
} from "@slack/bolt";
import type { Receiver } from "../runtime/receiver.ts";
import { type SlackClientOptions, SlackClients } from "./client.ts";
import { type InstallOptions, installerFor } from "./install.ts";
import { type ListenerDependencies, listen, refreshHome, type SlackHooks, type SlackIdentity } from "./listeners.ts";
import { slackLogger } from "./logger.ts";

export const EVENTS_PATH = "/slack/events";
/** Bolt refuses requests older than five minutes, not those from the future; we refuse both. */
const CLOCK_SKEW_SECONDS = 300;

/** A handler as Express takes it; channels do not import Express. */
export type Handler = (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void) => void;

export interface SlackReceiverOptions extends SlackClientOptions {
  readonly signingSecret: string;
  readonly receiver: Receiver;
  readonly hooks: SlackHooks;
  /** Several workspaces by OAuth; without it the app is installed by hand. */
  readonly install?: InstallOptions;
}

export interface SlackReceiver {
  /** Serves `/slack/events`, `/slack/install` and `/slack/oauth_redirect`. Mount it before anything that reads bodies. */
  readonly router: Handler;
  /** Makes a person's home tab anew, after something of theirs changed. */
  refreshHome(person: SlackIdentity): Promise<void>;
}

/** Slack over HTTP. Throws where the signing secret is missing: without one anybody could speak for anybody. */
export function createSlackReceiver(options: SlackReceiverOptions): SlackReceiver {
  if (options.signingSecret.trim() === "") throw new Error("Slack needs its signing secret (SLACK_SIGNING_SECRET)");
  const logger = slackLogger(options.log);
  const events = new ExpressReceiver({
    signingSecret: options.signingSecret,
    endpoints: EVENTS_PATH,
    // The answer goes out after the listeners, so that a failed insert is a failed delivery.
    processBeforeResponse: true,
    logger,
    unhandledRequestHandler: answerLate,
  });
  const deps: ListenerDependencies = { ...options, clients: new SlackClients(options) };
  listen(boltApp(events, options), deps);
  const installer = options.install && installerFor(options.install, options, logger);

  const router: Handler = (req, res, next) => {
    const path = (req.url ?? "").split("?")[0] ?? "";
    if (path === EVENTS_PATH && req.method === "POST") {
      if (fromTheFuture(req)) {
        res.writeHead(401).end();
        return;
      }
      return (events.router as unknown as Handler)(req, res, next);
    }
    if (installer && path.startsWith("/slack/")) return installer(req, res, next);
    next();
  };
  return { router, refreshHome: (person) => refreshHome(deps, person) };
}

/** Bolt with our listeners. Who the bot is stands in each event, so nothing has to be looked up before the insert. */
export function boltApp(receiver: BoltReceiver, options: SlackClientOptions): App {
  return new App({
    receiver,
    authorize: async ({ teamId }) => ({ teamId }),
    // Our own and other bots' words are dropped by what the event says of them.
    ignoreSelf: false,
    convoStore: false,
    logger: slackLogger(options.log),
    clientOptions: { slackApiUrl: options.slackApiUrl },
  });
}

function fromTheFuture(req: IncomingMessage): boolean {
  const timestamp = Number(req.headers["x-slack-request-timestamp"]);
  return timestamp > Date.now() / 1_000 + CLOCK_SKEW_SECONDS;
}

/** After three seconds Slack counts the delivery as failed anyway; it comes again and finds itself kept, or not. */
function answerLate({ response }: ReceiverUnhandledRequestHandlerArgs): void {
  if (!response.headersSent) response.writeHead(503).end();
}
