import { join } from "node:path";
import { createWhatsappWebChannel, NOT_CONNECTED } from "../../bots/whatsapp-web/channel.ts";
import { openSessionFolder } from "../../bots/whatsapp-web/folder.ts";
import { guardLibrary } from "../../bots/whatsapp-web/guard.ts";
import { createLibrary } from "../../bots/whatsapp-web/library.ts";
import { Pace } from "../../bots/whatsapp-web/pace.ts";
import { qrLines, qrSvg } from "../../bots/whatsapp-web/qr.ts";
import { createWhatsappWebReceiver } from "../../bots/whatsapp-web/receiver.ts";
import { createSentMessages } from "../../bots/whatsapp-web/sent.ts";
import { createWebSession, nextStep, type SessionState } from "../../bots/whatsapp-web/session.ts";
import { createPairingPage, type Pairing } from "../../web/pairing-page.ts";
import type { ChannelConfig } from "../config-channels.ts";
import { doorParts } from "../doors.ts";
import { pageSessions } from "../web-sessions.ts";
import type { ChannelParts, RunningChannel } from "./running.ts";

/** Where an admin links the phone. */
export const PAIRING_PATH = "/channels/whatsapp-web";

/** Where the linked session lies, readable by the user of this process only. */
export const whatsappWebFolder = (dataDir: string): string => join(dataDir, "whatsapp-web");

/** WhatsApp through a browser that this process runs. */
export function openWhatsappWeb(
  config: NonNullable<ChannelConfig["whatsappWeb"]>,
  parts: ChannelParts,
): RunningChannel {
  const { house, dataDir } = parts;
  const { log } = house;
  const folder = openSessionFolder(whatsappWebFolder(dataDir));
  const library = createLibrary({ chromium: config.chromium, folder: folder.path });
  const sent = createSentMessages(house.db);
  const report = (error: Error, once?: string): void => {
    house.reportIncident(error, "whatsapp-web", "platform", once).catch(() => undefined);
  };
  const incoming = createWhatsappWebReceiver({
    receiver: parts.receiver,
    sent,
    marks: folder,
    arrived: (conversation, chatId) => channel.noteArrival(conversation, chatId),
    log,
  });
  const session = createWebSession({
    library,
    folder,
    log,
    reportIncident: report,
    onClient: (client) => incoming.listen(client),
    onReady: (client) => {
      const ready = Promise.all([incoming.catchUp(client), sent.retryNow(NOT_CONNECTED)]);
      ready.then(parts.wakeOutbox, (error: unknown) => report(error as Error));
    },
    onState: (state) => void showInTerminal(state, parts),
  });
  const channel = createWhatsappWebChannel({
    library,
    session,
    fetchPicture: parts.fetchPicture,
    onSent: sent.keep,
    pace: new Pace({
      ...config,
      counter: folder.counter,
      onUsedUp: (day) =>
        report(
          new Error(
            `WhatsApp Web sent its ${config.perDay} messages of today; the rest goes out tomorrow. WHATSAPP_WEB_PER_DAY raises the limit, and the risk of a ban.`,
          ),
          day,
        ),
    }),
  });
  let guard: { stop(): void } | undefined;
  return {
    channel,
    // Anyone may be anyone in demo mode: there the terminal alone shows the code.
    openDoor: parts.demo
      ? undefined
      : () =>
          createPairingPage({
            ...doorParts(house),
            ...pageSessions(parts.sessions),
            path: PAIRING_PATH,
            mayPair: async ({ actor }) => actor.roles.includes("admin") && (await isOnlyOrganization(parts)),
            pairing: () => pairingOf(session.state()),
            again: () => session.again(),
            signInUrl: "/",
            publicUrl: parts.linksUrl,
          }),
    async receive() {
      guard = guardLibrary((why) => session.fail(`something of it failed (${why})`));
      session.start();
    },
    address: async () => {
      const phone = session.ready()?.client.info?.wid.user;
      if (!phone) throw new Error("whatsapp-web is not linked");
      return { whatsapp: { phone } };
    },
    async close() {
      channel.close();
      await session.close();
      guard?.stop();
    },
  };
}

/** The account carries every organization's chats: where there are several, no admin of one of them links a phone. */
async function isOnlyOrganization({ house }: ChannelParts): Promise<boolean> {
  const row = await house.db.transaction({ role: "platform" }, (tx) =>
    tx.first<{ count: number }>("SELECT count(*)::int AS count FROM organization"),
  );
  return row?.count === 1;
}

async function pairingOf(state: SessionState): Promise<Pairing> {
  switch (state.kind) {
    case "pairing":
      return { kind: "code", svg: await qrSvg(state.code), expiresInMs: state.until - Date.now() };
    case "ready":
      return { kind: "linked" };
    case "stopped":
      return { kind: "stopped", next: nextStep(state) ?? "" };
    default:
      return { kind: "starting" };
  }
}

/** The operator links the phone from the terminal; a code is worth nothing a minute later. */
async function showInTerminal(state: SessionState, { demo, linksUrl }: ChannelParts): Promise<void> {
  if (state.kind === "pairing") {
    const page = demo ? "" : `\n  or on ${linksUrl}${PAIRING_PATH} as an admin`;
    process.stdout.write(
      `\n  Scan this with the phone (WhatsApp, Settings, Linked devices)${page}:\n\n${await qrLines(state.code)}\n`,
    );
  }
  if (state.kind === "ready") process.stdout.write("\n  WhatsApp Web is linked.\n");
  if (state.kind === "stopped") process.stdout.write(`\n  WhatsApp Web stopped: ${nextStep(state) ?? ""}\n`);
}
