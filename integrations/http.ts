/** One HTTP door for every adapter: a time limit, a size limit, no redirects, JSON in and out, typed failures. */

export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** What an adapter needs to know about the wire. */
export interface HttpOptions {
  /** Real milliseconds for one request, body included. */
  readonly timeoutMs: number;
  /** For tests; the global one by default. */
  readonly fetch?: Fetch;
  /** Largest answer read, in bytes; default 4 MiB, far above any documented page. */
  readonly maxBytes?: number;
}

export const DEFAULT_TIMEOUT_MS = 15_000;
const DEFAULT_MAX_BYTES = 4 * 1024 * 1024;

/** Why there is no usable answer. `timeout`, `network`, `too_large` and `garbage` leave open whether the call had its effect. */
export type HttpFailureKind = "timeout" | "aborted" | "network" | "too_large" | "garbage";

/** No usable answer. The message names method, host and path only: never query, headers or bodies, which may hold secrets. */
export class HttpFailure extends Error {
  override readonly name = "HttpFailure";
  constructor(
    readonly kind: HttpFailureKind,
    request: string,
    readonly status?: number,
  ) {
    super(`${request}: ${kind}${status === undefined ? "" : ` (HTTP ${status})`}`);
  }
}

export interface JsonRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed body; undefined where it was empty. */
  readonly json: unknown;
  /** `GET host/path` for logs. */
  readonly request: string;
}

/**
 * Sends one request and reads its JSON whatever the status. Throws HttpFailure where nothing usable came back; an error
 * status with a body that is not JSON is answered with `json: undefined`, because the status alone says enough.
 */
export async function requestJson(options: HttpOptions, request: JsonRequest): Promise<JsonAnswer> {
  const name = describeRequest(request.method, request.url);
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
  const failed = (fallback: HttpFailureKind, status?: number) => {
    if (request.signal?.aborted) return new HttpFailure("aborted", name, status);
    return new HttpFailure(timeout.aborted ? "timeout" : fallback, name, status);
  };

  let response: Response;
  try {
    response = await (options.fetch ?? fetch)(request.url, {
      method: request.method,
      headers: {
        accept: "application/json",
        ...(request.body === undefined ? {} : { "content-type": "application/json" }),
        ...request.headers,
      },
      body: request.body === undefined ? undefined : JSON.stringify(request.body),
      // A redirected API call would carry the token to another host.
      redirect: "manual",
      signal,
    });
  } catch {
    throw failed("network"); // the cause's text may hold the whole address, so it is not kept
  }

  let text: string | undefined;
  try {
    text = await readCapped(response, options.maxBytes ?? DEFAULT_MAX_BYTES);
  } catch {
    throw failed("network", response.status);
  }
  if (text === undefined) throw new HttpFailure("too_large", name, response.status);
  const json = text === "" ? undefined : parseJson(text);
  if (response.ok && json === undefined) throw new HttpFailure("garbage", name, response.status);
  return { status: response.status, headers: response.headers, json, request: name };
}

/** Method, host and path of a request: what an operator's log may show. */
export function describeRequest(method: string, url: string): string {
  if (!URL.canParse(url)) return method;
  const { host, pathname } = new URL(url);
  return `${method} ${host}${pathname}`;
}

/** Address of an endpoint: base, path and query; undefined values are left out. */
export function endpoint(
  baseUrl: string,
  path: string,
  query: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  const text = search.toString();
  return `${baseUrl.replace(/\/+$/, "")}${path}${text === "" ? "" : `?${text}`}`;
}

/** A header of seconds (`Retry-After: 30`) in milliseconds; undefined where it is missing or not a number. */
export function secondsHeader(headers: Headers, name: string): number | undefined {
  const value = headers.get(name);
  const seconds = value === null || value.trim() === "" ? Number.NaN : Number(value);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1_000) : undefined;
}

function parseJson(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    return undefined;
  }
}

/** The body as text; undefined as soon as it is larger than allowed, without reading the rest. */
async function readCapped(response: Response, maxBytes: number): Promise<string | undefined> {
  if (!response.body) return "";
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts).toString("utf8");
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
}
