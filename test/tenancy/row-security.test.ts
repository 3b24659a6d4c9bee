import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { createInfluencer, createOrganization } from "../support/people.ts";
import { findProblems } from "./catalogue.ts";

let db: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  db = await openTestDatabase();
  client = new pg.Client(
    "url" in db.connection
      ? { connectionString: db.connection.url }
      : { host: db.connection.socketFolder, user: "postgres", database: "postgres" },
  );
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await db.close();
});

describe("the catalogue", () => {
  it("has no way past a tenant", async () => {
    expect(await findProblems(client)).toEqual([]);
  });

  /** Faults of the kinds seen in the field; each must be found, or the check above proves nothing. */
  const MUTANTS: readonly [name: string, sql: string][] = [
    ["row security off", "ALTER TABLE campaign DISABLE ROW LEVEL SECURITY"],
    ["not forced", "ALTER TABLE post NO FORCE ROW LEVEL SECURITY"],
    ["a new table without any", "CREATE TABLE note (id text PRIMARY KEY, org_id text)"],
    ["a policy that is always true", "CREATE POLICY open ON campaign TO kolega_app USING (true)"],
    ["a policy for everyone", "CREATE POLICY all_roles ON member USING (org_id = app_org())"],
    ["a policy that forgets the tenant", "CREATE POLICY mine ON review TO kolega_app USING (reviewer_id <> '')"],
    ["tenant or true", "CREATE POLICY lax ON snapshot TO kolega_app USING (org_id = app_org() OR true)"],
    [
      "a membership test that is not tied to the row",
      "CREATE POLICY members ON campaign FOR SELECT TO kolega_app USING (EXISTS (SELECT 1 FROM collaboration c WHERE c.influencer_id = app_influencer()))",
    ],
    ["unchecked writes", "CREATE POLICY unchecked ON deposit TO kolega_app USING (org_id = app_org())"],
    ["a plain view", "CREATE VIEW leak AS SELECT * FROM campaign"],
    ["a materialized view", "CREATE MATERIALIZED VIEW leak AS SELECT count(*) FROM campaign"],
    ["a plain foreign key", "ALTER TABLE payout ADD CONSTRAINT plain FOREIGN KEY (post_id) REFERENCES post (id)"],
    ["a unique constraint over tenants", "CREATE UNIQUE INDEX one_name ON campaign (name)"],
    [
      "a definer with the owner's rights",
      "CREATE FUNCTION peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public AS 'SELECT count(*) FROM campaign'",
    ],
    ["a definer without a search path", "ALTER FUNCTION ledger_post(jsonb, text, timestamptz) RESET ALL"],
  ];
  it.each(MUTANTS)("finds %s", async (_name, sql) => {
    await client.query("BEGIN");
    try {
      await client.query(sql);
      expect(await findProblems(client)).not.toEqual([]);
    } finally {
      await client.query("ROLLBACK");
    }
  });
});

describe("a transaction", () => {
  it("sees one tenant's rows, and none without a tenant", async () => {
    const a = await createOrganization(db, "A");
    const b = await createOrganization(db, "B");
    const seen = async (scope: Parameters<typeof db.transaction>[0]): Promise<string[]> =>
      (await db.transaction(scope, (tx) => tx.query<{ orgId: string }>("SELECT DISTINCT org_id FROM member"))).map(
        (row) => row.orgId,
      );
    expect(await seen({ role: "app", orgId: a.orgId })).toEqual([a.orgId]);
    expect(await seen({ role: "app", orgId: b.orgId })).toEqual([b.orgId]);
    expect(await seen({ role: "app" })).toEqual([]);
  });

  it("cannot write into another tenant, through SQL or Prisma", async () => {
    const a = await createOrganization(db, "A");
    const b = await createOrganization(db, "B");
    const scope = { role: "app", orgId: a.orgId } as const;
    await expect(
      db.transaction(scope, (tx) => tx.execute("UPDATE member SET name = 'x' WHERE org_id = $1", [b.orgId])),
    ).resolves.toBe(0);
    await expect(db.transaction(scope, (tx) => tx.execute("UPDATE member SET org_id = $1", [b.orgId]))).rejects.toThrow(
      /row-level security/,
    );
    const viaPrisma = await db.transaction(scope, (tx) => tx.prisma.member.findMany({ where: { orgId: b.orgId } }));
    expect(viaPrisma).toEqual([]);
    expect(await db.transaction(scope, (tx) => tx.prisma.member.count())).toBe(5);
  });

  it("keeps tables of the house closed to tenants", async () => {
    const a = await createOrganization(db, "A");
    for (const table of [
      "social_token",
      "web_session",
      "channel_identity",
      "inbound_event",
      "action_token",
      "incident",
    ]) {
      await expect(
        db.transaction({ role: "app", orgId: a.orgId }, (tx) => tx.query(`SELECT * FROM ${table}`)),
      ).rejects.toThrow(/permission denied/);
    }
  });

  it("lets an influencer see only their own contact data, and no organization see any", async () => {
    const a = await createOrganization(db, "A");
    const { influencer } = await createInfluencer(db, "Rani");
    await db.transaction({ role: "platform" }, (tx) =>
      tx.execute("INSERT INTO influencer_contact (influencer_id, full_name) VALUES ($1, 'Rani W.')", [influencer.id]),
    );
    const count = (scope: Parameters<typeof db.transaction>[0]): Promise<unknown> =>
      db.transaction(scope, (tx) => tx.first("SELECT count(*)::int AS n FROM influencer_contact"));
    expect(await count({ role: "app", influencerId: influencer.id })).toEqual({ n: 1 });
    expect(await count({ role: "app", orgId: a.orgId })).toEqual({ n: 0 });
  });

  it("leaves no tenant on a pooled connection after aborts, over many interleaved requests", async () => {
    const organizations = await Promise.all(Array.from({ length: 6 }, (_, i) => createOrganization(db, `T${i}`)));
    let foreign = 0;
    await Promise.all(
      Array.from({ length: 300 }, async (_, i) => {
        const own = organizations[i % organizations.length]?.orgId ?? "";
        await db
          .transaction({ role: "app", orgId: own }, async (tx) => {
            const rows = await tx.query<{ orgId: string }>("SELECT org_id FROM member");
            if (rows.length !== 5 || rows.some((row) => row.orgId !== own)) foreign += 1;
            if (i % 7 === 0) throw new Error("abort");
          })
          .catch((error: Error) => {
            if (error.message !== "abort") throw error;
          });
        if (i % 10 === 0) {
          const none = await db.transaction({ role: "app" }, (tx) => tx.query("SELECT 1 FROM member"));
          if (none.length > 0) foreign += 1;
        }
      }),
    );
    expect(foreign).toBe(0);
  });

  it("keeps append-only tables as they are, even for the house", async () => {
    const { orgId } = await createOrganization(db, "A");
    await db.transaction({ role: "platform" }, (tx) =>
      tx.execute(
        "INSERT INTO audit_event (tenant, seq, at, actor_kind, actor_id, actor_name, via, use_case, outcome, input_hash, details, prev_hash, hash) VALUES ($1, 1, now(), 'member', 'm', 'n', 'desk', 'x', 'done', 'h', '{}', 'p', 'h')",
        [orgId],
      ),
    );
    for (const sql of ["UPDATE audit_event SET outcome = 'no'", "DELETE FROM audit_event"]) {
      await expect(db.transaction({ role: "platform" }, (tx) => tx.execute(sql))).rejects.toThrow(/append-only/);
    }
  });
});
