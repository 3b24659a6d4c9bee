import type { SlackContext } from "./context.ts";
import type { Json, SlackChannel, SlackMessage, SlackPerson, Team } from "./workspace.ts";

/** A message as events and interactions carry it. */
export function messagePayload(ctx: SlackContext, channel: SlackChannel, message: SlackMessage): Json {
  const files = message.files.flatMap((id) => {
    const file = ctx.workspace.files.get(id);
    if (!file) return [];
    const url = `${ctx.publicUrl()}/slack/files-pri/${id}/${encodeURIComponent(file.name)}`;
    return {
      id,
      name: file.name,
      title: file.name,
      mimetype: file.mime,
      filetype: file.name.split(".").pop(),
      size: file.bytes.length,
      mode: "hosted",
      url_private: url,
      url_private_download: url,
    };
  });
  return {
    type: "message",
    ...(files.length > 0 ? { subtype: "file_share", files, upload: false } : {}),
    user: message.user,
    ...(message.byBot ? { bot_id: ctx.workspace.teams.get(message.teamId)?.botId } : {}),
    text: message.text,
    ts: message.ts,
    team: message.teamId,
    channel: channel.id,
    channel_type: channel.kind,
    ...(message.threadTs ? { thread_ts: message.threadTs, parent_user_id: parentOf(ctx, message) } : {}),
    event_ts: message.ts,
  };
}

function parentOf(ctx: SlackContext, message: SlackMessage): string | undefined {
  return ctx.workspace.message(message.teamId, message.channel, message.threadTs ?? "")?.user;
}

export function personPayload(person: SlackPerson): Json {
  const name = person.name.toLowerCase();
  return { id: person.id, username: name, name, team_id: person.teamId };
}

export function teamPayload(team: Team): Json {
  return { id: team.id, domain: team.name.toLowerCase() };
}
