import type pg from "pg";

/** Unique constraints without the tenant in them that are right, each with the reason. */
const GLOBAL_UNIQUES_ALLOWED = new Set([
  // A random secret's hash: nobody can learn anything from a collision.
  "api_key(secret_hash)",
  // An account on a platform belongs to one influencer; being told so is the point.
  "social_account(platform,external_id)",
  // Written only by the ledger's functions, under keys made of our own ids.
  "ledger_transfer(dedupe_key)",
]);

interface Table {
  table: string;
  enabled: boolean;
  forced: boolean;
  columns: string[];
}

/**
 * Everything in the catalogue through which one tenant could see or touch another's rows. Empty is right. Works on the
 * migrated database; a planted fault of each kind must be found (row-security.test.ts).
 */
export async function findProblems(client: pg.Client): Promise<string[]> {
  const problems: string[] = [];
  const { rows: tables } = await client.query<Table>(`
    SELECT c.relname AS table, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
      array_agg(a.attname::text) FILTER (WHERE a.attnum > 0 AND NOT a.attisdropped) AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations' GROUP BY c.oid`);
  for (const table of tables) {
    if (!table.enabled) problems.push(`${table.table}: row security is off`);
    else if (!table.forced) problems.push(`${table.table}: row security is not forced on the owner`);
  }
  const byName = new Map(tables.map((table) => [table.table, table]));
  const tenantColumn = (table: string): string | undefined =>
    ["org_id", "tenant"].find((column) => byName.get(table)?.columns.includes(column));

  const { rows: policies } = await client.query<{
    table: string;
    policy: string;
    permissive: boolean;
    using: string | null;
    check: string | null;
    everyone: boolean;
    app: boolean;
    command: string;
  }>(`
    SELECT c.relname AS table, p.polname AS policy, p.polpermissive AS permissive, pg_get_expr(p.polqual, p.polrelid) AS using,
      pg_get_expr(p.polwithcheck, p.polrelid) AS check, p.polroles = '{0}' AS everyone, p.polcmd AS command,
      EXISTS (SELECT 1 FROM pg_roles r WHERE r.oid = ANY(p.polroles) AND r.rolname = 'kolega_app') AS app
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid`);
  for (const policy of policies) {
    const name = `${policy.table}.${policy.policy}`;
    if (policy.everyone) problems.push(`${name}: is for every role`);
    if (!policy.app) continue;
    for (const expression of [policy.using, policy.check]) {
      if (expression === null) continue;
      if (!/app_org\(\)|app_influencer\(\)/.test(expression)) problems.push(`${name}: does not ask for the tenant`);
      if (/\bOR true\b|\(true\)/i.test(expression)) problems.push(`${name}: is always true`);
      // A membership test that forgets to tie the other table to this row lets any member of any tenant in.
      for (const [, inner] of expression.matchAll(/EXISTS \( SELECT 1\s+FROM ([\s\S]*)\)/g)) {
        if (
          inner &&
          tenantColumn(policy.table) &&
          !new RegExp(`${policy.table}\\.org_id|${policy.table}\\.tenant`).test(inner)
        ) {
          problems.push(`${name}: its subquery is not tied to the row's tenant`);
        }
      }
    }
    if (policy.using !== null && policy.command === "*" && policy.check === null) {
      problems.push(`${name}: writes are not checked`);
    }
  }

  const { rows: views } = await client.query<{ name: string; kind: string; options: string[] | null }>(`
    SELECT c.relname AS name, c.relkind AS kind, c.reloptions AS options FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('v', 'm')`);
  for (const view of views) {
    if (view.kind === "m") problems.push(`${view.name}: is a materialized view`);
    else if (!view.options?.includes("security_invoker=true")) problems.push(`${view.name}: is not security_invoker`);
  }

  const { rows: keys } = await client.query<{ name: string; from: string; to: string; columns: string[] }>(`
    SELECT k.conname AS name, f.relname AS from, t.relname AS to,
      (SELECT array_agg(a.attname::text ORDER BY u.n) FROM unnest(k.conkey) WITH ORDINALITY u(num, n) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num) AS columns
    FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid WHERE k.contype = 'f'`);
  for (const key of keys) {
    const both = tenantColumn(key.from) === "org_id" && tenantColumn(key.to) === "org_id";
    if (both && !key.columns.includes("org_id")) {
      problems.push(`${key.name}: a foreign key from ${key.from} to ${key.to} without the tenant`);
    }
  }

  const { rows: uniques } = await client.query<{ table: string; columns: string[] }>(`
    SELECT t.relname AS table, array_agg(a.attname::text ORDER BY u.n) AS columns
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY u(num, n) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = u.num
    WHERE i.indisunique AND n.nspname = 'public' GROUP BY t.relname, i.indexrelid`);
  const reachable = new Set(
    (
      await client.query<{ table: string }>(
        "SELECT DISTINCT table_name AS table FROM information_schema.role_table_grants WHERE grantee = 'kolega_app'",
      )
    ).rows.map((row) => row.table),
  );
  for (const unique of uniques) {
    const scoped = ["org_id", "tenant", "influencer_id", "owner", "id"].some((column) =>
      unique.columns.includes(column),
    );
    const name = `${unique.table}(${unique.columns.join(",")})`;
    if (reachable.has(unique.table) && !scoped && !GLOBAL_UNIQUES_ALLOWED.has(name)) {
      problems.push(`${name}: a unique constraint over all tenants`);
    }
  }

  const { rows: definers } = await client.query<{
    name: string;
    owner: string;
    config: string[] | null;
    app: boolean;
  }>(`
    SELECT p.proname AS name, r.rolname AS owner, p.proconfig AS config, has_function_privilege('kolega_app', p.oid, 'EXECUTE') AS app
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_roles r ON r.oid = p.proowner WHERE n.nspname = 'public' AND p.prosecdef`);
  for (const definer of definers) {
    if (!definer.config?.some((setting) => setting.startsWith("search_path=")))
      problems.push(`${definer.name}: definer without a search path`);
    if (!["kolega_platform", "kolega_ledger"].includes(definer.owner))
      problems.push(`${definer.name}: runs with the rights of ${definer.owner}`);
  }

  const { rows: rights } = await client.query<{ role: string }>(
    "SELECT rolname AS role FROM pg_roles WHERE rolname LIKE 'kolega\\_%' AND (rolsuper OR rolbypassrls OR rolcanlogin)",
  );
  for (const right of rights) problems.push(`${right.role}: may pass by row security`);
  return problems;
}
