import type { Clock } from "../../core/kernel/clock.ts";
import type { ArtifactStore } from "../../core/kernel/ports/artifacts.ts";
import type { FetchDocument } from "../../core/kernel/ports/documents.ts";
import type { Registry } from "../../core/usecase/registry.ts";

/** A public client that the operator wrote into the configuration. */
export interface RegisteredClient {
  readonly id: string;
  readonly name: string;
  readonly redirectUris: readonly string[];
}

export interface AuthorizationOptions {
  /** Our address as clients see it: the issuer, and the base of the resources. */
  readonly publicUrl: string;
  readonly registry: Pick<Registry, "useCases">;
  readonly store: ArtifactStore;
  readonly fetchDocument: FetchDocument;
  readonly clock: Clock;
  readonly clients: readonly RegisteredClient[];
  /** A secret of this purpose, derived from the master key: the same in every process and after every start. */
  secretFor(purpose: string): string;
  /** The page for a browser whose request cannot be answered to its client. HTML with its own policy header. */
  errorPage(error: string, acceptLanguage: string): { readonly html: string; readonly policy: string };
  reportIncident(error: unknown, place: string): Promise<string>;
}
