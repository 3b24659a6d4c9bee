import { connect } from "node:net";
import express from "express";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import type { Actor } from "../core/kernel/actor.ts";
import { defineUseCase } from "../core/usecase/define.ts";
import type { DomainModule } from "../core/usecase/module.ts";
import { doorOptions, keyOf, serve, type TestServer } from "../test/support/doors.ts";
import { openTestHouse, type TestHouse } from "../test/support/house.ts";
import { createOrganization } from "../test/support/people.ts";
import { startWeb } from "../test/support/web.ts";
import { createMcpRouter, createToolCatalog } from "./index.ts";

let asked: () => void = () => undefined;

/** Asks somebody outside who never answers; ends when the caller is gone, as `fetch` does. */
const slow = defineUseCase({
  name: "samples.slow",
  version: 1,
  title: "Slow",
  describe: "Waits for somebody outside.",
  input: z.object({}),
  output: z.object({}),
  effect: "read",
  access: { roles: ["admin", "brand_manager"], scope: "campaigns:read" },
  errors: [],
  rest: { method: "get", path: "/slow" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: {},
  present: { card: () => ({ title: "Slow" }), summary: () => "Slow" },
  prepare: ({ signal }) =>
    new Promise<undefined>((_done, failed) => {
      asked();
      signal?.addEventListener("abort", () => failed(signal.reason as Error));
    }),
  run: () => Promise.resolve({}),
});
const slowModule: DomainModule = {
  name: "samples",
  useCases: [slow],
  notifications: [],
  jobs: [],
  locales: { namespace: "samples", id: {}, en: {} },
};

let house: TestHouse;
let mcp: TestServer;
let web: TestServer;
let key: string;
let manager: Actor;
const reported: unknown[] = [];
let before = 0;

beforeAll(async () => {
  house = await openTestHouse({ modules: [slowModule] });
  ({ manager } = await createOrganization(house.db, "Kilau"));
  key = await keyOf(house, manager, ["*"]);
  const doors = {
    ...doorOptions(house),
    reportIncident: (error: unknown) => {
      reported.push(error);
      return Promise.resolve("inc_test");
    },
  };
  mcp = await serve(
    express().use(createMcpRouter({ ...doors, catalog: createToolCatalog(house.registry), version: "1" })),
  );
  web = await startWeb(house, new Map(), doors);
});
afterAll(async () => {
  await mcp.close();
  await web.close();
  await house.db.close();
});
beforeEach(async () => {
  reported.length = 0;
  before = 0;
  before = (await incidents()).length;
});

async function incidents(): Promise<unknown[]> {
  const rows = await house.db.transaction({ role: "platform" }, (tx) =>
    tx.query<{ error: string }>("SELECT error FROM incident ORDER BY at"),
  );
  return [...reported.map(String), ...rows.map(({ error }) => error)].slice(before);
}

/** Sends the words and hangs up: at once, or when the call has reached the one who never answers. */
async function sendAndGo(server: TestServer, words: string, when: "at once" | "under way"): Promise<void> {
  const under = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const { port } = new URL(server.url);
  const socket = connect(Number(port), "127.0.0.1");
  await new Promise<void>((done) => socket.write(words, () => done()));
  if (when === "under way") await under;
  else await new Promise((done) => setTimeout(done, 60));
  socket.resetAndDestroy();
  await new Promise((done) => setTimeout(done, 300));
}

function head(line: string, headers: Readonly<Record<string, string>>): string {
  const all = { host: "127.0.0.1", authorization: `Bearer ${key}`, ...headers };
  return `${line} HTTP/1.1\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")}\r\n`;
}

const accept = "application/json, text/event-stream";
const call = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "tools/call",
  params: { name: "samples_slow", arguments: {} },
});

it.each([
  ["json", "application/json"],
  ["no type we read", "text/plain"],
])("a client that hangs up in the middle of its body is no incident (%s)", async (_name, type) => {
  const words = head("POST /mcp", { "content-type": type, accept, "content-length": "500" });
  await sendAndGo(mcp, `${words}{"jsonrpc":`, "at once");
  expect(await incidents()).toEqual([]);
});

it("a client that hangs up before its key was looked at is no incident", async () => {
  const words = head("POST /mcp", { "content-type": "text/plain", accept, "content-length": "500" });
  const socket = connect(Number(new URL(mcp.url).port), "127.0.0.1");
  await new Promise<void>((done) => socket.write(words, () => done()));
  socket.resetAndDestroy();
  await new Promise((done) => setTimeout(done, 300));
  expect(await incidents()).toEqual([]);
});

it("a client that hangs up while its tool runs is no incident", async () => {
  const length = String(Buffer.byteLength(call));
  const words = head("POST /mcp", { "content-type": "application/json", accept, "content-length": length });
  await sendAndGo(mcp, words + call, "under way");
  expect(await incidents()).toEqual([]);
});

it("neither is one of REST", async () => {
  await sendAndGo(web, head("GET /api/v1/slow", {}), "under way");
  expect(await incidents()).toEqual([]);
});
