import { randomBytes } from "node:crypto";
import express, { Router } from "express";
import { html, page } from "../html.ts";
import { query } from "../http.ts";
import type { SlackAppSettings } from "./context.ts";
import type { Answer } from "./method.ts";
import type { Json, Workspace } from "./workspace.ts";

/** A code lives ten minutes at Slack and is used once. */
const CODE_MS = 600_000;

/** Installing the app: the page where a person agrees, and the exchange of its code for a token. */
export class SlackOauth {
  readonly #codes = new Map<
    string,
    { teamId: string; user: string; redirectUri: string; scopes: string[]; until: number }
  >();

  constructor(
    private readonly workspace: Workspace,
    private readonly app: SlackAppSettings,
    private readonly now: () => number,
  ) {}

  /** What a person's "allow" comes to: the address their browser goes to. */
  allow(request: { teamId: string; user: string; redirectUri: string; state: string; scopes: string[] }): string {
    const code = randomBytes(16).toString("hex");
    this.#codes.set(code, { ...request, until: this.now() + CODE_MS });
    const back = new URL(request.redirectUri);
    back.searchParams.set("code", code);
    back.searchParams.set("state", request.state);
    return back.href;
  }

  /** oauth.v2.access: credentials as Basic authorization or as arguments. */
  exchange(args: Json, authorization: string | undefined): Answer {
    const basic = /^Basic (.+)$/i.exec(authorization ?? "")?.[1];
    const [id, secret] = basic
      ? Buffer.from(basic, "base64").toString().split(":")
      : [args.client_id, args.client_secret];
    if (id !== this.app.clientId) return { ok: false, error: "invalid_client_id" };
    if (secret !== this.app.clientSecret) return { ok: false, error: "bad_client_secret" };
    const code = this.#codes.get(String(args.code));
    this.#codes.delete(String(args.code));
    if (!code || this.now() > code.until) return { ok: false, error: "invalid_code" };
    if (args.redirect_uri !== undefined && args.redirect_uri !== code.redirectUri) {
      return { ok: false, error: "bad_redirect_uri" };
    }
    const team = this.workspace.teams.get(code.teamId);
    if (!team) return { ok: false, error: "invalid_team_for_non_distributed_app" };
    team.botToken ??= `xoxb-sandbox-${team.id.toLowerCase()}-${randomBytes(6).toString("hex")}`;
    team.scopes = code.scopes;
    return {
      ok: true,
      app_id: this.app.appId,
      authed_user: { id: code.user },
      scope: code.scopes.join(","),
      token_type: "bot",
      access_token: team.botToken,
      bot_user_id: team.botUserId,
      team: { id: team.id, name: team.name },
      enterprise: null,
      is_enterprise_install: false,
    };
  }
}

/** `/slack/oauth/v2/authorize`: "Kolega wants to work in ...", allow or cancel. */
export function oauthRouter(workspace: Workspace, oauth: SlackOauth, app: SlackAppSettings): Router {
  const router = Router();
  router.get("/slack/oauth/v2/authorize", (req, res) => {
    const redirectUri = query(req, "redirect_uri") ?? "";
    if (query(req, "client_id") !== app.clientId || !URL.canParse(redirectUri)) {
      return void res.status(400).send(page("Slack", html`<p>invalid_client_id / bad_redirect_uri</p>`));
    }
    const scopes = (query(req, "scope") ?? "").split(",").filter(Boolean);
    const teams = [...workspace.teams.values()].map((team) => html`<option value="${team.id}">${team.name}</option>`);
    res.send(
      page(
        "Slack",
        html`<h1>Kolega minta izin / asks for permission</h1>
          <ul>${scopes.map((scope) => html`<li>${scope}</li>`)}</ul>
          <form method="post" action="/slack/oauth/v2/authorize">
            <input type="hidden" name="redirect_uri" value="${redirectUri}">
            <input type="hidden" name="state" value="${query(req, "state") ?? ""}">
            <input type="hidden" name="scope" value="${scopes.join(",")}">
            <label for="team">Workspace</label><select id="team" name="team">${teams}</select>
            <button name="answer" value="allow">Izinkan / Allow</button>
            <button class="quiet" name="answer" value="cancel">Batal / Cancel</button>
          </form>`,
      ),
    );
  });
  router.post("/slack/oauth/v2/authorize", express.urlencoded({ extended: false }), (req, res) => {
    const form = req.body as Record<string, string | undefined>;
    const redirectUri = form.redirect_uri ?? "";
    if (!URL.canParse(redirectUri)) return void res.status(400).send("bad_redirect_uri");
    if (form.answer !== "allow") {
      const back = new URL(redirectUri);
      back.searchParams.set("error", "access_denied");
      back.searchParams.set("state", form.state ?? "");
      return res.redirect(303, back.href);
    }
    const teamId = form.team ?? "";
    const user = [...workspace.people.values()].find((person) => person.teamId === teamId)?.id ?? "U0ADMIN";
    const scopes = (form.scope ?? "").split(",").filter(Boolean);
    return res.redirect(303, oauth.allow({ teamId, user, redirectUri, state: form.state ?? "", scopes }));
  });
  return router;
}
