import type { Client } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Assistant } from "../../agents/index.ts";
import { mintToken } from "../../core/approvals/tokens.ts";
import { type Actor, type Role, systemActor } from "../../core/kernel/actor.ts";
import type { AppError } from "../../core/kernel/errors.ts";
import type { IdKind } from "../../core/kernel/ids.ts";
import { createLocalEmbedder } from "../../core/matching/index.ts";
import type { UseCase } from "../../core/usecase/define.ts";
import { toolName } from "../../core/usecase/registry.ts";
import { createMcpRouter, createToolCatalog } from "../../mcp-server/index.ts";
import { restPath } from "../../web/rest.ts";
import { openTestDesk, type TestDesk } from "../support/desk.ts";
import { doorOptions, type TestServer } from "../support/doors.ts";
import { openTestHouse, type TestHouse } from "../support/house.ts";
import { actorsOf, fingerprintOf, TENANT_KINDS, withIds } from "../support/matrix.ts";
import { connectHttp } from "../support/mcp-clients.ts";
import { productRegistry } from "../support/product.ts";
import { startWeb } from "../support/web.ts";
import { createWorld, type World } from "../support/world.ts";

/**
 * The same rights at every door: what the pipeline refuses is refused over REST, MCP, by a button in a chat and to a job,
 * and another organization's rows are found at none of them.
 */

const useCases = productRegistry().useCases;
const ROLES = ["admin", "brand_manager", "finance", "viewer", "influencer"] as const;
/** What is written down of a refused call, and the conversation it was asked in. */
const LOGS = ["inbound_event", "outbound_message", "desk_message", "turn", "lane", "conversation", "action_token"];
const STATUS: Readonly<Record<number, string>> = { 403: "forbidden", 404: "not_found" };
const silent: Assistant = {
  runTurn: ({ state }) => Promise.resolve({ replies: [], state, transcript: [], status: "done" }),
};

let house: TestHouse;
let server: TestServer;
let desk: TestDesk;
let ours: World;
let theirs: World;
let actors: Record<string, Actor>;
const clients = new Map<string, Client>();

beforeAll(async () => {
  house = await openTestHouse({ ports: { embedder: createLocalEmbedder() } });
  ours = await createWorld(house.db, "Ours");
  theirs = await createWorld(house.db, "Theirs");
  actors = actorsOf(ours);
  // A role's name instead of a key: influencers have none, and which key it is makes no difference here.
  const authenticate = (secret: string, via: Actor["via"]) => {
    const actor = actors[secret];
    return Promise.resolve(actor && { ...actor, via });
  };
  const doors = { ...doorOptions(house), authenticate };
  const catalog = createToolCatalog(house.registry);
  const mcp = createMcpRouter({ ...doors, catalog, version: "1" });
  server = await startWeb(house, new Map(), { authenticate, mcp });
  desk = await openTestDesk(house, { assistant: silent, people: Object.values(actors) });
  for (const role of ROLES) clients.set(role, await connectHttp(server.url, role, { era: { pin: "2026-07-28" } }));
});
afterAll(async () => {
  for (const client of clients.values()) await client.close();
  await server.close();
  await house.db.close();
});

type Input = Record<string, unknown>;

/** What the pipeline itself answers: a code, and its sentence. */
async function plainly(useCase: UseCase, input: Input, actor: Actor): Promise<AppError | undefined> {
  return house.executor.execute(useCase.name, input, actor, { dryRun: true }).then(
    () => undefined,
    (error: AppError) => error,
  );
}

async function overRest(useCase: UseCase, input: Input, role: string): Promise<string> {
  const left = { ...input };
  const path = restPath(useCase).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = left[name];
    delete left[name];
    return encodeURIComponent(String(value));
  });
  const reads = useCase.rest.method === "get";
  const query = new URLSearchParams(
    reads
      ? Object.entries(left).flatMap(([name, value]) =>
          Array.isArray(value)
            ? value.map((item): [string, string] => [name, String(item)])
            : [[name, typeof value === "object" ? JSON.stringify(value) : String(value)] as [string, string]],
        )
      : [],
  );
  const res = await fetch(`${server.url}${path}${query.size > 0 ? `?${query}` : ""}`, {
    method: useCase.rest.method.toUpperCase(),
    headers: {
      authorization: `Bearer ${role}`,
      ...(reads ? {} : { "content-type": "application/json", "idempotency-key": `${role} ${path} ${Math.random()}` }),
    },
    body: reads ? undefined : JSON.stringify(left),
  });
  await res.arrayBuffer();
  return STATUS[res.status] ?? String(res.status);
}

async function overMcp(useCase: UseCase, input: Input, role: string): Promise<string> {
  const result = await clients.get(role)?.callTool({
    name: "run_tool",
    arguments: { name: toolName(useCase), arguments: input },
  });
  const [first] = result?.content ?? [];
  const text = first?.type === "text" ? first.text : "";
  return result?.isError ? (text.split(":")[0] ?? "") : "none";
}

/** Presses a button that was never theirs to have, and reads the answer. */
async function byButton(useCase: UseCase, input: Input, actor: Actor): Promise<string> {
  const token = await house.db.transaction({ role: "platform" }, (tx) =>
    mintToken(tx, house.clock.now(), {
      tenant: actor.orgId ?? actor.id,
      recipient: actor.id,
      outboundId: `test:${useCase.name}:${actor.id}`,
      action: { kind: "call", useCase: useCase.name, input, label: "x" },
    }),
  );
  await desk.press(actor, token);
  await desk.run();
  const last = (await desk.window(actor)).filter(({ sender }) => sender === "kolega").at(-1);
  return JSON.stringify(last?.body ?? {});
}

const sentenceOf = (error: AppError, actor: Actor): string => {
  const p = house.i18n.presenter(actor.locale);
  return p.t(p.has(`errors.${error.reason}`) ? `errors.${error.reason}` : `errors.${error.code}`, error.params);
};

describe.each(useCases.map((useCase) => [useCase.name, useCase] as const))("%s", (_name, useCase) => {
  it("is refused to the roles it is not for, at every door", async () => {
    const input = withIds(useCase.example, ours, new Set()) as Input;
    const others = ROLES.filter((role) => !useCase.access.roles.includes(role as Role));
    const before = await fingerprintOf(house.db, LOGS);
    for (const role of others) {
      if (useCase.expose.rest) expect(await overRest(useCase, input, role), `REST as ${role}`).toBe("forbidden");
      // A tool that somebody may not use does not exist for them.
      if (useCase.expose.mcp) expect(await overMcp(useCase, input, role), `MCP as ${role}`).toBe("not_found");
    }
    const [role] = others;
    const actor = role && actors[role];
    if (actor) {
      const refused = await plainly(useCase, input, actor);
      expect(refused?.code).toBe("forbidden");
      if (refused && useCase.expose.chat)
        expect(await byButton(useCase, input, actor)).toContain(sentenceOf(refused, actor));
    }
    if (!useCase.access.roles.includes("system")) {
      const job = await plainly(useCase, input, systemActor("test", { orgId: ours.orgId }));
      expect(job?.code, "a job").toBe("forbidden");
    }
    expect(await fingerprintOf(house.db, LOGS)).toEqual(before);
  });

  it("finds nothing of another organization, at any door", async () => {
    const used = new Set<IdKind>();
    const foreign = withIds(useCase.example, theirs, used) as Input;
    if (![...used].some((kind) => TENANT_KINDS.includes(kind))) return expect(used.has("campaign")).toBe(false);
    const before = await fingerprintOf(house.db, LOGS);
    const role = ROLES.find((name) => useCase.access.roles.includes(name));
    const actor = role && actors[role];
    if (!actor) {
      const job = await plainly(useCase, foreign, systemActor("test", { orgId: ours.orgId }));
      if (useCase.scope !== "platform") expect(job?.code).toBe("not_found");
      expect(useCase.expose).toMatchObject({ mcp: false, rest: false });
      return;
    }
    if (useCase.expose.rest) expect(await overRest(useCase, foreign, role), "REST").toBe("not_found");
    if (useCase.expose.mcp) expect(await overMcp(useCase, foreign, role), "MCP").toBe("not_found");
    const refused = await plainly(useCase, foreign, actor);
    expect(refused?.code).toBe("not_found");
    if (refused && useCase.expose.chat)
      expect(await byButton(useCase, foreign, actor)).toContain(sentenceOf(refused, actor));
    expect(await fingerprintOf(house.db, LOGS)).toEqual(before);
  });
});
