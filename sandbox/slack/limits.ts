/**
 * Slack's limits as the stand-in enforces them. Figures from @slack/types 3 and docs.slack.dev (reference/block-kit,
 * reference/views, apis/web-api/rate-limits); those marked [U] are documented without a date or known from use only.
 */
export const SLACK_LIMITS = {
  /** chat.postMessage `text`: longer text is cut by Slack [U]; here it is refused, so that nobody relies on it. */
  text: 40_000,
  blocksPerMessage: 50,
  blocksPerView: 100,
  sectionText: 3_000,
  fields: 10,
  fieldText: 2_000,
  header: 150,
  buttonLabel: 75,
  buttonValue: 2_000,
  url: 3_000,
  actionElements: 25,
  contextElements: 10,
  contextText: 2_000,
  options: 100,
  optionGroups: 100,
  optionLabel: 75,
  optionValue: 150,
  plainTextInput: 3_000,
  markdownSum: 12_000,
  tableRows: 100,
  tableColumns: 20,
  /** Characters over all cells of a table [U]. */
  tableText: 10_000,
  tablesPerMessage: 1,
  id: 255,
  altText: 2_000,
  imageTitle: 2_000,
  inputLabel: 2_000,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  suggestedPrompts: 4,
  unfurlDomains: 5,
  statusTextLength: 50,
} as const;

/** Web API tiers: calls a minute, method and workspace. */
export const TIERS = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;

/** The tier of each method that the stand-in knows; `channel` is one message a second and channel. */
export const METHOD_TIER: Readonly<Record<string, keyof typeof TIERS | "channel" | "special">> = {
  "auth.test": "special",
  "chat.postMessage": "channel",
  "chat.postEphemeral": 4,
  "chat.update": 3,
  "chat.delete": 3,
  "chat.unfurl": 3,
  "conversations.open": 3,
  "conversations.info": 3,
  "users.info": 4,
  "views.open": 4,
  "views.update": 4,
  "views.publish": 4,
  "assistant.threads.setStatus": "special",
  "assistant.threads.setSuggestedPrompts": 4,
  "files.getUploadURLExternal": 4,
  "files.completeUploadExternal": 4,
  "apps.connections.open": 1,
  "oauth.v2.access": 4,
  "reactions.add": 3,
};

/** What a method needs of the bot's token. */
export const METHOD_SCOPE: Readonly<Record<string, string>> = {
  "chat.postMessage": "chat:write",
  "chat.postEphemeral": "chat:write",
  "chat.update": "chat:write",
  "chat.delete": "chat:write",
  "chat.unfurl": "links:write",
  "conversations.open": "im:write",
  "conversations.info": "channels:read",
  "users.info": "users:read",
  "assistant.threads.setStatus": "assistant:write",
  "assistant.threads.setSuggestedPrompts": "assistant:write",
  "files.getUploadURLExternal": "files:write",
  "files.completeUploadExternal": "files:write",
  "reactions.add": "reactions:write",
};

/** How long Slack waits for an answer, and when it repeats an event: at once, after a minute, after five. */
export const ACK_MS = 3_000;
export const EVENT_RETRIES_MS = [0, 60_000, 300_000] as const;
export const TRIGGER_MS = 3_000;
export const RESPONSE_URL_USES = 5;
export const RESPONSE_URL_MS = 30 * 60_000;
export const SOCKET_CONNECTIONS = 10;
