import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { DatabaseAway } from "../kernel/database-away.ts";
import { PrismaClient } from "./generated/client.ts";
import { currentConnection, RoutedPool } from "./routed-pool.ts";
import type { Database, Scope, Tx } from "./types.ts";

const OID = { int8: 20, date: 1082 } as const;
/** Deadlock and serialization failure (SQLSTATE): the transaction did nothing and may be tried again. */
const RETRYABLE = new Set(["40001", "40P01"]);
const ATTEMPTS = 3;

const parsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: string) => {
    if (format !== "binary" && oid === OID.int8) return (text: string) => BigInt(text);
    if (format !== "binary" && oid === OID.date) return (text: string) => text;
    return pg.types.getTypeParser(oid, format as "text");
  },
};

const camelCache = new Map<string, string>();
function camel(name: string): string {
  let key = camelCache.get(name);
  if (key === undefined) {
    key = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    camelCache.set(name, key);
  }
  return key;
}

function toRow(fields: readonly pg.FieldDef[], values: readonly unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let i = 0; i < fields.length; i += 1) row[camel(fields[i]?.name ?? "")] = values[i];
  return row;
}

const ID = /^[A-Za-z0-9_:.-]{0,80}$/;
/** Scope values go into a simple-protocol statement, so only the alphabet of our own ids is let through. */
function quoted(value: string | undefined): string {
  const text = value ?? "";
  if (!ID.test(text)) throw new Error("not an id");
  return `'${text}'`;
}

function beginStatement(scope: Scope, embedded: boolean): string {
  const settings =
    scope.role === "platform"
      ? `set_config('role','kolega_platform',true), set_config('app.org_id','',true), set_config('app.influencer_id','',true)`
      : `set_config('role','kolega_app',true), set_config('app.org_id',${quoted(scope.orgId)},true), set_config('app.influencer_id',${quoted(scope.influencerId)},true)`;
  const limits = embedded
    ? ""
    : `, set_config('statement_timeout','20s',true), set_config('idle_in_transaction_session_timeout','60s',true)`;
  return `BEGIN; SELECT ${settings}${limits}`;
}

/** Texts that get a name; more than any installation has of those that are written out. */
const MAX_NAMED = 500;
const names = new Map<string, string>();

/** The name under which a connection keeps this text parsed and planned. Undefined once there are too many. */
function nameOf(sql: string): string | undefined {
  const known = names.get(sql);
  if (known !== undefined || names.size >= MAX_NAMED) return known;
  const name = `kolega_${names.size}`;
  names.set(sql, name);
  return name;
}

class PgTx implements Tx {
  readonly hooks: (() => void)[] = [];
  #scope: Scope;
  readonly #named: boolean;
  constructor(
    readonly client: pg.PoolClient,
    scope: Scope,
    readonly prisma: PrismaClient,
    embedded: boolean,
  ) {
    this.#scope = scope;
    // The house's own work is the same few statements again and again. A tenant's searches are planned for their values;
    // and the embedded session is shared by all connections, so names would meet there.
    this.#named = scope.role === "platform" && !embedded;
  }

  get scope(): Scope {
    return this.#scope;
  }

  async #run(sql: string, params: readonly unknown[]): Promise<pg.QueryArrayResult> {
    const name = this.#named && params.length > 0 ? nameOf(sql) : undefined;
    return this.client.query({ name, text: sql, values: [...params], rowMode: "array" });
  }

  async query<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.#run(sql, params);
    return result.rows.map((values) => toRow(result.fields, values) as Row);
  }

  async first<Row>(sql: string, params: readonly unknown[] = []): Promise<Row | undefined> {
    return (await this.query<Row>(sql, params))[0];
  }

  async execute(sql: string, params: readonly unknown[] = []): Promise<number> {
    return (await this.#run(sql, params)).rowCount ?? 0;
  }

  async joinOrganization(orgId: string): Promise<void> {
    if (this.#scope.role === "platform" || this.#scope.orgId === orgId) return;
    if (this.#scope.orgId) throw new Error("the transaction already belongs to another organization");
    await this.client.query(`SELECT set_config('app.org_id',${quoted(orgId)},true)`);
    this.#scope = { ...this.#scope, orgId };
  }

  afterCommit(hook: () => void): void {
    this.hooks.push(hook);
  }
}

function sqlState(error: unknown): string | undefined {
  return error !== null && typeof error === "object" && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
}

/** Postgres: "cached plan must not change result type". */
function isStalePlan(error: unknown): error is Error {
  return error instanceof pg.DatabaseError && error.routine === "RevalidateCachedQuery";
}

export interface DatabaseOptions {
  /** `postgresql://…`, or the host and port (a socket folder) of the embedded server. */
  readonly connection: { readonly url: string } | { readonly socketFolder: string };
  /** For transactions; half as many more are for calls. */
  readonly maxConnections: number;
  readonly onConnectionError: (error: Error) => void;
  readonly onClose?: () => Promise<void>;
}

/** Opens the one door to the data, for the embedded and the native Postgres alike. */
export function openDatabase(options: DatabaseOptions): Database {
  const embedded = "socketFolder" in options.connection;
  const openPool = (max: number): pg.Pool => {
    const pool = new pg.Pool({
      ...("url" in options.connection
        ? { connectionString: options.connection.url }
        : { host: options.connection.socketFolder, user: "postgres", database: "postgres", password: "" }),
      max,
      types: parsers,
      application_name: "kolega",
    });
    // Between the pool's own listener and ours there is a moment; whoever uses a dead connection hears of it anyway.
    pool.on("connect", (client) => client.on("error", () => undefined));
    return pool.on("error", options.onConnectionError);
  };
  const pool = openPool(options.maxConnections);
  // Whoever waits outside must not wait behind our own work.
  const callers = openPool(Math.ceil(options.maxConnections / 2));
  const prisma = new PrismaClient({ adapter: new PrismaPg(new RoutedPool({ max: 1 })) });

  /** A connection for the time of `work`; what it leaves open is rolled back. What fails as it broke is DatabaseAway. */
  const connected = async <T>(from: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const client = await from.connect().catch((error: unknown) => {
      throw new DatabaseAway(error);
    });
    let broken: Error | undefined;
    // The pool listens to idle connections only: one that dies while it is ours would end the process.
    const lost = (error: Error): void => {
      broken = error;
    };
    client.on("error", lost);
    try {
      return await work(client);
    } catch (error) {
      await client.query("ROLLBACK").catch(lost);
      // Planned before a migration: the connection goes, and its plans with it.
      if (isStalePlan(error)) broken = error;
      throw broken && !isStalePlan(error) ? new DatabaseAway(error) : error;
    } finally {
      client.release(broken);
      client.removeListener("error", lost);
    }
  };

  const once = <T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> =>
    connected(pool, async (client) => {
      await client.query(beginStatement(scope, embedded));
      const tx = new PgTx(client, scope, prisma, embedded);
      // Awaited inside: a Prisma query starts only when it is awaited, and must find its connection then.
      const result = await currentConnection.run(client, async () => await work(tx));
      await client.query("COMMIT");
      for (const hook of tx.hooks) hook();
      return result;
    });

  return {
    embedded,
    call<Row>(sql: string, params: readonly unknown[]) {
      // The embedded server keeps its clients' messages apart within transactions only; its round trips cost nothing.
      if (embedded) return once({ role: "platform" }, (tx) => tx.first<Row>(sql, params));
      return connected(callers, async (client) => {
        const { fields, rows } = await client.query<unknown[]>({ text: sql, values: [...params], rowMode: "array" });
        const [values] = rows;
        return values && (toRow(fields, values) as Row);
      });
    },
    async transaction(scope, work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(scope, work);
        } catch (error) {
          const state = sqlState(error) ?? sqlState((error as { cause?: unknown }).cause);
          const passing = isStalePlan(error) || (state !== undefined && RETRYABLE.has(state));
          if (attempt >= ATTEMPTS || !passing) throw error;
        }
      }
    },
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), callers.end()]);
      await options.onClose?.();
    },
  };
}
