import type { ChatAddresses } from "../kernel/ports/chats.ts";
import type { DocumentReader } from "../kernel/ports/document-reader.ts";
import type { Embedder } from "../kernel/ports/embeddings.ts";
import type { LanguageReader } from "../kernel/ports/language.ts";
import type { PayoutProvider } from "../kernel/ports/payout-provider.ts";
import type { Platform, PlatformAccount, SocialPlatform } from "../kernel/ports/social-platform.ts";
import type { Transcriber } from "../kernel/ports/transcriber.ts";
import type { Vault } from "../kernel/ports/vault.ts";
import type { StructuredWriter } from "../kernel/ports/writer.ts";

/** The outside world, as the domain may use it: never inside a transaction (only in `prepare` and in jobs). */
export interface Ports {
  readonly platforms: Readonly<Record<Platform, SocialPlatform>>;
  readonly payouts: PayoutProvider;
  readonly embedder: Embedder;
  /** Reads what a text says about a campaign; pure. */
  readonly language: LanguageReader;
  /** Undefined where uploads are not read. */
  readonly documents?: DocumentReader;
  /** Undefined unless a service for it is configured. */
  readonly transcriber?: Transcriber;
  readonly vault: Vault;
  /** Undefined without a model. */
  readonly writer: StructuredWriter | undefined;
  /** A connected account with its token opened; undefined when there is none (never connected, revoked). */
  connectedAccount(socialAccountId: string): Promise<PlatformAccount | undefined>;
  /** Public address of this installation, for links in messages. */
  readonly publicUrl: string;
  /** Where our bots are found on their platforms; a platform without one is off. */
  readonly chats?: ChatAddresses;
  /**
   * How much faster than real time the platforms' numbers grow: the metric clock, which growth curves and the times of
   * later readings follow. Everything else (deadlines, expiries, payouts) runs in real time. 1 outside demo mode.
   */
  readonly clockSpeed: number;
}
