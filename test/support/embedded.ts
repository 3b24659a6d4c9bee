import pg from "pg";
import { type EmbeddedServer, startEmbeddedServer } from "../../core/db/embedded/server.ts";

/** What an embedded database is like before a test: it is lent again only as long as it can be made so again. */
interface Beginning {
  /** Tables, columns, functions, triggers, policies and roles, counted. */
  readonly shape: string;
  /** Tables with rows of the migrations, and those rows. */
  readonly seeds: ReadonlyMap<string, string>;
  readonly others: readonly string[];
}

interface Lent {
  readonly server: EmbeddedServer;
  readonly beginning: Beginning;
}

/** Ready to be lent: a start costs ten times as much as emptying the tables. One worker of the runner has one or two. */
const idle: Lent[] = [];

/** An embedded database as the template has it, for one test file; give it back. */
export async function lendEmbedded(template: string): Promise<{ socketFolder: string; giveBack(): Promise<void> }> {
  const lent = idle.pop() ?? (await started(template));
  return {
    socketFolder: lent.server.socketFolder,
    giveBack: async () => {
      if (await emptied(lent).catch(() => false)) idle.push(lent);
      else await lent.server.stop();
    },
  };
}

async function started(template: string): Promise<Lent> {
  const server = await startEmbeddedServer({ template });
  return { server, beginning: await asOwner(server, beginningOf) };
}

async function asOwner<T>(server: EmbeddedServer, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ host: server.socketFolder, user: "postgres", database: "postgres", password: "" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function beginningOf(client: pg.Client): Promise<Beginning> {
  const seeds = new Map<string, string>();
  const others: string[] = [];
  for (const table of await tablesOf(client)) {
    const print = await printOf(client, table);
    if (print === null) others.push(table);
    else seeds.set(table, print);
  }
  return { shape: await shapeOf(client), seeds, others };
}

async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

async function printOf(client: pg.Client, table: string): Promise<string | null> {
  const { rows } = await client.query<{ print: string | null }>(
    `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS print FROM ${table} t`,
  );
  return rows[0]?.print ?? null;
}

async function shapeOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ shape: string }>(
    `SELECT concat_ws(' ', (SELECT count(*) FROM pg_class WHERE relpersistence <> 't'), (SELECT count(*) FROM pg_attribute WHERE attrelid >= 16384),
       (SELECT md5(string_agg(prosrc, '' ORDER BY oid)) FROM pg_proc WHERE oid >= 16384), (SELECT count(*) FROM pg_trigger WHERE tgenabled = 'O'),
       (SELECT count(*) FROM pg_policy), (SELECT count(*) FROM pg_constraint), (SELECT count(*) FROM pg_roles),
       (SELECT md5(string_agg(concat(relname, relacl, relrowsecurity, relforcerowsecurity), ',' ORDER BY oid)) FROM pg_class WHERE relkind = 'r')) AS shape`,
  );
  return rows[0]?.shape ?? "";
}

/** Whether it is as it was: nobody is in it any more, nothing was built, and every row is gone again. */
function emptied({ server, beginning }: Lent): Promise<boolean> {
  return asOwner(server, async (client) => {
    if ((await shapeOf(client)) !== beginning.shape) return false;
    for (const [table, print] of beginning.seeds) {
      if ((await printOf(client, table)) !== print) return false;
    }
    // Tables that may only grow refuse to be emptied otherwise.
    await client.query(
      `BEGIN; SET LOCAL session_replication_role = replica; TRUNCATE ${beginning.others.join(", ")} RESTART IDENTITY; COMMIT`,
    );
    return true;
  });
}
