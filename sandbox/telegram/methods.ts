import type { Method } from "./method.ts";
import { BOT_METHODS } from "./methods-bot.ts";
import { EDIT_METHODS } from "./methods-edit.ts";
import { SEND_METHODS } from "./methods-send.ts";

const METHODS = new Map(
  Object.entries({ ...BOT_METHODS, ...SEND_METHODS, ...EDIT_METHODS }).map(([name, method]) => [
    name.toLowerCase(),
    { name, method },
  ]),
);

/** Names of methods count without case, as on the real server. */
export function findMethod(name: string): { name: string; method: Method } | undefined {
  return METHODS.get(name.toLowerCase());
}
