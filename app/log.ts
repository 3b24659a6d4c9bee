import { type DestinationStream, pino } from "pino";
import type { Log } from "../core/audit/incidents.ts";

/** Structured log on standard error, one JSON object a line; secrets and words of people are never among the fields. */
export function createLog(level: string, stream: DestinationStream = pino.destination(2)): Log {
  return pino(
    { level, base: undefined, redact: ["*.token", "*.secret", "*.authorization", "*.accessToken", "*.text"] },
    stream,
  );
}
