#!/usr/bin/env node
// The command line. A built tree (`npm run build`) runs from dist; a checkout runs the TypeScript through tsx.
import { existsSync } from "node:fs";

// Said here, before any code that an older Node cannot read; package.json's "engines" says the same.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `kolega: Node ${process.versions.node} is too old. Install Node 20.19 or newer (https://nodejs.org).\n`,
  );
  process.exit(2);
}

const built = new URL("../dist/app/cli/main.js", import.meta.url);
if (process.env.NODE_ENV === "production" && existsSync(built)) await import(built.href);
else {
  const { register } = await import("tsx/esm/api");
  register();
  await import(new URL("../app/cli/main.ts", import.meta.url).href);
}
