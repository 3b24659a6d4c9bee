import { randomBytes } from "node:crypto";
import { RESPONSE_URL_MS, RESPONSE_URL_USES, TRIGGER_MS } from "./limits.ts";

export type Json = Readonly<Record<string, unknown>>;

/** A workspace, with the app's token there; without `botToken` the app is not installed. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly botUserId: string;
  readonly botId: string;
  botToken: string | undefined;
  scopes: readonly string[];
}

export interface SlackPerson {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly locale: string;
}

export interface SlackChannel {
  readonly id: string;
  readonly teamId: string;
  readonly kind: "channel" | "im";
  readonly name: string;
  /** User ids, the bot's among them where it was invited. */
  readonly members: readonly string[];
}

export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: Buffer;
  complete: boolean;
}

export interface SlackMessage {
  readonly teamId: string;
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  readonly user: string;
  readonly byBot: boolean;
  text: string;
  blocks: readonly Json[];
  files: readonly string[];
  metadata?: unknown;
  editedTs?: string;
  deleted?: boolean;
  /** Only this person sees it. */
  readonly ephemeralFor?: string;
  /** Previews of links in it, by address. */
  unfurls?: Json;
}

export interface SlackView {
  readonly id: string;
  readonly teamId: string;
  readonly user: string;
  view: Json;
  hash: string;
  closed: boolean;
}

/** What changed, for pages that watch. */
export type Watcher = () => void;

/** Everything the stand-in knows of its workspaces, in memory. */
export class Workspace {
  readonly teams = new Map<string, Team>();
  readonly people = new Map<string, SlackPerson>();
  readonly channels = new Map<string, SlackChannel>();
  readonly #messages = new Map<string, SlackMessage[]>();
  readonly views = new Map<string, SlackView>();
  /** Home tabs by team and user. */
  readonly homes = new Map<string, SlackView>();
  readonly files = new Map<string, SlackFile>();
  readonly statuses = new Map<string, string>();
  readonly prompts = new Map<string, readonly Json[]>();
  readonly #triggers = new Map<string, { user: string; teamId: string; until: number; used: boolean }>();
  readonly #responses = new Map<
    string,
    { channel: string; user: string; teamId: string; until: number; left: number }
  >();
  readonly #watchers = new Set<Watcher>();
  #lastTs = 0;

  constructor(readonly now: () => number) {}

  /** A message id as Slack makes them: seconds with six digits behind the point, never twice. */
  nextTs(): string {
    const micros = Math.max(Math.floor(this.now() * 1_000), this.#lastTs + 1);
    this.#lastTs = micros;
    return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, "0")}`;
  }

  id(prefix: string): string {
    return `${prefix}${randomBytes(6).toString("hex").toUpperCase()}`;
  }

  teamOfToken(token: string | undefined): Team | undefined {
    if (!token) return undefined;
    for (const team of this.teams.values()) if (team.botToken === token) return team;
    return undefined;
  }

  /** The direct chat of a person with the app; made when it is first needed. */
  directChannel(person: SlackPerson): SlackChannel {
    const id = `D${person.id.slice(1)}`;
    const known = this.channels.get(`${person.teamId}:${id}`);
    if (known) return known;
    const bot = this.teams.get(person.teamId)?.botUserId ?? "";
    const made: SlackChannel = { id, teamId: person.teamId, kind: "im", name: person.name, members: [person.id, bot] };
    this.channels.set(`${person.teamId}:${id}`, made);
    return made;
  }

  channel(teamId: string, id: string): SlackChannel | undefined {
    const known = this.channels.get(`${teamId}:${id}`);
    if (known) return known;
    const person = this.person(teamId, id);
    if (person) return this.directChannel(person);
    const owner = id.startsWith("D") ? this.person(teamId, `U${id.slice(1)}`) : undefined;
    return owner && this.directChannel(owner);
  }

  person(teamId: string, id: string): SlackPerson | undefined {
    return this.people.get(`${teamId}:${id}`);
  }

  message(teamId: string, channel: string, ts: string): SlackMessage | undefined {
    return this.#chat(teamId, channel).find((message) => message.ts === ts && !message.deleted);
  }

  /** What a person reads in a chat, oldest first. */
  conversation(teamId: string, channel: string, reader?: string): SlackMessage[] {
    return this.#chat(teamId, channel).filter(
      (message) =>
        !message.deleted &&
        (message.ephemeralFor === undefined || reader === undefined || message.ephemeralFor === reader),
    );
  }

  add(message: Omit<SlackMessage, "ts"> & { ts?: string }): SlackMessage {
    const added: SlackMessage = { ...message, ts: message.ts ?? this.nextTs() };
    this.#chat(added.teamId, added.channel).push(added);
    if (added.byBot) this.statuses.delete(statusKey(added.teamId, added.channel, added.threadTs));
    this.changed();
    return added;
  }

  #chat(teamId: string, channel: string): SlackMessage[] {
    const key = `${teamId}:${channel}`;
    const chat = this.#messages.get(key) ?? [];
    this.#messages.set(key, chat);
    return chat;
  }

  newTrigger(teamId: string, user: string): string {
    const id = `${this.nextTs()}.${randomBytes(8).toString("hex")}`;
    this.#triggers.set(id, { teamId, user, until: this.now() + TRIGGER_MS, used: false });
    return id;
  }

  /** Whose trigger it is; `expired_trigger_id` after three seconds, `exchanged_trigger_id` the second time. */
  takeTrigger(id: unknown): { user: string; teamId: string } | string {
    const trigger = typeof id === "string" ? this.#triggers.get(id) : undefined;
    if (!trigger) return "invalid_trigger_id";
    if (this.now() > trigger.until) return "expired_trigger_id";
    if (trigger.used) return "exchanged_trigger_id";
    trigger.used = true;
    return trigger;
  }

  newResponse(teamId: string, channel: string, user: string): string {
    const key = randomBytes(12).toString("hex");
    this.#responses.set(key, {
      teamId,
      channel,
      user,
      until: this.now() + RESPONSE_URL_MS,
      left: RESPONSE_URL_USES,
    });
    return key;
  }

  takeResponse(key: string): { teamId: string; channel: string; user: string } | string {
    const response = this.#responses.get(key);
    if (!response) return "invalid_url";
    if (this.now() > response.until) return "expired_url";
    if (response.left === 0) return "used_url";
    response.left -= 1;
    return response;
  }

  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  changed(): void {
    for (const watcher of this.#watchers) watcher();
  }
}

export function statusKey(teamId: string, channel: string, threadTs?: string): string {
  return `${teamId}:${channel}:${threadTs ?? ""}`;
}

/** A seed of one workspace. */
export interface TeamSeed {
  readonly id: string;
  readonly name: string;
  readonly botUserId: string;
  readonly botToken?: string;
  readonly people: readonly { readonly id: string; readonly name: string; readonly locale?: string }[];
  readonly channels: readonly { readonly id: string; readonly name: string; readonly withBot: boolean }[];
}

export function seedTeam(workspace: Workspace, seed: TeamSeed, scopes: readonly string[]): void {
  workspace.teams.set(seed.id, {
    id: seed.id,
    name: seed.name,
    botUserId: seed.botUserId,
    botId: `B${seed.botUserId.slice(1)}`,
    botToken: seed.botToken,
    scopes,
  });
  for (const person of seed.people) {
    const added = { id: person.id, name: person.name, teamId: seed.id, locale: person.locale ?? "id-ID" };
    workspace.people.set(`${seed.id}:${person.id}`, added);
    workspace.directChannel(added);
  }
  for (const channel of seed.channels) {
    const members = [...seed.people.map((person) => person.id), ...(channel.withBot ? [seed.botUserId] : [])];
    workspace.channels.set(`${seed.id}:${channel.id}`, {
      id: channel.id,
      teamId: seed.id,
      kind: "channel",
      name: channel.name,
      members,
    });
  }
}
