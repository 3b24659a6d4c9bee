import type { Door } from "../../core/kernel/actor.ts";
import type { Scope } from "../../core/usecase/define.ts";
import type { Registry } from "../../core/usecase/registry.ts";

/** What a client asks for first: looking only. More is asked for when an operation needs it (403 `insufficient_scope`). */
export const FIRST_SCOPES: readonly Scope[] = [
  "organization:read",
  "campaigns:read",
  "influencers:read",
  "collaborations:read",
  "posts:read",
  "reports:read",
  "approvals:read",
];

/** The scopes of everything that programs can reach, in the registry's order; there is no scope for all. */
export function offeredScopes(registry: Pick<Registry, "useCases">): Scope[] {
  const reachable = registry.useCases.filter(({ expose }) => expose.mcp || expose.rest);
  return [...new Set(reachable.map(({ access }) => access.scope))].sort();
}

/** The two doors as resources (RFC 8707): a token is good at the one it was made for. */
export interface Resources {
  readonly mcp: string;
  readonly rest: string;
}

export function resourcesAt(publicUrl: string): Resources {
  const base = publicUrl.replace(/\/+$/, "");
  return { mcp: `${base}/mcp`, rest: `${base}/api` };
}

/** What a token must have been made for to be good at this door; undefined where tokens are not taken. */
export function resourceOfDoor(resources: Resources, via: Door): string | undefined {
  if (via === "mcp") return resources.mcp;
  return via === "rest" ? resources.rest : undefined;
}

const WELL_KNOWN = "/.well-known/oauth-protected-resource";

/** Where the metadata of a resource is (RFC 9728, path form): what `WWW-Authenticate` names. */
export function metadataUrlOf(resource: string): string {
  const { origin, pathname } = new URL(resource);
  return `${origin}${WELL_KNOWN}${pathname}`;
}

/** Paths of the metadata documents, and which resource each describes. The root speaks for MCP, as its clients expect. */
export function metadataPaths(resources: Resources): [string, string][] {
  return [
    [WELL_KNOWN, resources.mcp],
    ...[resources.mcp, resources.rest].map((resource): [string, string] => [
      new URL(metadataUrlOf(resource)).pathname,
      resource,
    ]),
  ];
}

/** The protected-resource metadata (RFC 9728). */
export function resourceMetadata(resource: string, issuer: string, registry: Pick<Registry, "useCases">) {
  const offered = offeredScopes(registry);
  return {
    resource,
    authorization_servers: [issuer],
    scopes_supported: FIRST_SCOPES.filter((scope) => offered.includes(scope)),
    bearer_methods_supported: ["header"],
    resource_name: "Kolega",
  };
}
