import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../../core/audit/incidents.ts";
import type { ChatAddresses } from "../../core/kernel/ports/chats.ts";
import type { RunningChannel } from "./running.ts";

const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 300_000;

/** Addresses of our bots, filled in as the platforms say who we are there. */
export type ChatBook = { -readonly [Platform in keyof ChatAddresses]: ChatAddresses[Platform] };

/** Asks every platform who we are there, again and again until it says so. Waits for none: the process runs meanwhile. */
export function learnAddresses(
  book: ChatBook,
  platforms: readonly RunningChannel[],
  log: Log,
  signal: AbortSignal,
): void {
  for (const platform of platforms) {
    if (!platform.address) continue;
    learn(book, platform, log, signal).catch(() => undefined);
  }
}

async function learn(book: ChatBook, platform: RunningChannel, log: Log, signal: AbortSignal): Promise<void> {
  for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(LAST_PAUSE_MS, pause * 2)) {
    try {
      Object.assign(book, await platform.address?.());
      return;
    } catch {
      log.warn({ channel: platform.channel.name }, "the platform has not said who we are there");
      await sleep(pause, undefined, { signal, ref: false });
    }
  }
}
