/** What one document may cost. Ours: briefs are a few pages; the limits of the platforms' uploads are far above. */
export const DOCUMENT_LIMITS = {
  bytes: 10 * 1024 * 1024,
  pages: 50,
  /** Characters handed on. */
  characters: 60_000,
  /** Files in a DOCX, and their size unpacked, in bytes. */
  entries: 2_000,
  unpacked: 40 * 1024 * 1024,
  /** Real milliseconds, from the first byte to the last word. */
  timeMs: 20_000,
  /** Of the thread that reads, in MB. */
  heapMb: 256,
  /** Documents read at once. */
  atOnce: 2,
} as const;
