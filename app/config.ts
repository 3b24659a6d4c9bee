import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { isRedirectUri } from "../mcp-server/authorization/client-documents.ts";
import type { RegisteredClient } from "../mcp-server/index.ts";
import { type ChannelConfig, channelEnvironment, readChannels } from "./config-channels.ts";
import { type ReadingConfig, readingEnvironment, readReading } from "./config-reading.ts";

/** A week in a minute: how fast the demo's metric clock runs. */
const DEMO_CLOCK_SPEED = 10_080;

const flag = z.enum(["0", "1", "true", "false"], "1 or 0").transform((text) => text === "1" || text === "true");
const secret = z.string().min(8, "8 characters or more");
const NOT_A_PORT = "a port is a number from 0 to 65535";
const port = z.coerce.number(NOT_A_PORT).int(NOT_A_PORT).min(0, NOT_A_PORT).max(65_535, NOT_A_PORT);

const address = z.url({ protocol: /^https?$/, error: "an address like https://kolega.example" });
const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "silent"] as const;

/** Public clients known beforehand; most need no entry, their client id is the address of a metadata document. */
const oauthClients = z
  .string()
  .transform((text, ctx): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      ctx.addIssue("not JSON");
      return z.NEVER;
    }
  })
  .pipe(
    z.array(
      z.strictObject({
        id: z.string().regex(/^[\w.-]{1,100}$/, "an id has letters, digits, dots and dashes"),
        name: z.string().min(1).max(80),
        redirectUris: z
          .array(z.string().refine(isRedirectUri, "https, http on this computer, or an app's own scheme"))
          .min(1),
      }),
      'a list like [{"id":"acme","name":"Acme","redirectUris":["http://127.0.0.1/callback"]}]',
    ),
  );

/** An empty variable is an unset one: compose files pass those. */
const environment = z.preprocess(
  (env) => Object.fromEntries(Object.entries(env as Record<string, string | undefined>).filter(([, value]) => value)),
  z.object({
    KOLEGA_DATA_DIR: z.string().default("./data"),
    KOLEGA_PORT: port.default(3_000),
    KOLEGA_HOST: z.string().default("127.0.0.1"),
    KOLEGA_PUBLIC_URL: address.optional(),
    KOLEGA_TRUSTED_PROXIES: z.coerce
      .number()
      .int()
      .min(0)
      .max(10, "the number of proxies in front, 0 to 10")
      .default(0),
    KOLEGA_DEMO: flag.optional(),
    KOLEGA_CLOCK_SPEED: z.coerce.number().min(1).max(1_000_000).optional(),
    KOLEGA_SANDBOX_PORT: port.optional(),
    KOLEGA_SANDBOX_URL: address.optional(),
    KOLEGA_MASTER_KEY: z.string().min(32, "32 characters or more (openssl rand -hex 32)").optional(),
    KOLEGA_LOG_LEVEL: z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(", ")}`).default("warn"),
    KOLEGA_API_KEY: secret.optional(),
    KOLEGA_KILL_AT: z.string().optional(),
    DATABASE_URL: z
      .string()
      .startsWith("postgres", "an address like postgres://user:password@host/database")
      .optional(),
    REDIS_URL: z.string().startsWith("redis", "an address like redis://host:6379").optional(),
    REDIS_PREFIX: z
      .string()
      .regex(/^[\w.-]{1,64}$/, "use letters, digits, dots, dashes and underscores, at most 64")
      .optional(),
    ANTHROPIC_API_KEY: secret.optional(),
    ANTHROPIC_BASE_URL: address.optional(),
    ANTHROPIC_MODEL: z.string().default("claude-sonnet-5-5"),
    XENDIT_SECRET_KEY: secret.optional(),
    XENDIT_CALLBACK_TOKEN: secret.optional(),
    YOUTUBE_API_KEY: secret.optional(),
    KOLEGA_OAUTH_CLIENTS: oauthClients.optional(),
    ...channelEnvironment,
    ...readingEnvironment,
  }),
);

/** Everything the process was told, parsed once; handed down, never read again. */
export interface Config extends ReadingConfig {
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  /** How many proxies in front of us to believe about a client's address. */
  readonly trustedProxies: number;
  readonly demo: boolean;
  readonly clockSpeed: number;
  readonly sandboxPort: number;
  /** A sandbox that runs elsewhere (tests that kill this process keep it alive). */
  readonly sandboxUrl: string | undefined;
  readonly masterKey: string | undefined;
  readonly logLevel: string;
  readonly apiKey: string | undefined;
  /** Where a test wants this process to die (core/kernel/kill-points.ts). */
  readonly killAt: string | undefined;
  readonly databaseUrl: string | undefined;
  /** `prefix` begins the name of every key, so that installations can share a Redis. */
  readonly redis: { readonly url: string; readonly prefix: string } | undefined;
  readonly anthropic:
    | { readonly apiKey: string; readonly baseUrl: string | undefined; readonly model: string }
    | undefined;
  readonly xendit: { readonly secretKey: string; readonly callbackToken: string } | undefined;
  readonly youtubeApiKey: string | undefined;
  /** OAuth clients known beforehand. */
  readonly oauthClients: readonly RegisteredClient[];
  readonly channels: ChannelConfig;
}

/** A setting that cannot be used; the message says which and what to do. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** The only reader of the environment. Throws ConfigError. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigError(`${[...new Set(issues)].join("; ")}. Correct it in the environment and start again.`);
  }
  const e = parsed.data;
  const demo = e.KOLEGA_DEMO ?? e.DATABASE_URL === undefined;
  if (!demo && !e.KOLEGA_MASTER_KEY) {
    throw new ConfigError(
      "KOLEGA_MASTER_KEY is missing: outside demo mode the vault needs a key of at least 32 characters (openssl rand -hex 32). Keep it safe: without it, sealed tokens cannot be opened.",
    );
  }
  if (demo && e.XENDIT_SECRET_KEY) {
    throw new ConfigError(
      "XENDIT_SECRET_KEY is set in demo mode, where people are made up: real money must not move there. Unset it, or set KOLEGA_DEMO=0 with DATABASE_URL and KOLEGA_MASTER_KEY.",
    );
  }
  if (e.XENDIT_SECRET_KEY && !e.XENDIT_CALLBACK_TOKEN) {
    throw new ConfigError(
      "XENDIT_CALLBACK_TOKEN is missing: payouts need it to know the provider's callbacks (Xendit dashboard, Webhooks).",
    );
  }
  const publicUrl = e.KOLEGA_PUBLIC_URL ?? `http://localhost:${e.KOLEGA_PORT}`;
  return {
    dataDir: resolve(e.KOLEGA_DATA_DIR),
    host: e.KOLEGA_HOST,
    port: e.KOLEGA_PORT,
    publicUrl,
    trustedProxies: e.KOLEGA_TRUSTED_PROXIES,
    demo,
    clockSpeed: demo ? (e.KOLEGA_CLOCK_SPEED ?? DEMO_CLOCK_SPEED) : 1,
    sandboxPort: e.KOLEGA_SANDBOX_PORT ?? (e.KOLEGA_PORT === 0 ? 0 : e.KOLEGA_PORT + 1),
    sandboxUrl: e.KOLEGA_SANDBOX_URL,
    masterKey: e.KOLEGA_MASTER_KEY,
    logLevel: e.KOLEGA_LOG_LEVEL,
    apiKey: e.KOLEGA_API_KEY,
    killAt: e.KOLEGA_KILL_AT,
    databaseUrl: e.DATABASE_URL,
    redis: e.REDIS_URL
      ? { url: e.REDIS_URL, prefix: e.REDIS_PREFIX ?? databaseName(e.DATABASE_URL) ?? "kolega" }
      : undefined,
    anthropic: e.ANTHROPIC_API_KEY
      ? { apiKey: e.ANTHROPIC_API_KEY, baseUrl: e.ANTHROPIC_BASE_URL, model: e.ANTHROPIC_MODEL }
      : undefined,
    xendit:
      e.XENDIT_SECRET_KEY && e.XENDIT_CALLBACK_TOKEN
        ? { secretKey: e.XENDIT_SECRET_KEY, callbackToken: e.XENDIT_CALLBACK_TOKEN }
        : undefined,
    youtubeApiKey: e.YOUTUBE_API_KEY,
    oauthClients: e.KOLEGA_OAUTH_CLIENTS ?? [],
    channels: readChannels(e, publicUrl, refuse),
    ...readReading(e, refuse),
  };
}

function refuse(message: string): never {
  throw new ConfigError(message);
}

/** The part of a connection string that is most likely to differ between installations; undefined when there is none. */
function databaseName(url: string | undefined): string | undefined {
  if (!url || !URL.canParse(url)) return undefined;
  return /^\/([\w.-]{1,64})$/.exec(new URL(url).pathname)?.[1];
}

/** The vault's key: the one given, or in demo mode one made at the first start and kept beside the data. */
export function masterKeyOf(config: Config): string {
  if (config.masterKey) return config.masterKey;
  const path = join(config.dataDir, "master.key");
  if (!existsSync(path)) {
    mkdirSync(config.dataDir, { recursive: true });
    writeFileSync(path, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
    chmodSync(path, 0o600);
  }
  return readFileSync(path, "utf8").trim();
}
