/** What the bot may do in a workspace; the manifest has the same list (manifest.test.ts). */
export const BOT_SCOPES = [
  "app_mentions:read",
  "assistant:write",
  "channels:history",
  "chat:write",
  "commands",
  "files:read",
  "files:write",
  "groups:history",
  "im:history",
  "im:write",
  "links:read",
  "links:write",
] as const;
