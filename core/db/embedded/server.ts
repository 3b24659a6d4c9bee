import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type LockHolder, releaseLock, takeLock } from "./lock.ts";
import type { WorkerData } from "./worker.ts";

/** Connections the embedded server accepts: the process's own pool and a few guests (CLI, stdio MCP). */
const MAX_CONNECTIONS = 40;

export class DataFolderInUse extends Error {
  override readonly name = "DataFolderInUse";
  constructor(
    readonly dataDir: string,
    readonly holder: LockHolder,
  ) {
    super(`${dataDir} is in use by process ${holder.pid} since ${holder.since}`);
  }
}

export interface EmbeddedServer {
  readonly socketFolder: string;
  /** The whole data folder as a tar file, to start others from (tests). */
  dump(): Promise<Uint8Array>;
  stop(): Promise<void>;
}

/** A worker runs TypeScript only if told how: a checkout registers tsx in it first, a build loads its own JavaScript. */
function startWorker(data: WorkerData): Worker {
  const url = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);
  if (!url.href.endsWith(".ts")) return new Worker(url, { workerData: data });
  const boot = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(url.href)}); });`;
  return new Worker(boot, { eval: true, workerData: data, execArgv: [] });
}

/**
 * Postgres in a worker thread (PGlite: real Postgres compiled to WASM, with pgvector), behind a Unix socket that only
 * this user can open. It lives and dies with the process. Throws DataFolderInUse when another process has the folder.
 */
export async function startEmbeddedServer(options: { dataDir?: string; template?: string }): Promise<EmbeddedServer> {
  const socketFolder = mkdtempSync(join(tmpdir(), "kolega-"));
  const clean = () => {
    rmSync(socketFolder, { recursive: true, force: true });
    if (options.dataDir) releaseLock(options.dataDir);
  };
  if (options.dataDir) {
    const holder = await takeLock(options.dataDir, socketFolder);
    if (holder) {
      rmSync(socketFolder, { recursive: true, force: true });
      throw new DataFolderInUse(options.dataDir, holder);
    }
  }
  const worker = startWorker({
    dataDir: options.dataDir ? join(options.dataDir, "postgres") : undefined,
    template: options.template,
    socketPath: join(socketFolder, ".s.PGSQL.5432"),
    maxConnections: MAX_CONNECTIONS,
  });
  const waiting = new Map<string, (value: Uint8Array) => void>();
  await new Promise<void>((resolve, reject) => {
    worker.once("error", reject);
    worker.on("message", (message: { ready?: boolean; dump?: Uint8Array; stopped?: boolean }) => {
      if (message.ready) resolve();
      if (message.dump) waiting.get("dump")?.(message.dump);
      if (message.stopped) waiting.get("stop")?.(new Uint8Array());
    });
  }).catch((error: Error) => {
    clean();
    throw error;
  });
  return {
    socketFolder,
    dump: () =>
      new Promise((resolve) => {
        waiting.set("dump", resolve);
        worker.postMessage({ dump: true });
      }),
    async stop() {
      await new Promise<void>((resolve) => {
        waiting.set("stop", () => resolve());
        worker.once("exit", () => resolve());
        worker.postMessage({});
      });
      clean();
    },
  };
}
