export { type CatalogTool, createToolCatalog, type ToolCatalog } from "./catalog.ts";
export { createMcpRouter, type McpHttpOptions } from "./http.ts";
export type { McpDependencies } from "./server.ts";
export { runStdio, type StdioOptions } from "./stdio.ts";
