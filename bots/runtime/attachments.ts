import type { TurnAttachment } from "../../agents/index.ts";
import { AppError } from "../../core/kernel/errors.ts";
import { DocumentError } from "../../core/kernel/ports/document-reader.ts";
import { cleanLine } from "../../core/kernel/text.ts";
import type { Ports } from "../../core/usecase/ports.ts";
import { type Attachment, ChannelError } from "./channel.ts";
import type { Speaker } from "./speaker.ts";

/** Files of one turn; more are left with a sentence. */
const MAX_FILES = 5;
const MB = 1024 * 1024;
const MOST_BYTES = { image: 5 * MB, file: 10 * MB, audio: 10 * MB } as const;
/** Tries of a turn in which a platform that does not answer is asked again. */
const PATIENT_ATTEMPTS = 3;
/** What no voice note or document answers with words for is said only once. */
type Sentence = "image" | "audio" | "video" | "file" | "other" | "gone" | "too_many" | `problem.${string}`;

export interface FetchedFiles {
  readonly attachments: readonly TurnAttachment[];
  /** What is said of those that could not be read. */
  readonly problems: readonly string[];
}

/**
 * Fetches and reads what came with a turn. A file that cannot be read is a sentence; a platform that does not answer now
 * lets the turn be taken up again.
 */
export async function fetchAttachments(
  { ports }: { readonly ports: Pick<Ports, "documents" | "transcriber"> },
  who: Speaker,
  sent: readonly Attachment[],
  signal: AbortSignal,
): Promise<FetchedFiles> {
  const attachments: TurnAttachment[] = [];
  const problems = new Set<string>();
  for (const [index, attachment] of sent.entries()) {
    const read = index < MAX_FILES ? await fetchOne(ports, who, attachment, signal) : "too_many";
    if (typeof read === "string") problems.add(who.p.t(`runtime.attachment.${read}`, { count: MAX_FILES }));
    else attachments.push(read);
  }
  return { attachments, problems: [...problems] };
}

async function fetchOne(
  ports: Pick<Ports, "documents" | "transcriber">,
  who: Speaker,
  attachment: Attachment,
  signal: AbortSignal,
): Promise<TurnAttachment | Sentence> {
  const { kind } = attachment;
  if (kind === "video" || kind === "other") return kind;
  if (!who.channel?.download || (kind === "audio" && !ports.transcriber)) return kind;
  if ((attachment.size ?? 0) > MOST_BYTES[kind]) return "problem.too_large";
  let file: { bytes: Uint8Array; mime: string };
  try {
    file = await who.channel.download(who.target.account, attachment.ref);
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    if (error.outcome !== "refused" && who.turn.attempt < PATIENT_ATTEMPTS) throw error;
    return "gone";
  }
  if (kind === "audio") return voice(ports, who, file, signal);
  const mime = pictureType(file.bytes);
  if (mime)
    return file.bytes.byteLength > MOST_BYTES.image ? "problem.too_large" : { kind: "image", mime, bytes: file.bytes };
  return document(ports, attachment, file.bytes, signal);
}

async function voice(
  { transcriber }: Pick<Ports, "transcriber">,
  who: Speaker,
  { bytes, mime }: { bytes: Uint8Array; mime: string },
  signal: AbortSignal,
): Promise<TurnAttachment | Sentence> {
  if (!transcriber) return "audio";
  if (bytes.byteLength > MOST_BYTES.audio) return "problem.too_large";
  try {
    const text = await transcriber.transcribe({ bytes, mime, language: who.p.locale }, signal);
    return text === "" ? "problem.silent" : { kind: "voice", name: "voice", text };
  } catch (error) {
    if (error instanceof AppError) return "problem.voice_away";
    throw error;
  }
}

async function document(
  { documents }: Pick<Ports, "documents">,
  { kind, name }: Attachment,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<TurnAttachment | Sentence> {
  if (!documents) return kind;
  try {
    const { text } = await documents.read(bytes, signal);
    return { kind: "document", name: cleanLine(name ?? "document").slice(0, 200), text };
  } catch (error) {
    if (error instanceof DocumentError) return `problem.${error.problem}`;
    throw error;
  }
}

const starts = (bytes: Uint8Array, ...head: readonly number[]): boolean => head.every((byte, at) => bytes[at] === byte);

/** What kind of picture these bytes are, whatever their name says. */
function pictureType(bytes: Uint8Array): (TurnAttachment & { kind: "image" })["mime"] | undefined {
  if (starts(bytes, 0xff, 0xd8, 0xff)) return "image/jpeg";
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47)) return "image/png";
  if (starts(bytes, 0x47, 0x49, 0x46, 0x38)) return "image/gif";
  if (starts(bytes, 0x52, 0x49, 0x46, 0x46) && starts(bytes.subarray(8), 0x57, 0x45, 0x42, 0x50)) return "image/webp";
  return undefined;
}
