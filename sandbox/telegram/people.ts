import { randomInt } from "node:crypto";
import type { UploadedFile } from "./args.ts";
import type { CallbackQuery, InlineButton, Media, StoredMessage, TelegramChat, TelegramPerson } from "./model.ts";
import { findEntities } from "./parse-html.ts";
import type { TelegramState } from "./state.ts";
import type { UpdateQueue } from "./updates.ts";
import { botJson, chatJson, messageJson, personJson } from "./views.ts";

export interface Saying {
  /** The group it is said in; the private chat with the bot by default. */
  readonly chatId?: number;
  readonly threadId?: number;
  readonly replyTo?: number;
}

export interface SentFile extends Saying {
  readonly caption?: string;
  readonly kind: Media["kind"];
  readonly file: UploadedFile;
}

/** What a person did, as the update it became. */
export interface Said {
  readonly messageId: number;
  readonly updateId: number | undefined;
}

/** Results of an inline search that the bot gave. */
export type InlineResults = readonly Record<string, unknown>[];

/** The hands of the people: everything they can do in a chat with the bot. */
export class People {
  readonly #inline = new Map<string, (results: InlineResults) => void>();

  constructor(
    private readonly state: TelegramState,
    private readonly updates: UpdateQueue,
  ) {}

  /** Writes a text. In a private chat the first one opens it. */
  type(personId: number, text: string, where: Saying = {}): Said {
    return this.#say(personId, where, { text, entities: findEntities(text) });
  }

  /** Opens `t.me/<bot>?start=<payload>` and presses Start. */
  start(personId: number, payload?: string): Said {
    return this.type(personId, payload === undefined || payload === "" ? "/start" : `/start ${payload}`);
  }

  sendFile(personId: number, { caption, kind, file, ...where }: SentFile): Said {
    return this.#say(personId, where, {
      caption,
      entities: findEntities(caption ?? ""),
      media: this.#media(kind, file),
    });
  }

  /** Several pictures or files at once: as many updates, with one media_group_id. */
  sendAlbum(
    personId: number,
    files: readonly UploadedFile[],
    options: Saying & { caption?: string; kind?: "photo" | "document" } = {},
  ): Said[] {
    const { caption, kind = "photo", ...where } = options;
    const albumId = `${this.state.now()}${randomInt(1_000)}`;
    return files.map((file, index) =>
      this.#say(personId, where, {
        albumId,
        caption: index === 0 ? caption : undefined,
        entities: index === 0 ? findEntities(caption ?? "") : [],
        media: this.#media(kind, file),
      }),
    );
  }

  /** A message of a kind that the sandbox has no shape for (a sticker, a location), as the API writes it. */
  sendOther(personId: number, extra: Readonly<Record<string, unknown>>, where: Saying = {}): Said {
    return this.#say(personId, where, { extra, entities: [] });
  }

  /** Changes an own message. */
  edit(personId: number, messageId: number, text: string, chatId = personId): number | undefined {
    const message = this.state.message(chatId, messageId);
    if (!message || message.from !== personId) throw new Error("sandbox: not a message of this person");
    const words = message.text === undefined ? { caption: text } : { text };
    const edited = { ...message, ...words, entities: findEntities(text), editedAt: this.state.now() };
    this.state.commit({ type: "message", value: edited });
    return this.#push(chatId, "edited_message", messageJson(this.state, edited), edited);
  }

  /** Presses a button by its label, or sends any data (a forged or old button). */
  press(
    personId: number,
    button: { messageId?: number; label?: string; data?: string; chatId?: number },
  ): { query: CallbackQuery; updateId: number | undefined } {
    const chatId = button.chatId ?? personId;
    const found = button.data === undefined ? this.#findButton(chatId, button) : undefined;
    const messageId = button.messageId ?? found?.message.messageId ?? this.state.messages(chatId).at(-1)?.messageId;
    const data = button.data ?? found?.button.callback_data;
    if (data === undefined || messageId === undefined) throw new Error(`sandbox: no button ${button.label ?? ""}`);
    const query: CallbackQuery = {
      id: String(randomInt(2 ** 47)),
      personId,
      chatId,
      messageId,
      at: this.state.now(),
    };
    this.state.commit({ type: "query", value: query });
    const message = this.state.message(chatId, messageId);
    const chat = this.state.chats.get(chatId);
    const updateId = this.updates.push(chatId, "callback_query", {
      id: query.id,
      from: personJson(this.#person(personId)),
      // Of a message that is gone only its place is known.
      message: message
        ? messageJson(this.state, message)
        : { chat: chat && chatJson(this.state, chat), message_id: messageId, date: 0 },
      chat_instance: String(chatId),
      data,
    });
    return { query, updateId };
  }

  /** What the person saw after a press: nothing yet, a short note, or an alert. */
  answerOf(queryId: string): CallbackQuery["answered"] {
    return this.state.queries.get(queryId)?.answered;
  }

  block(personId: number): void {
    this.#setClosed(personId, "blocked", "member", "kicked");
  }

  unblock(personId: number): void {
    this.#setClosed(personId, undefined, "kicked", "member");
  }

  /** Throws the bot out of a group. */
  removeBot(personId: number, chatId: number): void {
    const chat = this.#chat(chatId);
    this.state.commit({ type: "chat", value: { ...chat, closed: "kicked" } });
    this.#membership(personId, chat, "member", "kicked");
  }

  /** A group becomes a supergroup with another id. */
  migrate(personId: number, chatId: number, newId: number): void {
    const chat = this.#chat(chatId);
    this.state.commit({ type: "chat", value: { ...chat, id: newId, type: "supergroup" } });
    this.state.commit({ type: "chat", value: { ...chat, migratedTo: newId } });
    this.#say(personId, { chatId }, { entities: [], extra: { migrate_to_chat_id: newId } });
    this.#say(personId, { chatId: newId }, { entities: [], extra: { migrate_from_chat_id: chatId } });
  }

  /** Types `@bot text` in any chat and waits for what the bot finds. */
  searchInline(personId: number, text: string, withinMs = 5_000): Promise<InlineResults> {
    const id = String(randomInt(2 ** 47));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#inline.delete(id);
        reject(new Error("sandbox: the inline query was not answered"));
      }, withinMs);
      this.#inline.set(id, (results) => {
        clearTimeout(timer);
        this.#inline.delete(id);
        resolve(results);
      });
      const body = { id, from: personJson(this.#person(personId)), query: text, offset: "", chat_type: "sender" };
      this.updates.push(personId, "inline_query", body);
    });
  }

  answerInline(queryId: string, results: readonly unknown[]): boolean {
    const waiting = this.#inline.get(queryId);
    waiting?.(results as InlineResults);
    return waiting !== undefined;
  }

  #findButton(
    chatId: number,
    { label, messageId }: { label?: string; messageId?: number },
  ): { message: StoredMessage; button: InlineButton } | undefined {
    for (const message of this.state.messages(chatId).reverse()) {
      if (messageId !== undefined && message.messageId !== messageId) continue;
      const button = message.keyboard
        ?.flat()
        .find((one) => one.callback_data !== undefined && (label === undefined || one.text.includes(label)));
      if (button) return { message, button };
    }
    return undefined;
  }

  #media(kind: Media["kind"], file: UploadedFile): Media {
    const folder = { photo: "photos", document: "documents", voice: "voice", video: "videos" }[kind];
    return { kind, fileId: this.state.keepFile(file, folder).fileId };
  }

  #say(personId: number, where: Saying, content: Partial<StoredMessage> & Pick<StoredMessage, "entities">): Said {
    const person = this.#person(personId);
    const chatId = where.chatId ?? person.id;
    const known = this.state.chats.get(chatId);
    if (chatId === person.id && (!known?.open || known.closed)) {
      const chat: TelegramChat = { id: person.id, type: "private", memberIds: [person.id], open: true };
      this.state.commit({ type: "chat", value: chat });
      if (known?.closed) this.#membership(person.id, chat, "kicked", "member");
    }
    const message: StoredMessage = {
      ...content,
      chatId,
      messageId: this.state.nextMessageId(chatId),
      at: this.state.now(),
      from: person.id,
      replyTo: where.replyTo,
      threadId: where.threadId,
    };
    this.state.commit({ type: "message", value: message });
    const updateId = this.#push(chatId, "message", messageJson(this.state, message), message);
    return { messageId: message.messageId, updateId };
  }

  /** Privacy mode: in a group the bot is only told what is meant for it. */
  #push(chatId: number, kind: string, body: unknown, message: StoredMessage): number | undefined {
    const chat = this.#chat(chatId);
    if (chat.closed || !chat.open) return undefined;
    return chat.type === "private" || this.groupPrivacy === "off" || this.#concernsBot(message)
      ? this.updates.push(chatId, kind, body)
      : undefined;
  }

  /** "off" for a bot whose owner turned privacy mode off, or that is an administrator: it reads everything. */
  groupPrivacy: "on" | "off" = "on";

  #concernsBot(message: StoredMessage): boolean {
    const words = message.text ?? message.caption ?? "";
    const name = `@${this.state.bot.username}`.toLowerCase();
    const reply = message.replyTo === undefined ? undefined : this.state.message(message.chatId, message.replyTo);
    return (
      words.startsWith("/") ||
      words.toLowerCase().includes(name) ||
      reply?.from === this.state.bot.id ||
      message.extra !== undefined
    );
  }

  #setClosed(personId: number, closed: TelegramChat["closed"], before: string, after: string): void {
    const chat = this.#chat(personId);
    this.state.commit({ type: "chat", value: { ...chat, closed } });
    this.#membership(personId, chat, before, after);
  }

  #membership(personId: number, chat: TelegramChat, before: string, after: string): void {
    const user = botJson(this.state);
    this.updates.push(chat.id, "my_chat_member", {
      chat: chatJson(this.state, chat),
      from: personJson(this.#person(personId)),
      date: Math.floor(this.state.now() / 1_000),
      old_chat_member: { user, status: before },
      new_chat_member: { user, status: after },
    });
  }

  #person(id: number): TelegramPerson {
    const person = this.state.people.get(id);
    if (!person) throw new Error(`sandbox: nobody is ${id}`);
    return person;
  }

  #chat(id: number): TelegramChat {
    const chat = this.state.chats.get(id);
    if (!chat) throw new Error(`sandbox: no chat ${id}`);
    return chat;
  }
}
