/**
 * Limits of the Cloud API that a message is made for. Sources: Meta's pages on reply buttons, lists, text, media and
 * templates (developers.facebook.com/documentation/business-messaging/whatsapp), gathered in integrations.md 7.
 */
export const WHATSAPP_LIMITS = {
  textBody: 4_096,
  caption: 1_024,
  buttons: 3,
  buttonTitle: 20,
  buttonsBody: 1_024,
  listBody: 4_096,
  listRows: 10,
  listLabel: 20,
  rowTitle: 24,
  rowDescription: 72,
  sectionTitle: 24,
  footer: 60,
  /** A template's body with its variables filled in. */
  templateBody: 1_024,
} as const;

/** Free-form messages go out for 24 hours after the person last wrote; this much earlier the window counts as closed. */
export const WINDOW_MS = 24 * 3_600_000;
export const WINDOW_MARGIN_MS = 5 * 60_000;

/** Pictures that can be sent: JPEG and PNG up to 5 MB. */
export const PICTURE_TYPES: readonly string[] = ["image/jpeg", "image/png"];
export const PICTURE_MAX_BYTES = 5 * 1_048_576;

/** Files that are taken from people; WhatsApp itself allows documents up to 100 MB. */
export const DOWNLOAD_MAX_BYTES = 25 * 1_048_576;
