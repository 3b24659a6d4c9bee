import { createLog } from "../../app/log.ts";
import type { Log } from "../../core/audit/incidents.ts";
import type { Stage } from "./stage.ts";

/** The secret behind a button. */
const BUTTON = /k1[\w-]{22}/g;
/** Shorter words are found in anything. */
const SHORTEST = 6;
const STREAMS = ["stdout", "stderr"] as const;

/** Everything that is logged at info and above, and whatever a library prints by itself. */
export interface Logbook {
  readonly log: Log;
  readonly lines: readonly string[];
  /** What stands in it that must not: words people said or read, tokens, phone numbers. */
  leaks(stage: Stage, said: readonly string[]): string[];
  close(): void;
}

export function openLogbook(): Logbook {
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  const originals = STREAMS.map((name) => [process[name], process[name].write] as const);
  for (const [stream, original] of originals) {
    stream.write = ((...args: Parameters<typeof original>) => {
      write(String(args[0]));
      return original.apply(stream, args);
    }) as typeof original;
  }
  return {
    log: createLog("info", { write }),
    lines,
    leaks({ driver }, said) {
      const log = lines.join("\n");
      const words = said.flatMap((text) => text.split(/\s+/)).filter((word) => word.length >= SHORTEST);
      const found = [...driver.secrets, ...words].filter((secret) => log.includes(secret));
      return [...new Set([...found, ...(log.match(BUTTON) ?? [])])];
    },
    close() {
      for (const [stream, original] of originals) stream.write = original;
    },
  };
}
