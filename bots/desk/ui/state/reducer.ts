import type { ConversationPage, DeskMessage, NoticeEvent, TypingEvent } from "../contract.ts";

/** A message as the list shows it. `key` stays the same when a message of ours gets its id from the server. */
export interface Entry {
  readonly key: string;
  readonly message: DeskMessage;
  /** Set while only this window knows the message (or knew it first). */
  readonly clientId?: string;
  /** Why sending failed, in the server's words; empty when there are none. */
  readonly failure?: string;
}

/** What became of the press of one button. */
export interface Press {
  readonly messageId: string;
  readonly phase: "pending" | "pressed" | "failed";
  readonly error?: string;
}

/** A line for the person that is no message. */
export interface Notice extends NoticeEvent {
  readonly key: string;
}

/** Everything the conversation's page shows. */
export interface DeskState {
  readonly connection: "connecting" | "online" | "reconnecting";
  readonly loaded: boolean;
  readonly loadingOlder: boolean;
  readonly more: boolean;
  readonly entries: readonly Entry[];
  readonly typing: { readonly text?: string } | null;
  /** By the button's token. */
  readonly presses: Readonly<Record<string, Press>>;
  readonly notices: readonly Notice[];
  /** Ids that arrived live since the running fetch began: for them the fetched version may be the older one. */
  readonly fresh: ReadonlySet<string> | null;
}

/** What can happen to it. */
export type DeskAction =
  | { readonly type: "connection"; readonly connection: DeskState["connection"] }
  | { readonly type: "fetch_started" }
  | { readonly type: "fetch_ended"; readonly page: ConversationPage | null }
  | { readonly type: "older_started" }
  | { readonly type: "older_ended"; readonly page: ConversationPage | null }
  | { readonly type: "message"; readonly message: DeskMessage }
  | { readonly type: "queued"; readonly clientId: string; readonly text: string; readonly at: string }
  | { readonly type: "send_state"; readonly clientId: string; readonly status: "sending" | "sent" }
  | { readonly type: "send_failed"; readonly clientId: string; readonly reason: string }
  | { readonly type: "withdrawn"; readonly clientId: string }
  | { readonly type: "typing"; readonly typing: TypingEvent }
  | { readonly type: "press"; readonly token: string; readonly press: Press | null }
  | { readonly type: "notice"; readonly notice: Notice }
  | { readonly type: "notice_closed"; readonly key: string };

/** Before anything is known. */
export const EMPTY_STATE: DeskState = {
  connection: "connecting",
  loaded: false,
  loadingOlder: false,
  more: false,
  entries: [],
  typing: null,
  presses: {},
  notices: [],
  fresh: null,
};

const MOST_NOTICES = 4;

/** The whole behaviour of the list, without time and without network. */
export function reduce(state: DeskState, action: DeskAction): DeskState {
  switch (action.type) {
    case "connection":
      // What was being typed before the line broke may have ended unseen.
      return {
        ...state,
        connection: action.connection,
        typing: action.connection === "reconnecting" ? null : state.typing,
      };
    case "fetch_started":
      return { ...state, fresh: new Set() };
    case "fetch_ended":
      return action.page ? withPage({ ...state, loaded: true }, action.page) : { ...state, fresh: null };
    case "older_started":
      return { ...state, loadingOlder: true };
    case "older_ended":
      return withOlder({ ...state, loadingOlder: false }, action.page);
    case "message":
      return withMessage(state, action.message);
    case "queued":
      return { ...state, entries: [...state.entries, localEntry(action)] };
    case "send_state":
      return patch(state, action.clientId, (entry) => ({
        ...entry,
        failure: undefined,
        message: { ...entry.message, status: action.status },
      }));
    case "send_failed":
      return patch(state, action.clientId, (entry) => ({
        ...entry,
        failure: action.reason,
        message: { ...entry.message, status: "failed" },
      }));
    case "withdrawn":
      return { ...state, entries: state.entries.filter((entry) => entry.clientId !== action.clientId) };
    case "typing":
      return { ...state, typing: action.typing.on ? { text: action.typing.text } : null };
    case "press":
      return { ...state, presses: withPress(state.presses, action.token, action.press) };
    case "notice":
      return { ...state, notices: [...state.notices, action.notice].slice(-MOST_NOTICES) };
    case "notice_closed":
      return { ...state, notices: state.notices.filter((notice) => notice.key !== action.key) };
  }
}

function localEntry(queued: { clientId: string; text: string; at: string }): Entry {
  const { clientId, text, at } = queued;
  return { key: clientId, clientId, message: { id: clientId, clientId, at, from: "me", text, status: "sending" } };
}

/** Only while the server has not shown the message as its own: a late "failed" must not undo a message that arrived. */
function patch(state: DeskState, clientId: string, change: (entry: Entry) => Entry): DeskState {
  return {
    ...state,
    entries: state.entries.map((entry) => (entry.clientId === clientId && isLocal(entry) ? change(entry) : entry)),
  };
}

function isLocal(entry: Entry): boolean {
  return entry.clientId !== undefined && entry.message.status !== undefined && entry.message.id === entry.clientId;
}

/** A message of the server: replaces itself, or becomes the message that this window wrote, or is new. */
function withMessage(state: DeskState, message: DeskMessage): DeskState {
  const found = entryOf(state.entries, message, ["sending", "sent"]);
  const entry = adopt(found, message);
  const entries = found ? state.entries.map((old) => (old === found ? entry : old)) : [...state.entries, entry];
  const fresh = state.fresh ? new Set(state.fresh).add(message.id) : null;
  if (message.from === "me") return { ...state, entries, fresh };
  const presses = settled(state.presses, message.id);
  return { ...state, entries, fresh, presses, typing: found ? state.typing : null };
}

function adopt(entry: Entry | undefined, message: DeskMessage): Entry {
  return { key: entry?.key ?? message.id, clientId: entry?.clientId, message: { ...message, status: undefined } };
}

/**
 * The entry that a server's message is. An echo without a `clientId` is taken for the oldest message of this window that
 * has the same words and still waits for its echo.
 */
function entryOf(
  entries: readonly Entry[],
  message: DeskMessage,
  waiting: readonly DeskMessage["status"][],
): Entry | undefined {
  const known = entries.find((entry) => entry.message.id === message.id);
  if (known || message.from !== "me") return known;
  if (message.clientId !== undefined) return entries.find((entry) => entry.clientId === message.clientId);
  const words = message.text?.trim();
  return entries.find(
    (entry) => isLocal(entry) && waiting.includes(entry.message.status) && entry.message.text?.trim() === words,
  );
}

/**
 * The newest page. It is the truth for what it holds, except for messages that came live while it was on its way. When it
 * does not reach back to what is shown, there would be a hole: then it replaces everything but our own unsent messages.
 */
function withPage(state: DeskState, page: ConversationPage): DeskState {
  const known = state.entries;
  const fresh = state.fresh ?? new Set<string>();
  const taken = new Set<Entry>();
  const fetched = page.messages.map((message) => {
    // A page may hold the same words from yesterday: only a message the server has surely taken is looked for by words.
    const entry = entryOf(
      known.filter((candidate) => !taken.has(candidate)),
      message,
      ["sent"],
    );
    if (entry) taken.add(entry);
    return entry && fresh.has(message.id) ? entry : adopt(entry, message);
  });
  const firstShared = known.findIndex((entry) => taken.has(entry));
  const older = firstShared > 0 ? known.slice(0, firstShared) : [];
  const newer = known
    .slice(Math.max(0, firstShared))
    .filter((entry) => !taken.has(entry) && (isLocal(entry) || fresh.has(entry.message.id)));
  return {
    ...state,
    entries: [...older, ...fetched, ...newer],
    more: older.length > 0 ? state.more : page.more,
    presses: onlyLive(state.presses, known, fetched),
    fresh: null,
  };
}

/** A press waits for its card to change; a card that changed while we were away answers it too. */
function onlyLive(
  presses: DeskState["presses"],
  known: readonly Entry[],
  fetched: readonly Entry[],
): DeskState["presses"] {
  const changed = ({ messageId }: Press) => {
    const before = known.find((entry) => entry.message.id === messageId)?.message;
    const after = fetched.find((entry) => entry.message.id === messageId)?.message;
    return before !== undefined && after !== undefined && JSON.stringify(before) !== JSON.stringify(after);
  };
  return Object.fromEntries(Object.entries(presses).filter(([, press]) => !changed(press)));
}

function withOlder(state: DeskState, page: ConversationPage | null): DeskState {
  if (!page) return state;
  const known = new Set(state.entries.map((entry) => entry.message.id));
  const older = page.messages
    .filter((message) => !known.has(message.id))
    .map((message) => ({ key: message.id, message }));
  return { ...state, entries: [...older, ...state.entries], more: page.more };
}

/** A replaced card is no longer pressed; any other answer frees the buttons of presses the server has taken. */
function settled(presses: DeskState["presses"], messageId: string): DeskState["presses"] {
  const waiting = Object.entries(presses).filter(
    ([, press]) => press.messageId !== messageId && press.phase !== "pressed",
  );
  return Object.fromEntries(waiting);
}

function withPress(presses: DeskState["presses"], token: string, press: Press | null): DeskState["presses"] {
  const { [token]: _old, ...rest } = presses;
  return press ? { ...rest, [token]: press } : rest;
}
