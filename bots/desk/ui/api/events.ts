import { takeStreamSlot } from "./stream-slot.ts";

/** What the live connection tells its owner. */
export interface LiveHandlers {
  /** Connected (again): everything from now on arrives; what came before must be fetched. */
  onOpen(): void;
  onEvent(name: "message" | "typing" | "notice", data: unknown): void;
  /** The connection is gone; it is being tried again. `attempt` counts the failures in a row. */
  onDown(attempt: number): void;
  /** No stream is free for this window: fetch now, it will be asked again soon. */
  onPoll(): void;
}

const POLL_MS = 3_000;
const SLOWEST_RETRY_MS = 10_000;
const SILENCE_MS = 75_000;

/**
 * The live connection of one window. It reconnects by itself with the id of the last event it saw (`after`), since an
 * EventSource gives up for good when a proxy answers an error.
 */
export class LiveConnection {
  #source: EventSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watchdog: ReturnType<typeof setInterval> | undefined;
  #release: (() => void) | null = null;
  #cursor: string | undefined;
  #failures = 0;
  #lastSign = 0;
  #pings = false;
  #running = false;
  readonly #url: (after: string | undefined) => string;
  readonly #handlers: LiveHandlers;

  constructor(url: (after: string | undefined) => string, handlers: LiveHandlers) {
    this.#url = url;
    this.#handlers = handlers;
  }

  start(): void {
    this.#running = true;
    globalThis.addEventListener("online", this.#hurry);
    document.addEventListener("visibilitychange", this.#onVisible);
    this.#watchdog = setInterval(() => this.#checkSilence(), 15_000);
    void this.#connect();
  }

  stop(): void {
    this.#running = false;
    globalThis.removeEventListener("online", this.#hurry);
    document.removeEventListener("visibilitychange", this.#onVisible);
    clearInterval(this.#watchdog);
    clearTimeout(this.#timer);
    this.#close();
    this.#release?.();
    this.#release = null;
  }

  async #connect(): Promise<void> {
    clearTimeout(this.#timer);
    this.#close();
    if (!this.#release) {
      const release = await takeStreamSlot();
      if (!this.#running) {
        release?.();
        return;
      }
      this.#release = release;
    }
    if (!this.#release) {
      this.#handlers.onPoll();
      this.#timer = setTimeout(() => void this.#connect(), POLL_MS);
      return;
    }
    const source = new EventSource(this.#url(this.#cursor), { withCredentials: true });
    this.#source = source;
    source.onopen = () => {
      this.#failures = 0;
      this.#sign();
      this.#handlers.onOpen();
    };
    source.onerror = () => this.#down();
    for (const name of ["message", "typing", "notice"] as const) {
      source.addEventListener(name, (event) => {
        this.#sign();
        const data = parse(event.data);
        // The handler first: were it to throw, the cursor would not move past what was not shown.
        if (data !== undefined) this.#handlers.onEvent(name, data);
        if (event.lastEventId) this.#cursor = event.lastEventId;
      });
    }
    source.addEventListener("ping", (event) => {
      this.#pings = true;
      this.#sign();
      if (event.lastEventId) this.#cursor = event.lastEventId;
    });
  }

  #down(): void {
    if (!this.#running) return;
    this.#close();
    this.#failures += 1;
    this.#handlers.onDown(this.#failures);
    // The jitter keeps a restarted server from being asked by all windows in one moment.
    const delay = Math.min(SLOWEST_RETRY_MS, 500 * 2 ** (this.#failures - 1)) * (0.75 + Math.random() / 2);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#connect(), delay);
  }

  /** A laptop that slept may hold a dead connection without knowing; a server that pings does not fall silent. */
  #checkSilence(): void {
    if (this.#source && this.#pings && Date.now() - this.#lastSign > SILENCE_MS) this.#down();
  }

  readonly #hurry = (): void => {
    if (this.#running && !this.#source && this.#release) void this.#connect();
  };

  readonly #onVisible = (): void => {
    if (document.visibilityState !== "visible") return;
    this.#checkSilence();
    this.#hurry();
  };

  #sign(): void {
    this.#lastSign = Date.now();
  }

  #close(): void {
    this.#source?.close();
    this.#source = null;
  }
}

function parse(data: unknown): unknown {
  if (typeof data !== "string") return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
