import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

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
/** The test database, and the processes that are handed one. */
const GROUND = /TEST_DATABASE_URL|inject\("nativeUrl"\)/;

/** Tests that reach no database, by themselves or by what they use of `test/`, say the same on every one: they run once. */
function withoutDatabase(): string[] {
  const known = new Map<string, boolean>();
  const reachesDatabase = (path: string): boolean => {
    const before = known.get(path);
    if (before !== undefined) return before;
    known.set(path, false);
    const text = readFileSync(path, "utf8");
    const used = [...text.matchAll(/from "(\.[^"]*)"/g)].map(([, to = ""]) => join(dirname(path), to));
    const reached =
      GROUND.test(text) || used.some((to) => to.startsWith("test/") && existsSync(to) && reachesDatabase(to));
    known.set(path, reached);
    return reached;
  };
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`),
  ).filter((path) => /\.test\.tsx?$/.test(path) && !reachesDatabase(path));
}

/** Whole processes first: a long file that begins last keeps one worker waiting. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => /\/test\/(crash|journey)\//.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
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
    sequence: { sequencer: LongestFirst },
    pool: "forks",
    // A worker keeps what it has loaded, and its embedded database: only `openTestDatabase` decides what a file finds.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 90_000,
  },
});
