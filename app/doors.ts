import { factLines } from "../core/approvals/notifications.ts";
import { actorOfApiKey } from "../core/identity/api-keys.ts";
import type { Actor, Door } from "../core/kernel/actor.ts";
import { createToolCatalog } from "../mcp-server/index.ts";
import type { House } from "./house.ts";
import { VERSION } from "./version.ts";

/** What REST and MCP, over HTTP and stdio, are built from. */
export function doorParts(house: House) {
  return {
    presenter: house.i18n.presenter,
    reportIncident: (error: unknown, place: string): Promise<string> => house.reportIncident(error, place, "platform"),
    registry: house.registry,
    executor: house.executor,
    authenticate: (secret: string, via: Door): Promise<Actor | undefined> =>
      actorOfApiKey(house.db, house.clock, secret, via),
    factLines,
    catalog: createToolCatalog(house.registry),
    version: VERSION,
  };
}
