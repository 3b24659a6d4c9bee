import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { Router } from "express";
import { apiRouter } from "./api.ts";
import { chatRouter } from "./chat.ts";
import type { SlackAppSettings, SlackContext } from "./context.ts";
import { controlRouter } from "./control.ts";
import { SlackDelivery } from "./delivery.ts";
import { SLACK_DEMO_APP, SLACK_DEMO_TEAM } from "./demo.ts";
import { SlackFaults } from "./faults.ts";
import { METHOD_SCOPE } from "./limits.ts";
import { fileRouter } from "./methods-files.ts";
import { oauthRouter, SlackOauth } from "./oauth.ts";
import { SlackUser } from "./people.ts";
import { SlackRates } from "./rates.ts";
import { responseRouter } from "./responses.ts";
import { SocketHub } from "./socket.ts";
import { type SlackMessage, seedTeam, type TeamSeed, Workspace } from "./workspace.ts";

export interface SlackSandboxOptions {
  /** Where the stand-in is reached, without a trailing slash; asked late, as a port is known late. */
  readonly publicUrl: () => string;
  /** The app's request URL (`.../slack/events`); without it only Socket Mode delivers. */
  readonly requestUrl?: () => string | undefined;
  readonly socketMode?: boolean;
  readonly app?: Partial<SlackAppSettings>;
  readonly teams?: readonly TeamSeed[];
  /** Multiplies the waits between repeats of an event (1 as at Slack). */
  readonly timeFactor?: number;
  /** Multiplies the rate limits (1 as at Slack). */
  readonly rateFactor?: number;
  readonly now?: () => number;
}

export interface SlackSandbox {
  readonly router: Router;
  readonly ctx: SlackContext;
  /** Hand every upgrade of the HTTP server to it; false: not Slack's. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  readonly sockets: SocketHub;
  person(id: string, teamId?: string): SlackUser;
  /** What a chat shows, oldest first; `reader` also sees what only they may. */
  messages(channel: string, reader?: string, teamId?: string): SlackMessage[];
  /** The app is removed from a workspace: its token dies, and it is told. */
  uninstall(teamId: string): void;
  close(): void;
}

/** Slack as the app and people meet it: Web API, events, Socket Mode, installation, pages. Mount `router` first. */
export function createSlackSandbox(options: SlackSandboxOptions): SlackSandbox {
  const now = options.now ?? Date.now;
  const app: SlackAppSettings = {
    ...SLACK_DEMO_APP,
    unfurlDomains: ["localhost", "kolega.test"],
    scopes: [...new Set([...Object.values(METHOD_SCOPE), "commands", "app_mentions:read", "files:read", "links:read"])],
    ...options.app,
  };
  const workspace = new Workspace(now);
  for (const team of options.teams ?? [SLACK_DEMO_TEAM]) seedTeam(workspace, team, app.scopes);
  const faults = new SlackFaults();
  const sockets = new SocketHub(app.appId);
  const delivery = new SlackDelivery({
    app,
    faults,
    sockets,
    requestUrl: options.requestUrl ?? (() => undefined),
    socketMode: options.socketMode ?? false,
    timeFactor: options.timeFactor ?? 1,
    now,
  });
  const oauth = new SlackOauth(workspace, app, now);
  const ctx: SlackContext = {
    workspace,
    app,
    rates: new SlackRates(now, options.rateFactor ?? 1),
    faults,
    oauth,
    delivery,
    revoked: new Set(),
    calls: [],
    dropSockets: (how) => sockets.drop(how),
    now,
    publicUrl: options.publicUrl,
    socketUrl: () => `${options.publicUrl().replace(/^http/, "ws")}${sockets.newPath()}`,
  };
  const person = (id: string, teamId = SLACK_DEMO_TEAM.id): SlackUser => {
    const found = workspace.person(teamId, id);
    const team = workspace.teams.get(teamId);
    if (!found || !team) throw new Error(`no person ${id} in ${teamId}`);
    return new SlackUser(ctx, found, team);
  };
  const router = Router();
  router.use(apiRouter(ctx), fileRouter(ctx), oauthRouter(workspace, oauth, app), responseRouter(ctx));
  router.use(controlRouter(ctx, person), chatRouter(ctx, person));
  return {
    router,
    ctx,
    sockets,
    upgrade: (request, socket, head) => sockets.upgrade(request, socket, head),
    person,
    messages: (channel, reader, teamId = SLACK_DEMO_TEAM.id) => workspace.conversation(teamId, channel, reader),
    uninstall(teamId) {
      const team = workspace.teams.get(teamId);
      if (!team?.botToken) return;
      ctx.revoked.add(team.botToken);
      team.botToken = undefined;
      delivery.event(team, { type: "tokens_revoked", tokens: { oauth: [], bot: [team.botUserId] } });
      delivery.event(team, { type: "app_uninstalled" });
    },
    close() {
      delivery.close();
      sockets.close();
    },
  };
}
