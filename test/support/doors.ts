import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { approvalsModule } from "../../core/approvals/index.ts";
import { factLines } from "../../core/approvals/notifications.ts";
import { createRequestStates } from "../../core/approvals/request-state.ts";
import { actorOfApiKey, createApiKey } from "../../core/identity/api-keys.ts";
import type { Actor, Door } from "../../core/kernel/actor.ts";
import { newId } from "../../core/kernel/ids.ts";
import type { FactLines } from "../../core/usecase/answers.ts";
import { createRegistry, type Registry } from "../../core/usecase/registry.ts";
import type { RequestStates } from "../../core/usecase/request-states.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { sampleModule } from "./sample-module.ts";

const MODULES = [approvalsModule, sampleModule];

export function sampleRegistry(): Registry {
  return createRegistry(MODULES);
}

/** A house of approvals and the sample use cases: all that a door needs to know. */
export function openSampleHouse(): Promise<TestHouse> {
  return openTestHouse({ modules: MODULES });
}

/** What every door is given of a house. */
export function doorOptions(house: TestHouse): Pick<TestHouse, "registry" | "executor"> & {
  presenter: TestHouse["i18n"]["presenter"];
  factLines: FactLines;
  requests: RequestStates;
  reportIncident(error: unknown, place: string): Promise<string>;
  authenticate(secret: string, via: Door): Promise<Actor | undefined>;
} {
  return {
    registry: house.registry,
    executor: house.executor,
    presenter: house.i18n.presenter,
    factLines,
    requests: createRequestStates({
      db: house.db,
      clock: house.clock,
      vault: house.ports.vault,
      publicUrl: house.ports.publicUrl,
    }),
    reportIncident: (error, place) => house.reportIncident(error, place, "platform"),
    authenticate: (secret, via) => actorOfApiKey(house.db, house.clock, secret, via),
  };
}

/** An API key of a member; its secret. */
export async function keyOf(house: TestHouse, member: Actor, scopes: readonly string[]): Promise<string> {
  const { orgId = "" } = member;
  const { secret } = await house.db.transaction({ role: "platform" }, (tx) =>
    createApiKey(tx, house.clock.now(), { orgId, memberId: member.id, name: "test", scopes }),
  );
  return secret;
}

/** A draft campaign, written straight to the table; its id. */
export async function addCampaign(house: TestHouse, orgId: string, name: string): Promise<string> {
  const id = newId("campaign");
  await house.db.transaction({ role: "platform" }, (tx) =>
    tx.execute(
      `INSERT INTO campaign (id, org_id, name, language, currency, status, created_by, created_at, updated_at)
       VALUES ($1, $2, $3, 'id', 'IDR', 'draft', 'test', $4, $4)`,
      [id, orgId, name, house.clock.now()],
    ),
  );
  return id;
}

export async function campaignRow(house: TestHouse, id: string): Promise<{ name: string; budgetMinor: bigint | null }> {
  const row = await house.db.transaction({ role: "platform" }, (tx) =>
    tx.first<{ name: string; budgetMinor: bigint | null }>("SELECT name, budget_minor FROM campaign WHERE id = $1", [
      id,
    ]),
  );
  if (!row) throw new Error(`no campaign ${id}`);
  return row;
}

export interface TestServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves on a free port of this machine. */
export async function serve(listener: RequestListener): Promise<TestServer> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
