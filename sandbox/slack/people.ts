import type { SlackContext } from "./context.ts";
import type { Delivered, Disorder } from "./delivery.ts";
import { viewPayload } from "./methods-views.ts";
import { messagePayload, personPayload, teamPayload } from "./payloads.ts";
import type { Json, SlackMessage, SlackPerson, SlackView, Team } from "./workspace.ts";

/** A file that a person adds to a message. */
export interface SharedFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Buffer;
}

export interface Said extends Disorder {
  readonly channel?: string;
  readonly threadTs?: string;
  readonly files?: readonly SharedFile[];
}

export interface Pressed extends Delivered {
  /** A window that opened by it, once it did; windows come after the answer. */
  readonly triggerId: string;
}

/** One person at the keyboard of one workspace. All methods do what a click or a line in Slack does. */
export class SlackUser {
  readonly direct: string;

  constructor(
    private readonly ctx: SlackContext,
    readonly person: SlackPerson,
    private readonly team: Team,
  ) {
    this.direct = ctx.workspace.directChannel(person).id;
  }

  /** Types a message: in the app's chat, a channel or a thread. A mention is written `<@U0KOLEGA>` or `@Kolega`. */
  say(text: string, options: Said = {}): SlackMessage {
    const { workspace, app, delivery } = this.ctx;
    const channel = workspace.channel(this.team.id, options.channel ?? this.direct);
    if (!channel) throw new Error(`no channel ${options.channel}`);
    const files = (options.files ?? []).map((file) => {
      const id = workspace.id("F");
      workspace.files.set(id, { ...file, id, complete: true });
      return id;
    });
    const message = workspace.add({
      teamId: this.team.id,
      channel: channel.id,
      threadTs: options.threadTs,
      user: this.person.id,
      byBot: false,
      text: escaped(text)
        .replace(/@Kolega\b/gi, `<@${this.team.botUserId}>`)
        .replaceAll(`&lt;@${this.team.botUserId}&gt;`, `<@${this.team.botUserId}>`),
      blocks: [],
      files,
    });
    if (channel.members.includes(this.team.botUserId)) {
      const event = messagePayload(this.ctx, channel, message);
      delivery.event(this.team, event, options);
      if (channel.kind !== "im" && message.text.includes(`<@${this.team.botUserId}>`)) {
        const { channel_type: _type, subtype: _subtype, ...mention } = event;
        delivery.event(this.team, { ...mention, type: "app_mention" }, options);
      }
    }
    const links = (text.match(/https?:\/\/\S+/g) ?? []).filter((link) =>
      app.unfurlDomains.includes(URL.canParse(link) ? new URL(link).hostname : ""),
    );
    if (links.length > 0) {
      delivery.event(this.team, {
        type: "link_shared",
        channel: channel.id,
        user: this.person.id,
        message_ts: message.ts,
        ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
        is_bot_user_member: channel.members.includes(this.team.botUserId),
        unfurl_id: `${channel.id}.${message.ts}`,
        source: "conversations_history",
        links: links.map((url) => ({ url, domain: new URL(url).hostname })),
        event_ts: message.ts,
      });
    }
    return message;
  }

  /** Changes words already sent: the same ts, a new event. */
  edit(message: SlackMessage, text: string): void {
    const channel = this.ctx.workspace.channel(message.teamId, message.channel);
    if (!channel) return;
    const before = messagePayload(this.ctx, channel, message);
    message.text = escaped(text);
    message.editedTs = this.ctx.workspace.nextTs();
    this.ctx.workspace.changed();
    this.changedEvent(message, before);
  }

  /** Slack itself changes a message when it adds a preview: same event, no new words. */
  previewAdded(message: SlackMessage): void {
    const channel = this.ctx.workspace.channel(message.teamId, message.channel);
    if (channel) this.changedEvent(message, messagePayload(this.ctx, channel, message));
  }

  private changedEvent(message: SlackMessage, before: Json): void {
    const channel = this.ctx.workspace.channel(message.teamId, message.channel);
    if (!channel) return;
    this.ctx.delivery.event(this.team, {
      type: "message",
      subtype: "message_changed",
      hidden: true,
      channel: channel.id,
      channel_type: channel.kind,
      ts: this.ctx.workspace.nextTs(),
      event_ts: this.ctx.workspace.nextTs(),
      message: {
        ...messagePayload(this.ctx, channel, message),
        ...(message.editedTs ? { edited: { user: this.person.id, ts: message.editedTs } } : {}),
      },
      previous_message: before,
    });
  }

  /** Presses the button with this label (or action id) under a message; `extra` is added to the payload. */
  async press(message: SlackMessage, button: string, extra: Json = {}): Promise<Pressed> {
    const { workspace, delivery } = this.ctx;
    const found = findButton(message.blocks, button);
    if (!found) throw new Error(`no button ${button}`);
    const channel = workspace.channel(message.teamId, message.channel);
    if (!channel) throw new Error("no channel");
    const triggerId = workspace.newTrigger(this.team.id, this.person.id);
    const response = workspace.newResponse(this.team.id, channel.id, this.person.id);
    const result = await delivery.interaction({
      type: "block_actions",
      ...this.#who(triggerId),
      container: {
        type: "message",
        message_ts: message.ts,
        channel_id: channel.id,
        is_ephemeral: message.ephemeralFor !== undefined,
        ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
      },
      channel: { id: channel.id, name: channel.kind === "im" ? "directmessage" : channel.name },
      message: { ...messagePayload(this.ctx, channel, message), blocks: message.blocks },
      response_url: `${this.ctx.publicUrl()}/slack/response/${response}`,
      actions: [this.#action(found)],
      ...extra,
    });
    return { ...result, triggerId };
  }

  /** Presses a button of the home tab. */
  async pressHome(button: string): Promise<Pressed> {
    const home = this.home();
    const found = home && findButton((home.view.blocks as Json[] | undefined) ?? [], button);
    if (!home || !found) throw new Error(`no button ${button} at home`);
    const triggerId = this.ctx.workspace.newTrigger(this.team.id, this.person.id);
    const result = await this.ctx.delivery.interaction({
      type: "block_actions",
      ...this.#who(triggerId),
      container: { type: "view", view_id: home.id },
      view: viewPayload(home),
      actions: [this.#action(found)],
    });
    return { ...result, triggerId };
  }

  /** The windows open before this person, the newest last. */
  modals(): SlackView[] {
    return [...this.ctx.workspace.views.values()].filter(
      (view) => view.teamId === this.team.id && view.user === this.person.id && !view.closed,
    );
  }

  home(): SlackView | undefined {
    return this.ctx.workspace.homes.get(`${this.team.id}:${this.person.id}`);
  }

  /**
   * Sends a filled window. What Slack's own client refuses (an empty required field, text too long) never reaches the
   * app. Answers the app's complaints by field; none means the window closed.
   */
  async submit(view: SlackView, values: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
    const { errors, state } = fill(view.view, values);
    if (Object.keys(errors).length > 0) return errors;
    const triggerId = this.ctx.workspace.newTrigger(this.team.id, this.person.id);
    const result = await this.ctx.delivery.interaction({
      type: "view_submission",
      ...this.#who(triggerId),
      view: { ...viewPayload(view), state: { values: state } },
      response_urls: [],
    });
    if (!result.ok) return { "": "We had some trouble connecting. Try again?" };
    const answer = result.body as { response_action?: string; errors?: Record<string, string> } | undefined | "";
    if (answer && answer.response_action === "errors") return answer.errors ?? {};
    view.closed = true;
    this.ctx.workspace.changed();
    return {};
  }

  /** Closes a window without sending it. */
  dismiss(view: SlackView): void {
    view.closed = true;
    this.ctx.workspace.changed();
  }

  openHome(tab: "home" | "messages" = "home"): void {
    const home = this.home();
    this.ctx.delivery.event(this.team, {
      type: "app_home_opened",
      user: this.person.id,
      channel: this.direct,
      tab,
      event_ts: this.ctx.workspace.nextTs(),
      ...(tab === "home" && home ? { view: viewPayload(home) } : {}),
    });
  }

  /** `/kolega text`, typed in a chat. */
  async command(text: string, channelId = this.direct): Promise<Delivered> {
    const channel = this.ctx.workspace.channel(this.team.id, channelId);
    const response = this.ctx.workspace.newResponse(this.team.id, channelId, this.person.id);
    return this.ctx.delivery.command({
      token: "sandbox-verification-token",
      team_id: this.team.id,
      team_domain: this.team.name.toLowerCase(),
      channel_id: channelId,
      channel_name: channel?.kind === "im" ? "directmessage" : (channel?.name ?? ""),
      user_id: this.person.id,
      user_name: this.person.name.toLowerCase(),
      command: "/kolega",
      text,
      api_app_id: this.ctx.app.appId,
      is_enterprise_install: "false",
      response_url: `${this.ctx.publicUrl()}/slack/response/${response}`,
      trigger_id: this.ctx.workspace.newTrigger(this.team.id, this.person.id),
    });
  }

  /** A shortcut from the search bar. */
  async shortcut(callbackId: string): Promise<Delivered> {
    return this.ctx.delivery.interaction({
      type: "shortcut",
      ...this.#who(this.ctx.workspace.newTrigger(this.team.id, this.person.id)),
      callback_id: callbackId,
      action_ts: this.ctx.workspace.nextTs(),
    });
  }

  /** A shortcut from the menu of a message. */
  async messageShortcut(callbackId: string, message: SlackMessage): Promise<Delivered> {
    const channel = this.ctx.workspace.channel(message.teamId, message.channel);
    if (!channel) throw new Error("no channel");
    const response = this.ctx.workspace.newResponse(this.team.id, channel.id, this.person.id);
    return this.ctx.delivery.interaction({
      type: "message_action",
      ...this.#who(this.ctx.workspace.newTrigger(this.team.id, this.person.id)),
      callback_id: callbackId,
      action_ts: this.ctx.workspace.nextTs(),
      message_ts: message.ts,
      channel: { id: channel.id, name: channel.name },
      message: messagePayload(this.ctx, channel, message),
      response_url: `${this.ctx.publicUrl()}/slack/response/${response}`,
    });
  }

  #who(triggerId: string): Json {
    return {
      team: teamPayload(this.team),
      user: personPayload(this.person),
      api_app_id: this.ctx.app.appId,
      token: "sandbox-verification-token",
      trigger_id: triggerId,
      is_enterprise_install: false,
      enterprise: null,
    };
  }

  #action({ element, blockId }: FoundButton): Json {
    return {
      type: "button",
      action_id: element.action_id ?? "",
      block_id: blockId,
      text: element.text,
      value: element.value,
      ...(element.style ? { style: element.style } : {}),
      action_ts: this.ctx.workspace.nextTs(),
    };
  }
}

interface FoundButton {
  readonly element: Json;
  readonly blockId: string;
}

function findButton(blocks: readonly Json[], wanted: string): FoundButton | undefined {
  for (const block of blocks) {
    for (const element of (block.elements as Json[] | undefined) ?? []) {
      const label = (element.text as Json | undefined)?.text;
      if (element.type === "button" && (label === wanted || element.action_id === wanted)) {
        return { element, blockId: String(block.block_id ?? "") };
      }
    }
  }
  return undefined;
}

/** Fills the inputs of a window and judges them as Slack's client does. */
function fill(
  view: Json,
  values: Readonly<Record<string, string>>,
): { errors: Record<string, string>; state: Record<string, Json> } {
  const errors: Record<string, string> = {};
  const state: Record<string, Json> = {};
  for (const block of (view.blocks as Json[] | undefined) ?? []) {
    if (block.type !== "input") continue;
    const id = String(block.block_id);
    const element = block.element as Json;
    const value = values[id] ?? "";
    if (value === "" && !block.optional) errors[id] = "Please complete this required field.";
    if (typeof element.max_length === "number" && value.length > element.max_length) {
      errors[id] = `Use no more than ${element.max_length} characters.`;
    }
    const action = String(element.action_id);
    const filled =
      element.type === "static_select"
        ? {
            type: element.type,
            selected_option: value === "" ? null : { value, text: { type: "plain_text", text: value } },
          }
        : { type: element.type, value: value === "" ? null : value };
    state[id] = { [action]: filled };
  }
  return { errors, state };
}

/** Slack's three escapes, and addresses in angle brackets. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/https?:\/\/[^\s<>]+/g, (link) => `<${link}>`);
}
