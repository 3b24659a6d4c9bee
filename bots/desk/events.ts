import type { Request, Response } from "express";
import type { Live } from "./live.ts";
import { deskMessage } from "./present.ts";
import type { DeskStore } from "./store.ts";

/** How often an open window looks by itself: another process may have written. */
const LOOK_MS = 1_000;
const PING_MS = 20_000;
const BATCH = 100;

/**
 * Server-sent events of one window. The event id is the revision of the last change sent; a window that comes back says
 * it (`Last-Event-ID` or `after`) and gets what it missed, once each.
 */
export async function streamEvents(
  desk: { store: DeskStore; live: Live },
  req: Request,
  res: Response,
  person: string,
  window: string | undefined,
): Promise<void> {
  res.set({
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    connection: "keep-alive",
    "x-accel-buffering": "no",
  });
  res.flushHeaders();
  const asked = req.header("last-event-id") ?? (typeof req.query.after === "string" ? req.query.after : "");
  let cursor = /^\d{1,18}$/.test(asked) ? BigInt(asked) : await desk.store.latestRevision(person);
  let open = true;
  const send = (event: string, data: unknown, id?: bigint): void => {
    if (open) res.write(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  send("ping", {}, cursor);

  let busy = false;
  let again = false;
  const look = async (): Promise<void> => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      do {
        again = false;
        for (const message of await desk.store.since(person, cursor, BATCH)) {
          cursor = message.revision;
          send("message", deskMessage(message, window), message.revision);
        }
      } while (again && open);
    } catch {
      // The database is away: the next look tries again, and the window loses nothing.
    } finally {
      busy = false;
    }
  };
  const stopListening = desk.live.listen(person, (event) => {
    if (event.kind === "typing") send("typing", { on: event.on });
    else void look();
  });
  const looking = setInterval(() => void look(), LOOK_MS);
  const pinging = setInterval(() => send("ping", {}), PING_MS);
  req.on("close", () => {
    open = false;
    stopListening();
    clearInterval(looking);
    clearInterval(pinging);
    res.end();
  });
  await look();
}
