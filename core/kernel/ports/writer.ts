import type { z } from "zod";
import type { Locale } from "../actor.ts";

/**
 * The port to a model that writes (briefs, reports, suggestions) as structured output. Absent without a model: the
 * domain then uses its own deterministic text. What comes back was validated by the schema, nothing more: the domain
 * still checks every figure.
 */
export interface StructuredWriter {
  write<T>(request: {
    readonly task: string;
    readonly instructions: string;
    readonly schema: z.ZodType<T>;
    /** Facts of our own: figures, benchmarks, history. */
    readonly facts: unknown;
    /** Text of outsiders (captions, bios): marked as data for the model, never obeyed. */
    readonly untrusted?: Readonly<Record<string, string>>;
    readonly locale: Locale;
    readonly tenant: string;
    /** The member or influencer who asked, for the cost report and their budget. */
    readonly person?: string;
    readonly signal?: AbortSignal;
  }): Promise<T>;
}
