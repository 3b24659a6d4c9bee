import type { DomainModule } from "../usecase/module.ts";
import { allowConnection } from "./allow-connection.ts";
import { connectionsLocale } from "./connections-locale.ts";
import { listConnections } from "./list-connections.ts";
import { revokeConnection } from "./revoke-connection.ts";

/** Programs that people let in by OAuth. */
export const connectionsModule: DomainModule = {
  name: "connections",
  useCases: [allowConnection, listConnections, revokeConnection],
  notifications: [],
  jobs: [],
  locales: connectionsLocale,
};
