import type { RequestHandler } from "express";
import { isCommandName } from "../../bots/runtime/menu.ts";
import { createSlackChannel } from "../../bots/slack/channel.ts";
import type { SlackHooks } from "../../bots/slack/listeners.ts";
import { createSlackReceiver } from "../../bots/slack/receiver.ts";
import { type SlackSocket, startSlackSocket } from "../../bots/slack/socket.ts";
import type { ChannelConfig } from "../config-channels.ts";
import { knowsConversation } from "./conversations.ts";
import type { ChannelParts, RunningChannel } from "./running.ts";
import { createSlackHome } from "./slack-home.ts";
import { createSlackInstallations } from "./slack-installations.ts";

/** Slack over HTTP, or over Socket Mode when there is an app token; the same listeners either way. */
export function openSlack(config: NonNullable<ChannelConfig["slack"]>, parts: ChannelParts): RunningChannel {
  const { house, receiver, publicUrl } = parts;
  const installations = createSlackInstallations({
    db: house.db,
    vault: house.ports.vault,
    clock: house.clock,
    ownToken: config.botToken,
  });
  const client = { tokenOf: installations.tokenOf, slackApiUrl: config.apiUrl, log: house.log };
  const channel = createSlackChannel(client);
  const hooks: SlackHooks = {
    inConversation: (account, conversation) => knowsConversation(house.db, { channel: "slack", account }, conversation),
    uninstalled: installations.remove,
    isCommand: (name) => isCommandName(house.registry, name),
    ...createSlackHome(house, parts.linksUrl),
  };
  const { signingSecret, appToken } = config;
  const serve = (secret: string): RequestHandler =>
    createSlackReceiver({
      ...client,
      signingSecret: secret,
      receiver,
      hooks,
      install: config.oauth && {
        ...config.oauth,
        stateSecret: parts.secretFor("slack-install"),
        redirectUri: `${publicUrl}/slack/oauth_redirect`,
        authorizationUrl: config.apiUrl && new URL("../oauth/v2/authorize", config.apiUrl).href,
        save: installations.save,
      },
    }).router as RequestHandler;
  let socket: SlackSocket | undefined;
  return {
    channel,
    openDoor: signingSecret === undefined ? undefined : () => serve(signingSecret),
    receive:
      appToken === undefined
        ? undefined
        : async () => {
            socket = await startSlackSocket({ ...client, appToken, receiver, hooks });
          },
    address: () => Promise.resolve({ slack: { name: "Kolega" } }),
    async close() {
      await socket?.stop();
    },
  };
}
