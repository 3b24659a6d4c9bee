import { randomBytes } from "node:crypto";
import type { Response } from "express";

/** A refusal as the Graph API words it. */
export class GraphError extends Error {
  override readonly name = "GraphError";
  constructor(
    readonly code: number,
    readonly title: string,
    readonly details: string,
    readonly status = 400,
  ) {
    super(`(#${code}) ${title}`);
  }
}

const invalid = (details: string) => new GraphError(131009, "Parameter value is not valid", details);

/** The refusals that the documentation lists, by what is wrong. */
export const refuse = {
  parameter: (details: string) => new GraphError(100, "Invalid parameter", details),
  value: invalid,
  missing: (details: string) => new GraphError(131008, "Required parameter is missing", details),
  type: (details: string) => new GraphError(131051, "Unsupported message type", details),
  token: () => new GraphError(190, "Invalid OAuth access token", "The access token could not be decrypted", 401),
  unknownObject: (id: string) =>
    new GraphError(100, `Unsupported request. Object with ID '${id}' does not exist`, "It may be of somebody else"),
  throughput: () => new GraphError(130429, "Rate limit hit", "Cloud API message throughput has been reached.", 429),
  pair: () =>
    new GraphError(
      131056,
      "(Business Account, Consumer Account) pair rate limit hit",
      "Too many messages sent from this phone number to the same phone number in a short period of time.",
    ),
  window: () =>
    new GraphError(
      131047,
      "Re-engagement message",
      "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
    ),
  undeliverable: () => new GraphError(131026, "Message undeliverable", "Message Undeliverable."),
  healthy: () =>
    new GraphError(
      131049,
      "This message was not delivered to maintain healthy ecosystem engagement.",
      "In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
    ),
  spam: () =>
    new GraphError(
      131048,
      "Spam rate limit hit",
      "Message failed to send because there are restrictions on how many messages can be sent from this phone number.",
    ),
  internal: () =>
    new GraphError(131000, "Something went wrong", "Message failed to send due to an unknown error.", 500),
} as const;

export const templateRefusal = {
  paramCount: (details: string) =>
    new GraphError(132000, "Number of parameters does not match the expected number of params", details),
  missing: (details: string) => new GraphError(132001, "Template name does not exist in the translation", details, 404),
  tooLong: (details: string) => new GraphError(132005, "Translated text too long", details),
  format: (details: string) =>
    new GraphError(132012, "Parameter format does not match format in the created template", details),
} as const;

/** The refusal that carries this code, for faults that are ordered by code. */
export function refusalOf(code: number): GraphError {
  const known = [refuse.throughput, refuse.pair, refuse.window, refuse.undeliverable, refuse.healthy, refuse.spam]
    .map((make) => make())
    .find((error) => error.code === code);
  return known ?? new GraphError(code, "Ordered by a test", "Ordered by a test", code === 131000 ? 500 : 400);
}

export function answerError(res: Response, error: GraphError): void {
  res.status(error.status).json({
    error: {
      message: error.message,
      type: "OAuthException",
      code: error.code,
      error_data: { messaging_product: "whatsapp", details: error.details },
      fbtrace_id: randomBytes(8).toString("base64url"),
    },
  });
}
