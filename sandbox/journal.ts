import { closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { join } from "node:path";
import { eventSchema, type SandboxEvent } from "./model.ts";

const FILE = "sandbox.jsonl";

/** The append-only file behind the sandbox: what was acknowledged is in it, whatever happens to the process. */
export interface Journal {
  /** Returns once the kernel has the line: it survives kill -9, not a power cut (no fsync). */
  append(event: SandboxEvent): void;
  close(): void;
}

/**
 * Opens (or creates) the journal in `stateDir` and hands every stored event to `replay` in order. Half a line at the end,
 * left by a kill in the middle of a write, was never acknowledged and is cut off. Throws when an earlier line is damaged.
 */
export function openJournal(stateDir: string, replay: (event: SandboxEvent) => void): Journal {
  mkdirSync(stateDir, { recursive: true });
  const path = join(stateDir, FILE);
  if (existsSync(path)) {
    const bytes = readFileSync(path);
    const complete = bytes.lastIndexOf(0x0a) + 1;
    if (complete < bytes.length) truncateSync(path, complete);
    const lines = bytes.subarray(0, complete).toString("utf8").split("\n");
    for (const [index, line] of lines.entries()) {
      if (line === "") continue;
      try {
        replay(eventSchema.parse(JSON.parse(line)));
      } catch (cause) {
        throw new Error(`sandbox journal: line ${index + 1} cannot be read`, { cause });
      }
    }
  }
  const file = openSync(path, "a");
  return {
    append(event) {
      const line = Buffer.from(`${JSON.stringify(event)}\n`);
      let written = 0;
      while (written < line.length) written += writeSync(file, line, written);
    },
    close() {
      closeSync(file);
    },
  };
}
