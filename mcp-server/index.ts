export { type CatalogTool, createToolCatalog } from "./catalog.ts";
export { createMcpRouter, type McpHttpOptions } from "./http.ts";
export { runStdio } from "./stdio.ts";
