import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "../../../core/audit/incidents.ts";
import type { InboundMessage, InboundPress } from "../../runtime/channel.ts";
import type { Arrival, Receiver } from "../../runtime/receiver.ts";
import { createWhatsappWebChannel, NOT_CONNECTED, type WhatsappWebChannel } from "../channel.ts";
import { openSessionFolder, type SessionFolder } from "../folder.ts";
import { Pace } from "../pace.ts";
import { createWhatsappWebReceiver, type WhatsappWebReceiver } from "../receiver.ts";
import type { SentMessages } from "../sent.ts";
import { createWebSession, type SessionState, type SessionTimes, type WebSession } from "../session.ts";
import { StandIn } from "./stand-in.ts";

export interface Kept {
  readonly arrival: Arrival;
  readonly message?: InboundMessage;
  readonly press?: InboundPress;
}

/** Session, channel and receiver on the stand-in, put together as the app does it. */
export interface WebLine {
  readonly whatsapp: StandIn;
  readonly folder: SessionFolder;
  readonly session: WebSession;
  readonly channel: WhatsappWebChannel;
  readonly incoming: WhatsappWebReceiver;
  /** What the inbox has, each once. */
  readonly kept: Kept[];
  readonly states: SessionState[];
  readonly incidents: string[];
  readonly logged: string[];
  /** Which row each sent message belongs to. */
  readonly rows: Map<string, string>;
  /** Tries to keep something that fail first. */
  failing: number;
  until(kind: SessionState["kind"]): Promise<void>;
  close(): Promise<void>;
}

export interface LineOptions {
  readonly whatsapp?: StandIn;
  readonly folder?: string;
  readonly times?: Partial<SessionTimes>;
  readonly perDay?: number;
  readonly receiver?: Receiver;
  readonly sent?: SentMessages;
  readonly log?: Log;
  /** The inbox and the notes of an earlier line, as a restarted process finds them. */
  readonly before?: Pick<WebLine, "kept" | "rows">;
  readonly fetchPicture?: (url: string) => Promise<{ bytes: Uint8Array; type: string } | undefined>;
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), "kolega-wweb-"));

export function openWebLine(options: LineOptions = {}): WebLine {
  const whatsapp = options.whatsapp ?? new StandIn();
  const path = options.folder ?? temporaryFolder();
  const folder = openSessionFolder(path);
  const kept = options.before?.kept ?? [];
  const states: SessionState[] = [];
  const incidents: string[] = [];
  const logged: string[] = [];
  const rows = options.before?.rows ?? new Map<string, string>();
  const write =
    (level: string): Log["info"] =>
    (fields, text) =>
      void logged.push(`${level} ${text} ${JSON.stringify(fields)}`);
  const log: Log = options.log ?? { info: write("info"), warn: write("warn"), error: write("error") };
  const keep = (one: Kept): Promise<"accepted" | "duplicate"> => {
    if (line.failing > 0) {
      line.failing -= 1;
      return Promise.reject(new Error("the database is away"));
    }
    const known = kept.some(({ arrival }) => arrival.externalId === one.arrival.externalId);
    if (!known) kept.push(one);
    return Promise.resolve(known ? "duplicate" : "accepted");
  };
  const incoming = createWhatsappWebReceiver({
    receiver: options.receiver ?? {
      message: (arrival, message) => keep({ arrival, message }),
      press: (arrival, press) => keep({ arrival, press }),
    },
    sent: options.sent ?? {
      outboundOf: (_account, messageId) => Promise.resolve(rows.get(messageId)),
      withChoices: () => Promise.resolve([...rows.keys()]),
    },
    marks: folder,
    arrived: (conversation, chatId) => channel.noteArrival(conversation, chatId),
    log,
    retryMs: 10,
  });
  const session = createWebSession({
    library: whatsapp,
    folder,
    log,
    reportIncident: (error) => void incidents.push(error.message),
    onClient: (client) => incoming.listen(client),
    onReady: (client) => {
      void incoming.catchUp(client);
      void options.sent?.retryNow(NOT_CONNECTED);
    },
    onState: (state) => void states.push(state),
    times: {
      firstPauseMs: 20,
      longestPauseMs: 80,
      checkMs: 20,
      answerMs: 30,
      silentMs: 60,
      closeMs: 50,
      ...options.times,
    },
  });
  const channel = createWhatsappWebChannel({
    library: whatsapp,
    session,
    pace: new Pace({ gapMs: 1, perDay: options.perDay ?? 1_000, counter: folder.counter }),
    fetchPicture: options.fetchPicture,
    onSent: options.sent?.keep ?? (async (_account, messageId, outboundId) => void rows.set(messageId, outboundId)),
    sendTimeoutMs: 200,
  });
  const line: WebLine = {
    whatsapp,
    folder,
    session,
    channel,
    incoming,
    kept,
    states,
    incidents,
    logged,
    rows,
    failing: 0,
    async until(kind) {
      for (const end = Date.now() + 5_000; session.state().kind !== kind; ) {
        if (Date.now() > end) throw new Error(`not ${kind} but ${session.state().kind}`);
        await new Promise((done) => setTimeout(done, 5));
      }
    },
    async close() {
      channel.close();
      await session.close();
      if (!options.folder) rmSync(path, { recursive: true, force: true });
    },
  };
  return line;
}

/** A line that is ready. */
export async function readyLine(options: LineOptions = {}): Promise<WebLine> {
  const line = openWebLine(options);
  line.session.start();
  await line.until("ready");
  await new Promise((done) => setTimeout(done, 10));
  return line;
}
