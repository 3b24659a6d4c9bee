// oidc-provider 9.13 ships no types; this is what we use of it. Its own entry file does nothing more than print that it
// would rather run on Node 22 and hand on these files, so we take them from where they are.
declare module "oidc-provider/lib/provider.js" {
  import type { EventEmitter } from "node:events";
  import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

  export interface OidcClient {
    readonly clientId: string;
    readonly clientName?: string;
    grantTypeAllowed(type: string): boolean;
  }
  export interface OidcContext {
    readonly path: string;
    query: Readonly<Record<string, string | string[] | undefined>>;
    type: string;
    body: unknown;
    get(header: string): string;
    set(headers: Readonly<Record<string, string>>): void;
  }
  export class Provider extends EventEmitter {
    constructor(issuer: string, configuration: unknown);
    proxy: boolean;
    silent: boolean;
    use(middleware: (ctx: OidcContext, next: () => Promise<void>) => Promise<void>): this;
    callback(): RequestListener;
    interactionDetails(
      req: IncomingMessage,
      res: ServerResponse,
    ): Promise<{ readonly uid: string; readonly params: Readonly<Record<string, unknown>> }>;
    /** Where the browser goes on. */
    interactionResult(req: IncomingMessage, res: ServerResponse, result: unknown): Promise<string>;
    readonly Client: { find(id: string): Promise<OidcClient | undefined> };
  }
}

declare module "oidc-provider/lib/helpers/errors.js" {
  export class InvalidGrant extends Error {
    constructor(detail: string);
  }
  export class InvalidTarget extends Error {}
  export class SessionNotFound extends Error {}
}
