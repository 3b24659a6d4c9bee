import { randomUUID } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import type { SandboxContext } from "./context.ts";
import type { Fault, ServiceName } from "./model.ts";

/** How a service says "too many" and "our fault", in its own shape. */
export interface ServiceErrors {
  tooMany(res: Response, retryAfterSeconds: number | undefined): void;
  internal(res: Response): void;
}

/** Adds an ordered failure; it hits the next `times` requests that fit. */
export function injectFault(ctx: SandboxContext, fault: Omit<Fault, "id">): Fault {
  const stored: Fault = { ...fault, id: randomUUID() };
  ctx.state.commit({ type: "fault", fault: stored });
  return stored;
}

/**
 * Stands before the routes of one service and fails requests as ordered. A use of a fault is journaled before it
 * happens, so a restart does not repeat it.
 */
export function faultGate(ctx: SandboxContext, service: ServiceName, errors: ServiceErrors): RequestHandler {
  return (req, res, next) => {
    const fault = [...ctx.state.faults.values()].find((candidate) => fits(candidate, service, req));
    if (!fault) return next();
    ctx.state.commit({ type: "fault", fault: { ...fault, times: fault.times - 1 } });
    switch (fault.kind) {
      case "429":
        return errors.tooMany(res, fault.retryAfterSeconds);
      case "500":
        return errors.internal(res);
      case "garbage":
        res.status(200).type("html").send("<!doctype html><title>Maintenance</title><p>We will be back so");
        return;
      case "hang":
        return; // no answer; the caller's timeout or our shutdown ends it
      case "cut_after_effect":
        replaceReply(res, () => req.socket.destroy());
        return next();
      case "hang_after_effect":
        replaceReply(res, () => undefined);
        return next();
    }
  };
}

function fits(fault: Fault, service: ServiceName, req: Request): boolean {
  return (
    fault.service === service &&
    req.originalUrl.includes(fault.pathContains) &&
    (fault.method === undefined || fault.method === req.method)
  );
}

/** The route runs and its effect stays; its answer goes nowhere. */
function replaceReply(res: Response, instead: () => void): void {
  const swallow = () => {
    instead();
    return res;
  };
  res.json = swallow;
  res.send = swallow;
  res.end = swallow;
}
