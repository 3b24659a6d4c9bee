import { ExpressReceiver, type Installation, type Logger } from "@slack/bolt";
import type { SlackClientOptions } from "./client.ts";
import { SLACK_WORDS } from "./locale.ts";
import { BOT_SCOPES } from "./manifest.ts";
import type { Handler } from "./receiver.ts";

/** A workspace that installed the app. The token belongs in the vault. */
export interface SlackInstallation {
  readonly account: string;
  readonly name: string;
  readonly token: string;
  readonly botUserId: string;
  readonly scopes: readonly string[];
  /** Who installed it. */
  readonly installedBy: string;
}

export interface InstallOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs the state of an installation; any long secret of ours. */
  readonly stateSecret: string;
  /** `https://.../slack/oauth_redirect`, as in the app's settings. */
  readonly redirectUri: string;
  /** Slack's consent page; another one in tests and in demo mode. */
  readonly authorizationUrl?: string;
  save(installation: SlackInstallation): Promise<void>;
}

/** `/slack/install` and `/slack/oauth_redirect` by Bolt's own installer: state in a signed value and in a cookie. */
export function installerFor(install: InstallOptions, options: SlackClientOptions, logger: Logger): Handler {
  const page = (text: string): string =>
    `<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kolega</title><body style="font:16px system-ui;max-width:32rem;margin:4rem auto;padding:1rem"><p>${text}</p></body></html>`;
  const both = (key: "installed" | "notInstalled"): string =>
    `${SLACK_WORDS.id[key]}</p><p lang="en">${SLACK_WORDS.en[key]}`;
  const installer = new ExpressReceiver({
    // Serves no events: those have a receiver of their own.
    endpoints: {},
    signingSecret: "unused: this receiver has no event routes",
    logger,
    clientId: install.clientId,
    clientSecret: install.clientSecret,
    stateSecret: install.stateSecret,
    redirectUri: install.redirectUri,
    scopes: [...BOT_SCOPES],
    installationStore: {
      storeInstallation: async (installation) => install.save(installationOf(installation)),
      fetchInstallation: () => Promise.reject(new Error("tokens come from the vault")),
    },
    installerOptions: {
      directInstall: true,
      redirectUriPath: new URL(install.redirectUri).pathname,
      authorizationUrl: install.authorizationUrl,
      clientOptions: { slackApiUrl: options.slackApiUrl },
      callbackOptions: {
        success: (_installation, _options, _req, res) => {
          res.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page(both("installed")));
        },
        failure: (_error, _options, _req, res) => {
          res.writeHead(400, { "content-type": "text/html; charset=utf-8" }).end(page(both("notInstalled")));
        },
      },
    },
  });
  return installer.router as unknown as Handler;
}

function installationOf(installation: Installation): SlackInstallation {
  const { team, bot, user } = installation;
  // An organization-wide installation has no workspace of its own; the manifest does not offer one.
  if (!team || !bot) throw new Error("not installed in a workspace");
  return {
    account: team.id,
    name: team.name ?? team.id,
    token: bot.token,
    botUserId: bot.userId,
    scopes: bot.scopes,
    installedBy: user.id,
  };
}
