/**
 * What the real Bot API allows. Sources: core.telegram.org/bots/api (10.1), core.telegram.org/bots/faq ("My bot is hitting
 * limits"), and, where the pages are silent, the answers of the real server.
 */
export interface TelegramLimits {
  /** sendMessage, editMessageText: characters after entity parsing. */
  readonly textLength: number;
  /** Captions of photos, documents and albums: characters after entity parsing. */
  readonly captionLength: number;
  /** InlineKeyboardButton.callback_data: 1 to 64 bytes. */
  readonly callbackDataBytes: number;
  /** Buttons of one inline keyboard, and of one of its rows ("reply markup is too long" beyond). */
  readonly keyboardButtons: number;
  readonly rowButtons: number;
  /** answerCallbackQuery: 0 to 200 characters. */
  readonly callbackAnswerLength: number;
  /** How long a callback query may be answered (the page says "a short time"). */
  readonly callbackAnswerMs: number;
  /** sendMediaGroup: 2 to 10. */
  readonly albumMin: number;
  readonly albumMax: number;
  /** answerInlineQuery: results of one answer, and bytes of a result's id. */
  readonly inlineResults: number;
  readonly inlineResultIdBytes: number;
  /** setMyCommands: commands; characters of a name (1-32) and of a description (1-256). */
  readonly commands: number;
  /** getFile: bots download up to 20 MB. Uploads: photos 10 MB, documents 50 MB. */
  readonly downloadBytes: number;
  readonly photoBytes: number;
  readonly documentBytes: number;
  /** deleteMessage: only younger than 48 hours. */
  readonly deleteMs: number;
  /** "Avoid sending more than one message per second in a chat": refill, and how many at once are tolerated. */
  readonly chatPerSecond: number;
  readonly chatBurst: number;
  /** Messages a minute in one group. */
  readonly groupPerMinute: number;
  /** Messages a second in all chats. */
  readonly overallPerSecond: number;
  /** Updates nobody fetched are kept for 24 hours. */
  readonly updateKeptMs: number;
}

export const TELEGRAM_LIMITS: TelegramLimits = {
  textLength: 4_096,
  captionLength: 1_024,
  callbackDataBytes: 64,
  keyboardButtons: 100,
  rowButtons: 8,
  callbackAnswerLength: 200,
  callbackAnswerMs: 15_000,
  albumMin: 2,
  albumMax: 10,
  inlineResults: 50,
  inlineResultIdBytes: 64,
  commands: 100,
  downloadBytes: 20 * 1024 * 1024,
  photoBytes: 10 * 1024 * 1024,
  documentBytes: 50 * 1024 * 1024,
  deleteMs: 48 * 3_600_000,
  chatPerSecond: 1,
  chatBurst: 5,
  groupPerMinute: 20,
  overallPerSecond: 30,
  updateKeptMs: 24 * 3_600_000,
};
