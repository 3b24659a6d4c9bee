/**
 * Limits that messages are made for. WhatsApp publishes few for its own apps: the text's length and the poll's numbers of
 * options are those of the apps (faq.whatsapp.com "How to create and vote in polls": up to 12 options; a message takes
 * 65,536 characters), the poll's texts and the caption are what WhatsApp Web's own fields take.
 */
export const WEB_LIMITS = {
  textBody: 65_536,
  caption: 1_024,
  pollQuestion: 255,
  pollOption: 100,
  pollOptionsMin: 2,
  pollOptionsMax: 12,
} as const;

/** Pictures that are sent, with the name they go by; the apps take up to 16 MB. */
export const PICTURE_NAMES: Readonly<Record<string, string>> = {
  "image/jpeg": "picture.jpg",
  "image/png": "picture.png",
};
export const PICTURE_MAX_BYTES = 16 * 1_048_576;

/** Files that are taken from people; WhatsApp itself allows documents up to 2 GB. */
export const DOWNLOAD_MAX_BYTES = 25 * 1_048_576;
export const DOWNLOAD_TIMEOUT_MS = 60_000;

/** The time in which something has to happen between the start and `ready`; scanning the code has its own. */
export const START_TIMEOUT_MS = 120_000;
/** WhatsApp shows a first code for a minute, the further ones for 20 seconds each. */
export const CODE_LIFE_MS = 60_000;
/** Codes that nobody scanned, until the session waits to be asked for another (about 6 minutes). */
export const MAX_CODES = 15;

/**
 * A row of the outbox is lent for 30 s (core/outbox/queue.ts). So a part is begun only in the first 10 s, and takes at
 * most 5 s for its turn (pace.ts), 8 s to be confirmed, and 4 s to be looked for when it was not.
 */
export const SEND_BUDGET_MS = 10_000;
export const SEND_TIMEOUT_MS = 8_000;
export const LOOK_TIMEOUT_MS = 4_000;

/** Typing shows for 25 seconds (whatsapp-web.js, Chat#sendStateTyping). */
export const TYPING_REPEAT_MS = 20_000;
export const TYPING_LONGEST_MS = 300_000;
