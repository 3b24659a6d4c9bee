/** A chat of ours on Slack: a channel or direct chat, and the thread in it where there is one. */
export interface SlackConversation {
  readonly channel: string;
  readonly threadTs?: string;
}

/** `C0GLOW`, or `C0GLOW:1763693000.000100` in a thread. */
export function conversationId(channel: string, threadTs?: string): string {
  return threadTs ? `${channel}:${threadTs}` : channel;
}

export function parseConversation(id: string): SlackConversation {
  const at = id.indexOf(":");
  return at === -1 ? { channel: id } : { channel: id.slice(0, at), threadTs: id.slice(at + 1) };
}

/** A chat of one person with the app. */
export function isDirect(channel: string): boolean {
  return channel.startsWith("D");
}
