import { z } from "zod";
import type { FetchDocument } from "../../core/kernel/ports/documents.ts";
import { cleanLine } from "../../core/kernel/text.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);
/** Schemes that a browser acts on itself. */
const DANGEROUS = /^(?:javascript|data|vbscript|file|about|blob|ftp|filesystem|view-source|ws|wss):$/;
const GRANTS = ["authorization_code", "refresh_token"];

const document = z.object({
  client_id: z.string(),
  client_name: z.string().max(200).optional(),
  redirect_uris: z.array(z.string().max(500)).min(1).max(20),
  grant_types: z.array(z.string()).max(10).optional(),
  token_endpoint_auth_method: z.literal("none").optional(),
});

/** Whether a browser may be sent there with a code: https, a loopback address (RFC 8252), or an app's own scheme. */
export function isRedirectUri(uri: string): boolean {
  if (!URL.canParse(uri) || uri.includes("#")) return false;
  const { protocol, hostname, username, password } = new URL(uri);
  if (username !== "" || password !== "" || DANGEROUS.test(protocol)) return false;
  return protocol === "http:" ? LOOPBACK.has(hostname) : protocol !== "https:" || !LOOPBACK.has(hostname);
}

/** `native` lets a loopback redirect take any port (RFC 8252, 7.3); everything else must match sign by sign. */
export function applicationType(redirectUris: readonly string[]): "native" | "web" {
  return redirectUris.every((uri) => uri.startsWith("https:")) ? "web" : "native";
}

/**
 * Fetches client-id metadata documents for the authorization server. Of a stranger's document only what a public client
 * needs is handed on: no key set, logo or other address that would make us fetch more. Anything else is no client.
 */
export function createClientDocuments(fetchDocument: FetchDocument): (address: string) => Promise<Response> {
  return async (address) => {
    const fetched = await fetchDocument(address);
    if (fetched.status !== 200) return new Response(null, { status: 502 });
    const client = document.parse(JSON.parse(fetched.body));
    if (!client.redirect_uris.every(isRedirectUri)) throw new Error("a redirect address that is not allowed");
    const kept = {
      client_id: client.client_id,
      client_name: cleanLine(client.client_name ?? "").slice(0, 80) || new URL(address).hostname,
      redirect_uris: client.redirect_uris,
      application_type: applicationType(client.redirect_uris),
      grant_types: GRANTS.filter((grant) => client.grant_types?.includes(grant) ?? true),
      response_types: ["code"],
      token_endpoint_auth_method: "none",
    };
    return new Response(JSON.stringify(kept), {
      headers: { "cache-control": fetched.cacheControl ?? "max-age=300" },
    });
  };
}
