import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";

/** Who holds a data folder. `socketFolder` lets another process (stdio MCP, the CLI) talk to the same database. */
export interface LockHolder {
  readonly pid: number;
  readonly socketFolder: string;
  readonly since: string;
}

const STARTING_MS = 60_000;

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function answers(socketFolder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(join(socketFolder, ".s.PGSQL.5432"));
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, () => done(false));
    socket.once("connect", () => done(true));
    socket.once("error", () => done(false));
  });
}

function lockPath(dataDir: string): string {
  return join(dataDir, "kolega.lock");
}

/** The live process that holds the folder, if any. A lock left by a killed process does not count. */
export async function lockHolder(dataDir: string): Promise<LockHolder | undefined> {
  const path = lockPath(dataDir);
  if (!existsSync(path)) return undefined;
  let holder: LockHolder;
  try {
    holder = JSON.parse(readFileSync(path, "utf8")) as LockHolder;
  } catch {
    return undefined;
  }
  if (!alive(holder.pid)) return undefined;
  if (await answers(holder.socketFolder)) return holder;
  // The process id lives but nobody answers: either it is just starting, or the id was given to another program.
  return Date.now() - Date.parse(holder.since) < STARTING_MS ? holder : undefined;
}

/**
 * Takes the folder for this process. Answers the holder instead when somebody else has it: two processes on one folder
 * would corrupt it.
 */
export async function takeLock(dataDir: string, socketFolder: string): Promise<LockHolder | undefined> {
  mkdirSync(dataDir, { recursive: true });
  const path = lockPath(dataDir);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const file = openSync(path, "wx");
      const mine: LockHolder = { pid: process.pid, socketFolder, since: new Date().toISOString() };
      writeSync(file, JSON.stringify(mine));
      closeSync(file);
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = await lockHolder(dataDir);
      if (holder) return holder;
      // Stale. Renaming is atomic: of two processes that find it stale, one moves it away and both try again.
      try {
        renameSync(path, `${path}.${process.pid}.stale`);
        rmSync(`${path}.${process.pid}.stale`, { force: true });
      } catch (failure) {
        if ((failure as NodeJS.ErrnoException).code !== "ENOENT") throw failure;
      }
    }
  }
  throw new Error(`could not lock ${dataDir}`);
}

export function releaseLock(dataDir: string): void {
  const path = lockPath(dataDir);
  try {
    const holder = JSON.parse(readFileSync(path, "utf8")) as LockHolder;
    if (holder.pid === process.pid) rmSync(path, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
