#!/usr/bin/env node
// The command line. A built tree (`npm run build`) runs from dist; a checkout runs the TypeScript through tsx.
import { existsSync } from "node:fs";

const built = new URL("../dist/app/cli/main.js", import.meta.url);
if (process.env.NODE_ENV === "production" && existsSync(built)) await import(built.href);
else {
  const { register } = await import("tsx/esm/api");
  register();
  await import(new URL("../app/cli/main.ts", import.meta.url).href);
}
