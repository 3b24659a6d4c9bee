/**
 * Limits of the Cloud API (developers.facebook.com/documentation/business-messaging/whatsapp, pages on messages, throughput,
 * messaging limits and media; gathered in integrations.md 7). Lengths are counted in UTF-16 units, the stricter reading.
 */
export const LIMITS = {
  textBody: 4_096,
  caption: 1_024,
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  buttonsBody: 1_024,
  listBody: 4_096,
  header: 60,
  footer: 60,
  listSections: 10,
  listRows: 10,
  listLabel: 20,
  rowTitle: 24,
  rowDescription: 72,
  rowId: 200,
  sectionTitle: 24,
  /** A template's body once its variables are filled in. */
  templateBody: 1_024,
  templatePayload: 128,
  /** Free-form messages only this long after the person last wrote. */
  windowMs: 24 * 3_600_000,
  /** One person: a message each 6 s over time, and at most so many at once. */
  pairEveryMs: 6_000,
  pairBurst: 45,
  /** Messages a second of one number. */
  perSecond: 80,
  /** Different people outside the window in 24 hours, for a new business portfolio. */
  portfolioUsers: 250,
  /** Marketing templates that one person gets in 24 hours, from anybody; Meta does not publish the number. */
  marketingPerDay: 2,
  /** A media address answers this long. */
  mediaUrlMs: 5 * 60_000,
} as const;

/** Bytes, by the kind of MIME type. */
export const MEDIA_MAX: Readonly<Record<string, number>> = {
  image: 5 * 1_048_576,
  audio: 16 * 1_048_576,
  video: 16 * 1_048_576,
  document: 100 * 1_048_576,
};

const DOCUMENTS = new Set([
  "application/pdf",
  "text/plain",
  "text/csv",
  "application/msword",
  "application/vnd.ms-excel",
  "application/vnd.ms-powerpoint",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
]);
const PICTURES = new Set(["image/jpeg", "image/png"]);
const SOUNDS = new Set(["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"]);
const FILMS = new Set(["video/mp4", "video/3gpp"]);

/** What the API takes a MIME type for; undefined where it takes it for nothing. */
export function mediaKind(mime: string): "image" | "audio" | "video" | "document" | undefined {
  const plain = mime.split(";")[0]?.trim() ?? "";
  if (PICTURES.has(plain)) return "image";
  if (SOUNDS.has(plain)) return "audio";
  if (FILMS.has(plain)) return "video";
  return DOCUMENTS.has(plain) ? "document" : undefined;
}
