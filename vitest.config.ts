import { configDefaults, defineConfig } from "vitest/config";

/** Files that start processes on an embedded database of their own: on PostgreSQL they would repeat themselves. */
const EMBEDDED_ONLY = ["**/*.embedded.test.ts"];

/** One fork per test file, two at a time: every file that needs a database opens its own embedded Postgres. */
export default defineConfig({
  test: {
    include: ["{agents,app,bots,core,integrations,mcp-server,sandbox,web,test,scripts}/**/*.test.{ts,tsx}"],
    exclude: [...configDefaults.exclude, ...(process.env.TEST_DATABASE_URL ? EMBEDDED_ONLY : [])],
    globalSetup: ["test/support/global-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 90_000,
  },
});
