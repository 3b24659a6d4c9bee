import { type DeskApi, DeskError } from "../api/client.ts";
import { LiveConnection } from "../api/events.ts";
import {
  type DeskMessage,
  type FieldValues,
  type NoticeEvent,
  type SentFile,
  type Session,
  type TypingEvent,
  withFileNames,
} from "../contract.ts";
import { DeskClock } from "./clock.ts";
import { Outbox, type Outgoing } from "./outbox.ts";
import { type DeskAction, type DeskState, EMPTY_STATE, reduce } from "./reducer.ts";
import { createStore, type Store } from "./store.ts";

/** What a message that the server refused for its words gives back to the composer. */
export interface Refusal {
  readonly text: string;
  readonly files: readonly SentFile[];
  readonly reason: string;
}

const PRESS_TRIES = 4;
const TYPING_MS = 90_000;
const PRESSED_MS = 20_000;
const CLOCK_MS = 30_000;
const REFUSED_FOR_ITS_WORDS = new Set([413, 422]);

/** One person's conversation in one window: joins the reducer to the server. Made for a session, stopped with it. */
export class Desk {
  readonly store: Store<DeskState, DeskAction> = createStore(reduce, EMPTY_STATE);
  readonly clock: DeskClock;
  readonly draftKey: string;
  onSignedOut: () => void = () => {};
  onRefused: (refusal: Refusal) => void = () => {};
  readonly #api: DeskApi;
  readonly #demoClock: boolean;
  readonly #live: LiveConnection;
  readonly #outbox: Outbox;
  #fetching = false;
  #fetchAgain = false;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #clockTimer: ReturnType<typeof setInterval> | undefined;

  constructor(api: DeskApi, session: Session, personId: string) {
    this.#api = api;
    this.clock = new DeskClock(session.clock);
    this.#demoClock = session.clock !== undefined;
    this.draftKey = `desk.draft.${personId}`;
    this.#live = new LiveConnection((after) => api.eventsUrl(after), {
      onOpen: () => this.#connected(),
      onPoll: () => this.#connected(),
      onDown: (attempt) => this.#down(attempt),
      onEvent: (name, data) => this.#event(name, data),
    });
    this.#outbox = new Outbox({
      send: (message) => api.send(message),
      onSent: (clientId) => this.#dispatch({ type: "send_state", clientId, status: "sent" }),
      onFailed: (item, error) => this.#sendFailed(item, error),
      onSignedOut: () => this.onSignedOut(),
      storage: sessionStorage,
      storageKey: `desk.outbox.${personId}`,
    });
  }

  start(): void {
    for (const item of this.#outbox.waiting()) {
      const { clientId, failed } = item;
      this.#queued(item);
      if (failed) this.#dispatch({ type: "send_failed", clientId, reason: "" });
    }
    this.#live.start();
    void this.#fetch();
    void this.#outbox.run();
    if (this.#demoClock) this.#clockTimer = setInterval(() => void this.#readClock(), CLOCK_MS);
  }

  stop(): void {
    this.#live.stop();
    this.#outbox.stop();
    clearTimeout(this.#typingTimer);
    clearInterval(this.#clockTimer);
  }

  /** Shows the message at once and sends it as soon as the ones before it are sent. */
  send(text: string, files: readonly SentFile[] = []): void {
    const message = { clientId: crypto.randomUUID(), text, files, at: this.clock.now().toISOString() };
    this.#queued(message);
    this.#outbox.add(message);
  }

  /** Brings a file to the server, for a message to come. Throws DeskError. */
  async attach(file: File): Promise<SentFile> {
    const id = crypto.randomUUID();
    try {
      await this.#api.upload(file, id);
    } catch (error) {
      this.#signedOutBy(error);
      throw error;
    }
    return { id, name: file.name };
  }

  retry(clientId: string): void {
    this.#dispatch({ type: "send_state", clientId, status: "sending" });
    this.#outbox.retry(clientId);
  }

  discard(clientId: string): void {
    this.#outbox.drop(clientId);
    this.#dispatch({ type: "withdrawn", clientId });
  }

  /** Presses a button; true when the server has taken it. One press has one id, however often it is tried. */
  async press(messageId: string, token: string, fields?: FieldValues): Promise<boolean> {
    const clientId = crypto.randomUUID();
    this.#dispatch({ type: "press", token, press: { messageId, phase: "pending" } });
    for (let tries = 1; ; tries += 1) {
      try {
        await this.#api.press({ clientId, messageId, token, fields });
        // Its outcome may have come before this answer, and may have cleared the press already.
        if (this.store.get().presses[token]) {
          this.#dispatch({ type: "press", token, press: { messageId, phase: "pressed" } });
          setTimeout(() => this.#release(token), PRESSED_MS);
        }
        return true;
      } catch (error) {
        const failure = error instanceof DeskError ? error : new DeskError("refused", 0, "");
        if (failure.kind === "signed_out") this.onSignedOut();
        if (failure.kind === "offline" || failure.kind === "busy") {
          if (tries < PRESS_TRIES) {
            await new Promise((resolve) => setTimeout(resolve, 600 * 2 ** tries));
            continue;
          }
        }
        this.#dispatch({ type: "press", token, press: { messageId, phase: "failed", error: failure.message } });
        return false;
      }
    }
  }

  async loadOlder(): Promise<void> {
    const { entries, more, loadingOlder } = this.store.get();
    const oldest = entries.find((entry) => entry.message.id !== entry.clientId);
    if (!more || loadingOlder || !oldest) return;
    this.#dispatch({ type: "older_started" });
    try {
      this.#dispatch({ type: "older_ended", page: await this.#api.conversation(oldest.message.id) });
    } catch (error) {
      this.#dispatch({ type: "older_ended", page: null });
      this.#signedOutBy(error);
    }
  }

  closeNotice(key: string): void {
    this.#dispatch({ type: "notice_closed", key });
  }

  #dispatch(action: DeskAction): void {
    this.store.dispatch(action);
  }

  #connected(): void {
    this.#outbox.wake();
    void this.#fetch();
  }

  #down(attempt: number): void {
    // One blip is normal (a deploy, a proxy's time limit) and not worth a banner.
    if (attempt < 2) return;
    this.#dispatch({ type: "connection", connection: "reconnecting" });
    // An EventSource hides the status: asking in the ordinary way tells "signed out" from "away".
    void this.#fetch();
  }

  /**
   * The newest page, fetched whenever the stream opens: whatever the cursor could not bring is in it, and what comes
   * live meanwhile is merged by id.
   */
  async #fetch(): Promise<void> {
    if (this.#fetching) {
      this.#fetchAgain = true;
      return;
    }
    this.#fetching = true;
    this.#dispatch({ type: "fetch_started" });
    try {
      const page = await this.#api.conversation();
      for (const message of page.messages) this.clock.observe(message.at);
      this.#dispatch({ type: "fetch_ended", page });
      this.#dispatch({ type: "connection", connection: "online" });
    } catch (error) {
      this.#dispatch({ type: "fetch_ended", page: null });
      if (!this.#signedOutBy(error)) this.#dispatch({ type: "connection", connection: "reconnecting" });
    } finally {
      this.#fetching = false;
      if (this.#fetchAgain) {
        this.#fetchAgain = false;
        void this.#fetch();
      }
    }
  }

  #event(name: "message" | "typing" | "notice", data: unknown): void {
    if (name === "message") {
      const message = data as DeskMessage;
      this.clock.observe(message.at);
      this.#dispatch({ type: "message", message });
    } else if (name === "typing") {
      this.#dispatch({ type: "typing", typing: data as TypingEvent });
      clearTimeout(this.#typingTimer);
      this.#typingTimer = setTimeout(() => this.#dispatch({ type: "typing", typing: { on: false } }), TYPING_MS);
    } else {
      this.#dispatch({ type: "notice", notice: { ...(data as NoticeEvent), key: crypto.randomUUID() } });
    }
  }

  /** A window that was open for long reads the clock again. */
  async #readClock(): Promise<void> {
    if (document.visibilityState !== "visible") return;
    const session = await this.#api.session().catch(() => null);
    if (session?.clock) this.clock.set(session.clock);
  }

  #queued({ clientId, text, files = [], at }: Outgoing): void {
    const names = files.map(({ name }) => name);
    this.#dispatch({ type: "queued", clientId, text: withFileNames(text, names), at });
  }

  #sendFailed({ clientId, text, files = [] }: Outgoing, error: DeskError): void {
    if (REFUSED_FOR_ITS_WORDS.has(error.status)) {
      this.discard(clientId);
      this.onRefused({ text, files, reason: error.message });
      return;
    }
    this.#dispatch({ type: "send_failed", clientId, reason: error.message });
  }

  /** A press whose card never changed and that nobody answered may be tried again. */
  #release(token: string): void {
    if (this.store.get().presses[token]?.phase === "pressed") this.#dispatch({ type: "press", token, press: null });
  }

  #signedOutBy(error: unknown): boolean {
    if (!(error instanceof DeskError) || error.kind !== "signed_out") return false;
    this.onSignedOut();
    return true;
  }
}
