import type { Database } from "../../core/db/types.ts";
import { type Clock, DAY_MS } from "../../core/kernel/clock.ts";
import { cleanLine } from "../../core/kernel/text.ts";
import type { Attachment } from "../runtime/channel.ts";

const PLATFORM = { role: "platform" } as const;
/** A file is read in its turn, minutes after it came; this is for turns that wait. */
const KEPT_MS = 30 * DAY_MS;
/** Of one person; the oldest go first. */
const KEPT_FILES = 40;

export interface DeskFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Buffer;
}

/** Files that people attach at the desk, each under the id that its page gave it. */
export interface DeskFiles {
  /** The same id twice is one file. */
  put(person: string, id: string, file: DeskFile): Promise<void>;
  /** These files as what comes with a message, in this order; undefined when one of them is not there. */
  attachments(person: string, ids: readonly string[]): Promise<Attachment[] | undefined>;
  /** The bytes behind an attachment's `ref`. */
  read(ref: string): Promise<{ bytes: Uint8Array; mime: string } | undefined>;
}

export function createDeskFiles(db: Database, clock: Clock): DeskFiles {
  return {
    async put(person, id, { name, mime, bytes }) {
      const now = clock.now();
      await db.transaction(PLATFORM, async (tx) => {
        await tx.execute(
          `DELETE FROM desk_file WHERE created_at < $1 OR (person = $2 AND id IN
             (SELECT id FROM desk_file WHERE person = $2 ORDER BY created_at DESC, id OFFSET ${KEPT_FILES - 1}))`,
          [new Date(now.getTime() - KEPT_MS), person],
        );
        await tx.execute(
          "INSERT INTO desk_file (person, id, name, mime, bytes, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
          [person, id, cleanLine(name).slice(0, 200) || "file", mime, bytes, now],
        );
      });
    },
    async attachments(person, ids) {
      const rows = await db.transaction(PLATFORM, (tx) =>
        tx.query<{ id: string; name: string; mime: string; size: number }>(
          "SELECT id, name, mime, octet_length(bytes) AS size FROM desk_file WHERE person = $1 AND id = ANY($2) ORDER BY array_position($2::text[], id)",
          [person, ids],
        ),
      );
      if (rows.length !== new Set(ids).size) return undefined;
      return rows.map(({ id, ...file }) => ({ kind: kindOf(file.mime), ref: `${person}/${id}`, ...file }));
    },
    async read(ref) {
      const [person, id] = ref.split("/");
      return db.transaction(PLATFORM, (tx) =>
        tx.first<{ bytes: Uint8Array; mime: string }>(
          "SELECT bytes, mime FROM desk_file WHERE person = $1 AND id = $2",
          [person, id],
        ),
      );
    },
  };
}

function kindOf(mime: string): Attachment["kind"] {
  const [family] = mime.split("/");
  return family === "image" || family === "audio" || family === "video" ? family : "file";
}
