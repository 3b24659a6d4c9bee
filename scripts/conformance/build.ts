import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { run } from "./runner.ts";

/** Words that only the fixtures have. */
const OF_FIXTURES = /test_simple_text|test_input_required_result|test:\/\/static-text|kolega-conformance/;

/**
 * Makes the production build in a folder of its own, beside links to what it needs at run time. Answers its entry and
 * the built files that carry anything of the fixtures (there must be none).
 */
export async function buildProduct(folder: string): Promise<{ main: string; withFixtures: readonly string[] }> {
  const dist = join(folder, "dist");
  mkdirSync(folder, { recursive: true });
  for (const name of ["node_modules", "package.json", "prisma"]) symlinkSync(resolve(name), join(folder, name));
  const compiler = resolve("node_modules/.bin/tsc");
  const { code, out } = await run(compiler, ["-p", "tsconfig.build.json", "--outDir", dist]);
  if (code !== 0) throw new Error(`the production build fails:\n${out}`);
  const built = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".js"));
  if (built.length < 100) throw new Error(`the production build has only ${built.length} files`);
  const withFixtures = built.filter(
    (path) => path.includes("conformance") || OF_FIXTURES.test(readFileSync(join(dist, path), "utf8")),
  );
  return { main: join(dist, "app/cli/main.js"), withFixtures };
}
