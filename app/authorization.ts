import { createArtifactStore } from "../core/identity/artifacts.ts";
import { SECOND_MS } from "../core/kernel/clock.ts";
import { createPublicDocuments } from "../integrations/public-document.ts";
import { type Authorization, createAuthorization } from "../mcp-server/index.ts";
import { authorizationErrorPage } from "../web/consent-page.ts";
import { secretsFrom } from "./channels/open.ts";
import { type Config, masterKeyOf } from "./config.ts";
import type { House } from "./house.ts";

/** The limits that the draft of client-id metadata documents recommends, and the time a waiting browser has. */
const DOCUMENT = { maxBytes: 5 * 1024, timeoutMs: 3 * SECOND_MS };

/** OAuth as a process of ours runs it. */
export function createHouseAuthorization(config: Config, house: House): Authorization {
  return createAuthorization({
    publicUrl: config.publicUrl,
    registry: house.registry,
    store: createArtifactStore(house.db, house.clock, house.ports.vault),
    fetchDocument: createPublicDocuments(DOCUMENT),
    clock: house.clock,
    clients: config.oauthClients,
    secretFor: secretsFrom(masterKeyOf(config)),
    errorPage: (error, acceptLanguage) => authorizationErrorPage(house.i18n.presenter, error, acceptLanguage),
    reportIncident: (error, place) => house.reportIncident(error, place, "platform"),
  });
}
