import { createLanguageReader } from "../agents/index.ts";
import type { Database } from "../core/db/types.ts";
import type { ChatAddresses } from "../core/kernel/ports/chats.ts";
import type { Embedder } from "../core/kernel/ports/embeddings.ts";
import type { PlatformAccount } from "../core/kernel/ports/social-platform.ts";
import type { StructuredWriter } from "../core/kernel/ports/writer.ts";
import type { Ports } from "../core/usecase/ports.ts";
import { createVault } from "../core/vault/vault.ts";
import { createDocumentReader } from "../integrations/documents/document-reader.ts";
import { createInstagram } from "../integrations/instagram.ts";
import { createTiktok } from "../integrations/tiktok.ts";
import { createTranscriber } from "../integrations/transcription.ts";
import { createXendit } from "../integrations/xendit.ts";
import { createYoutube } from "../integrations/youtube.ts";
import type { Config } from "./config.ts";

/** The key the sandbox's bank accepts: it is nobody's. */
const SANDBOX_XENDIT_KEY = "xnd_development_sandbox";

const REAL = {
  instagram: "https://graph.instagram.com/v26.0",
  tiktok: "https://open.tiktokapis.com",
  youtube: "https://www.googleapis.com/youtube/v3",
  xendit: "https://api.xendit.co",
} as const;

/** Tells a deleted post from one that belongs to somebody else. */
const INSTAGRAM_OEMBED = "https://graph.facebook.com/v26.0/instagram_oembed";

/** Address of an outside service: its own, or the sandbox's below a path of the same name. */
export function serviceUrl(service: keyof typeof REAL, sandboxUrl: string | undefined): string {
  return sandboxUrl ? `${sandboxUrl}/${service}` : REAL[service];
}

/** Connects the domain to the outside world as the configuration says. */
export function createPorts(options: {
  config: Config;
  db: Database;
  masterKey: string;
  publicUrl: string;
  sandboxUrl: string | undefined;
  embedder: Embedder;
  writer: StructuredWriter | undefined;
  chats: ChatAddresses;
}): Ports {
  const { config, db, sandboxUrl } = options;
  const vault = createVault([options.masterKey]);
  const shortLinkBase = sandboxUrl && `${sandboxUrl}/short`;
  return {
    platforms: {
      instagram: createInstagram({
        baseUrl: serviceUrl("instagram", sandboxUrl),
        oembedUrl: sandboxUrl ? `${sandboxUrl}/instagram/instagram_oembed` : INSTAGRAM_OEMBED,
        shortLinkBase,
      }),
      tiktok: createTiktok({ baseUrl: serviceUrl("tiktok", sandboxUrl), shortLinkBase }),
      youtube: createYoutube({ baseUrl: serviceUrl("youtube", sandboxUrl), apiKey: config.youtubeApiKey }),
    },
    payouts: config.xendit
      ? createXendit({ baseUrl: REAL.xendit, secretKey: config.xendit.secretKey })
      : createXendit({ baseUrl: serviceUrl("xendit", sandboxUrl), secretKey: SANDBOX_XENDIT_KEY }),
    embedder: options.embedder,
    language: createLanguageReader(),
    documents: createDocumentReader(),
    transcriber: config.transcription && createTranscriber(config.transcription),
    vault,
    writer: options.writer,
    publicUrl: options.publicUrl,
    chats: options.chats,
    clockSpeed: config.clockSpeed,
    async connectedAccount(socialAccountId): Promise<PlatformAccount | undefined> {
      const row = await db.transaction({ role: "platform" }, (tx) =>
        tx.first<{ externalId: string; username: string; sealed: string }>(
          `SELECT s.external_id, s.username, t.sealed FROM social_account s JOIN social_token t ON t.social_account_id = s.id
           WHERE s.id = $1 AND s.status <> 'disconnected'`,
          [socialAccountId],
        ),
      );
      return (
        row && {
          externalId: row.externalId,
          username: row.username,
          accessToken: vault.open(row.sealed, socialAccountId),
        }
      );
    },
  };
}
