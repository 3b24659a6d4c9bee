import { Worker } from "node:worker_threads";
import { DocumentError, type DocumentReader, type ReadDocument } from "../../core/kernel/ports/document-reader.ts";
import { DOCUMENT_LIMITS } from "./limits.ts";
import type { Answer } from "./reading-thread.ts";

/** A worker runs TypeScript only if told how: a checkout registers tsx in it first, a build loads its own JavaScript. */
function startThread(bytes: Uint8Array): Worker {
  const url = new URL(import.meta.url.endsWith(".ts") ? "./reading-thread.ts" : "./reading-thread.js", import.meta.url);
  const resourceLimits = { maxOldGenerationSizeMb: DOCUMENT_LIMITS.heapMb };
  const own = new Uint8Array(bytes);
  const options = {
    workerData: { bytes: own },
    transferList: [own.buffer],
    resourceLimits,
    stdout: true,
    stderr: true,
  };
  if (!url.href.endsWith(".ts")) return new Worker(url, options);
  const boot = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(url.href)}); });`;
  return new Worker(boot, { ...options, eval: true, execArgv: [] });
}

/**
 * Reads PDF, DOCX and text in a thread of its own, which is given its memory and its time and ended when either is used
 * up: a hostile file costs a sentence, not the process. `timeMs` only for tests.
 */
export function createDocumentReader(options: { timeMs?: number } = {}): DocumentReader {
  const timeMs = options.timeMs ?? DOCUMENT_LIMITS.timeMs;
  const waiting: (() => void)[] = [];
  let running = 0;
  const enter = async (): Promise<void> => {
    if (running < DOCUMENT_LIMITS.atOnce) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  /** Whoever waits takes the place over. */
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };
  return {
    async read(bytes, signal) {
      if (bytes.byteLength > DOCUMENT_LIMITS.bytes) throw new DocumentError("too_large");
      if (bytes.byteLength === 0) throw new DocumentError("empty");
      await enter();
      try {
        signal?.throwIfAborted();
        return await inThread(bytes, timeMs, signal);
      } finally {
        leave();
      }
    },
  };
}

async function inThread(bytes: Uint8Array, timeMs: number, signal: AbortSignal | undefined): Promise<ReadDocument> {
  const thread = startThread(bytes);
  const limit = AbortSignal.timeout(timeMs);
  const end = signal ? AbortSignal.any([signal, limit]) : limit;
  try {
    return await new Promise<ReadDocument>((resolve, reject) => {
      end.addEventListener("abort", () => reject(limit.aborted ? new DocumentError("too_slow") : end.reason), {
        once: true,
      });
      thread.once("message", (answer: Answer) =>
        "document" in answer ? resolve(answer.document) : reject(new DocumentError(answer.problem)),
      );
      // Out of memory, or a reader that fell over.
      thread.once("error", (error: Error & { code?: string }) =>
        reject(new DocumentError(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "too_large" : "broken")),
      );
      thread.once("exit", () => reject(new DocumentError("broken")));
    });
  } finally {
    await thread.terminate();
  }
}
