import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../core/kernel/clock.ts";
import type {
  BotCommandList,
  CallbackQuery,
  StoredFile,
  StoredMessage,
  StoredUpdate,
  TelegramBot,
  TelegramChange,
  TelegramChat,
  TelegramPerson,
  WebhookInfo,
} from "./model.ts";

const NO_WEBHOOK: WebhookInfo = { url: "", secret: "", maxConnections: 40, allowedUpdates: [] };

/** Everything Telegram knows here, in memory and, with a folder, in a journal that survives `kill -9`. */
export class TelegramState {
  readonly people = new Map<number, TelegramPerson>();
  readonly chats = new Map<number, TelegramChat>();
  readonly files = new Map<string, StoredFile>();
  readonly queries = new Map<string, CallbackQuery>();
  readonly commands = new Map<string, BotCommandList>();
  readonly updates = new Map<number, StoredUpdate>();
  webhook: WebhookInfo = NO_WEBHOOK;
  readonly #messages = new Map<number, Map<number, StoredMessage>>();
  readonly #watchers = new Set<(chatId: number) => void>();
  readonly #journal: string | undefined;
  #lastUpdate = 880_000_000;

  constructor(
    readonly bot: TelegramBot,
    readonly clock: Clock,
    stateDir: string | undefined,
  ) {
    this.#journal = stateDir === undefined ? undefined : openJournal(stateDir, (change) => this.#apply(change));
  }

  /** The only way to change anything: journal, memory, then whoever watches. */
  commit(change: TelegramChange): void {
    if (this.#journal !== undefined) appendFileSync(this.#journal, `${JSON.stringify(change)}\n`);
    this.#apply(change);
    const value = change.value;
    if ("chatId" in value) for (const tell of this.#watchers) tell(value.chatId);
    else if (change.type === "chat") for (const tell of this.#watchers) tell(change.value.id);
  }

  now(): number {
    return this.clock.now().getTime();
  }

  /** Called with the chat whenever something in it changed; answers how to stop. */
  watch(tell: (chatId: number) => void): () => void {
    this.#watchers.add(tell);
    return () => this.#watchers.delete(tell);
  }

  messages(chatId: number): StoredMessage[] {
    return [...(this.#messages.get(chatId)?.values() ?? [])].filter((message) => !message.deleted);
  }

  message(chatId: number, messageId: number): StoredMessage | undefined {
    const message = this.#messages.get(chatId)?.get(messageId);
    return message?.deleted ? undefined : message;
  }

  nextMessageId(chatId: number): number {
    return (this.#messages.get(chatId)?.size ?? 0) + 1;
  }

  nextUpdateId(): number {
    return this.#lastUpdate + 1;
  }

  /** Keeps bytes under a file id of their own. */
  keepFile(
    file: { readonly bytes: Uint8Array; readonly mime: string; readonly name?: string },
    folder: string,
  ): StoredFile {
    const uniqueId = `AQAD${randomBytes(9).toString("base64url")}`;
    const extension = file.name?.includes(".") ? `.${file.name.split(".").at(-1)}` : (EXTENSIONS[file.mime] ?? ".bin");
    const stored: StoredFile = {
      fileId: `AgACAgUAAxkB${randomBytes(24).toString("base64url")}`,
      uniqueId,
      path: `${folder}/file_${this.files.size}${extension.replace(/[^\w.]/g, "")}`,
      mime: file.mime,
      name: file.name,
      size: file.bytes.length,
      bytes: Buffer.from(file.bytes).toString("base64"),
    };
    this.commit({ type: "file", value: stored });
    return stored;
  }

  #apply(change: TelegramChange): void {
    switch (change.type) {
      case "person":
        this.people.set(change.value.id, change.value);
        return;
      case "chat":
        this.chats.set(change.value.id, change.value);
        return;
      case "message": {
        const { chatId, messageId } = change.value;
        const chat = this.#messages.get(chatId) ?? new Map<number, StoredMessage>();
        this.#messages.set(chatId, chat.set(messageId, change.value));
        return;
      }
      case "file":
        this.files.set(change.value.fileId, change.value);
        return;
      case "query":
        this.queries.set(change.value.id, change.value);
        return;
      case "commands":
        this.commands.set(`${change.value.scope}|${change.value.languageCode}`, change.value);
        return;
      case "webhook":
        this.webhook = change.value;
        return;
      case "update":
        this.#lastUpdate = Math.max(this.#lastUpdate, change.value.updateId);
        if (change.value.done) this.updates.delete(change.value.updateId);
        else this.updates.set(change.value.updateId, change.value);
        return;
    }
  }
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "audio/ogg": ".oga",
  "video/mp4": ".mp4",
  "application/pdf": ".pdf",
};

/** Replays the journal; half a line at the end, left by a kill, is cut off. */
function openJournal(stateDir: string, replay: (change: TelegramChange) => void): string {
  mkdirSync(stateDir, { recursive: true });
  const path = join(stateDir, "telegram.jsonl");
  if (!existsSync(path)) return path;
  const bytes = readFileSync(path);
  const complete = bytes.lastIndexOf(0x0a) + 1;
  if (complete < bytes.length) truncateSync(path, complete);
  for (const line of bytes.subarray(0, complete).toString("utf8").split("\n")) {
    if (line !== "") replay(JSON.parse(line) as TelegramChange);
  }
  return path;
}
