import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";

export interface Redirected {
  readonly status: number;
  /** The Location header. */
  readonly location: string | undefined;
}

/** Asks an address of the web for its headers only, at one of these IP addresses and nowhere else. Rejects without an answer. */
export type PinnedGet = (url: URL, addresses: readonly string[], signal: AbortSignal) => Promise<Redirected>;

/** Answers these addresses, whatever the name is. */
export function pinnedLookup(addresses: readonly string[]): LookupFunction {
  const pinned = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, done) => {
    const [first] = pinned;
    if (!first) return done(new Error("no address"), "");
    return options.all ? done(null, pinned) : done(null, first.address, first.family);
  };
}

/**
 * What was judged is what is connected to: the name is not resolved again in between, so that it cannot become another
 * address (DNS rebinding). The certificate is still the name's.
 */
export const pinnedGet: PinnedGet = (url, addresses, signal) => {
  const lookup = pinnedLookup(addresses);
  return new Promise((resolve, reject) => {
    // A literal address would not be looked up at all.
    if (isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0) return reject(new Error("an address in place of a name"));
    const { request } = url.protocol === "http:" ? http : https;
    const asked = request(url, { method: "GET", lookup, signal, agent: false }, (answer) => {
      resolve({ status: answer.statusCode ?? 0, location: answer.headers.location });
      answer.destroy();
    });
    asked.on("error", reject);
    asked.end();
  });
};
