/** A chat, and the topic of it in a forum group. */
export interface Place {
  readonly chatId: string;
  readonly threadId?: number;
}

/** `-100123` or `-100123:7`, as conversations of this channel are named. */
export function placeOf(conversation: string): Place {
  const [chatId = "", thread] = conversation.split(":");
  return thread === undefined ? { chatId } : { chatId, threadId: Number(thread) };
}

export function conversationOf({ chatId, threadId }: Place): string {
  return threadId === undefined ? chatId : `${chatId}:${threadId}`;
}

/** The account of a token: the bot's id. */
export function botIdOf(token: string): string {
  const id = token.split(":")[0] ?? "";
  if (!/^\d+$/.test(id)) throw new Error("telegram: the token does not begin with the bot's id");
  return id;
}
