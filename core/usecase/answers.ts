import type { Fact } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { AppError, type ErrorCode } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import type { UseCase } from "./define.ts";
import type { ApprovalFacts, WaitingOutcome } from "./executor.ts";
import type { JsonSchema } from "./json-schema.ts";

/** An error as a program reads it: a closed code, our own sentences in the reader's language. */
export interface ErrorAnswer {
  readonly code: ErrorCode;
  /** What it was more precisely (`scope_missing`), where the code alone does not tell. An open set: new ones may come. */
  readonly reason?: string;
  readonly message: string;
  readonly fields: readonly { readonly path: string; readonly message: string }[];
  /** Set when the operator has a record of it. */
  readonly incident?: string;
}

/** How REST and MCP say an error. Never the text of an unknown error: an AppError only carries keys and values. */
export function errorAnswer(error: AppError, p: Presenter): ErrorAnswer {
  const key = `errors.${error.reason}`;
  const incident = error.params.incident;
  // One sentence a field: of several reasons the last, which is the schema's own limit.
  const fields = new Map(error.fields.map((field) => [field.path, field]));
  return {
    code: error.code,
    ...(error.reason === error.code ? {} : { reason: error.reason }),
    message: p.t(p.has(key) ? key : `errors.${error.code}`, error.params),
    fields: [...fields.values()].map(({ path, reason, params }) => ({
      path,
      message: p.t(p.has(`errors.${reason}`) ? `errors.${reason}` : "errors.field_invalid", params),
    })),
    ...(typeof incident === "string" ? { incident } : {}),
  };
}

/** The error that may cross a door: an AppError as it is, anything else as `internal` with the id of its record. */
export async function asAnswerable(error: unknown, report: (error: unknown) => Promise<string>): Promise<AppError> {
  if (error instanceof AppError) return error;
  const incident = await report(error).catch(() => newId("incident"));
  return new AppError("internal", "internal", { incident });
}

/** Says the server's facts in the reader's language. */
export type FactLines = (facts: ApprovalFacts, p: Presenter) => readonly Fact[];

/** A call that waits for a human, as a program reads it. There is no way to decide it but as a signed-in person. */
export interface WaitingAnswer {
  readonly status: "waiting_for_approval";
  readonly useCase: string;
  readonly approvalId: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly expiresAt: string;
  readonly url: string;
}

export function waitingAnswer(waiting: WaitingOutcome, factLines: FactLines, p: Presenter): WaitingAnswer {
  return {
    status: "waiting_for_approval",
    useCase: waiting.useCase,
    approvalId: waiting.approvalId,
    facts: factLines(waiting.facts, p).map(({ label, value }) => ({ label, value })),
    expiresAt: waiting.expiresAt.toISOString(),
    url: waiting.url,
  };
}

export const WAITING_SCHEMA: JsonSchema = {
  type: "object",
  description: "Nothing was done yet: a person must decide it first, with a button or on the page behind `url`",
  properties: {
    status: { const: "waiting_for_approval" },
    useCase: { type: "string", description: "What would be done" },
    approvalId: { type: "string", description: "The request" },
    facts: {
      type: "array",
      description: "What the person is shown, computed by the server, in the caller's language",
      items: {
        type: "object",
        properties: { label: { type: "string" }, value: { type: "string" } },
        required: ["label", "value"],
        additionalProperties: false,
      },
    },
    expiresAt: { type: "string", format: "date-time", description: "Until when it can be decided" },
    url: { type: "string", format: "uri", description: "Page where a signed-in person decides it" },
  },
  required: ["status", "useCase", "approvalId", "facts", "expiresAt", "url"],
  additionalProperties: false,
};

/** Every code a caller may meet: the pipeline's own and those the use case names. */
export function errorCodesOf(useCase: UseCase): ErrorCode[] {
  const codes: ErrorCode[] = [
    "invalid_input",
    "unauthenticated",
    "forbidden",
    "rate_limited",
    "internal",
    ...useCase.errors,
  ];
  if (useCase.effect !== "read") codes.push("idempotency_mismatch");
  return [...new Set(codes)];
}
