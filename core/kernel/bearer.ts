import type { IncomingMessage } from "node:http";

/** What a request shows for itself. */
export type Presented =
  /** Nothing, an empty one, or another scheme. */
  | { readonly kind: "none" }
  /** A bearer token that cannot be one: too long, strange signs. */
  | { readonly kind: "invalid" }
  /** More than one way of showing a token at once (RFC 6750, 3.1). */
  | { readonly kind: "ambiguous" }
  | { readonly kind: "token"; readonly token: string };

const MAX_LENGTH = 400;

/** The bearer token of a request: from the one `Authorization` header only, never from the address (addresses are logged). */
export function presentedToken(req: Pick<IncomingMessage, "headersDistinct" | "url">): Presented {
  const headers = req.headersDistinct.authorization ?? [];
  const [header] = headers;
  if (header === undefined) return { kind: "none" };
  const query = new URLSearchParams(req.url?.split("?")[1] ?? "");
  if (headers.length > 1 || query.has("access_token")) return { kind: "ambiguous" };
  if (!/^Bearer\s+\S/i.test(header)) return { kind: "none" };
  const token = /^Bearer +([\x21-\x7e]+)$/i.exec(header)?.[1];
  return token === undefined || token.length > MAX_LENGTH ? { kind: "invalid" } : { kind: "token", token };
}
