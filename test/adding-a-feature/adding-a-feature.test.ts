import { readFileSync } from "node:fs";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toolboxFor } from "../../agents/claude/tools.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { newId } from "../../core/kernel/ids.ts";
import { createMcpRouter, createToolCatalog } from "../../mcp-server/index.ts";
import { permissionsPage, ROLES } from "../../scripts/permissions-page.ts";
import { createOpenApiDocument } from "../../web/openapi.ts";
import { doorOptions, keyOf, type TestServer } from "../support/doors.ts";
import { openTestHouse, type TestHouse } from "../support/house.ts";
import { createInfluencer, createOrganization } from "../support/people.ts";
import { startWeb } from "../support/web.ts";
import { addNote } from "./add-note.ts";
import { notesModule } from "./index.ts";

let house: TestHouse;
let server: TestServer;
let ours: Awaited<ReturnType<typeof createOrganization>>;
let theirs: Awaited<ReturnType<typeof createOrganization>>;
let rani: Actor;
let dewi: Actor;
let key: string;

beforeAll(async () => {
  house = await openTestHouse({ modules: [notesModule] });
  const doors = doorOptions(house);
  const mcp = createMcpRouter({ ...doors, catalog: createToolCatalog(house.registry), version: "1.0.0" });
  server = await startWeb(house, new Map(), { mcp });
  ours = await createOrganization(house.db, "Kilau");
  theirs = await createOrganization(house.db, "Lain");
  rani = (await createInfluencer(house.db, "Rani")).influencer;
  dewi = (await createInfluencer(house.db, "Dewi")).influencer;
  key = await keyOf(house, ours.manager, ["*"]);
});
afterAll(async () => {
  await server.close();
  await house.db.close();
});

async function rest(
  method: string,
  path: string,
  options: { body?: unknown; secret?: string; idempotencyKey?: string } = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${options.secret ?? key}`,
      ...(options.body === undefined ? {} : { "content-type": "application/json" }),
      ...(options.idempotencyKey ? { "idempotency-key": options.idempotencyKey } : {}),
    },
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const notesOf = async (person: Actor, actor: Actor): Promise<unknown> => {
  const outcome = await house.executor.execute("notes.list", { influencerId: person.id }, actor);
  return outcome.kind === "done" ? outcome.output.notes : undefined;
};

describe("the module alone is enough for", () => {
  it("REST", async () => {
    const path = `/influencers/${rani.id}/notes`;
    const added = await rest("POST", path, { body: { text: "Prefers evenings" } });
    expect(added).toMatchObject({
      status: 200,
      body: { name: "Rani", notes: ["2026-11-21 Ayu (test): Prefers evenings"] },
    });
    expect((await rest("GET", path)).body).toEqual(added.body);
  });

  it("MCP: one tool listed, the other found", async () => {
    const client = new Client({ name: "test", version: "1" });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), {
        requestInit: { headers: { authorization: `Bearer ${key}` } },
      }),
    );
    const { tools } = await client.listTools();
    const tool = tools.find(({ name }) => name === "notes_add");
    expect(tool).toMatchObject({ title: addNote.title, annotations: { readOnlyHint: false } });
    expect(tools.map(({ name }) => name)).toContain("find_tools");
    const influencerId = dewi.id;
    await client.callTool({ name: "notes_add", arguments: { influencerId, text: "Fast replies" } });
    const found = await client.callTool({
      name: "run_tool",
      arguments: { name: "notes_list", arguments: { influencerId } },
    });
    expect(found.structuredContent).toMatchObject({ notes: [expect.stringContaining("Fast replies")] });
    await client.close();
  });

  it("the assistant", () => {
    const names = (actor: Actor): string[] => toolboxFor(house.registry, actor).tools.map(({ name }) => name);
    expect(names(ours.manager)).toEqual(["find_tools", "notes_add", "read_more", "run_tool"]);
    expect(toolboxFor(house.registry, ours.manager).find("notes_list")?.name).toBe("notes.list");
    expect(names(rani)).toEqual([]);
  });

  it("the OpenAPI document", () => {
    const { paths } = createOpenApiDocument(house.registry, { version: "1", server: "/" });
    expect(paths["/api/v1/influencers/{influencerId}/notes"]).toMatchObject({
      get: { operationId: "notes.list" },
      post: { operationId: "notes.add" },
    });
  });

  it("the permission page", () => {
    const row = (name: string): string | undefined =>
      permissionsPage(house.registry)
        .split("\n")
        .find((line) => line.startsWith(`| \`${name}\``));
    const roles = (name: string): string[] => ROLES.filter((_, column) => row(name)?.split(" | ")[column + 4] === "•");
    expect(roles("notes.add")).toEqual(["admin", "brand_manager"]);
    expect(roles("notes.list")).toEqual(["admin", "brand_manager", "viewer"]);
    expect(row("notes.add")).toContain("`POST /api/v1/influencers/{influencerId}/notes`");
  });

  it("a card with its button in the reader's language", async () => {
    const output = { influencerId: rani.id, name: "Rani", notes: [] };
    const card = addNote.present.card(output, house.i18n.presenter("id"));
    expect(card).toMatchObject({ title: "Catatan tentang Rani", body: "Belum ada catatan." });
    expect(card.actions).toMatchObject([{ useCase: "notes.add", label: "Tambah catatan" }]);
  });
});

describe("the pipeline does the rest", () => {
  it("refuses roles, and keys without the scope", async () => {
    const call = house.executor.execute("notes.add", { influencerId: rani.id, text: "x" }, ours.viewer);
    await expect(call).rejects.toMatchObject({ code: "forbidden" });
    const secret = await keyOf(house, ours.manager, ["campaigns:read"]);
    expect((await rest("GET", `/influencers/${rani.id}/notes`, { secret })).status).toBe(403);
  });

  it.each([
    [{}, "text"],
    [{ text: "" }, "text"],
    [{ text: 5 }, "text"],
    [{ text: "x".repeat(501) }, "text"],
    [{ text: "x", orgId: "org_somebody" }, "orgId"],
  ])("refuses %j and names the field", async (body, path) => {
    const before = await notesOf(rani, ours.admin);
    const answer = await rest("POST", `/influencers/${rani.id}/notes`, { body });
    expect(answer).toMatchObject({ status: 422, body: { error: { code: "invalid_input", fields: [{ path }] } } });
    expect(await notesOf(rani, ours.admin)).toEqual(before);
  });

  it("answers a repeated call once, and refuses the same key for something else", async () => {
    const path = `/influencers/${dewi.id}/notes`;
    const once = await rest("POST", path, { body: { text: "Once" }, idempotencyKey: "k1" });
    const again = await rest("POST", path, { body: { text: "Once" }, idempotencyKey: "k1" });
    expect(again).toEqual(once);
    const other = await rest("POST", path, { body: { text: "Other" }, idempotencyKey: "k1" });
    expect(other).toMatchObject({ status: 409, body: { error: { code: "idempotency_mismatch" } } });
    const notes = (await notesOf(dewi, ours.admin)) as string[];
    expect(notes.filter((note) => note.endsWith("Once"))).toHaveLength(1);
  });

  it("keeps another organization out, and changes nothing in a dry run", async () => {
    expect(await notesOf(rani, theirs.manager)).toEqual([]);
    const input = { influencerId: rani.id, text: "Never" };
    await house.executor.execute("notes.add", input, theirs.manager, { dryRun: true });
    expect(await notesOf(rani, theirs.manager)).toEqual([]);
    const unknown = house.executor.execute("notes.list", { influencerId: newId("influencer") }, ours.admin);
    await expect(unknown).rejects.toMatchObject({ code: "not_found" });
  });

  it("writes the audit row", async () => {
    const rows = await house.db.transaction({ role: "platform" }, (tx) =>
      tx.query<{ outcome: string }>("SELECT outcome FROM audit_event WHERE use_case = 'notes.add' AND tenant = $1", [
        ours.orgId,
      ]),
    );
    expect(rows.map(({ outcome }) => outcome)).toContain("done");
    expect(rows.map(({ outcome }) => outcome)).toContain("forbidden");
  });
});

/** The document shows these files as they would stand in core/notes. */
describe("docs/adding-a-feature.md", () => {
  const page = readFileSync(new URL("../../docs/adding-a-feature.md", import.meta.url), "utf8");
  it.each(["notes.ts", "add-note.ts", "list-notes.ts", "locale.ts", "index.ts"])("shows %s as it is", (file) => {
    const code = readFileSync(new URL(file, import.meta.url), "utf8").replaceAll('"../../core/', '"../');
    expect(page).toContain(code.trim());
  });
});
