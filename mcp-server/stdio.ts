import type { Transport } from "@modelcontextprotocol/server";
import { type StdioServerHandle, serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Actor } from "../core/kernel/actor.ts";
import { AppError } from "../core/kernel/errors.ts";
import { createMcpServer, type McpDependencies } from "./server.ts";

export interface StdioOptions extends McpDependencies {
  /** Who the key stands for now; asked at every call, so a revoked key stops working. */
  actor(): Promise<Actor | undefined>;
  /** Instead of this process' stdin and stdout. */
  readonly transport?: Transport;
}

/** Serves one local assistant over stdin and stdout. Nothing else may write to stdout. */
export function runStdio(options: StdioOptions): StdioServerHandle {
  const actor = async (): Promise<Actor> => {
    const who = await options.actor();
    if (!who) throw new AppError("unauthenticated");
    return who;
  };
  return serveStdio(() => createMcpServer(options, actor), { transport: options.transport });
}
