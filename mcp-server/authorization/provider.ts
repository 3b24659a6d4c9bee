import { createHash, createPrivateKey } from "node:crypto";
import type { OidcClient, OidcContext, Provider } from "oidc-provider/lib/provider.js";
import { MINUTE_MS } from "../../core/kernel/clock.ts";
import { createAdapter } from "./adapter.ts";
import { applicationType, createClientDocuments, isRedirectUri } from "./client-documents.ts";
import type { AuthorizationOptions } from "./options.ts";
import { FIRST_SCOPES, offeredScopes, type Resources, resourcesAt } from "./resources.ts";

export const PATHS = {
  metadata: "/.well-known/oauth-authorization-server",
  authorize: "/oauth/authorize",
  token: "/oauth/token",
  revoke: "/oauth/revoke",
  keys: "/oauth/keys",
  /** Followed by the id of a consent under way. */
  consent: "/oauth/consent",
} as const;

/** Seconds. A refresh token that is not used for so long is over; the consent ends after 90 days whatever happens. */
const LIFE = { accessToken: 600, code: 60, consentPage: 900, refreshToken: 30 * 86_400, consent: 90 * 86_400 };
/** Documents of unknown clients, fetched for anybody who asks: no more than these a minute. */
const FETCHES_A_MINUTE = 30;

/** The authorization server (OAuth 2.1): loaded when it is first asked, since most processes never are. */
export async function createProvider(options: AuthorizationOptions): Promise<Provider> {
  const [{ Provider }, errors] = await Promise.all([
    import("oidc-provider/lib/provider.js"),
    import("oidc-provider/lib/helpers/errors.js"),
  ]);
  const resources = resourcesAt(options.publicUrl);
  const provider = new Provider(options.publicUrl, {
    adapter: createAdapter(options.store, () => new errors.InvalidGrant("used twice")),
    clients: options.clients.map(registered),
    clientDefaults: {
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      token_endpoint_auth_method: "none",
      id_token_signed_response_alg: "EdDSA",
    },
    clientAuthMethods: ["none"],
    responseTypes: ["code"],
    scopes: [],
    jwks: { keys: [signingKey(options.secretFor("oauth signing key"))] },
    cookies: cookies(options),
    features: features(options, resources, () => new errors.InvalidTarget()),
    fetch: createClientDocuments(options.fetchDocument),
    routes: {
      authorization: PATHS.authorize,
      token: PATHS.token,
      revocation: PATHS.revoke,
      jwks: PATHS.keys,
      end_session: "/oauth/session/end",
    },
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    issueRefreshToken: (_ctx: unknown, client: OidcClient) => client.grantTypeAllowed("refresh_token"),
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    ttl: {
      AccessToken: LIFE.accessToken,
      AuthorizationCode: LIFE.code,
      Grant: LIFE.consent,
      Interaction: LIFE.consentPage,
      RefreshToken: LIFE.refreshToken,
      Session: LIFE.consentPage,
    },
    interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `${PATHS.consent}/${uid}` },
    findAccount: async (_ctx: unknown, person: string) =>
      (await options.store.isActive(person)) ? { accountId: person, claims: () => ({ sub: person }) } : undefined,
    // Tokens are sent by the page's own server side or a native program; a page may read answers only at its own redirect.
    clientBasedCORS: (_ctx: unknown, origin: string, client: OidcClient & { redirectUris: readonly string[] }) =>
      client.redirectUris.some((uri) => URL.canParse(uri) && new URL(uri).origin === origin),
    renderError(ctx: OidcContext, out: { error: string }) {
      const { html, policy } = options.errorPage(out.error, ctx.get("accept-language"));
      ctx.set({ "content-security-policy": policy, "cache-control": "no-store" });
      ctx.type = "html";
      ctx.body = html;
    },
  });
  provider.proxy = true;
  provider.silent = true;
  provider.on("server_error", (_ctx: unknown, error: unknown) => void options.reportIncident(error, "authorization"));
  provider.on("error", (error: unknown) => void options.reportIncident(error, "authorization"));
  provider.use(async (ctx, next) => {
    if (ctx.path === PATHS.authorize && !ctx.query.scope) ctx.query = { ...ctx.query, scope: FIRST_SCOPES.join(" ") };
    await next();
    if (ctx.path === PATHS.metadata) ctx.body = serverMetadata(options, resources);
  });
  return provider;
}

function registered(client: AuthorizationOptions["clients"][number]): Record<string, unknown> {
  if (!client.redirectUris.every(isRedirectUri))
    throw new Error(`${client.id}: a redirect address that is not allowed`);
  return {
    client_id: client.id,
    client_name: client.name,
    redirect_uris: client.redirectUris,
    application_type: applicationType(client.redirectUris),
  };
}

function cookies(options: AuthorizationOptions): Record<string, unknown> {
  const common = { httpOnly: true, sameSite: "lax", signed: true, secure: options.publicUrl.startsWith("https:") };
  return {
    names: { session: "kolega_oauth", interaction: "kolega_consent", resume: "kolega_consent_resume" },
    keys: [options.secretFor("oauth cookies")],
    long: { ...common, path: "/oauth" },
    short: common,
  };
}

function features(options: AuthorizationOptions, resources: Resources, invalidTarget: () => Error) {
  const scope = offeredScopes(options.registry).join(" ");
  let minute = 0;
  let fetched = 0;
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    userinfo: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    revocation: {
      enabled: true,
      allowedPolicy: (_ctx: unknown, client: OidcClient, token: { clientId: string }) =>
        token.clientId === client.clientId,
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_ctx: unknown, _client: unknown, oneOf?: string[]) => oneOf ?? resources.mcp,
      useGrantedResource: () => true,
      getResourceServerInfo(_ctx: unknown, resource: string) {
        if (resource !== resources.mcp && resource !== resources.rest) throw invalidTarget();
        return { scope, audience: resource, accessTokenTTL: LIFE.accessToken, accessTokenFormat: "opaque" };
      },
    },
    clientIdMetadataDocument: {
      enabled: true,
      ack: "draft-02",
      allowFetch() {
        const now = Math.floor(options.clock.now().getTime() / MINUTE_MS);
        if (now !== minute) [minute, fetched] = [now, 0];
        fetched += 1;
        return fetched <= FETCHES_A_MINUTE;
      },
    },
  };
}

/** What clients need to know (RFC 8414), and nothing of what a full OpenID provider would say. */
function serverMetadata(options: AuthorizationOptions, resources: Resources) {
  const at = (path: string): string => `${options.publicUrl}${path}`;
  return {
    issuer: options.publicUrl,
    authorization_endpoint: at(PATHS.authorize),
    token_endpoint: at(PATHS.token),
    revocation_endpoint: at(PATHS.revoke),
    jwks_uri: at(PATHS.keys),
    scopes_supported: offeredScopes(options.registry),
    response_types_supported: ["code"],
    response_modes_supported: ["query"],
    grant_types_supported: ["authorization_code", "refresh_token"],
    token_endpoint_auth_methods_supported: ["none"],
    revocation_endpoint_auth_methods_supported: ["none"],
    code_challenge_methods_supported: ["S256"],
    authorization_response_iss_parameter_supported: true,
    client_id_metadata_document_supported: true,
    protected_resources: [resources.mcp, resources.rest],
    ui_locales_supported: ["id", "en"],
  };
}

/** PKCS #8 of an Ed25519 seed (RFC 8410). */
const ED25519_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

/** The library wants a signing key; our tokens are opaque and nothing is signed with it. */
function signingKey(secret: string): Record<string, unknown> {
  const seed = createHash("sha256").update(secret).digest();
  const key = createPrivateKey({ key: Buffer.concat([ED25519_PREFIX, seed]), format: "der", type: "pkcs8" });
  return { ...key.export({ format: "jwk" }), use: "sig", alg: "EdDSA" };
}
