import { factLines } from "../core/approvals/notifications.ts";
import { createRequestStates } from "../core/approvals/request-state.ts";
import { actorOfAccessToken } from "../core/identity/access-tokens.ts";
import { actorOfApiKey } from "../core/identity/api-keys.ts";
import type { Actor, Door } from "../core/kernel/actor.ts";
import { createToolCatalog, resourceOfDoor, resourcesAt } from "../mcp-server/index.ts";
import type { House } from "./house.ts";
import { VERSION } from "./version.ts";

/** What REST and MCP, over HTTP and stdio, are built from. */
export function doorParts(house: House) {
  return {
    presenter: house.i18n.presenter,
    reportIncident: (error: unknown, place: string): Promise<string> => house.reportIncident(error, place, "platform"),
    registry: house.registry,
    executor: house.executor,
    authenticate: (secret: string, via: Door): Promise<Actor | undefined> => authenticate(house, secret, via),
    factLines,
    requests: createRequestStates({
      db: house.db,
      clock: house.clock,
      vault: house.ports.vault,
      publicUrl: house.ports.publicUrl,
    }),
    catalog: createToolCatalog(house.registry),
    version: VERSION,
  };
}

/** An API key at any door, or an access token at the door it was made for. */
async function authenticate(house: House, secret: string, via: Door): Promise<Actor | undefined> {
  const byKey = await actorOfApiKey(house.db, house.clock, secret, via);
  const resource = resourceOfDoor(resourcesAt(house.ports.publicUrl), via);
  if (byKey || resource === undefined) return byKey;
  return actorOfAccessToken(house.db, house.clock, secret, resource, via);
}
