import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { run } from "./runner.ts";

const START_LIMIT_MS = 90_000;
/** A brand manager of the demo organization. */
const MANAGER = "ayu@kilaunusantara.example";

export interface Product {
  readonly url: string;
  /** An API key of a brand manager. */
  readonly key: string;
  close(): Promise<void>;
}

/** Runs a built product in demo mode, with nothing of the caller's settings, and makes a key with its own command. */
export async function startProduct(main: string, folder: string): Promise<Product> {
  const port = await freePort();
  const { PATH, HOME } = process.env;
  const env = {
    PATH,
    HOME,
    NODE_ENV: "production",
    KOLEGA_DEMO: "1",
    KOLEGA_PORT: String(port),
    KOLEGA_SANDBOX_PORT: "0",
    KOLEGA_DATA_DIR: join(folder, "data"),
  };
  const child = spawn(process.execPath, [main, "start"], { env, stdio: ["ignore", "pipe", "pipe"] });
  await started(child);
  const made = await run(process.execPath, [main, "key:create", MANAGER], env);
  if (made.code !== 0) throw new Error(`key:create: ${made.err}`);
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    key: made.out.trim(),
    close: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

function started(child: ChildProcess): Promise<void> {
  return new Promise((done, failed) => {
    let said = "";
    const limit = setTimeout(() => failed(new Error(`the product did not start: ${said}`)), START_LIMIT_MS);
    const listen = (chunk: Buffer): void => {
      said += chunk;
      if (!said.includes("Kolega is running")) return;
      clearTimeout(limit);
      done();
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", (code) => failed(new Error(`the product ended with ${code}: ${said}`)));
  });
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
