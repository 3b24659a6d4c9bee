import type { Database } from "../db/types.ts";
import type { Clock } from "../kernel/clock.ts";
import { idOfName, newId } from "../kernel/ids.ts";

/** Structured log of the process; the composition root gives the real one. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** `once`: the same word again, at the same place of the same tenant, is the same incident and is kept once. */
export type ReportIncident = (error: unknown, place: string, tenant: string, once?: string) => Promise<string>;

/** What a log may hold of an error: its kind and where it was thrown. Its message may repeat what a person said. */
export function withoutWords(error: unknown): { error: string; code?: string; stack?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { error: error.name, code, stack: frames.map((line) => line.trim()) };
}

/**
 * Keeps unknown errors where the operator looks, and answers the id that is safe to show: in full in the table, in the
 * log without their words.
 */
export function createIncidentReporter(db: Database, clock: Clock, log: Log): ReportIncident {
  return async (error, place, tenant, once) => {
    const id = once === undefined ? newId("incident") : idOfName("incident", JSON.stringify([tenant, place, once]));
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const stack = error instanceof Error ? error.stack : undefined;
    const tell = (): void => log.error({ incident: id, place, tenant, ...withoutWords(error) }, "incident");
    if (once === undefined) tell();
    try {
      const stored = await db.transaction({ role: "platform" }, (tx) =>
        tx.execute(
          "INSERT INTO incident (id, at, tenant, place, error, details) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
          [id, clock.now(), tenant, place, text.slice(0, 2_000), JSON.stringify({ stack: stack?.slice(0, 4_000) })],
        ),
      );
      if (once !== undefined && stored === 1) tell();
    } catch (failure) {
      if (once !== undefined) tell();
      log.error({ incident: id, ...withoutWords(failure) }, "incident could not be stored");
    }
    return id;
  };
}
