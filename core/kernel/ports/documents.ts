/** What an address of the web answered. */
export interface FetchedDocument {
  readonly status: number;
  readonly cacheControl: string | undefined;
  readonly body: string;
}

/** Reads a document that a stranger named, without being led into our own network. Rejects where it may not or cannot. */
export type FetchDocument = (address: string) => Promise<FetchedDocument>;
