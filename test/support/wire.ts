import { once } from "node:events";
import { connect, createServer, type NetConnectOpts, type Socket } from "node:net";
import { join } from "node:path";
import { openDatabase } from "../../core/db/database.ts";
import type { Database } from "../../core/db/types.ts";
import type { TestDatabase } from "./database.ts";

/** A wire between us and a server, with a length and an end. */
export interface Wire {
  readonly port: number;
  /** Ends every connection at once, without a word, as a server that was killed does. */
  cut(): void;
  /** The same, and nobody gets through for so long. */
  away(ms: number): void;
  close(): Promise<void>;
}

/** Lays a wire on loopback to `to`. What we send takes `delayMs` longer, so each round trip does. */
export async function layWire(to: NetConnectOpts, delayMs = 0): Promise<Wire> {
  const sockets = new Set<Socket>();
  const nears = new Set<Socket>();
  let awayUntil = 0;
  const server = createServer((near) => {
    if (Date.now() < awayUntil) return void near.resetAndDestroy();
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
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const cut = (): void => {
    for (const near of nears) near.resetAndDestroy();
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
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
  const native = "url" in connection ? new URL(connection.url) : undefined;
  const wire = await layWire(
    native
      ? { host: native.hostname, port: Number(native.port || 5432) }
      : { path: join("socketFolder" in connection ? connection.socketFolder : "", ".s.PGSQL.5432") },
  );
  const url = native?.href ?? "postgresql://postgres@127.0.0.1/postgres";
  const onConnectionError = (): void => undefined;
  const db = openDatabase({ connection: { url: overWire(url, wire) }, maxConnections: 4, onConnectionError });
  return { db, wire };
}
