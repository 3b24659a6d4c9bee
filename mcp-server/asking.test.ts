import type { Client } from "@modelcontextprotocol/client";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { approvalsModule } from "../core/approvals/index.ts";
import type { Actor } from "../core/kernel/actor.ts";
import { DAY_MS } from "../core/kernel/clock.ts";
import { defineUseCase } from "../core/usecase/define.ts";
import type { DomainModule } from "../core/usecase/module.ts";
import { addCampaign, campaignRow, doorOptions, keyOf, serve, type TestServer } from "../test/support/doors.ts";
import { openTestHouse, type TestHouse } from "../test/support/house.ts";
import { connectHttp, connectStdio, ERAS, type Era } from "../test/support/mcp-clients.ts";
import { createOrganization } from "../test/support/people.ts";
import { sampleModule } from "../test/support/sample-module.ts";
import { createMcpRouter, createToolCatalog, type McpHttpOptions } from "./index.ts";

const MODERN: Era = { pin: "2026-07-28" };
const LINKS = { elicitation: { url: {} } };

let ended: (how: string) => void = () => undefined;

/** Asks somebody outside for as long as it is told to, unless the caller hangs up. */
const slow = defineUseCase({
  name: "slow.wait",
  version: 1,
  title: "Wait",
  describe: "Waits for somebody outside.",
  input: z.object({ milliseconds: z.number().int().min(0).max(60_000).describe("How long") }),
  output: z.object({ waited: z.number().describe("How long") }),
  effect: "read",
  access: { roles: ["admin", "brand_manager"], scope: "campaigns:read" },
  errors: [],
  rest: { method: "get", path: "/slow" },
  expose: { mcp: "direct", rest: true, chat: true },
  example: { milliseconds: 1 },
  present: { card: () => ({ title: "Wait" }), summary: () => "Waited" },
  prepare: ({ signal }, input) =>
    new Promise<undefined>((done, failed) => {
      const timer = setTimeout(() => done(undefined), input.milliseconds);
      signal?.addEventListener("abort", () => {
        clearTimeout(timer);
        ended("aborted");
        failed(signal.reason as Error);
      });
    }),
  run: (_ctx, input) => Promise.resolve({ waited: input.milliseconds }),
});
const slowModule: DomainModule = {
  name: "slow",
  useCases: [slow],
  notifications: [],
  jobs: [],
  locales: { namespace: "slow", id: {}, en: {} },
};

let house: TestHouse;
let options: McpHttpOptions;
let server: TestServer;
let manager: Actor;
let admin: Actor;
let key: string;
let adminKey: string;
let campaignId: string;

beforeAll(async () => {
  house = await openTestHouse({ modules: [approvalsModule, sampleModule, slowModule] });
  options = {
    ...doorOptions(house),
    catalog: createToolCatalog(house.registry),
    version: "1",
    decidedWithinMs: 800,
  };
  server = await serve(express().use(createMcpRouter(options)));
  const kilau = await createOrganization(house.db, "Kilau");
  ({ manager, admin } = kilau);
  key = await keyOf(house, manager, ["*"]);
  adminKey = await keyOf(house, admin, ["*"]);
  campaignId = await addCampaign(house, kilau.orgId, "Glow");
});
afterAll(async () => {
  await server.close();
  await house.db.close();
});

interface Asked {
  readonly resultType?: string;
  readonly inputRequests?: Record<string, { method: string; params: Record<string, unknown> }>;
  readonly requestState?: string;
  readonly isError?: boolean;
  readonly structuredContent?: Record<string, unknown>;
  readonly content?: readonly { readonly text?: string }[];
}

/** One leg of a call, as the client sent it; what came back is not fulfilled for us. */
async function leg(client: Client, amountMinor: number, more: Record<string, unknown> = {}): Promise<Asked> {
  const params = { name: "samples_pay", arguments: { campaignId, amountMinor }, ...more };
  return (await client.request({ method: "tools/call", params }, { allowInputRequired: true })) as Asked;
}

const approvalIdOf = (url: string): string => /\/approvals\/(apr_[a-z0-9]+)$/.exec(url)?.[1] ?? "";

async function asked(client: Client, amountMinor: number): Promise<{ approvalId: string; state: string }> {
  const first = await leg(client, amountMinor);
  expect(first.resultType).toBe("input_required");
  const request = first.inputRequests?.approval;
  expect(request?.method).toBe("elicitation/create");
  expect(request?.params.mode).toBe("url");
  const approvalId = approvalIdOf(String(request?.params.url));
  expect(request?.params.url).toBe(`http://kolega.test/approvals/${approvalId}`);
  expect(JSON.stringify(first)).not.toContain(manager.id);
  return { approvalId, state: first.requestState ?? "" };
}

const decide = (approvalId: string, decision: "approve" | "reject") =>
  house.approvals.decide(approvalId, decision, admin);
const retry = (state: string, action = "accept") => ({
  requestState: state,
  inputResponses: { approval: { action } },
});

describe("a client of 2026-07-28 that can show links", () => {
  let client: Client;
  beforeAll(async () => {
    client = await connectHttp(server.url, key, { era: MODERN, capabilities: LINKS, autoFulfill: false });
  });
  afterAll(() => client.close());

  it("is given the approval page, and the retry answers what the person decided", async () => {
    const yes = await asked(client, 1_000_001);
    expect((await campaignRow(house, campaignId)).budgetMinor).toBeNull();
    await decide(yes.approvalId, "approve");
    const done = await leg(client, 1_000_001, retry(yes.state));
    expect(done.structuredContent).toEqual({ campaignId, name: "Glow", budgetMinor: 1_000_001 });
    expect(done.content?.[0]?.text).toMatch(/^Disetujui oleh Bima\./);
    expect((await campaignRow(house, campaignId)).budgetMinor).toBe(1_000_001n);
    const no = await asked(client, 1_000_002);
    await decide(no.approvalId, "reject");
    const refused = await leg(client, 1_000_002, retry(no.state));
    expect(refused).toMatchObject({ isError: true });
    expect(refused.content?.[0]?.text).toMatch(/^rejected: Ditolak oleh Bima\./);
    expect((await campaignRow(house, campaignId)).budgetMinor).toBe(1_000_001n);
  });

  it("waits a little for the press, then answers that it waits, with the link", async () => {
    const { approvalId, state } = await asked(client, 1_000_003);
    const [done] = await Promise.all([
      leg(client, 1_000_003, retry(state)),
      new Promise((wait) => setTimeout(wait, 200)).then(() => decide(approvalId, "approve")),
    ]);
    expect(done.structuredContent).toMatchObject({ budgetMinor: 1_000_003 });
    const later = await asked(client, 1_000_004);
    const waiting = await leg(client, 1_000_004, retry(later.state));
    expect(waiting.structuredContent).toMatchObject({
      status: "waiting_for_approval",
      approvalId: later.approvalId,
      url: `http://kolega.test/approvals/${later.approvalId}`,
    });
    expect(waiting.content?.[0]?.text).toContain("- Jumlah: Rp1.000.004");
    const declined = await asked(client, 1_000_005);
    const before = Date.now();
    const still = await leg(client, 1_000_005, retry(declined.state, "decline"));
    expect(still.structuredContent).toMatchObject({ approvalId: declined.approvalId });
    expect(Date.now() - before).toBeLessThan(700);
  });

  it("asks again, with a fresh state for the same request, when no answer came with the retry", async () => {
    const { approvalId, state } = await asked(client, 1_000_006);
    const again = await leg(client, 1_000_006, { requestState: state });
    expect(again.resultType).toBe("input_required");
    expect(approvalIdOf(String(again.inputRequests?.approval?.params.url))).toBe(approvalId);
    expect(again.requestState).not.toBe(state);
    await decide(approvalId, "approve");
    const done = await leg(client, 1_000_006, { requestState: again.requestState });
    expect(done.structuredContent).toMatchObject({ budgetMinor: 1_000_006 });
  });

  it("takes a state once: also when two retries come at the same moment", async () => {
    const { approvalId, state } = await asked(client, 1_000_007);
    await decide(approvalId, "approve");
    const tries = await Promise.allSettled([1, 2, 3].map(() => leg(client, 1_000_007, retry(state))));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of tries) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: -32602 });
    await expect(leg(client, 1_000_007, retry(state))).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining("requestState"),
    });
  });

  it("takes it for one person, one call and one day only", async () => {
    const { state } = await asked(client, 1_000_008);
    const bit = state.at(-3) === "A" ? "B" : "A";
    const bad = [
      "",
      "x",
      `${state.slice(0, -3)}${bit}${state.slice(-2)}`,
      state.slice(0, -8),
      house.ports.vault.seal(JSON.stringify({ id: "a", approvalId: "apr_x", expiresAt: 9e15 }), "request-state"),
    ];
    for (const one of bad) await expect(leg(client, 1_000_008, retry(one))).rejects.toMatchObject({ code: -32602 });
    await expect(leg(client, 9_999_999, retry(state))).rejects.toMatchObject({ code: -32602 });
    const other = await connectHttp(server.url, adminKey, { era: MODERN, capabilities: LINKS, autoFulfill: false });
    await expect(leg(other, 1_000_008, retry(state))).rejects.toMatchObject({ code: -32602 });
    await other.close();
    const renamed = client.request(
      {
        method: "tools/call",
        params: { name: "samples_rename", arguments: { campaignId, name: "Z" }, requestState: state },
      },
      { allowInputRequired: true },
    );
    await expect(renamed).rejects.toMatchObject({ code: -32602 });
    expect((await campaignRow(house, campaignId)).name).toBe("Glow");
    house.clock.advance(DAY_MS + 1);
    await expect(leg(client, 1_000_008, retry(state))).rejects.toMatchObject({ code: -32602 });
  });

  it("asks nobody for a dry run", async () => {
    const params = { name: "samples_pay", arguments: { campaignId, amountMinor: 5, dryRun: true } };
    const dry = (await client.request({ method: "tools/call", params }, { allowInputRequired: true })) as Asked;
    expect(dry.structuredContent).toMatchObject({ budgetMinor: 5 });
  });
});

describe.each(ERAS)("%s", (_name, era) => {
  it("without links reads the link as text, and the same idempotency key answers the outcome later", async () => {
    const client = await connectHttp(server.url, key, { era, capabilities: { elicitation: { form: {} } } });
    const given = { campaignId, amountMinor: era === "legacy" ? 2_000_001 : 2_000_002, idempotencyKey: `pay ${_name}` };
    const call = () => client.callTool({ name: "samples_pay", arguments: given });
    const waiting = await call();
    expect(waiting.structuredContent).toMatchObject({ status: "waiting_for_approval" });
    expect(await call()).toEqual(waiting);
    await decide(String((waiting.structuredContent as Record<string, unknown>).approvalId), "approve");
    expect((await call()).structuredContent).toMatchObject({ budgetMinor: given.amountMinor });
    await client.close();
  });

  it("over stdio shows the link itself, and answers once the person decided", async () => {
    const { client, close } = await connectStdio(options, key, { era, capabilities: LINKS });
    const seen: string[] = [];
    client.setRequestHandler("elicitation/create", async ({ params }) => {
      const { url } = params as { url: string };
      seen.push(url);
      await decide(approvalIdOf(url), "approve");
      return { action: "accept" };
    });
    const amountMinor = era === "legacy" ? 3_000_001 : 3_000_002;
    const done = await client.callTool({ name: "samples_pay", arguments: { campaignId, amountMinor } });
    expect(done.structuredContent).toMatchObject({ budgetMinor: amountMinor });
    expect(seen).toHaveLength(1);
    await close();
  });

  it("hears how far a call is when it asked to, and nothing otherwise", async () => {
    const client = await connectHttp(server.url, key, { era });
    const heard: { progress: number; total?: number; message?: string }[] = [];
    const wait = (milliseconds: number, onprogress?: (progress: (typeof heard)[number]) => void) =>
      client.callTool({ name: "slow_wait", arguments: { milliseconds } }, { onprogress });
    // Long enough for one beat in between; once is enough of that.
    const beat = era === "legacy" ? [] : ["Mengambil data"];
    await wait(era === "legacy" ? 10 : 2_300, (progress) => heard.push(progress));
    expect(heard.map(({ message }) => message)).toEqual(["Mulai", "Mengambil data", ...beat, "Mengerjakan"]);
    const steps = heard.map(({ progress }) => progress);
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    expect(Math.max(...steps)).toBeLessThan(3);
    heard.length = 0;
    await wait(1);
    expect(heard).toEqual([]);
    await client.close();
  });

  // A 2025-era client cancels by a message of its own, which no session ties to the call: see docs/mcp.md.
  it.each(era === "legacy" ? ["stdio"] : ["HTTP", "stdio"])(
    "stops the work of a call that its client cancels over %s",
    async (wire) => {
      const over =
        wire === "stdio"
          ? await connectStdio(options, key, { era })
          : await connectHttp(server.url, key, { era }).then((client) => ({ client, close: () => client.close() }));
      const how = new Promise<string>((resolve) => {
        ended = resolve;
      });
      const stop = new AbortController();
      const call = over.client.callTool(
        { name: "slow_wait", arguments: { milliseconds: 20_000 } },
        { signal: stop.signal },
      );
      setTimeout(() => stop.abort(new Error("enough")), 300);
      await expect(call).rejects.toThrow();
      expect(await how).toBe("aborted");
      await over.close();
    },
  );
});
