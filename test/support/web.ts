import type { ApprovalRow } from "../../core/approvals/requests.ts";
import { type Actor, tenantOf } from "../../core/kernel/actor.ts";
import { createWebApp, type WebAppOptions } from "../../web/app.ts";
import { doorOptions, serve, type TestServer } from "./doors.ts";
import type { TestHouse } from "./house.ts";

export const PAGE_SESSION = "x-test-session";

/** The web side of a test house. Who is signed in on pages is whom `people` knows by the test's own header. */
export async function startWeb(
  house: TestHouse,
  people: ReadonlyMap<string, Actor> = new Map(),
  overrides: Partial<WebAppOptions> = {},
): Promise<TestServer> {
  const options: WebAppOptions = {
    ...doorOptions(house),
    publicUrl: "http://kolega.test",
    health: {
      ping: () => house.db.transaction({ role: "platform" }, (tx) => tx.query("SELECT 1")),
      metrics: () => Promise.resolve([]),
      version: "0.0.0-test",
    },
    approvals: {
      session: async (req) => {
        const secret = req.header(PAGE_SESSION) ?? "";
        const actor = people.get(secret);
        return actor && { actor: { ...actor, via: "page" }, secret };
      },
      find: (id, actor) =>
        house.db.transaction(
          { role: "app", orgId: actor.orgId, influencerId: actor.kind === "influencer" ? actor.id : undefined },
          (tx) => tx.first<ApprovalRow>("SELECT * FROM approval WHERE id = $1 AND tenant = $2", [id, tenantOf(actor)]),
        ),
      decide: house.approvals.decide,
      now: () => house.clock.now(),
      signInUrl: "/",
    },
    ...overrides,
  };
  return serve(createWebApp(options));
}
