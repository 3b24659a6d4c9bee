import type { IncomingMessage } from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import type { FetchDocument } from "../core/kernel/ports/documents.ts";
import { pinnedLookup } from "./pinned-get.ts";
import { defaultLookup, isPublicAddress, type Lookup } from "./redirects.ts";

export interface PublicDocumentOptions {
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** For tests; the system resolver by default. */
  readonly lookup?: Lookup;
  /** For tests, who have no certificate; the network over TLS by default. */
  readonly request?: typeof https.request;
}

/** A document that is not fetched, or not read to its end. Says nothing of what was found inside our network. */
class NotFetched extends Error {
  override readonly name = "NotFetched";
}

/**
 * Reads one JSON document that a stranger named: https on its usual port only, from a host all of whose addresses are on
 * the public internet, connected to at just those addresses (a name that changes in between changes nothing), within a
 * time and a size. Redirects are answered, never followed. Rejects without any connection where one of it does not hold.
 */
export function createPublicDocuments(options: PublicDocumentOptions): FetchDocument {
  const lookup = options.lookup ?? defaultLookup;
  return async (address) => {
    const url = new URL(address);
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const plain = url.protocol === "https:" && url.port === "" && url.username === "" && url.password === "";
    if (!plain || isIP(host) !== 0) throw new NotFetched("not an https address with a name");
    const signal = AbortSignal.timeout(options.timeoutMs);
    const addresses = await within(signal, lookup(host)).catch(() => []);
    if (addresses.length === 0 || !addresses.every(isPublicAddress)) throw new NotFetched("not on the public internet");
    return new Promise((resolve, reject) => {
      const refuse = (why: string): void => {
        asked.destroy();
        reject(new NotFetched(why));
      };
      const asked = (options.request ?? https.request)(
        url,
        {
          method: "GET",
          lookup: pinnedLookup(addresses),
          signal,
          agent: false,
          headers: { accept: "application/json" },
        },
        (answer: IncomingMessage) => {
          const chunks: Buffer[] = [];
          let size = 0;
          answer.on("data", (chunk: Buffer) => {
            size += chunk.length;
            if (size > options.maxBytes) refuse("too large");
            else chunks.push(chunk);
          });
          answer.on("error", () => refuse("broken off"));
          answer.on("end", () =>
            resolve({
              status: answer.statusCode ?? 0,
              cacheControl: answer.headers["cache-control"],
              body: Buffer.concat(chunks).toString("utf8"),
            }),
          );
        },
      );
      asked.on("error", () => refuse("no answer"));
      asked.end();
    });
  };
}

/** A resolver cannot be told to stop; its answer is not waited for. */
function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new NotFetched("too slow")), { once: true });
    work.then(resolve, reject);
  });
}
