import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { type Request, type Response, Router } from "express";
import type { Provider } from "oidc-provider/lib/provider.js";
import { limitStrangers } from "./limit.ts";
import type { AuthorizationOptions } from "./options.ts";
import { createProvider, PATHS } from "./provider.ts";
import { metadataPaths, offeredScopes, resourceMetadata, resourcesAt } from "./resources.ts";

export type { AuthorizationOptions, RegisteredClient } from "./options.ts";
export { FIRST_SCOPES, metadataUrlOf, resourceOfDoor, resourcesAt } from "./resources.ts";

/** What a program asks a person for. All text is the program's own word, but the hosts. */
export interface ConsentRequest {
  readonly id: string;
  readonly clientId: string;
  readonly clientName: string;
  /** Where a client-id metadata document comes from; undefined for a client of our configuration. */
  readonly clientHost: string | undefined;
  readonly redirectUri: string;
  readonly resource: string;
  /** Only scopes that exist. */
  readonly scopes: readonly string[];
}

/** The consent page's side of the authorization server. The browser is known by a cookie bound to the one request. */
export interface ConsentDoor {
  /** Undefined when there is none under way in this browser, or none any more. */
  read(req: IncomingMessage, res: ServerResponse): Promise<ConsentRequest | undefined>;
  /** Where the browser goes on after the person's yes. */
  allow(req: IncomingMessage, res: ServerResponse, person: string, connectionId: string): Promise<string>;
  deny(req: IncomingMessage, res: ServerResponse, error: "access_denied" | "invalid_scope"): Promise<string>;
}

export interface Authorization {
  /** Metadata, authorization, token, revocation and key addresses. */
  readonly router: Router;
  readonly consent: ConsentDoor;
}

const READABLE = { "access-control-allow-origin": "*" };

/** OAuth 2.1 for MCP and REST: metadata of both, and the authorization server, which is made at its first use. */
export function createAuthorization(given: AuthorizationOptions): Authorization {
  const options = { ...given, publicUrl: given.publicUrl.replace(/\/+$/, "") };
  let made: Promise<{ provider: Provider; serve: RequestListener }> | undefined;
  const server = (): Promise<{ provider: Provider; serve: RequestListener }> => {
    made ??= createProvider(options).then((provider) => ({ provider, serve: provider.callback() }));
    made.catch(() => {
      made = undefined;
    });
    return made;
  };
  const { host, protocol } = new URL(options.publicUrl);
  const serve = async (req: Request, res: Response): Promise<void> => {
    // The library makes addresses of what the request says it was sent to; only our own may come of it.
    req.headers["x-forwarded-host"] = host;
    req.headers["x-forwarded-proto"] = protocol.slice(0, -1);
    (await server()).serve(req, res);
  };

  const router = Router({ caseSensitive: true, strict: true });
  router.all([PATHS.metadata, PATHS.keys], serve);
  router.all([PATHS.authorize, `${PATHS.authorize}/:id`, PATHS.token, PATHS.revoke], limitStrangers(options), serve);
  for (const [path, resource] of metadataPaths(resourcesAt(options.publicUrl))) {
    // Clients that run in a page ask first, for the header with their protocol version.
    router.options(path, (_req, res) => {
      res
        .set({ ...READABLE, "access-control-allow-methods": "GET", "access-control-allow-headers": "*" })
        .status(204)
        .end();
    });
    router.get(path, (_req, res) => {
      res.set({ ...READABLE, "cache-control": "max-age=300" });
      res.json(resourceMetadata(resource, options.publicUrl, options.registry));
    });
  }
  return { router, consent: consentDoor(options, async () => (await server()).provider) };
}

function consentDoor(options: AuthorizationOptions, provider: () => Promise<Provider>): ConsentDoor {
  const offered = new Set<string>(offeredScopes(options.registry));
  const details = async (req: IncomingMessage, res: ServerResponse) => {
    try {
      return await (await provider()).interactionDetails(req, res);
    } catch (error) {
      if (error instanceof Error && error.name === "SessionNotFound") return undefined;
      throw error;
    }
  };
  return {
    async read(req, res) {
      const found = await details(req, res);
      if (!found) return undefined;
      const client = await (await provider()).Client.find(String(found.params.client_id));
      if (!client) return undefined;
      const asked = String(found.params.scope ?? "").split(" ");
      const resource = found.params.resource;
      return {
        id: found.uid,
        clientId: client.clientId,
        clientName: client.clientName ?? client.clientId,
        clientHost: URL.canParse(client.clientId) ? new URL(client.clientId).host : undefined,
        redirectUri: String(found.params.redirect_uri),
        resource: String(Array.isArray(resource) ? resource[0] : resource),
        scopes: [...new Set(asked)].filter((scope) => offered.has(scope)),
      };
    },
    async allow(req, res, person, connectionId) {
      const result = { login: { accountId: person, remember: false }, consent: { grantId: connectionId } };
      return (await provider()).interactionResult(req, res, result);
    },
    deny: async (req, res, error) => (await provider()).interactionResult(req, res, { error }),
  };
}
