import type { MethodArgs } from "./args.ts";
import type { TelegramLimits } from "./limits.ts";
import type { FloodControl } from "./rates.ts";
import type { TelegramState } from "./state.ts";
import type { UpdateQueue } from "./updates.ts";

/** What every method works with. */
export interface MethodContext {
  readonly state: TelegramState;
  readonly limits: TelegramLimits;
  readonly flood: FloodControl;
  readonly updates: UpdateQueue;
  /** Shows the people of a chat that the bot is typing. */
  typing(chatId: number): void;
  /** Gives a search its results; false when nobody waits for them any more. */
  answerInline(queryId: string, results: readonly unknown[]): boolean;
}

/** One method of the Bot API: its result, or a thrown ApiError. */
export type Method = (ctx: MethodContext, args: MethodArgs) => unknown;
