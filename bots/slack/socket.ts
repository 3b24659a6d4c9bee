import { type App, type ReceiverEvent, SocketModeReceiver } from "@slack/bolt";
import type { Receiver } from "../runtime/receiver.ts";
import { type SlackClientOptions, SlackClients } from "./client.ts";
import { type ListenerDependencies, listen, refreshHome, type SlackHooks, type SlackIdentity } from "./listeners.ts";
import { slackLogger } from "./logger.ts";
import { boltApp } from "./receiver.ts";

export interface SlackSocketOptions extends SlackClientOptions {
  /** App-level token (`xapp-`) with connections:write. */
  readonly appToken: string;
  readonly receiver: Receiver;
  readonly hooks: SlackHooks;
  /** How long the server may be silent, and how long to wait before each reconnect (doubled, trebled ...). */
  readonly pingTimeoutMs?: number;
}

export interface SlackSocket {
  refreshHome(person: SlackIdentity): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Acknowledges an envelope after the listeners, not before as Bolt does by itself: what could not be kept is not
 * acknowledged, and Slack sends it again. Its promise stays weaker than HTTP's: while no connection is open, Slack
 * keeps nothing but its three repeats, and presses are not repeated at all.
 */
class KeepingReceiver extends SocketModeReceiver {
  override init(app: App): void {
    const keeping = {
      processEvent: async (event: ReceiverEvent): Promise<void> => {
        let answer: { readonly body: Parameters<ReceiverEvent["ack"]>[0] } | undefined;
        await app.processEvent({
          ...event,
          ack: async (body) => {
            answer = { body };
          },
        });
        if (answer) await event.ack(answer.body);
      },
    };
    super.init(keeping as unknown as App);
  }
}

/** Slack over Socket Mode, for development and for houses behind NAT. Resolves once connected. */
export async function startSlackSocket(options: SlackSocketOptions): Promise<SlackSocket> {
  if (options.appToken.trim() === "") throw new Error("Slack's Socket Mode needs an app token (SLACK_APP_TOKEN)");
  const receiver = new KeepingReceiver({
    appToken: options.appToken,
    logger: slackLogger(options.log),
    clientPingTimeout: options.pingTimeoutMs,
    installerOptions: { clientOptions: { slackApiUrl: options.slackApiUrl } },
    processEventErrorHandler: async ({ error }) => {
      options.log.error({ part: "slack", reason: error.name }, "slack: an event was not kept");
      return false;
    },
  });
  const deps: ListenerDependencies = { ...options, clients: new SlackClients(options) };
  listen(boltApp(receiver, options), deps);
  await receiver.start();
  return { refreshHome: (person) => refreshHome(deps, person), stop: () => receiver.stop().then(() => undefined) };
}
