import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError } from "@modelcontextprotocol/server";
import type { Presenter } from "../core/i18n/presenter.ts";
import type { AppError, ErrorCode } from "../core/kernel/errors.ts";
import { errorAnswer } from "../core/usecase/answers.ts";

const UNAUTHORIZED = -32001;
const CODES: Partial<Record<ErrorCode, number>> = {
  invalid_input: ProtocolErrorCode.InvalidParams,
  not_found: ProtocolErrorCode.InvalidParams,
  unauthenticated: UNAUTHORIZED,
  forbidden: ProtocolErrorCode.InvalidParams,
};

/** One of our errors where the protocol has no result to put it in: our sentence, the closed code, never an inner text. */
export function protocolError(error: AppError, p: Presenter): ProtocolError {
  const answer = errorAnswer(error, p);
  return new ProtocolError(CODES[error.code] ?? ProtocolErrorCode.InternalError, answer.message, {
    "kolega/error": answer,
  });
}

export function badParams(message: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, message);
}

/** The same for a resource that is not there, somebody else's, and one this actor may not read. */
export function noResource(uri: string): ProtocolError {
  return new ResourceNotFoundError(uri.slice(0, 200));
}
