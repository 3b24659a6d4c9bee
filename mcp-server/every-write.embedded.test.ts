import type { Client } from "@modelcontextprotocol/client";
import express from "express";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor, Role } from "../core/kernel/actor.ts";
import { ID_PREFIX } from "../core/kernel/ids.ts";
import { createLocalEmbedder } from "../core/matching/index.ts";
import { doorOptions, serve, type TestServer } from "../test/support/doors.ts";
import { openTestHouse, type TestHouse } from "../test/support/house.ts";
import { connectHttp } from "../test/support/mcp-clients.ts";
import { productRegistry } from "../test/support/product.ts";
import { createWorld, type World } from "../test/support/world.ts";
import { type CatalogTool, createMcpRouter, createToolCatalog } from "./index.ts";

const writes = createToolCatalog(productRegistry()).tools.filter(({ useCase }) => useCase.effect !== "read");
/** Refusals and attempts are logged; nothing else may change in a dry run. */
const LOGGED = new Set(["audit_event", "audit_head", "incident"]);

let house: TestHouse;
let server: TestServer;
let world: World;
let actors: Partial<Record<Role, Actor>>;
const clients = new Map<Role, Client>();

beforeAll(async () => {
  house = await openTestHouse({ ports: { embedder: createLocalEmbedder() } });
  world = await createWorld(house.db, "Kilau");
  const { admin, manager, finance } = world.actors;
  actors = { admin, brand_manager: manager, finance, influencer: world.influencer };
  // The name of a role instead of a key: influencers have none, and which key it is makes no difference here.
  const authenticate = (secret: string) => Promise.resolve(actors[secret as Role]);
  const catalog = createToolCatalog(house.registry);
  server = await serve(express().use(createMcpRouter({ ...doorOptions(house), authenticate, catalog, version: "1" })));
});
afterAll(async () => {
  for (const client of clients.values()) await client.close();
  await server.close();
  await house.db.close();
});

async function clientFor({ useCase }: CatalogTool): Promise<Client> {
  const role = (["brand_manager", "admin", "finance", "influencer"] as const).find((one) =>
    useCase.access.roles.includes(one),
  );
  if (!role) throw new Error(`nobody may call ${useCase.name}`);
  const known = clients.get(role) ?? (await connectHttp(server.url, role, { era: { pin: "2026-07-28" } }));
  clients.set(role, known);
  return known;
}

/** The example, about this world's own rows. */
function ownIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ownIds);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, ownIds(item)]));
  }
  const prefix = typeof value === "string" ? /^([a-z]{3})_[0-9a-z]{26}$/.exec(value)?.[1] : undefined;
  const kind = Object.entries(ID_PREFIX).find(([, one]) => one === prefix)?.[0];
  return (kind && world.ids[kind as keyof typeof ID_PREFIX]) || value;
}

interface Answer {
  readonly isError: boolean;
  readonly text: string;
  readonly data: Record<string, unknown> | undefined;
}

async function call(tool: CatalogTool, options: Record<string, unknown>, change = {}): Promise<Answer> {
  const client = await clientFor(tool);
  const given = { ...(ownIds(tool.useCase.example) as object), ...change, ...options };
  const result = await client.callTool({ name: tool.definition.name, arguments: given });
  const [first] = result.content;
  return {
    isError: result.isError === true,
    text: first?.type === "text" ? first.text : "",
    data: result.structuredContent as Record<string, unknown> | undefined,
  };
}

/** A fingerprint of every table. */
async function everything(): Promise<Record<string, string>> {
  return house.db.transaction({ role: "platform" }, async (tx) => {
    const tables = await tx.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind = 'r' AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1`,
    );
    const prints: Record<string, string> = {};
    for (const { name } of tables.filter((table) => !LOGGED.has(table.name))) {
      const row = await tx.first<{ print: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS print FROM "${name}" t`,
      );
      prints[name] = row?.print ?? "";
    }
    return prints;
  });
}

it("every write over MCP has dryRun and idempotencyKey; a dry run changes no table", async () => {
  expect(writes.length).toBeGreaterThan(30);
  const before = await everything();
  expect(Object.keys(before).length).toBeGreaterThan(30);
  const shown: string[] = [];
  for (const tool of writes) {
    const properties = Object.keys(tool.definition.inputSchema.properties ?? {});
    expect(properties, tool.definition.name).toEqual(expect.arrayContaining(["dryRun", "idempotencyKey"]));
    const answer = await call(tool, { dryRun: true, idempotencyKey: `dry ${tool.definition.name}` });
    if (answer.isError) expect(answer.text, tool.definition.name).toMatch(/^[a-z_]+: /);
    else {
      shown.push(tool.definition.name);
      expect(answer.text, tool.definition.name).toMatch(/^Uji coba/);
    }
  }
  expect(await everything()).toEqual(before);
  // The examples' preconditions do not all hold in one world; too few would prove nothing.
  expect(shown.length, shown.join(" ")).toBeGreaterThan(10);
});

it("every write over MCP answers the same key with the first answer, and refuses it with another input", async () => {
  const repeated: string[] = [];
  for (const tool of writes) {
    const { name } = tool.definition;
    const options = { idempotencyKey: `twice ${name}` };
    const first = await call(tool, options);
    if (first.isError) continue;
    repeated.push(name);
    const again = await call(tool, options);
    expect(again.data, name).toEqual(first.data);
    if (first.data?.status !== "waiting_for_approval") expect(again.text, name).toMatch(/^Panggilan yang sama/);
    const [field, value] = Object.entries(ownIds(tool.useCase.example) as object).find(
      ([, item]) => typeof item === "string" && !/^[a-z]{3}_/.test(item),
    ) ?? ["", ""];
    if (!field) continue;
    const other = await call(tool, options, { [field]: `${String(value)} lain` });
    expect(other.isError, name).toBe(true);
  }
  expect(repeated.length, repeated.join(" ")).toBeGreaterThan(10);
});
