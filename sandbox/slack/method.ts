import type { IncomingHttpHeaders } from "node:http";
import type { SlackContext } from "./context.ts";
import type { Json, Team } from "./workspace.ts";

/** What a method answers: `ok` and its fields, or Slack's error name with details. */
export type Answer = { readonly ok: true; readonly [field: string]: unknown } | MethodError;
export interface MethodError {
  readonly ok: false;
  readonly error: string;
  readonly response_metadata?: { readonly messages: readonly string[] };
  readonly [field: string]: unknown;
}

/** A Web API method; `team` is the workspace of the token. */
export type Method = (ctx: SlackContext, args: Json, team: Team) => Answer;

export const refuse = (error: string, messages?: readonly string[]): MethodError => ({
  ok: false,
  error,
  ...(messages ? { response_metadata: { messages } } : {}),
});

export function bearerOf(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
}
