import { randomBytes } from "node:crypto";
import { InMemoryServerEventBus } from "@modelcontextprotocol/server";
import type { McpProfile } from "../http.ts";
import { createBrokenServers } from "./broken.ts";
import { createFixtureServers } from "./server.ts";
import { createSessions } from "./sessions.ts";

/** How the 2025 wire is served: in sessions, or as the product does it, each request on its own. */
export interface ProfileOptions {
  readonly sessions: boolean;
  /** Serve the negative control instead. */
  readonly broken: boolean;
}

/** What the official conformance suite is run on; it is not part of the production build. */
export function createConformanceProfile(options: ProfileOptions): McpProfile {
  const bus = new InMemoryServerEventBus();
  const sound = createFixtureServers(bus, randomBytes(32));
  const createServer = options.broken ? createBrokenServers(sound) : sound;
  return { createServer, bus, sessions: options.sessions ? createSessions(createServer) : undefined };
}
