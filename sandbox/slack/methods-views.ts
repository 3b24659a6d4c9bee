import { randomBytes } from "node:crypto";
import { findViewErrors } from "./blocks.ts";
import { type Method, refuse } from "./method.ts";
import type { Json, SlackView } from "./workspace.ts";

/** A view as Slack hands it back: with its id, hash and who installed it. */
export function viewPayload(view: SlackView): Json {
  return {
    ...view.view,
    id: view.id,
    hash: view.hash,
    team_id: view.teamId,
    app_installed_team_id: view.teamId,
    private_metadata: view.view.private_metadata ?? "",
    callback_id: view.view.callback_id ?? "",
  };
}

const newHash = (): string => randomBytes(6).toString("hex");

const open: Method = (ctx, args, team) => {
  const view = args.view as Json;
  // Slack looks at the view first: a bad one does not use the trigger up.
  const errors = findViewErrors(view);
  if (errors.length > 0) return refuse("invalid_arguments", errors);
  const trigger = ctx.workspace.takeTrigger(args.trigger_id);
  if (typeof trigger === "string") return refuse(trigger);
  const opened: SlackView = {
    id: ctx.workspace.id("V"),
    teamId: team.id,
    user: trigger.user,
    view,
    hash: newHash(),
    closed: false,
  };
  ctx.workspace.views.set(opened.id, opened);
  ctx.workspace.changed();
  return { ok: true, view: viewPayload(opened) };
};

const update: Method = (ctx, args, team) => {
  const known = ctx.workspace.views.get(String(args.view_id));
  if (!known || known.teamId !== team.id || known.closed) return refuse("not_found");
  if (args.hash !== undefined && args.hash !== known.hash) return refuse("hash_conflict");
  const errors = findViewErrors(args.view);
  if (errors.length > 0) return refuse("invalid_arguments", errors);
  known.view = args.view as Json;
  known.hash = newHash();
  ctx.workspace.changed();
  return { ok: true, view: viewPayload(known) };
};

const publish: Method = (ctx, args, team) => {
  const person = ctx.workspace.person(team.id, String(args.user_id));
  if (!person) return refuse("user_not_found");
  const view = args.view as Json;
  const errors = findViewErrors(view);
  if (errors.length > 0) return refuse("invalid_arguments", errors);
  if (view.type !== "home")
    return refuse("invalid_arguments", ["[ERROR] must be a home view [json-pointer:/view/type]"]);
  const key = `${team.id}:${person.id}`;
  const id = ctx.workspace.homes.get(key)?.id ?? ctx.workspace.id("V");
  const home: SlackView = { id, teamId: team.id, user: person.id, view, hash: newHash(), closed: false };
  ctx.workspace.homes.set(key, home);
  ctx.workspace.changed();
  return { ok: true, view: viewPayload(home) };
};

/** Modals and the home tab. */
export const viewMethods: Readonly<Record<string, Method>> = {
  "views.open": open,
  "views.update": update,
  "views.publish": publish,
};
