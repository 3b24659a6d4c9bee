import { lookup as dnsLookup } from "node:dns/promises";
import { isIP } from "node:net";
import { type Platform, PlatformError } from "../core/kernel/ports/social-platform.ts";
import { describeRequest, type Fetch } from "./http.ts";
import { hostOf } from "./links.ts";
import { type PinnedGet, pinnedGet, type Redirected } from "./pinned-get.ts";

/** Resolves a host to its addresses. */
export type Lookup = (host: string) => Promise<readonly string[]>;

export interface RedirectOptions {
  readonly timeoutMs: number;
  /** How the sandbox is asked; real hosts are always asked by `get`. */
  readonly fetch?: Fetch;
  /** For tests; the system resolver by default. */
  readonly lookup?: Lookup;
  /** For tests; the network by default. */
  readonly get?: PinnedGet;
  /**
   * Sandbox: `<shortLinkBase>/<host>/<path>` is asked instead of the real host. The operator set it, so neither DNS nor
   * the private-address rule is applied to it; the allow-list still holds for every address in the chain.
   */
  readonly shortLinkBase?: string;
}

/** Short links of the apps take one or two hops. */
const MAX_HOPS = 5;

/** The system's resolver. */
export const defaultLookup: Lookup = async (host) =>
  (await dnsLookup(host, { all: true })).map((entry) => entry.address);

/**
 * Follows redirects from `start` until `arrived` recognises an address, and answers what it recognised. Only https, only
 * the allowed hosts, at most five hops, never to a private address. Throws PlatformError: `deleted` where the chain ends
 * without a post or leaves the platform, `throttled` on 429, `unavailable` on failures of the network.
 */
export async function followShortLink<T>(
  platform: Platform,
  start: string,
  allowedHosts: ReadonlySet<string>,
  arrived: (url: URL) => T | undefined,
  options: RedirectOptions,
  signal?: AbortSignal,
): Promise<T> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const both = signal ? AbortSignal.any([signal, timeout]) : timeout;
  let url = new URL(start);
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    if (url.protocol === "http:") url.protocol = "https:";
    const plain = url.protocol === "https:" && url.port === "" && url.username === "" && url.password === "";
    if (!plain || !allowedHosts.has(hostOf(url))) {
      throw new PlatformError("deleted", platform, `short link left the platform at hop ${hop}`);
    }
    const found = arrived(url);
    if (found !== undefined) return found;
    const location = await nextAddress(platform, url, options, both);
    if (!URL.canParse(location, url)) {
      throw new PlatformError("deleted", platform, `${describeRequest("GET", url.href)}: redirect to no address`);
    }
    url = new URL(location, url);
  }
  throw new PlatformError("deleted", platform, `short link took more than ${MAX_HOPS} hops`);
}

async function nextAddress(
  platform: Platform,
  url: URL,
  options: RedirectOptions,
  signal: AbortSignal,
): Promise<string> {
  const name = describeRequest("GET", url.href);
  const ask =
    options.shortLinkBase === undefined ? askHost(platform, url, options, signal) : askSandbox(url, options, signal);
  const { status, location } = await ask.catch((error: unknown): never => {
    if (error instanceof PlatformError) throw error;
    throw new PlatformError("unavailable", platform, `${name}: no answer`);
  });
  if (status >= 300 && status < 400 && location !== undefined) return location;
  if (status === 429) throw new PlatformError("throttled", platform, `${name}: HTTP 429`);
  if (status >= 500) throw new PlatformError("unavailable", platform, `${name}: HTTP ${status}`);
  throw new PlatformError("deleted", platform, `${name}: HTTP ${status}, no redirect`);
}

async function askHost(
  platform: Platform,
  url: URL,
  options: RedirectOptions,
  signal: AbortSignal,
): Promise<Redirected> {
  const addresses = await publicAddresses(platform, hostOf(url), options.lookup);
  return (options.get ?? pinnedGet)(url, addresses, signal);
}

async function askSandbox(url: URL, options: RedirectOptions, signal: AbortSignal): Promise<Redirected> {
  const target = `${options.shortLinkBase?.replace(/\/+$/, "")}/${hostOf(url)}${url.pathname}`;
  const response = await (options.fetch ?? fetch)(target, { method: "GET", redirect: "manual", signal });
  await response.body?.cancel();
  return { status: response.status, location: response.headers.get("location") ?? undefined };
}

/**
 * Where a host is, all of it on the public internet. The hosts are the platforms' own; this guards against a resolver that
 * answers with an address inside our network.
 */
async function publicAddresses(
  platform: Platform,
  host: string,
  lookup: Lookup = defaultLookup,
): Promise<readonly string[]> {
  let addresses: readonly string[];
  try {
    addresses = await lookup(host);
  } catch {
    throw new PlatformError("unavailable", platform, `${host}: cannot be resolved`);
  }
  if (addresses.length === 0 || addresses.some((address) => !isPublicAddress(address))) {
    throw new PlatformError("unavailable", platform, `${host}: resolves to an address that is not public`);
  }
  return addresses;
}

/** Whether an IP address is on the public internet (IANA special-purpose registries; mapped IPv4 is judged as IPv4). */
export function isPublicAddress(address: string): boolean {
  const bare = address.toLowerCase().replace(/%.*$/, "");
  if (isIP(bare) === 4) return isPublicV4(bare);
  if (isIP(bare) !== 6) return false;
  const dotted = /^(?:::ffff:|64:ff9b::)(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1];
  if (dotted !== undefined) return isPublicV4(dotted);
  // global unicast is 2000::/3; inside it 2001:db8::/32 is documentation, 2001::/32 and 2002::/16 wrap IPv4
  return /^[23][0-9a-f]{3}:/.test(bare) && !/^(?:2001:0?db8:|2001:0{0,4}:|2002:)/.test(bare);
}

function isPublicV4(address: string): boolean {
  const [a = 0, b = 0, c = 0] = address.split(".").map(Number);
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 100 && b >= 64 && b <= 127) return false;
  if (a === 169 && b === 254) return false;
  if (a === 172 && b >= 16 && b <= 31) return false;
  if (a === 192 && (b === 168 || (b === 0 && (c === 0 || c === 2)))) return false;
  return !(a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) && !(a === 203 && b === 0 && c === 113);
}
