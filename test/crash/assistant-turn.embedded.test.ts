import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { blocksOf } from "../../agents/testing/messages-request.ts";
import { type MessagesServer, startMessagesServer } from "../../agents/testing/messages-server.ts";
import { loadDemo } from "../../app/demo/load.ts";
import { systemClock } from "../../core/kernel/clock.ts";
import { type Sandbox, startSandbox } from "../../sandbox/server.ts";
import { until } from "../journey/until.ts";
import { DeskClient } from "./desk-client.ts";
import { MANAGER, onHouse, rows } from "./prepared.ts";
import { freePort, type KolegaProcess, killHard, startKolega } from "./process.ts";

/**
 * The real process is killed twice in one turn of the model: right after a tool's effect was committed and before its
 * result was written down, and while the model is asked what to say about it.
 */
const NAME = "Bangkit Lagi";
const folder = mkdtempSync(join(tmpdir(), "kolega-turn-"));
const dataDir = join(folder, "data");
let model: MessagesServer;
let sandbox: Sandbox;
let current: KolegaProcess | undefined;
let killedAsking = false;

beforeAll(async () => {
  model = await startMessagesServer(({ messages }) => {
    const answered = messages.some((message) => blocksOf(message).some(({ type }) => type === "tool_result"));
    if (!answered) {
      return {
        blocks: [
          { type: "tool_use", id: "toolu_list", name: "campaigns_list", input: {} },
          { type: "tool_use", id: "toolu_make", name: "campaigns_create", input: { name: NAME } },
        ],
      };
    }
    if (killedAsking) return { blocks: [{ type: "text", text: "Sudah saya simpan." }] };
    killedAsking = true;
    current?.child.kill("SIGKILL");
    return { fault: { kind: "hang" } };
  });
  sandbox = await startSandbox({
    host: "127.0.0.1",
    port: 0,
    stateDir: join(folder, "sandbox"),
    clock: systemClock,
  });
  await onHouse({ dataDir, sandboxUrl: sandbox.url }, ({ db, ports, clock }) =>
    loadDemo({ db, vault: ports.vault, embedder: ports.embedder, now: clock.now() }),
  );
}, 60_000);

afterAll(async () => {
  if (current) await killHard(current);
  await sandbox?.close();
  await model?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it("goes on from what it had done and heard, and does nothing twice", { timeout: 60_000 }, async () => {
  const where = { dataDir, sandboxUrl: sandbox.url };
  const port = await freePort();
  const start = async (killAt?: string): Promise<KolegaProcess> => {
    const env = { ANTHROPIC_API_KEY: "sk-scripted-server", ANTHROPIC_BASE_URL: model.url };
    current = await startKolega({ ...where, port, killAt, env });
    return current;
  };
  const first = await start("use_case_done/campaigns.create");
  const desk = new DeskClient(`http://127.0.0.1:${port}`, MANAGER);
  await desk.say("client-1", `bikin campaign ${NAME}`);
  expect((await first.ended).signal).toBe("SIGKILL");
  expect(first.text()).toContain("killed at use_case_done/campaigns.create");
  // The effect is there, its result is not, and the turn that did not end has its cost.
  interface Turn {
    readonly status: string;
    readonly attempts: number;
    readonly costMicros: bigint;
    readonly usage: { readonly calls: number };
  }
  const [half] = await rows<Turn>(
    where,
    "SELECT status, attempts, cost_micros, usage FROM turn WHERE usage IS NOT NULL",
  );
  expect(half).toMatchObject({ status: "running", attempts: 1, usage: { calls: 1 } });
  expect(half?.costMicros).toBeGreaterThan(0n);

  const second = await start();
  expect((await second.ended).signal).toBe("SIGKILL");
  expect(killedAsking).toBe(true);

  await start();
  await until("the answer", 30_000, async () =>
    (await desk.messages()).some(({ text }) => text === "Sudah saya simpan."),
  );

  // The first answer was asked for once; the second twice, in the very same words.
  expect(model.requests).toHaveLength(3);
  expect(model.bodies[2]).toBe(model.bodies[1]);
  const [done] = await rows<Turn & Record<string, unknown>>(
    where,
    `SELECT status, attempts, cost_micros, usage,
       (SELECT count(*)::int FROM campaign WHERE name = '${NAME}') AS campaigns,
       (SELECT count(*)::int FROM audit_event WHERE use_case = 'campaigns.create' AND outcome = 'done' AND actor_kind = 'member') AS audited,
       (SELECT count(*)::int FROM outbound_message WHERE kind = 'reply' AND data->>'text' = 'Sudah saya simpan.') AS replies,
       (SELECT count(*)::int FROM message WHERE role = 'tool') AS results
     FROM turn WHERE usage IS NOT NULL`,
  );
  expect(done).toMatchObject({ status: "done", attempts: 3, usage: { calls: 2 } });
  expect(done).toMatchObject({ campaigns: 1, audited: 1, replies: 1, results: 1 });
  expect(done?.costMicros).toBeGreaterThan(half?.costMicros ?? 0n);
  expect((await desk.messages()).filter(({ text }) => text === "Sudah saya simpan.")).toHaveLength(1);
  expect(model.refusals).toEqual([]);
});
