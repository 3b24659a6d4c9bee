import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { DayCounter } from "./pace.ts";

/** Another process uses the same session: two browsers on it would log each other out. */
export class SessionInUse extends Error {
  override readonly name = "SessionInUse";
  constructor(readonly pid: number) {
    super(
      `process ${pid} already uses this WhatsApp session. Stop it first, or set KOLEGA_DATA_DIR to another folder for this one.`,
    );
  }
}

/** How far this account's messages were taken over: what is newer is looked for after a pause. */
export interface Mark {
  readonly account: string;
  /** Seconds. */
  readonly at: number;
}

/** What lies on disk besides the browser's own profile; readable by this user only. */
export interface SessionFolder {
  readonly path: string;
  /** Throws SessionInUse. */
  lock(): void;
  unlock(): void;
  mark(): Mark | undefined;
  setMark(mark: Mark | undefined): void;
  readonly counter: DayCounter;
}

const holderSchema = z.object({ pid: z.number().int().positive(), began: z.string() });
const markSchema = z.object({ account: z.string(), at: z.number() });
const sentSchema = z.object({ day: z.string(), count: z.number().int().nonnegative() });

export function openSessionFolder(path: string): SessionFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  // An earlier folder may be open to others; the mode above counts only for a new one.
  chmodSync(path, 0o700);
  const lockFile = join(path, "in-use.json");
  const markFile = join(path, "taken-over.json");
  const sentFile = join(path, "sent.json");
  let sent = readJson(sentFile, sentSchema);
  return {
    path,
    lock() {
      const mine = JSON.stringify({ pid: process.pid, began: beganAt(process.pid) });
      for (let attempt = 0; attempt < 3; attempt += 1) {
        try {
          writeFileSync(lockFile, mine, { flag: "wx", mode: 0o600 });
          return;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
          const holder = readJson(lockFile, holderSchema);
          if (holder && isAlive(holder.pid) && beganAt(holder.pid) === holder.began) throw new SessionInUse(holder.pid);
          // Left by a process that is gone. Renaming is atomic: of two that find it so, one moves it away.
          try {
            renameSync(lockFile, `${lockFile}.${process.pid}`);
            rmSync(`${lockFile}.${process.pid}`, { force: true });
          } catch (failure) {
            if ((failure as NodeJS.ErrnoException).code !== "ENOENT") throw failure;
          }
        }
      }
      throw new Error(`could not lock ${path}`);
    },
    unlock() {
      const holder = readJson(lockFile, holderSchema);
      if (holder?.pid === process.pid) rmSync(lockFile, { force: true });
    },
    mark: () => readJson(markFile, markSchema),
    setMark(mark) {
      if (mark) writeWhole(markFile, mark);
      else rmSync(markFile, { force: true });
    },
    counter: {
      sentOn: (day) => (sent?.day === day ? sent.count : 0),
      count(day) {
        sent = { day, count: (sent?.day === day ? sent.count : 0) + 1 };
        writeWhole(sentFile, sent);
      },
    },
  };
}

function readJson<T>(path: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(path, "utf8"))).data;
  } catch {
    return undefined;
  }
}

/** Never half a file, whenever the process ends. */
function writeWhole(path: string, value: unknown): void {
  writeFileSync(`${path}.new`, JSON.stringify(value), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process began, as the kernel counts: ids are given again, in a container even the same to the next one. */
function beganAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the command in brackets, which may hold blanks; the start time is the 22nd.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
