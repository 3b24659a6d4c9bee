import type { Server } from "node:http";
import express, { type Router } from "express";
import type { DeskSessions } from "../bots/desk/sessions.ts";
import type { Config } from "./config.ts";
import type { House } from "./house.ts";

/** Serves every HTTP door on one port. */
export async function startWeb(options: {
  config: Config;
  house: House;
  deskRouter: Router;
  sessions: DeskSessions;
  wakeInbox: () => void;
  sandboxToken: string | undefined;
}): Promise<{ url: string; close: () => Promise<void> }> {
  const app = express();
  app.disable("x-powered-by");
  app.use(options.deskRouter);
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = app.listen(options.config.port, options.config.host, (error?: Error) => (error ? reject(error) : resolve(listening)));
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : options.config.port;
  return {
    url: options.config.port === 0 ? `http://localhost:${port}` : options.config.publicUrl,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
