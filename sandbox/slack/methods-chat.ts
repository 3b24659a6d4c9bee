import { findBlockErrors } from "./blocks.ts";
import type { SlackContext } from "./context.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { type Answer, type Method, refuse } from "./method.ts";
import { type Json, type SlackChannel, statusKey, type Team } from "./workspace.ts";

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The chat a message goes to, or Slack's reason why not. */
function openChannel(ctx: SlackContext, team: Team, id: unknown): SlackChannel | string {
  const channel = typeof id === "string" ? ctx.workspace.channel(team.id, id) : undefined;
  if (!channel) return "channel_not_found";
  return channel.members.includes(team.botUserId) ? channel : "not_in_channel";
}

/** Refuses what Slack refuses about a message's words and blocks. */
function checkContent(args: Json): Answer | undefined {
  const words = text(args.text) ?? "";
  const blocks = args.blocks;
  if (words === "" && (!Array.isArray(blocks) || blocks.length === 0)) return refuse("no_text");
  if (words.length > SLACK_LIMITS.text) return refuse("msg_too_long");
  if (blocks === undefined || blocks === null) return undefined;
  const errors = findBlockErrors(blocks, "message");
  return errors.length > 0 ? refuse("invalid_blocks", errors) : undefined;
}

function checkImages(ctx: SlackContext, args: Json): Answer | undefined {
  for (const block of Array.isArray(args.blocks) ? (args.blocks as Json[]) : []) {
    const file = block.slack_file as Json | undefined;
    if (block.type === "image" && file && !ctx.workspace.files.get(String(file.id))?.complete) {
      return refuse("invalid_blocks", ["[ERROR] invalid slack file [json-pointer:/blocks]"]);
    }
  }
  return undefined;
}

const postMessage: Method = (ctx, args, team) => {
  const channel = openChannel(ctx, team, args.channel);
  if (typeof channel === "string") return refuse(channel);
  const bad = checkContent(args) ?? checkImages(ctx, args);
  if (bad) return bad;
  const threadTs = text(args.thread_ts);
  if (threadTs && !ctx.workspace.message(team.id, channel.id, threadTs)) return refuse("thread_not_found");
  const message = ctx.workspace.add({
    teamId: team.id,
    channel: channel.id,
    threadTs,
    user: team.botUserId,
    byBot: true,
    text: text(args.text) ?? "",
    blocks: (args.blocks as Json[] | undefined) ?? [],
    files: [],
    metadata: args.metadata,
  });
  ctx.delivery.botSpoke(team, channel, message);
  return {
    ok: true,
    channel: channel.id,
    ts: message.ts,
    message: { type: "message", user: team.botUserId, bot_id: team.botId, text: message.text, ts: message.ts },
  };
};

const postEphemeral: Method = (ctx, args, team) => {
  const channel = openChannel(ctx, team, args.channel);
  if (typeof channel === "string") return refuse(channel);
  const bad = checkContent(args);
  if (bad) return bad;
  const user = text(args.user) ?? "";
  if (!channel.members.includes(user)) return refuse("user_not_in_channel");
  const message = ctx.workspace.add({
    teamId: team.id,
    channel: channel.id,
    threadTs: text(args.thread_ts),
    user: team.botUserId,
    byBot: true,
    text: text(args.text) ?? "",
    blocks: (args.blocks as Json[] | undefined) ?? [],
    files: [],
    ephemeralFor: user,
  });
  return { ok: true, message_ts: message.ts };
};

const update: Method = (ctx, args, team) => {
  const channel = openChannel(ctx, team, args.channel);
  if (typeof channel === "string") return refuse(channel);
  const message = ctx.workspace.message(team.id, channel.id, text(args.ts) ?? "");
  if (!message || message.ephemeralFor) return refuse("message_not_found");
  if (!message.byBot) return refuse("cant_update_message");
  const bad = checkContent(args) ?? checkImages(ctx, args);
  if (bad) return bad;
  message.text = text(args.text) ?? message.text;
  if (args.blocks !== undefined) message.blocks = args.blocks as Json[];
  message.editedTs = ctx.workspace.nextTs();
  ctx.workspace.changed();
  return { ok: true, channel: channel.id, ts: message.ts, text: message.text };
};

const remove: Method = (ctx, args, team) => {
  const channel = openChannel(ctx, team, args.channel);
  if (typeof channel === "string") return refuse(channel);
  const message = ctx.workspace.message(team.id, channel.id, text(args.ts) ?? "");
  if (!message) return refuse("message_not_found");
  if (!message.byBot) return refuse("cant_delete_message");
  message.deleted = true;
  ctx.workspace.changed();
  return { ok: true, channel: channel.id, ts: message.ts };
};

const unfurl: Method = (ctx, args, team) => {
  const channel = ctx.workspace.channel(team.id, text(args.channel) ?? "");
  const message = channel && ctx.workspace.message(team.id, channel.id, text(args.ts) ?? "");
  if (!message) return refuse("cannot_find_message");
  const unfurls = args.unfurls;
  if (typeof unfurls !== "object" || unfurls === null) return refuse("missing_unfurls");
  for (const preview of Object.values(unfurls)) {
    const errors = findBlockErrors((preview as Json).blocks, "message");
    if (errors.length > 0) return refuse("invalid_blocks", errors);
  }
  message.unfurls = { ...message.unfurls, ...(unfurls as Json) };
  ctx.workspace.changed();
  return { ok: true };
};

const openConversation: Method = (ctx, args, team) => {
  const person = ctx.workspace.person(team.id, text(args.users) ?? "");
  if (!person) return refuse("user_not_found");
  return { ok: true, channel: { id: ctx.workspace.directChannel(person).id } };
};

const setStatus: Method = (ctx, args, team) => {
  const channel = openChannel(ctx, team, args.channel_id);
  if (typeof channel === "string") return refuse(channel);
  const thread = text(args.thread_ts);
  if (!thread || !ctx.workspace.message(team.id, channel.id, thread)) return refuse("invalid_thread_ts");
  const loading = Array.isArray(args.loading_messages) ? args.loading_messages : [];
  if (loading.length > 10 || loading.some((line) => String(line).length > SLACK_LIMITS.statusTextLength)) {
    return refuse("invalid_arguments");
  }
  const key = statusKey(team.id, channel.id, thread);
  const status = text(args.status) ?? "";
  if (status === "") ctx.workspace.statuses.delete(key);
  else ctx.workspace.statuses.set(key, status);
  ctx.workspace.changed();
  return { ok: true };
};

const setSuggestedPrompts: Method = (ctx, args, team) => {
  const channel = openChannel(ctx, team, args.channel_id);
  if (typeof channel === "string") return refuse(channel);
  const prompts = Array.isArray(args.prompts) ? (args.prompts as Json[]) : [];
  if (prompts.length > SLACK_LIMITS.suggestedPrompts) return refuse("too_many_prompts");
  ctx.workspace.prompts.set(`${team.id}:${channel.id}`, prompts);
  ctx.workspace.changed();
  return { ok: true };
};

/** Messages, chats and people. */
export const chatMethods: Readonly<Record<string, Method>> = {
  "auth.test": (_ctx, _args, team) => ({
    ok: true,
    url: `https://${team.name.toLowerCase()}.slack.test/`,
    team: team.name,
    team_id: team.id,
    user: "kolega",
    user_id: team.botUserId,
    bot_id: team.botId,
    is_enterprise_install: false,
  }),
  "chat.postMessage": postMessage,
  "chat.postEphemeral": postEphemeral,
  "chat.update": update,
  "chat.delete": remove,
  "chat.unfurl": unfurl,
  "conversations.open": openConversation,
  "conversations.info": (ctx, args, team) => {
    const channel = ctx.workspace.channel(team.id, text(args.channel) ?? "");
    if (!channel) return refuse("channel_not_found");
    const im = channel.kind === "im";
    return {
      ok: true,
      channel: { id: channel.id, name: channel.name, is_im: im, is_member: channel.members.includes(team.botUserId) },
    };
  },
  "users.info": (ctx, args, team) => {
    const person = ctx.workspace.person(team.id, text(args.user) ?? "");
    if (!person) return refuse("user_not_found");
    const user = { id: person.id, name: person.name.toLowerCase(), real_name: person.name, locale: person.locale };
    return { ok: true, user: { ...user, profile: { display_name: person.name } } };
  },
  "assistant.threads.setStatus": setStatus,
  "assistant.threads.setSuggestedPrompts": setSuggestedPrompts,
  "reactions.add": (ctx, args, team) => {
    const message = ctx.workspace.message(team.id, text(args.channel) ?? "", text(args.timestamp) ?? "");
    return message ? { ok: true } : refuse("message_not_found");
  },
};
