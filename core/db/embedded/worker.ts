import { chmodSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

/** What the main thread passes in. */
export interface WorkerData {
  /** Folder of the data, or undefined for a database in memory. */
  readonly dataDir?: string;
  readonly socketPath: string;
  /** A dumped data folder to begin with (tests). */
  readonly template?: string;
  readonly maxConnections: number;
}

const data = workerData as WorkerData;
const db = await PGlite.create({
  ...(data.dataDir ? { dataDir: data.dataDir } : {}),
  ...(data.template ? { loadDataDir: new Blob([new Uint8Array(await readFile(data.template))]) } : {}),
  extensions: { vector },
});
const server = new PGLiteSocketServer({ db, path: data.socketPath, maxConnections: data.maxConnections });
await server.start();
chmodSync(data.socketPath, 0o600);

parentPort?.on("message", (message: { dump?: boolean }) => {
  void (async () => {
    if (message.dump) {
      const blob = await db.dumpDataDir("none");
      parentPort?.postMessage({ dump: new Uint8Array(await blob.arrayBuffer()) });
      return;
    }
    await server.stop();
    await db.close();
    parentPort?.postMessage({ stopped: true });
    process.exit(0);
  })();
});
parentPort?.postMessage({ ready: true });
