import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The judges, and the Node they need. */
const PACKAGES = [
  "node@22.23.3",
  "@modelcontextprotocol/conformance@0.2.0-alpha.12",
  "@modelcontextprotocol/inspector@2.12.0",
];
const INSTALL_LIMIT_MS = 240_000;

export interface Judges {
  /** Node 22. */
  readonly node: string;
  readonly conformance: string;
  readonly inspector: string;
  requirements(revision: string): string;
}

/** The judges, installed into a folder for temporary files that later runs find again; or why they cannot be had. */
export function findJudges(): Judges | { readonly missing: string } {
  const version = createHash("sha256").update(PACKAGES.join(" ")).digest("hex").slice(0, 12);
  const folder = join(tmpdir(), `kolega-conformance-${process.getuid?.() ?? ""}-${version}`);
  const complete = join(folder, "complete");
  if (!existsSync(complete)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, "package.json"), "{}");
    const { npm_config_local_prefix: _ours, ...env } = process.env;
    const options = ["--no-audit", "--no-fund", "--no-save", "--loglevel=error"];
    const { status, stderr, error } = spawnSync("npm", ["install", ...options, ...PACKAGES], {
      cwd: folder,
      env,
      encoding: "utf8",
      stdio: ["ignore", "ignore", "pipe"],
      timeout: INSTALL_LIMIT_MS,
    });
    if (status !== 0) return { missing: (error?.message ?? stderr.trim().split("\n").at(-1)) || "npm install failed" };
    writeFileSync(complete, "");
  }
  const inside = (path: string): string => join(folder, "node_modules", path);
  return {
    node: inside("node/bin/node"),
    conformance: inside("@modelcontextprotocol/conformance/dist/index.js"),
    inspector: inside("@modelcontextprotocol/inspector/clients/launcher/build/index.js"),
    requirements: (revision) =>
      readFileSync(inside(`@modelcontextprotocol/conformance/requirements/${revision}.yaml`), "utf8"),
  };
}
