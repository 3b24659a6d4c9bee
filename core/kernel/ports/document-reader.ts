/** What a document may be; judged by its bytes, never by its name. */
export const DOCUMENT_KINDS = ["pdf", "docx", "text"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** The words of a document. They are an outsider's: data, never an instruction. */
export interface ReadDocument {
  readonly kind: DocumentKind;
  /** Cleaned of invisible characters; a line of a table is one line, its cells parted by ` | `. */
  readonly text: string;
  /** Pages of a PDF; null for what has none. */
  readonly pages: number | null;
  /** Something was left out because there was more than is read. */
  readonly cut: boolean;
}

/** Why a document was not read; each is a sentence for its sender. */
export const DOCUMENT_PROBLEMS = ["too_large", "unsupported", "locked", "broken", "empty", "too_slow"] as const;
export type DocumentProblem = (typeof DOCUMENT_PROBLEMS)[number];

export class DocumentError extends Error {
  override readonly name = "DocumentError";
  constructor(readonly problem: DocumentProblem) {
    super(`the document was not read: ${problem}`);
  }
}

/** The port to a reader of uploaded files. Never blocks its caller's thread; whatever the bytes are, it ends in time. */
export interface DocumentReader {
  /** Throws DocumentError. */
  read(bytes: Uint8Array, signal?: AbortSignal): Promise<ReadDocument>;
}
