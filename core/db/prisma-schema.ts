import pg from "pg";

interface Column {
  table: string;
  about: string;
  column: string;
  type: string;
  nullable: boolean;
  identity: boolean;
  default: string | null;
}

const TYPES: Readonly<Record<string, string>> = {
  text: "String",
  boolean: "Boolean",
  integer: "Int",
  bigint: "BigInt",
  "double precision": "Float",
  jsonb: "Json @db.JsonB",
  date: "DateTime @db.Date",
  "timestamp with time zone": "DateTime @db.Timestamptz",
  "text[]": "String[]",
  "bigint[]": "BigInt[]",
};

const pascal = (name: string): string => name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function fieldLine(column: Column, keys: readonly string[]): string {
  const name = camel(column.column);
  const mapped = name === column.column ? "" : ` @map("${column.column}")`;
  const [base, ...native] = (TYPES[column.type] ?? `Unsupported("${column.type}")`).split(" ");
  const optional = column.nullable && !base?.endsWith("[]") ? "?" : "";
  const id = keys.length === 1 && keys[0] === column.column ? " @id" : "";
  const generated = column.identity
    ? " @default(autoincrement())"
    : column.default !== null
      ? ` @default(dbgenerated(${JSON.stringify(column.default)}))`
      : "";
  return `  ${name} ${base}${optional}${id}${generated}${mapped}${native.length ? ` ${native.join(" ")}` : ""}`;
}

/**
 * The Prisma schema of a migrated database, one file a domain. A table says its domain and its meaning in its comment
 * (`campaigns: what an organization wants done`).
 */
export async function readPrismaSchema(
  connection: { url: string } | { socketFolder: string },
): Promise<Map<string, string>> {
  const client = new pg.Client(
    "url" in connection
      ? { connectionString: connection.url }
      : { host: connection.socketFolder, user: "postgres", database: "postgres" },
  );
  await client.connect();
  try {
    const columns = await client.query<Column>(`
      SELECT c.relname AS table, obj_description(c.oid) AS about, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type,
        NOT a.attnotnull AS nullable, a.attidentity <> '' AS identity, pg_get_expr(d.adbin, d.adrelid) AS default
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
      WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> '_prisma_migrations' ORDER BY c.relname, a.attnum`);
    const uniques = await client.query<{ table: string; primary: boolean; columns: string[] }>(`
      SELECT t.relname AS table, i.indisprimary AS primary, array_agg(a.attname::text ORDER BY k.n) AS columns
      FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
      CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum
      WHERE n.nspname = 'public' AND i.indisunique AND i.indpred IS NULL GROUP BY t.relname, i.indexrelid, i.indisprimary
      ORDER BY t.relname, i.indisprimary DESC, 3`);
    const files = new Map<string, string>();
    for (const table of new Set(columns.rows.map((row) => row.table))) {
      const own = columns.rows.filter((row) => row.table === table);
      const [domain = "platform", about = ""] = (own[0]?.about ?? "").split(/: (.*)/s);
      const keys = uniques.rows.find((row) => row.table === table && row.primary)?.columns ?? [];
      const lines = own.map((column) => fieldLine(column, keys));
      const blocks = uniques.rows
        .filter((row) => row.table === table && !(row.primary && row.columns.length === 1))
        .map((row) => `  @@${row.primary ? "id" : "unique"}([${row.columns.map(camel).join(", ")}])`);
      const model = [
        `/// ${about}`,
        `model ${pascal(table)} {`,
        ...lines,
        "",
        ...blocks,
        `  @@map("${table}")`,
        "}",
        "",
      ].join("\n");
      const file = `${domain}.prisma`;
      files.set(file, `${files.get(file) ?? ""}${files.has(file) ? "\n" : ""}${model}`);
    }
    return files;
  } finally {
    await client.end();
  }
}
