import { Router } from "express";
import { type Clock, systemClock } from "../../core/kernel/clock.ts";
import { type ApiCall, apiRouter, type TelegramFault } from "./api-router.ts";
import { telegramControl } from "./control.ts";
import { TELEGRAM_LIMITS, type TelegramLimits } from "./limits.ts";
import type {
  BotCommandList,
  InlineButton,
  StoredMessage,
  TelegramBot,
  TelegramChat,
  TelegramPerson,
} from "./model.ts";
import { telegramPages } from "./page.ts";
import { People } from "./people.ts";
import { FloodControl } from "./rates.ts";
import { TelegramState } from "./state.ts";
import { UpdateQueue } from "./updates.ts";

export interface TelegramSandboxOptions {
  readonly bot: TelegramBot;
  readonly people: readonly TelegramPerson[];
  /** Groups the bot is in. */
  readonly groups?: readonly (Pick<TelegramChat, "id" | "title" | "memberIds"> & Partial<TelegramChat>)[];
  /** Time of rate windows, of old queries and of what is shown; real by default. */
  readonly clock?: Clock;
  readonly limits?: Partial<TelegramLimits>;
  /** Waits before an update is delivered again, in real milliseconds; the last one repeats. */
  readonly retryMs?: readonly number[];
  readonly longestRetryMs?: number;
  /** Folder of a journal; without one, everything is forgotten at the end. */
  readonly stateDir?: string;
}

/** Telegram as one bot and its people see it. */
export interface TelegramSandbox {
  /** `/bot<token>/..`, `/file/bot<token>/..`, `/_control/telegram/..`, `/chat/telegram`: mount it at the root. */
  readonly router: Router;
  readonly bot: TelegramBot;
  readonly people: People;
  readonly updates: UpdateQueue;
  /** Calls of the Bot API, oldest first. */
  readonly calls: readonly ApiCall[];
  /** Orders a failure of the next calls. */
  fault(fault: Partial<TelegramFault> & Pick<TelegramFault, "kind">): void;
  messages(chatId: number): StoredMessage[];
  /** The buttons in a chat that can be pressed now, oldest first. */
  buttons(chatId: number): InlineButton[];
  commands(languageCode: string, scope?: string): BotCommandList["commands"];
  addPerson(person: TelegramPerson): void;
  close(): void;
}

/** The real server gives no schedule: it repeats at once, then more and more slowly. */
const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000];

export function createTelegramSandbox(options: TelegramSandboxOptions): TelegramSandbox {
  const state = new TelegramState(options.bot, options.clock ?? systemClock, options.stateDir);
  const limits = { ...TELEGRAM_LIMITS, ...options.limits };
  const addPerson = (person: TelegramPerson): void => state.commit({ type: "person", value: person });
  for (const person of options.people) if (!state.people.has(person.id)) addPerson(person);
  for (const group of options.groups ?? []) {
    if (state.chats.has(group.id)) continue;
    state.commit({ type: "chat", value: { type: "supergroup", open: true, ...group } });
  }
  const { retryMs = RETRY_MS, longestRetryMs = Number.POSITIVE_INFINITY } = options;
  const waits = retryMs.map((ms) => Math.min(ms, longestRetryMs));
  const updates = new UpdateQueue(state, limits, waits);
  const people = new People(state, updates);
  const faults: TelegramFault[] = [];
  const calls: ApiCall[] = [];
  const typing = new Map<number, number>();
  const ctx = {
    state,
    limits,
    flood: new FloodControl(state.clock, limits),
    updates,
    typing(chatId: number): void {
      typing.set(chatId, Date.now());
      pages.tell(chatId);
    },
    answerInline: (id: string, results: readonly unknown[]): boolean => people.answerInline(id, results),
  };
  const fault: TelegramSandbox["fault"] = (ordered) => {
    faults.push({ method: "", times: 1, ...ordered });
  };
  const pages = telegramPages({ state, people, typingSince: (chatId: number) => typing.get(chatId) });
  const router = Router();
  router.use(apiRouter({ ctx, faults, calls }));
  router.use("/_control/telegram", telegramControl({ state, people, updates, calls, fault }));
  router.use("/chat/telegram", pages.router);
  return {
    router,
    bot: options.bot,
    people,
    updates,
    calls,
    fault,
    addPerson,
    messages: (chatId) => state.messages(chatId),
    buttons: (chatId) => state.messages(chatId).flatMap((message) => message.keyboard?.flat() ?? []),
    commands: (languageCode, scope = "default") => state.commands.get(`${scope}|${languageCode}`)?.commands ?? [],
    close() {
      updates.stop();
      pages.close();
    },
  };
}
