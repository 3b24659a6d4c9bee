import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { connect, createServer, type NetConnectOpts, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DatabaseOptions, openDatabase } from "../../core/db/database.ts";
import type { Database } from "../../core/db/types.ts";
import type { TestDatabase } from "./database.ts";

/** What PostgreSQL's socket is called inside its folder. */
const SOCKET = ".s.PGSQL.5432";

/** A wire between us and a server, with a length and an end. */
export interface Wire {
  readonly port: number;
  /** Ends every connection at once, without a word, as a server that was killed does. */
  cut(): void;
  /** The same, and nobody gets through for so long. */
  away(ms: number): void;
  close(): Promise<void>;
}

/** Lays a wire to `to`, on loopback or as the socket at a path. What we send takes `delayMs` longer, so each round trip does. */
export async function layWire(to: NetConnectOpts, { delayMs = 0, path = "" } = {}): Promise<Wire> {
  const sockets = new Set<Socket>();
  const nears = new Set<Socket>();
  let awayUntil = 0;
  // A socket of the file system has no reset to send.
  const end = (near: Socket): unknown => (path ? near.destroy() : near.resetAndDestroy());
  const server = createServer((near) => {
    if (Date.now() < awayUntil) return void end(near);
    const far = connect(to);
    nears.add(near);
    near.on("close", () => nears.delete(near));
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    far.pipe(near);
    if (delayMs === 0) near.pipe(far);
    else near.on("data", (chunk) => void setTimeout(() => far.write(chunk), delayMs));
  });
  server.listen(path ? { path } : { port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const address = server.address();
  const cut = (): void => {
    for (const near of nears) end(near);
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: typeof address === "object" && address ? address.port : 0,
    cut,
    away(ms) {
      awayUntil = Date.now() + ms;
      cut();
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      cut();
      await closed;
    },
  };
}

/** The same address, reached over a wire. */
export function overWire(url: string, wire: Pick<Wire, "port">): string {
  const other = new URL(url);
  other.hostname = "127.0.0.1";
  other.port = String(wire.port);
  return other.href;
}

/** A second way to a test's database, over a wire that can be cut. Close both. */
export async function openOverWire({ connection }: TestDatabase): Promise<{ db: Database; wire: Wire }> {
  const onConnectionError = (): void => undefined;
  const open = (over: DatabaseOptions["connection"]): Database =>
    openDatabase({ connection: over, maxConnections: 4, onConnectionError });
  if ("url" in connection) {
    const { hostname, port } = new URL(connection.url);
    const wire = await layWire({ host: hostname, port: Number(port || 5432) });
    return { wire, db: open({ url: overWire(connection.url, wire) }) };
  }
  // The embedded server is known by its socket, and asked differently than a native one.
  const socketFolder = await mkdtemp(join(tmpdir(), "kolega-wire-"));
  const wire = await layWire({ path: join(connection.socketFolder, SOCKET) }, { path: join(socketFolder, SOCKET) });
  return { wire, db: open({ socketFolder }) };
}
