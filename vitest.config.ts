import { defineConfig } from "vitest/config";

/** One fork per test file, two at a time: every file that needs a database opens its own embedded Postgres. */
export default defineConfig({
  test: {
    include: ["{agents,app,bots,core,integrations,mcp-server,sandbox,web,test,scripts}/**/*.test.{ts,tsx}"],
    globalSetup: ["test/support/global-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 90_000,
  },
});
