// Runs after `npm ci` (and before a build): generates the Prisma client and bundles the desk page.
// Prisma's CLI wants to download a schema engine that `generate` does not need; any existing executable satisfies it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const root = new URL("..", import.meta.url).pathname;
const run = (label, file, args, env = {}) => {
  const result = spawnSync(process.execPath, [file, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  if (result.status !== 0) {
    process.stderr.write(`${label} failed:\n${result.stdout ?? ""}${result.stderr ?? ""}\n`);
    process.exit(1);
  }
};

run("prisma generate", "node_modules/prisma/build/index.js", ["generate"], {
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  CHECKPOINT_DISABLE: "1",
});
if (existsSync(`${root}bots/desk/ui/index.html`))
  run("vite build", "node_modules/vite/bin/vite.js", [
    "build",
    "--logLevel",
    "warn",
    "--config",
    "bots/desk/ui/vite.config.ts",
  ]);
