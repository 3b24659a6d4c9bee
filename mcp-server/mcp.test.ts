import { request } from "node:http";
import { Client, InMemoryTransport, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../core/kernel/actor.ts";
import { newId } from "../core/kernel/ids.ts";
import {
  addCampaign,
  campaignRow,
  doorOptions,
  keyOf,
  openSampleHouse,
  serve,
  type TestServer,
} from "../test/support/doors.ts";
import type { TestHouse } from "../test/support/house.ts";
import { createOrganization } from "../test/support/people.ts";
import { createMcpRouter, createToolCatalog, type McpHttpOptions, runStdio } from "./index.ts";

let house: TestHouse;
let server: TestServer;
let options: McpHttpOptions;
let manager: Actor;
let viewer: Actor;
let key: string;
let mine: string;
let theirs: string;

beforeAll(async () => {
  house = await openSampleHouse();
  options = {
    catalog: createToolCatalog(house.registry),
    ...doorOptions(house),
    version: "1.2.3",
  };
  server = await serve(express().use(createMcpRouter(options)));
  const kilau = await createOrganization(house.db, "Kilau");
  const other = await createOrganization(house.db, "Lain");
  ({ manager, viewer } = kilau);
  key = await keyOf(house, manager, ["*"]);
  mine = await addCampaign(house, kilau.orgId, "Glow");
  theirs = await addCampaign(house, other.orgId, "Secret");
});
afterAll(async () => {
  await server.close();
  await house.db.close();
});

type Era = "legacy" | { pin: string };
const ERAS: readonly (readonly [string, Era])[] = [
  ["a 2025-era client", "legacy"],
  ["a 2026-07-28 client", { pin: "2026-07-28" }],
];

async function connect(secret: string, era: Era): Promise<Client> {
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: era } });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), {
      requestInit: { headers: { authorization: `Bearer ${secret}` } },
    }),
  );
  return client;
}

interface Called {
  readonly isError: boolean;
  readonly text: string;
  readonly data: Record<string, unknown> | undefined;
  readonly meta: Record<string, unknown> | undefined;
}

async function callOf(client: Client, name: string, given: Record<string, unknown> = {}): Promise<Called> {
  const result = await client.callTool({ name, arguments: given });
  const [first] = result.content;
  return {
    isError: result.isError === true,
    text: first?.type === "text" ? first.text : "",
    data: result.structuredContent as Record<string, unknown> | undefined,
    meta: result._meta as Record<string, unknown> | undefined,
  };
}

describe.each(ERAS)("%s over HTTP", (_name, era) => {
  it("lists tools with schemas and hints, the same for the same rights", async () => {
    const client = await connect(key, era);
    const modern = era !== "legacy";
    expect(client.getNegotiatedProtocolVersion()).toMatch(modern ? /^2026-07-28$/ : /^2025-/);
    const { tools } = await client.listTools();
    expect(tools.map((tool) => tool.name)).toEqual([
      "approvals_list",
      "samples_get",
      "samples_pay",
      "samples_rename",
      "find_tools",
      "run_tool",
    ]);
    const [, get, pay, rename] = tools;
    expect(get?.annotations).toEqual({ readOnlyHint: true, openWorldHint: false });
    expect(get?.inputSchema).toMatchObject({ type: "object", additionalProperties: false, required: ["campaignId"] });
    expect(Object.keys(get?.inputSchema.properties ?? {})).toEqual(["campaignId"]);
    expect(Object.keys(rename?.inputSchema.properties ?? {})).toEqual([
      "campaignId",
      "name",
      "note",
      "dryRun",
      "idempotencyKey",
    ]);
    expect(rename?.annotations).toEqual({ readOnlyHint: false, destructiveHint: false, openWorldHint: false });
    expect(pay?.annotations).toEqual({
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: true,
      openWorldHint: true,
    });
    expect(pay?.description).toContain("a person must approve it");
    expect((await client.listTools()).tools).toEqual(tools);
    await client.close();
  });

  it("does not list what a key may not use, and refuses it with the scope it needs", async () => {
    const client = await connect(await keyOf(house, manager, ["campaigns:read"]), era);
    const { tools } = await client.listTools();
    expect(tools.map((tool) => tool.name)).toEqual(["samples_get"]);
    await expect(callOf(client, "samples_rename", { campaignId: mine, name: "No" })).rejects.toThrow();
    await expect(callOf(client, "run_tool", { name: "samples_search" })).rejects.toThrow();
    expect((await campaignRow(house, mine)).name).toBe("Glow");
    await client.close();
  });

  it("answers structured content and a short text", async () => {
    const client = await connect(key, era);
    await client.listTools();
    const result = await callOf(client, "samples_get", { campaignId: mine });
    expect(result.data).toEqual({ campaignId: mine, name: "Glow", budgetMinor: null });
    expect(result.text).toBe(`Sample Glow\n${JSON.stringify(result.data)}`);
    await client.close();
  });

  it("answers errors as results: our sentence, the code, the fields", async () => {
    const client = await connect(key, era);
    await client.listTools();
    const bad = await callOf(client, "samples_pay", { campaignId: mine, amountMinor: "1e3", orgId: "org_1" });
    expect(bad).toMatchObject({ isError: true, data: undefined });
    expect(bad.text).toMatch(/^invalid_input: .+\n- amountMinor: .+\n- orgId: /s);
    expect(bad.meta?.["kolega/error"]).toMatchObject({ code: "invalid_input" });
    const foreign = await callOf(client, "samples_get", { campaignId: theirs });
    expect(foreign.text).toBe("not_found: Tidak ditemukan.");
    expect(foreign).toEqual(await callOf(client, "samples_get", { campaignId: newId("campaign") }));
    const crash = await callOf(client, "samples_rename", { campaignId: mine, name: "crash" });
    expect(crash.text).toMatch(/^internal: .*inc_/);
    expect(JSON.stringify(crash)).not.toMatch(/secret detail|srv|core\.ts/);
    const flag = await callOf(client, "samples_rename", {
      campaignId: mine,
      name: "A",
      dryRun: "yes",
      idempotencyKey: 1,
    });
    expect(flag.text).toContain("- dryRun:");
    expect(flag.text).toContain("- idempotencyKey:");
    await client.close();
  });

  it("does not know a tool that is not one", async () => {
    const client = await connect(key, era);
    await expect(callOf(client, "samples_nothing")).rejects.toThrow(/Unknown tool: samples_nothing/);
    await expect(callOf(client, "samples_inside")).rejects.toThrow(/Unknown tool/);
    expect((await callOf(client, "run_tool", { name: "samples_nothing" })).text).toMatch(
      /^not_found: .*samples_nothing/,
    );
    await client.close();
  });

  it("money waits: facts and a link, nothing moved, and no tool decides", async () => {
    const client = await connect(key, era);
    const { tools } = await client.listTools();
    const waiting = await callOf(client, "samples_pay", { campaignId: mine, amountMinor: 2_000_000 });
    expect(waiting).toMatchObject({ isError: false, data: { status: "waiting_for_approval", useCase: "samples.pay" } });
    expect(waiting.text).toContain(`http://kolega.test/approvals/${String(waiting.data?.approvalId)}`);
    expect(waiting.text).toContain("- Jumlah: Rp2.000.000");
    expect(tools.filter((tool) => /approve|decide|confirm/.test(tool.name))).toEqual([]);
    const listed = await callOf(client, "approvals_list");
    expect(listed.data?.items).toContainEqual(expect.objectContaining({ approvalId: waiting.data?.approvalId }));
    expect((await campaignRow(house, mine)).budgetMinor).toBeNull();
    const dry = await callOf(client, "samples_pay", { campaignId: mine, amountMinor: 7, dryRun: true });
    expect(dry.data).toMatchObject({ budgetMinor: 7 });
    expect(dry.text).toMatch(/^Uji coba/);
    expect((await campaignRow(house, mine)).budgetMinor).toBeNull();
    await client.close();
  });

  it("the same key and input is one call; with another input it is refused", async () => {
    const client = await connect(key, era);
    const id = await addCampaign(house, manager.orgId ?? "", "First");
    const given = { campaignId: id, name: "Once", idempotencyKey: `mcp-${id}` };
    await callOf(client, "samples_rename", given);
    await callOf(client, "samples_rename", { campaignId: id, name: "Later" });
    const again = await callOf(client, "samples_rename", given);
    expect(again.data).toMatchObject({ name: "Once" });
    expect(again.text).toMatch(/^Panggilan yang sama/);
    expect((await campaignRow(house, id)).name).toBe("Later");
    expect((await callOf(client, "samples_rename", { ...given, name: "Twice" })).text).toMatch(/^idempotency_mismatch/);
    await client.close();
  });

  it("finds and runs what is not listed, and cuts what is long", async () => {
    const client = await connect(key, era);
    const found = await callOf(client, "find_tools", { query: "searching for samples" });
    expect(found.text).toContain('"name":"samples_search"');
    expect(found.text).toContain('"maximum":5000');
    expect((await callOf(client, "find_tools", { query: "zebra" })).text).toContain('"tools":[]');
    expect((await callOf(client, "find_tools", { limit: 50 })).isError).toBe(true);
    const few = await callOf(client, "run_tool", { name: "samples_search", arguments: { limit: 2, tags: ["a"] } });
    expect(few.data).toMatchObject({ asked: { tags: ["a"] }, items: ["sample number 0", "sample number 1"] });
    const many = await callOf(client, "run_tool", { name: "samples_search", arguments: { limit: 5_000 } });
    expect(many.text.length).toBeLessThan(8_500);
    expect(many.text).toMatch(/Dipotong karena panjang \(items: \d+\/5000\)/);
    expect(JSON.stringify(many.data).length).toBeLessThan(40_001);
    const bad = await callOf(client, "run_tool", { name: "samples_search", arguments: { colour: "red" } });
    expect(bad.text).toContain("- colour:");
    await client.close();
  });
});

describe("the HTTP door", () => {
  const post = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${server.url}/mcp`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
    });
  const list = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} });

  it.each([["none"], ["Bearer klg_wrong"], ["Bearer a.b.c"], ["Basic x"], ["Bearer "]])(
    "answers 401 with a challenge to %s",
    async (authorization) => {
      const res = await post(list, authorization === "none" ? {} : { authorization });
      expect(res.status).toBe(401);
      expect(res.headers.get("www-authenticate")).toMatch(/^Bearer realm="kolega"/);
      expect(await res.json()).toMatchObject({ jsonrpc: "2.0", error: { code: -32001 }, id: null });
    },
  );

  it("asks for the key again at every request: a revoked one stops at once", async () => {
    const secret = await keyOf(house, manager, ["*"]);
    const authorization = `Bearer ${secret}`;
    expect((await post(list, { authorization })).status).toBe(200);
    await house.db.transaction({ role: "platform" }, (tx) =>
      tx.execute("UPDATE api_key SET revoked_at = $1 WHERE tail = $2", [house.clock.now(), secret.slice(-4)]),
    );
    expect((await post(list, { authorization })).status).toBe(401);
  });

  it("names the missing scope", async () => {
    const authorization = `Bearer ${await keyOf(house, manager, ["campaigns:read"])}`;
    const body = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "samples_pay", arguments: {} } };
    const res = await post(JSON.stringify(body), { authorization });
    expect(res.status).toBe(403);
    expect(res.headers.get("www-authenticate")).toContain('error="insufficient_scope", scope="payouts:propose"');
    const { error } = (await res.json()) as { error: { message: string } };
    expect(error.message).toContain("payouts:propose");
    expect(error.message).not.toContain("Peranmu");
  });

  it("tells where the metadata is once there is some", async () => {
    const resourceMetadataUrl = "https://kolega.example/.well-known/oauth-protected-resource/mcp";
    const later = await serve(express().use(createMcpRouter({ ...options, resourceMetadataUrl })));
    const res = await fetch(`${later.url}/mcp`, { method: "POST", body: list });
    expect(res.headers.get("www-authenticate")).toContain(`resource_metadata="${resourceMetadataUrl}"`);
    await later.close();
  });

  it("answers what is not JSON, too large, or not JSON by type", async () => {
    const authorization = `Bearer ${key}`;
    const broken = await post("{", { authorization });
    expect([broken.status, ((await broken.json()) as { error: { code: number } }).error.code]).toEqual([400, -32700]);
    expect((await post(JSON.stringify({ a: "x".repeat(300_000) }), { authorization })).status).toBe(413);
    expect((await post(list, { authorization, "content-type": "text/plain" })).status).toBe(415);
  });

  it("says that a list is for this key only, and refuses a header that names another tool than the body", async () => {
    const envelope = {
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
      "io.modelcontextprotocol/clientCapabilities": {},
    };
    const send = (method: string, name: string | undefined, params: object): Promise<Response> =>
      post(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: { ...params, _meta: envelope } }), {
        authorization: `Bearer ${key}`,
        "mcp-protocol-version": "2026-07-28",
        "mcp-method": method,
        ...(name === undefined ? {} : { "mcp-name": name }),
      });
    const listed = (await (await send("tools/list", undefined, {})).json()) as { result: Record<string, unknown> };
    expect(listed.result).toMatchObject({ cacheScope: "private", ttlMs: 0 });
    const id = await addCampaign(house, manager.orgId ?? "", "Before");
    const call = { name: "samples_rename", arguments: { campaignId: id, name: "After" } };
    expect((await send("tools/call", "samples_get", call)).status).toBe(400);
    expect((await campaignRow(house, id)).name).toBe("Before");
    expect((await send("tools/call", "samples_rename", call)).status).toBe(200);
    expect((await campaignRow(house, id)).name).toBe("After");
  });

  it("refuses strangers' hosts and origins", async () => {
    const statusOf = (headers: Record<string, string>): Promise<number | undefined> =>
      new Promise((done, failed) => {
        request(
          `${server.url}/mcp`,
          { method: "POST", headers: { authorization: `Bearer ${key}`, ...headers } },
          (res) => {
            res.resume();
            done(res.statusCode);
          },
        )
          .on("error", failed)
          .end();
      });
    expect(await statusOf({ host: "evil.example" })).toBe(403);
    expect(await statusOf({ origin: "https://evil.example" })).toBe(403);
    expect(await statusOf({ origin: "null" })).toBe(403);
  });
});

it("names the missing scope over stdio too, and the role where it is the role", async () => {
  const textOf = async (member: Actor, scopes: readonly string[], name: string, given: Record<string, unknown>) => {
    const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
    const secret = await keyOf(house, member, scopes);
    const actor = () => options.authenticate(secret, "mcp");
    const handle = runStdio({ ...options, actor, transport: serverSide as never });
    const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: "legacy" } });
    await client.connect(clientSide);
    const result = await callOf(client, name, given);
    await client.close();
    await handle.close();
    return result;
  };
  const rename = { campaignId: mine, name: "No" };
  const narrow = await textOf(manager, ["campaigns:read"], "samples_rename", rename);
  expect(narrow.text).toMatch(/^forbidden: .*campaigns:write/);
  expect(narrow.meta).toMatchObject({ "kolega/error": { code: "forbidden", reason: "scope_missing" } });
  expect((await textOf(manager, ["campaigns:read"], "run_tool", { name: "samples_search" })).text).toMatch(
    /^forbidden: .*reports:read/,
  );
  const role = await textOf(viewer, ["*"], "samples_rename", rename);
  expect(role.meta).toMatchObject({ "kolega/error": { code: "forbidden", reason: "role_missing" } });
  // Both are missing: a wider key would not help.
  expect((await textOf(viewer, ["campaigns:read"], "samples_rename", rename)).text).toBe(role.text);
});

it.each(ERAS)("serves %s over stdio's protocol, and stops with the key", async (_name, era) => {
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  let secret = key;
  const handle = runStdio({
    ...options,
    actor: () => options.authenticate(secret, "mcp"),
    transport: serverSide as never,
  });
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: era } });
  await client.connect(clientSide);
  expect((await client.listTools()).tools).toHaveLength(6);
  expect((await callOf(client, "samples_get", { campaignId: mine })).data).toMatchObject({ name: "Glow" });
  secret = "klg_revoked";
  expect((await callOf(client, "samples_get", { campaignId: mine })).text).toMatch(/^unauthenticated: /);
  await client.close();
  await handle.close();
});
