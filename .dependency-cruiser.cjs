// Who may import whom: the table of docs and design, as rules. `npm run check:imports` runs it.
//
// Types count as imports (tsPreCompilationDeps), because a type ties two rooms together just as a function does. Where
// the table allows types only, the rule says `dependencyTypesNot: TYPES`.

// Without a TypeScript that has the classic JS API, dependency-cruiser skips every .ts file and is green over nothing.
const typescript = require("typescript");
if (typeof typescript.createSourceFile !== "function") {
  throw new Error(
    `dependency-cruiser needs the JS API of TypeScript below 7, and "typescript" is ${typescript.version}: alias it to @typescript/typescript6 in package.json`,
  );
}

const TYPES = ["type-only", "type-import"];
const PLATFORM = "approvals|audit|cards|conversations|db|forms|i18n|identity|inbox|jobs|outbox|usecase|vault";
const TOOLS = "bench|evals|scripts|test";
const OURS = `^(agents|app|bots|core|integrations|mcp-server|prisma|sandbox|web|${TOOLS})/`;
const TEST_FILE = "\\.test\\.tsx?$";
const KERNEL = "^core/kernel/";
// What every test file may import besides what its folder may; `not-to-test-code` keeps the others out.
const TEST_CODE = "^test/";
// Stand-ins and drivers that live beside what they stand in for, used by tests only.
const TEST_SUPPORT = "(^|/)testing(/|\\.ts$)";
// "core's registry and types": what the doors (agents, mcp-server, web) may use at run time.
const REGISTRY = "^core/(kernel|usecase|cards)/";
// What a domain is handed in its context, and may name as types.
const DOMAIN_TYPES = ["^core/db/types\\.ts$", "^core/i18n/presenter\\.ts$"];
const DOMAIN_INSIDE = `^core/(?!(?:kernel|${PLATFORM})/)[^/]+/(?!index\\.ts$)`;

/**
 * An import of one of our own files outside `may`. Tests stand outside the rooms: they put rooms together to try them,
 * and `not-to-test-code` keeps everybody else out of them.
 */
const only = (name, comment, from, may, more = {}) => ({
  name,
  comment,
  severity: "error",
  from: { ...from, pathNot: [...(from.pathNot ?? []), TEST_FILE, TEST_SUPPORT] },
  to: { path: OURS, pathNot: [...may, TEST_CODE], ...more },
});

/** npm packages that only some folders may import; tests and the tools may import all of them. */
const packageOnly = (name, comment, packages, folders) => ({
  name,
  comment,
  severity: "error",
  from: { path: OURS, pathNot: [...folders, TEST_FILE, `^(${TOOLS})/`] },
  // A package that is not installed keeps its bare name.
  to: { path: `(^|node_modules/)(@types/)?(${packages})(/|$)` },
});

module.exports = {
  forbidden: [
    // ------------------------------------------------------------------------------------------------ the rooms
    only("kernel-imports-nothing", "core/kernel imports nothing of ours", { path: KERNEL }, [KERNEL]),
    only(
      "usecase-imports-kernel-and-cards",
      "core/usecase imports kernel and cards; of the platform modules only types (pass the object in)",
      { path: "^core/usecase/" },
      [KERNEL, "^core/usecase/", "^core/cards/"],
      { dependencyTypesNot: TYPES },
    ),
    only(
      "usecase-types-only-of-platform",
      "core/usecase may know the types of platform modules, not those of a domain or of anything outside core",
      { path: "^core/usecase/" },
      [KERNEL, `^core/(${PLATFORM})/`],
    ),
    only("db-imports-kernel", "core/db imports only kernel", { path: "^core/db/" }, [KERNEL, "^core/db/"]),
    only(
      "platform-imports-platform",
      "a platform module imports kernel, usecase, db and the other platform modules, never a domain",
      { path: `^core/(${PLATFORM})/`, pathNot: ["^core/(usecase|db)/"] },
      [KERNEL, `^core/(${PLATFORM})/`],
    ),
    only(
      "domain-imports-kernel-usecase-cards",
      "a domain imports kernel, usecase, cards, its own files, and another domain's index.ts",
      { path: "^core/([^/]+)/", pathNot: [`^core/(kernel|${PLATFORM})/`] },
      [KERNEL, "^core/(usecase|cards)/", "^core/$1/", "^core/[^/]+/index\\.ts$", ...DOMAIN_TYPES],
    ),
    only(
      "domain-not-into-platform",
      "a domain reaches platform modules through its context, not by importing them, not even their index.ts",
      { path: "^core/([^/]+)/", pathNot: [`^core/(kernel|${PLATFORM})/`] },
      [`^core/(?!(?:${PLATFORM})/)`, "^core/(usecase|cards)/", "^(?!core/)", ...DOMAIN_TYPES],
    ),
    {
      name: "domain-types-only",
      comment: "of the transaction and the presenter a domain knows the types; the objects come in its context",
      severity: "error",
      from: { path: "^core/([^/]+)/", pathNot: [`^core/(kernel|${PLATFORM})/`, TEST_FILE] },
      to: { path: DOMAIN_TYPES, dependencyTypesNot: TYPES },
    },
    only(
      "agents-imports-registry-and-types",
      "agents imports core's registry (kernel, usecase, cards) and types",
      { path: "^agents/" },
      ["^agents/", REGISTRY],
      { dependencyTypesNot: TYPES },
    ),
    only(
      "mcp-server-imports-registry-and-types",
      "mcp-server imports core's registry (kernel, usecase, cards) and types",
      { path: "^mcp-server/" },
      ["^mcp-server/", REGISTRY],
      { dependencyTypesNot: TYPES },
    ),
    only(
      "doors-take-types-of-core-only",
      "agents and mcp-server know types of core, not of another door, an adapter or app",
      { path: "^(agents|mcp-server)/" },
      ["^$1/", "^core/"],
    ),
    only(
      "web-imports-registry-and-entries",
      "web imports core's registry and types, and mounts the index.ts of mcp-server and of the bots",
      { path: "^web/" },
      ["^web/", REGISTRY, "^mcp-server/index\\.ts$", "^bots/index\\.ts$", "^bots/[^/]+/index\\.ts$"],
      { dependencyTypesNot: TYPES },
    ),
    only(
      "web-takes-types-of-core-only",
      "web knows types of core, not of agents, an adapter or app, nor the insides of mcp-server and bots",
      { path: "^web/" },
      ["^web/", "^core/", "^mcp-server/index\\.ts$", "^bots/index\\.ts$", "^bots/[^/]+/index\\.ts$"],
    ),
    only(
      "bots-runtime-imports-core-and-agents",
      "bots/runtime imports core and the public entry of agents, never a channel",
      { path: "^bots/runtime/" },
      ["^bots/runtime/", "^core/", "^agents/index\\.ts$"],
    ),
    only(
      "channel-imports-runtime-and-cards",
      "a channel imports bots/runtime, core/cards and kernel (of the rest of core only types), never another channel",
      { path: "^bots/(?!runtime/)([^/]+)/" },
      ["^bots/(runtime|$1)/", "^core/cards/", KERNEL],
      { dependencyTypesNot: TYPES },
    ),
    only(
      "channel-types-of-core",
      "a channel may know types of core, not of another channel, a domain's insides or app",
      { path: "^bots/(?!runtime/)([^/]+)/" },
      ["^bots/(runtime|$1)/", "^core/"],
    ),
    only("bots-entry-imports-bots", "bots/index.ts gathers the channels", { path: "^bots/[^/]+$" }, ["^bots/", KERNEL]),
    only(
      "adapters-import-kernel",
      "integrations (adapters to the outside services) import only kernel, and none imports another",
      { path: "^integrations/" },
      ["^integrations/", KERNEL],
    ),
    only(
      "sandbox-imports-kernel",
      "the sandbox stands in for the outside: it knows nothing of ours but kernel",
      { path: "^sandbox/" },
      ["^sandbox/", KERNEL],
    ),
    only("demo-data-imports-kernel", "prisma holds data, demo data too: it imports only kernel", { path: "^prisma/" }, [
      "^prisma/",
      KERNEL,
    ]),
    {
      name: "not-into-a-domain",
      comment: "a domain is imported through its index.ts, whoever imports it (app and the tools excepted)",
      severity: "error",
      from: { path: OURS, pathNot: [`^(app|${TOOLS})/`, "^core/([^/]+)/"] },
      to: { path: DOMAIN_INSIDE, dependencyTypesNot: TYPES },
    },
    {
      name: "unknown-folder-imports-kernel",
      comment: "a folder that the table does not name imports only kernel",
      severity: "error",
      from: { path: "^[^/.][^/]*/", pathNot: [OURS, "^node_modules/", "^bin/"] },
      to: { path: OURS, pathNot: [KERNEL] },
    },

    // --------------------------------------------------------------------------- what nobody (or nearly) imports
    {
      name: "not-to-app",
      comment: "app is the composition root: nobody imports it",
      severity: "error",
      from: { path: OURS, pathNot: [`^(app|${TOOLS})/`] },
      to: { path: "^app/" },
    },
    {
      name: "not-to-tools",
      comment: "nobody imports scripts, bench or evals; they and the tests may import everything",
      severity: "error",
      from: { path: OURS, pathNot: [`^(${TOOLS})/`, TEST_FILE] },
      to: { path: "^(bench|evals|scripts)/" },
    },
    {
      name: "not-to-test-code",
      comment: "only tests (and the tools) import test/ and test files",
      severity: "error",
      from: { path: OURS, pathNot: [`^(${TOOLS})/`, TEST_FILE] },
      to: { path: ["^test/", TEST_FILE] },
    },

    // ------------------------------------------------------------------------------------------------- packages
    packageOnly("anthropic-only-in-agents", "the model's SDK belongs to agents", "@anthropic-ai/sdk", ["^agents/"]),
    packageOnly(
      "langchain-models-only-in-agents",
      "LangChain's models belong to agents, its embedding models to integrations/embeddings (its Embeddings interface is a port and its splitters are plain functions: free for all)",
      "@langchain/(?!core/|textsplitters)[^/]+|langchain|@langchain/core/(dist/)?language_models",
      ["^agents/", "^integrations/embeddings/"],
    ),
    packageOnly("mcp-sdk-only-in-mcp-server", "the MCP SDK belongs to mcp-server", "@modelcontextprotocol/[^/]+", [
      "^mcp-server/",
    ]),
    packageOnly(
      "database-only-in-db",
      "pg, Prisma and the embedded Postgres belong to core/db",
      "pg|@prisma/client|@prisma/adapter-pg|@electric-sql/[^/]+",
      ["^core/db/"],
    ),
    {
      name: "prisma-client-only-in-db",
      comment: "only core/db imports the generated Prisma client",
      severity: "error",
      from: { path: OURS, pathNot: ["^core/db/", TEST_FILE, `^(${TOOLS})/`] },
      to: { path: "^core/db/generated/" },
    },
    packageOnly("queue-only-in-jobs", "BullMQ and Redis belong to core/jobs", "bullmq|ioredis", ["^core/jobs/"]),
    packageOnly("express-only-at-http-doors", "Express belongs to the folders that serve HTTP", "express", [
      "^(web|mcp-server|sandbox|app)/",
      "^bots/desk/",
    ]),
    packageOnly("grammy-only-in-telegram", "grammY belongs to bots/telegram", "grammy|@grammyjs/[^/]+", [
      "^bots/telegram/",
    ]),
    packageOnly("bolt-only-in-slack", "Slack's SDK belongs to bots/slack", "@slack/[^/]+", ["^bots/slack/"]),
    packageOnly("whatsapp-only-in-whatsapp", "whatsapp-web.js belongs to bots/whatsapp-web", "whatsapp-web\\.js", [
      "^bots/whatsapp-web/",
    ]),
    {
      name: "not-to-dev-dependency",
      comment: "code that ships uses `dependencies`; a dev dependency is gone after `npm prune --omit=dev`",
      severity: "error",
      from: { path: OURS, pathNot: [`^(${TOOLS})/`, TEST_FILE, TEST_SUPPORT, "(^|/)(vite|vitest)\\.config\\.ts$"] },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only", "npm"], pathNot: ["node_modules/@types/"] },
    },
    {
      name: "package-is-listed",
      comment: "a package comes from package.json, not from another package's dependencies",
      severity: "error",
      from: { path: OURS },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },

    // ---------------------------------------------------------------------------------------------------- shape
    {
      name: "no-circular",
      comment: "no circles at run time (types may refer to each other, within the rules above)",
      severity: "error",
      from: { path: OURS },
      to: { circular: true, viaOnly: { dependencyTypesNot: TYPES } },
    },
    {
      name: "resolvable",
      comment: "every import exists",
      severity: "error",
      from: { path: OURS },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: "tsc",
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: ["node_modules", "^core/db/generated/"] },
    exclude: { path: ["^(dist|coverage|data)/", "^bots/desk/public/"] },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "types", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".d.ts"],
    },
  },
};
