/** Every way a request can end badly. Closed: doors map each code once (HTTP status, MCP result, chat sentence). */
export const ERROR_CODES = [
  "invalid_input",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "precondition_failed",
  "idempotency_mismatch",
  "insufficient_funds",
  "expired",
  "rate_limited",
  "budget_exceeded",
  "unsupported",
  "unavailable",
  "internal",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Values a sentence may name. Never secrets, never text of an unknown error. */
export type ErrorParams = Readonly<Record<string, string | number>>;

/** One input field that was refused: where it is (`deliverables.0.quantity`) and the key of the sentence that says why. */
export interface FieldError {
  path: string;
  reason: string;
  params?: ErrorParams;
  /** A value that would be taken in this place. Doors with buttons ask with one for each (`errors.<reason>_ask`). */
  choice?: string;
}

/**
 * The only error that crosses a door. `reason` is a key under `errors.` in the locale files, so that every reader gets
 * the sentence in their language; without one the code's general sentence is used.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  constructor(
    readonly code: ErrorCode,
    readonly reason: string = code,
    readonly params: ErrorParams = {},
    readonly fields: readonly FieldError[] = [],
  ) {
    super(`${code}: ${reason}`);
  }
}

/** The same answer for an id that does not exist and for one that belongs to somebody else. */
export function notFound(thing: string): AppError {
  return new AppError("not_found", "not_found", { thing });
}

/** HTTP status of each code; REST and MCP over HTTP use the same table. */
export const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid_input: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 409,
  idempotency_mismatch: 409,
  insufficient_funds: 402,
  expired: 410,
  rate_limited: 429,
  budget_exceeded: 429,
  unsupported: 422,
  unavailable: 503,
  internal: 500,
};
