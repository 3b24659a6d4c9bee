import { GrammyError, HttpError } from "grammy";
import { ChannelError } from "../runtime/channel.ts";

/** The connection was never made, so nothing was asked. */
const NOT_CONNECTED = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
];
/** A refused token is the operator's to correct; what waits is kept meanwhile. */
const WRONG_TOKEN_RETRY_MS = 60_000;

/**
 * How a call failed, in the runtime's words. `again`: the call may be made twice without harm (an edit), so that no answer
 * means trying again; a send without an answer is unknown. Never carries the payload or the address, which has the token.
 */
export function failureOf(error: unknown, method: string, again: boolean): ChannelError {
  if (error instanceof ChannelError) return error;
  if (error instanceof GrammyError) {
    // Telegram always says its code: whatever stands in its place has taken nothing.
    if (typeof error.error_code !== "number") {
      return new ChannelError("retry", `telegram ${method}: an answer that is not Telegram's`);
    }
    const text = `telegram ${method}: ${error.error_code} ${withoutQuotes(error.description)}`;
    if (error.error_code === 429) {
      return new ChannelError("retry", text, (error.parameters.retry_after ?? 1) * 1_000);
    }
    if (error.error_code === 401 || error.error_code === 404) {
      return new ChannelError("retry", text, WRONG_TOKEN_RETRY_MS);
    }
    const passing = error.error_code >= 500 || error.error_code === 409;
    return new ChannelError(passing ? "retry" : "refused", text);
  }
  const code = networkCode(error);
  const unsent = code !== undefined && NOT_CONNECTED.includes(code);
  return new ChannelError(
    again || unsent ? "retry" : "unknown",
    `telegram ${method}: no answer (${code ?? "network"})`,
  );
}

/** The server's words for marks it cannot read: the same text goes without marks then. */
export function isParseError(error: unknown): boolean {
  return error instanceof GrammyError && /can't parse entities|entities too long|ENTIT/i.test(error.description);
}

/** It already says that: as good as done. */
export function isNotModified(error: unknown): boolean {
  return error instanceof GrammyError && error.description.includes("message is not modified");
}

/** A photo has a caption in place of a text, and the other way round. */
export function isOtherKind(error: unknown): boolean {
  return error instanceof GrammyError && /there is no (?:text|caption) in the message/.test(error.description);
}

/** The message is gone, too old, or not ours: nothing is left to change. */
export function isGone(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/.test(error.description)
  );
}

/** The id that a group has since it became a supergroup. */
export function movedTo(error: unknown): string | undefined {
  const id = error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined;
  return id === undefined ? undefined : String(id);
}

function networkCode(error: unknown): string | undefined {
  let inner: unknown = error instanceof HttpError ? error.error : error;
  for (let depth = 0; depth < 3 && typeof inner === "object" && inner !== null; depth += 1) {
    if ("code" in inner && typeof inner.code === "string") return inner.code;
    inner = "cause" in inner ? inner.cause : undefined;
  }
  return undefined;
}

/** The server quotes what it refuses; that may be anybody's words. */
function withoutQuotes(description: string | undefined): string {
  return (description ?? "").replace(/(["']).*\1/gs, "…").slice(0, 200);
}
