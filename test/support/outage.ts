import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server of this machine that can go away and come back at the same address. */
export interface Outage {
  readonly server: Server;
  readonly url: string;
  /** Ends every connection and takes no new ones. */
  away(): Promise<void>;
  back(): Promise<void>;
  close(): Promise<void>;
}

/** Serves on a free port. */
export async function serveWithOutages(handler: RequestListener): Promise<Outage> {
  const server = createServer(handler);
  const listen = (port: number): Promise<void> => new Promise((done) => server.listen(port, "127.0.0.1", done));
  const away = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    server,
    url: `http://127.0.0.1:${port}`,
    away,
    back: () => listen(port),
    close: () => (server.listening ? away() : Promise.resolve()),
  };
}
