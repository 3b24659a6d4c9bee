import { EventEmitter } from "node:events";
import { accountOfPhone } from "../account.ts";
import { WEB_LIMITS as LIMITS } from "../limits.ts";
import type {
  WebChat,
  WebClient,
  WebContent,
  WebEvents,
  WebLibrary,
  WebMedia,
  WebMessage,
  WebPoll,
  WebProcess,
  WebSendOptions,
  WebVote,
} from "../port.ts";

/** What WhatsApp keeps of a message. */
export interface StoredMessage {
  readonly id: string;
  readonly chat: string;
  readonly author: string;
  readonly fromMe: boolean;
  readonly type: string;
  body: string;
  readonly at: number;
  readonly options: readonly string[];
  readonly quotes?: string;
  readonly mentions: readonly string[];
  readonly file?: WebMedia;
  readonly raw: Readonly<Record<string, unknown>>;
  edits: number;
}

/** What the next sends of ours come to: `late` and `lost` messages are sent all the same. */
export type Fault = "late" | "lost" | "broken" | "broken after";

export const PHONE = "628110000000";
export const ACCOUNT = accountOfPhone(PHONE);
export const OWN_LID = "90000000000@lid";

/**
 * WhatsApp as the library shows it, in memory: it outlives its clients as the real one does, refuses what the real one
 * refuses, and delivers events as often and in whatever order a test asks for.
 */
export class StandIn implements WebLibrary {
  readonly clients: StandInClient[] = [];
  readonly messages: StoredMessage[] = [];
  readonly votes: { poll: string; voter: string; at: number; options: number[] }[] = [];
  readonly lids = new Map<string, string>([[`${PHONE}@c.us`, OWN_LID]]);
  readonly faults: Fault[] = [];
  readonly typing: string[] = [];
  /** What a started client does: shows a code, is ready, says nothing, or fails. */
  onStart: (client: StandInClient) => void | Promise<void> = (client) => client.becomeReady();
  #serial = 0;

  open(): StandInClient {
    const client = new StandInClient(this);
    this.clients.push(client);
    return client;
  }

  get client(): StandInClient {
    const client = this.clients.at(-1);
    if (!client) throw new Error("no client was opened");
    return client;
  }

  poll(question: string, options: readonly string[]): WebPoll {
    return {
      pollName: question.trim(),
      pollOptions: options.map((name, localId) => ({ name: name.trim(), localId })),
      options: { allowMultipleAnswers: false, messageSecret: undefined },
    };
  }

  media({ bytes, mime, name }: { bytes: Uint8Array; mime: string; name: string }): WebMedia {
    return { mimetype: mime, data: Buffer.from(bytes).toString("base64"), filename: name, filesize: bytes.length };
  }

  /** A person writes; whether a client hears of it is told by `deliver`. */
  write(chat: string, body: string, more: Partial<StoredMessage> = {}): StoredMessage {
    this.#serial += 1;
    const fromMe = more.fromMe ?? false;
    const group = chat.endsWith("@g.us") ? `_${more.author ?? "someone@c.us"}` : "";
    const message: StoredMessage = {
      id: `${fromMe}_${chat}_3EB0${String(this.#serial).padStart(12, "0")}${group}`,
      chat,
      author: chat,
      fromMe,
      type: "chat",
      body,
      at: Math.floor(Date.now() / 1_000),
      options: [],
      mentions: [],
      raw: {},
      edits: 0,
      ...more,
    };
    this.messages.push(message);
    return message;
  }

  /** The connected client hears of a message, as often as asked. */
  deliver(message: StoredMessage, times = 1): void {
    for (let time = 0; time < times; time += 1) this.client.tell("message", this.shown(message));
  }

  vote(poll: StoredMessage, voter: string, options: readonly number[], at = Date.now()): WebVote {
    const kept = this.votes.find((one) => one.poll === poll.id && one.voter === voter);
    if (!kept) this.votes.push({ poll: poll.id, voter, at, options: [...options] });
    else if (at >= kept.at) Object.assign(kept, { at, options: [...options] });
    return this.shownVote({ poll: poll.id, voter, at, options });
  }

  shownVote(vote: { poll: string; voter: string; at: number; options: readonly number[] }, loaded = true): WebVote {
    const poll = this.messages.find(({ id }) => id === vote.poll);
    return {
      voter: { _serialized: vote.voter },
      interractedAtTs: vote.at,
      selectedOptions: vote.options.map((localId) => ({
        localId,
        ...(loaded ? { name: poll?.options[localId] } : {}),
      })),
      parentMessage: loaded ? { id: { _serialized: vote.poll } } : {},
      parentMsgKey: { _serialized: vote.poll },
    };
  }

  shown(message: StoredMessage): WebMessage {
    const own = `${PHONE}@c.us`;
    const group = message.chat.endsWith("@g.us");
    return {
      id: { _serialized: message.id },
      type: message.type,
      body: message.body,
      timestamp: message.at,
      from: message.fromMe ? own : message.chat,
      to: message.fromMe ? message.chat : own,
      author: group ? message.author : undefined,
      fromMe: message.fromMe,
      isStatus: message.chat === "status@broadcast",
      broadcast: message.chat.endsWith("@broadcast"),
      hasMedia: message.file !== undefined,
      hasQuotedMsg: message.quotes !== undefined,
      mentionedIds: message.mentions.map((_serialized) => ({ _serialized })),
      rawData: { notifyName: "Rani", ...message.raw },
      getQuotedMessage: () => {
        const quoted = this.messages.find(({ id }) => id === message.quotes);
        return quoted ? Promise.resolve(this.shown(quoted)) : Promise.reject(new Error("Evaluation failed"));
      },
      downloadMedia: () => Promise.resolve(message.file),
      edit: (content) => {
        if (!message.fromMe || message.type !== "chat" || Date.now() / 1_000 - message.at > 900)
          return Promise.resolve(null);
        message.body = content;
        message.edits += 1;
        return Promise.resolve(this.shown(message));
      },
    };
  }

  /** Throws what the page throws when it is given what WhatsApp does not take. */
  take(chat: string, content: WebContent, options: WebSendOptions): StoredMessage {
    const mine = { fromMe: true, author: `${PHONE}@c.us` };
    const refuse = (what: string): never => {
      throw new Error(`Evaluation failed: ${what}`);
    };
    if (typeof content === "string") {
      if (content.length > LIMITS.textBody || content.trim() === "") refuse("text");
      return this.write(chat, content, mine);
    }
    if ("pollName" in content) {
      const names = content.pollOptions.map(({ name }) => name);
      if (content.pollName === "" || content.pollName.length > LIMITS.pollQuestion) refuse("poll name");
      if (names.length < LIMITS.pollOptionsMin || names.length > LIMITS.pollOptionsMax) refuse("poll options");
      if (names.some((name) => name === "" || name.length > LIMITS.pollOption)) refuse("poll option");
      if (new Set(names).size !== names.length) refuse("poll options alike");
      if (content.options.allowMultipleAnswers) refuse("our polls have one answer");
      return this.write(chat, content.pollName, { ...mine, type: "poll_creation", options: names });
    }
    const caption = options.caption ?? "";
    if (caption.length > LIMITS.caption) refuse("caption");
    return this.write(chat, caption, { ...mine, type: "image", file: content });
  }

  sentTo(chat: string): StoredMessage[] {
    return this.messages.filter((message) => message.fromMe && message.chat === chat);
  }
}

/** One client of the stand-in: what the library's `Client` is to us. */
export class StandInClient implements WebClient {
  readonly #events = new EventEmitter();
  info: WebClient["info"];
  pupBrowser: { process(): WebProcess | null } | null = null;
  connection: string | null = "OPENING";
  destroyed = false;
  /** Answers nothing any more. */
  frozen = false;

  constructor(private readonly world: StandIn) {}

  on<Name extends keyof WebEvents>(event: Name, listener: (...args: WebEvents[Name]) => void): void {
    this.#events.on(event, listener as (...args: unknown[]) => void);
  }

  tell<Name extends keyof WebEvents>(event: Name, ...args: WebEvents[Name]): void {
    this.#events.emit(event, ...args);
  }

  becomeReady(account = PHONE): void {
    this.info = { wid: { user: account, _serialized: `${account}@c.us` } };
    this.connection = "CONNECTED";
    this.tell("authenticated");
    this.tell("ready");
  }

  async initialize(): Promise<void> {
    await this.world.onStart(this);
  }

  destroy(): Promise<void> {
    this.destroyed = true;
    this.connection = null;
    return this.#answer(undefined);
  }

  getState(): Promise<string | null> {
    return this.#answer(this.connection);
  }

  async sendMessage(chat: string, content: WebContent, options: WebSendOptions = {}): Promise<WebMessage> {
    await this.#answer(undefined);
    const fault = this.world.faults.shift();
    if (fault === "broken") throw new Error("Evaluation failed: TypeError");
    const message = this.world.take(chat, content, options);
    if (fault === "broken after") throw new Error("Protocol error: Promise was collected");
    if (fault === "lost") return new Promise(() => undefined);
    if (fault === "late") await new Promise((done) => setTimeout(done, 400));
    return this.world.shown(message);
  }

  sendSeen(chat: string): Promise<boolean> {
    this.world.typing.push(`seen ${chat}`);
    return this.#answer(true);
  }

  getMessageById(id: string): Promise<WebMessage | null> {
    const found = this.world.messages.find((message) => message.id === id);
    return this.#answer(found ? this.world.shown(found) : null);
  }

  getChatById(id: string): Promise<WebChat> {
    return this.#answer(this.#chat(id));
  }

  getChats(): Promise<WebChat[]> {
    return this.#answer([...new Set(this.world.messages.map(({ chat }) => chat))].map((id) => this.#chat(id)));
  }

  getPollVotes(poll: string): Promise<WebVote[]> {
    const type = this.world.messages.find(({ id }) => id === poll)?.type;
    if (type !== "poll_creation") return Promise.reject(new Error("Invalid usage!"));
    const votes = this.world.votes.filter((vote) => vote.poll === poll);
    return this.#answer(votes.map((vote) => this.world.shownVote(vote)));
  }

  getContactLidAndPhone(ids: string[]): Promise<{ lid?: string; pn?: string }[]> {
    return this.#answer(ids.map((id) => ({ lid: this.world.lids.get(id), pn: id })));
  }

  #chat(id: string): WebChat {
    const of = this.world.messages.filter(({ chat }) => chat === id);
    return {
      id: { _serialized: id },
      isGroup: id.endsWith("@g.us"),
      timestamp: Math.max(0, ...of.map(({ at }) => at)),
      fetchMessages: ({ limit = 0, fromMe }) =>
        this.#answer(
          of
            .filter((message) => fromMe === undefined || message.fromMe === fromMe)
            .slice(-limit)
            .map((message) => this.world.shown(message)),
        ),
      sendStateTyping: () => this.#answer(void this.world.typing.push(`typing ${id}`)),
      clearState: () => this.#answer(void this.world.typing.push(`still ${id}`)),
    };
  }

  #answer<T>(value: T): Promise<T> {
    if (this.frozen) return new Promise(() => undefined);
    if (this.destroyed && value !== undefined) return Promise.reject(new Error("Target closed"));
    return Promise.resolve(value);
  }
}
