import { readdirSync, readFileSync } from "node:fs";
import { configDefaults, defineConfig } from "vitest/config";

const FOLDERS = [
  "agents",
  "app",
  "bots",
  "core",
  "evals",
  "integrations",
  "mcp-server",
  "sandbox",
  "scripts",
  "test",
  "web",
];
/** Files that start processes on an embedded database of their own: on PostgreSQL they would repeat themselves. */
const EMBEDDED_ONLY = ["**/*.embedded.test.ts"];

/** Tests that use nothing of `test/` reach no database, and say the same on every one: they run once, embedded. */
function withoutDatabase(): string[] {
  return FOLDERS.filter((folder) => folder !== "test")
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`))
    .filter((path) => /\.test\.tsx?$/.test(path) && !/from "[./]*\/test\//.test(readFileSync(path, "utf8")));
}

/** Two forks: every file that needs a database has an embedded Postgres of its own, or on PostgreSQL a database. */
export default defineConfig({
  test: {
    include: [`{${FOLDERS.join(",")}}/**/*.test.{ts,tsx}`],
    exclude: [
      ...configDefaults.exclude,
      ...(process.env.TEST_DATABASE_URL ? [...EMBEDDED_ONLY, ...withoutDatabase()] : []),
    ],
    globalSetup: ["test/support/global-setup.ts"],
    pool: "forks",
    // A worker keeps what it has loaded, and its embedded database: only `openTestDatabase` decides what a file finds.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 90_000,
  },
});
