/** What the Bot API bears. Sources: core.telegram.org/bots/api (10.1) and core.telegram.org/bots/faq. */
export const TELEGRAM_LIMITS = {
  /** sendMessage and editMessageText: characters after entity parsing; counted in UTF-16 units, the strictest reading. */
  textLength: 4_096,
  /** Captions, after entity parsing. */
  captionLength: 1_024,
  /** Marks of one message; the server ignores the rest (limits.tginfo.me). */
  entities: 100,
  /** InlineKeyboardButton.callback_data: 1 to 64 bytes. */
  callbackDataBytes: 64,
  /** Buttons of one inline keyboard (limits.tginfo.me). */
  keyboardButtons: 100,
  /** answerCallbackQuery text. */
  callbackAnswerLength: 200,
  /** answerInlineQuery: results, and bytes of a result's id. */
  inlineResults: 50,
  inlineResultIdBytes: 64,
  /** Files that a bot may download through getFile. */
  downloadBytes: 20 * 1024 * 1024,
  /** Files that a bot may upload as a photo. */
  photoBytes: 10 * 1024 * 1024,
  /** setMyCommands: a description; names are 1 to 32 of a-z 0-9 _. */
  commandDescriptionLength: 256,
  commands: 100,
} as const;

/** Our own measure, from what a phone shows (about 34 monospaced characters, two dozen buttons on a screen). */
export const TELEGRAM_MEASURE = {
  /** More actions than this in one message, and the less important ones go behind "more". */
  shownButtons: 20,
  /** Longest label times buttons of a row. */
  rowCharacters: 34,
  rowButtons: 3,
  tableCharacters: 34,
} as const;

/**
 * What we allow ourselves, below what answers 429 (one message a second in a chat with short bursts, 20 a minute in a group,
 * 30 a second in all): a burst and what follows it stay together within each window.
 */
export const TELEGRAM_PACE = {
  chatBurst: 4,
  chatPerSecond: 1,
  groupBurst: 6,
  groupPerMinute: 12,
  overallBurst: 10,
  overallPerSecond: 15,
} as const;
