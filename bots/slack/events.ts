import type { Attachment, InboundMessage, InboundPress, Sender } from "../runtime/channel.ts";
import { conversationId, isDirect } from "./conversation.ts";
import { joinTrigger, readMetadata } from "./modal.ts";

export type Json = Readonly<Record<string, unknown>>;

/*
 * The id of what came in. Slack's event_id is not it: one message was seen eleven times with eleven event ids, and a
 * mention comes as `message` and as `app_mention`. A message is its chat and ts (`m:`), an edit has the time of the edit
 * as well (`e:`), since the words are new. A press is its message, button, person and action_ts, which is new for each
 * click (`p:`); a window can be sent once (`v:`); commands and shortcuts have a trigger each (`t:`).
 */

/** A message that is for us, or would be if `thread` is one we are in. */
export interface ArrivedMessage {
  readonly account: string;
  readonly externalId: string;
  readonly message: InboundMessage;
  /** Neither mentioned nor direct: only kept if the bot already takes part in this conversation. */
  readonly onlyIfKnown: boolean;
}

export interface ArrivedPress {
  readonly account: string;
  readonly externalId: string;
  readonly press: InboundPress;
}

/** Said by somebody who only mentions the bot or types the bare command. */
export const GREETING = "halo";
const KEPT_SUBTYPES = new Set([undefined, "file_share", "thread_broadcast", "me_message"]);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const object = (value: unknown): Json => (typeof value === "object" && value !== null ? (value as Json) : {});

/** The workspace an event came for: where the app is installed, also when its author belongs to another. */
export function accountOf(body: Json): string {
  const authorization = object((body.authorizations as unknown[] | undefined)?.[0]);
  return text(authorization.team_id) || text(body.team_id);
}

function botUserOf(body: Json): string {
  const found = ((body.authorizations as unknown[] | undefined) ?? []).map(object).find((one) => one.is_bot);
  return text(found?.user_id);
}

/** A `message` or `app_mention` event as a message; nothing for our own, other bots' and what is no message of a person. */
export function readMessageEvent(body: Json): ArrivedMessage | undefined {
  const event = object(body.event);
  const channel = text(event.channel);
  const changed = event.subtype === "message_changed";
  const said = changed ? object(event.message) : event;
  const user = text(said.user);
  const bot = botUserOf(body);
  if (channel === "" || user === "" || user === bot || user === "USLACKBOT" || said.bot_id !== undefined)
    return undefined;
  if (!changed && !KEPT_SUBTYPES.has(event.subtype as string | undefined)) return undefined;
  const edited = object(said.edited);
  // Corrected words were answered already, and are no answer to what is asked since; Slack also reports its own previews.
  if (changed && (text(edited.ts) === "" || !addsLink(said.text, object(event.previous_message).text)))
    return undefined;

  const ts = text(said.ts);
  const direct = event.channel_type === "im" || isDirect(channel);
  const threadTs = text(said.thread_ts) || undefined;
  const mentioned = event.type === "app_mention" || (bot !== "" && text(said.text).includes(`<@${bot}>`));
  const answered = bot !== "" && said.parent_user_id === bot;
  const onlyIfKnown = !direct && !mentioned && !answered;
  if (onlyIfKnown && !threadTs) return undefined;
  const attachments = readFiles(said.files);
  const words = plainWords(text(said.text), bot);
  if (words === "" && attachments.length === 0 && !mentioned) return undefined;
  return {
    account: accountOf(body),
    externalId: changed ? `e:${channel}:${ts}:${text(edited.ts)}` : `m:${channel}:${ts}`,
    onlyIfKnown,
    message: {
      conversation: conversationId(channel, direct ? threadTs : (threadTs ?? ts)),
      from: { externalId: user, name: nameOf(said, user) },
      text: words === "" && attachments.length === 0 ? GREETING : words,
      direct,
      ...(attachments.length > 0 ? { attachments } : {}),
      messageId: ts,
    },
  };
}

/** An edit counts when it adds a link: the post that was forgotten. */
function addsLink(after: unknown, before: unknown): boolean {
  const linksIn = (words: unknown): string[] => text(words).match(/https?:\/\/[^\s<>|]+/g) ?? [];
  const known = linksIn(before);
  return linksIn(after).some((link) => !known.includes(link));
}

function nameOf(said: Json, user: string): string {
  const profile = object(said.user_profile);
  return text(profile.display_name) || text(profile.real_name) || user;
}

/** Slack's notation as people read it; the bot's own mention says nothing. */
export function plainWords(raw: string, botUser: string): string {
  return raw
    .replace(/<([^<>]*)>/g, (_all, inside: string) => {
      const [target = "", label] = inside.split("|");
      if (target === `@${botUser}`) return "";
      if (target.startsWith("@")) return label ? `@${label}` : target;
      if (target.startsWith("#")) return `#${label ?? target.slice(1)}`;
      if (target.startsWith("!")) return label ?? `@${target.slice(1).split("^")[0]}`;
      return target.replace(/^mailto:/, "");
    })
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(/[ \t]{2,}/g, " ")
    .trim();
}

function readFiles(files: unknown): Attachment[] {
  return (Array.isArray(files) ? files : []).map(object).flatMap((file): Attachment[] => {
    const ref = text(file.url_private_download) || text(file.url_private);
    // Tombstones and files of other workspaces come without an address.
    if (ref === "") return [{ kind: "other", ref: "", name: text(file.name) || undefined }];
    const mime = text(file.mimetype);
    const kind = (["image", "audio", "video"] as const).find((name) => mime.startsWith(`${name}/`)) ?? "file";
    const size = typeof file.size === "number" ? file.size : undefined;
    return [{ kind, ref, name: text(file.name) || undefined, mime: mime || undefined, size }];
  });
}

export function teamOf(body: Json): string {
  return text(object(body.team).id) || text(object(body.user).team_id) || text(body.team_id);
}

export function senderOf(body: Json): Sender {
  const user = object(body.user);
  return { externalId: text(user.id), name: text(user.name) || text(user.username) || text(user.id) };
}

/** The press of one of our buttons; nothing for a link button, which Slack reports as well. */
export function readPress(body: Json): ArrivedPress | undefined {
  const action = object((body.actions as unknown[] | undefined)?.[0]);
  const token = text(action.value);
  if (token === "") return undefined;
  const account = teamOf(body);
  const from = senderOf(body);
  const container = object(body.container);
  const message = object(body.message);
  const channel = text(object(body.channel).id) || text(container.channel_id);
  const messageTs = text(container.message_ts) || text(message.ts);
  const threadTs = text(message.thread_ts) || text(container.thread_ts);
  const atHome = readMetadata(object(body.view).private_metadata)?.conversation;
  const conversation = channel
    ? conversationId(channel, threadTs && threadTs !== messageTs ? threadTs : undefined)
    : atHome;
  if (!conversation) return undefined;
  const place = channel ? `${channel}:${messageTs}` : text(container.view_id);
  return {
    account,
    externalId: `p:${place}:${text(action.action_id)}:${text(action.action_ts)}:${from.externalId}`,
    press: {
      conversation,
      from,
      token,
      direct: isDirect(conversation),
      trigger: joinTrigger(account, text(body.trigger_id)),
    },
  };
}
