/** What an authorization server keeps of one code, token or consent under way: plain JSON. */
export type Artifact = Readonly<Record<string, unknown>>;

/** A person's consent to a program, while it is good. */
export interface Consent {
  readonly connectionId: string;
  readonly person: string;
  readonly clientId: string;
  readonly resource: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Where the authorization server keeps its things. Ids are secrets and are kept as hashes only. */
export interface ArtifactStore {
  save(
    kind: string,
    id: string,
    artifact: Artifact,
    /** `lifeSeconds`: how long it is good for. The others are kept readable, for the check of access tokens. */
    about: { lifeSeconds: number; connectionId?: string; resource?: string; scopes?: readonly string[] },
  ): Promise<void>;
  /** Undefined when there is none, or none any more. `consumed`: it was used, and must not be used again. */
  find(kind: string, id: string): Promise<{ artifact: Artifact; consumed: boolean } | undefined>;
  /** False when it was used before: of two at once, one is told so. */
  consume(kind: string, id: string): Promise<boolean>;
  remove(kind: string, id: string): Promise<void>;
  removeOfConnection(kind: string, connectionId: string): Promise<void>;
  consent(connectionId: string): Promise<Consent | undefined>;
  revokeConsent(connectionId: string): Promise<void>;
  /** Whether this person may still act. */
  isActive(person: string): Promise<boolean>;
}
