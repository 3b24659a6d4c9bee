export {
  type Authorization,
  type ConsentDoor,
  type ConsentRequest,
  createAuthorization,
  FIRST_SCOPES,
  metadataUrlOf,
  type RegisteredClient,
  resourceOfDoor,
  resourcesAt,
} from "./authorization/index.ts";
export { type CatalogTool, createToolCatalog } from "./catalog.ts";
export { createMcpRouter, type McpHttpOptions } from "./http.ts";
export { runStdio } from "./stdio.ts";
