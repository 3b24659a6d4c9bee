/** Languages the product speaks. */
export const LOCALES = ["id", "en"] as const;
export type Locale = (typeof LOCALES)[number];

/** Roles of members of an organization (features A2), plus what an influencer and the platform itself may do. */
export const MEMBER_ROLES = ["admin", "brand_manager", "finance", "viewer"] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];
export type Role = MemberRole | "influencer" | "operator" | "system";

/** The door a request came through. */
export const DOORS = ["desk", "slack", "telegram", "whatsapp", "rest", "mcp", "page", "job", "cli"] as const;
export type Door = (typeof DOORS)[number];

/**
 * Who asks. Made from a credential (session, chat identity, API key, job), never from arguments.
 * `orgId` is the tenant of members and clients; influencers are people of the platform and have none.
 */
export interface Actor {
  readonly kind: "member" | "influencer" | "client" | "system" | "operator";
  /** `mem_…`, `inf_…`, `key_…`, or a name for system actors. A client acts for `onBehalfOf`. */
  readonly id: string;
  readonly orgId?: string;
  readonly onBehalfOf?: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** Scopes of an API key or token; `["*"]` for a person in chat, whose roles alone decide. */
  readonly scopes: readonly string[];
  readonly locale: Locale;
  readonly via: Door;
  readonly conversationId?: string;
  /** The chat identity they act through, where there is one: a fresh one may not decide money yet. */
  readonly identityId?: string;
}

/** The tenant an actor's rows belong to: an organization, an influencer, or the platform. */
export function tenantOf(actor: Actor): string {
  if (actor.orgId) return actor.orgId;
  if (actor.kind === "influencer") return actor.id;
  return "platform";
}

/** The member or influencer behind the actor: a client acts for the member who made its key. */
export function personOf(actor: Actor): string {
  return actor.onBehalfOf ?? actor.id;
}

/** The platform acting for one tenant (jobs, sweeps, provider callbacks). */
export function systemActor(name: string, tenant?: { orgId?: string }): Actor {
  return {
    kind: "system",
    id: name,
    orgId: tenant?.orgId,
    displayName: "Kolega",
    roles: ["system"],
    scopes: ["*"],
    locale: "id",
    via: "job",
  };
}
