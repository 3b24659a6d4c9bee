/**
 * What Slack takes, from @slack/types 3 and docs.slack.dev (reference/block-kit, reference/views). A figure that Slack
 * does not document is our own, and says so.
 */
export const LIMITS = {
  blocksPerMessage: 50,
  blocksPerView: 100,
  sectionText: 3_000,
  fields: 10,
  fieldText: 2_000,
  header: 150,
  buttonLabel: 75,
  buttonValue: 2_000,
  url: 3_000,
  altText: 2_000,
  contextText: 2_000,
  tableRows: 100,
  tableColumns: 20,
  tableText: 10_000,
  optionsPerGroup: 100,
  optionGroups: 100,
  optionLabel: 75,
  optionValue: 150,
  plainTextInput: 3_000,
  inputLabel: 2_000,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3_000,
  suggestedPrompts: 4,
  /** Our own: buttons a row; Slack allows 25, and more than five are hard to read. */
  buttonsPerRow: 5,
  /** Our own: buttons a card; the rest is behind "more". Slack's 25 a block would allow more. */
  buttonsPerCard: 15,
  /** Our own: words in the blocks of one message, below the 12,000 that Slack allows a markdown block. */
  messageText: 12_000,
  /** Our own: the fallback is for notifications and screen readers; Slack advises 4,000 at most. */
  fallbackText: 3_000,
} as const;

/** One message a second and channel (docs.slack.dev, apis/web-api/rate-limits); short bursts pass, we do not rely on them. */
export const MESSAGE_GAP_MS = 1_000;
