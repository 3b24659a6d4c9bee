import { join } from "node:path";
import { createDeskChannel } from "../bots/desk/channel.ts";
import { createDeskFiles } from "../bots/desk/files.ts";
import { createLive } from "../bots/desk/live.ts";
import { createDeskRouter } from "../bots/desk/server.ts";
import { createDeskStore } from "../bots/desk/store.ts";
import type { Channel } from "../bots/runtime/channel.ts";
import { fetchPicture } from "../bots/runtime/pictures.ts";
import { createReceiver } from "../bots/runtime/receiver.ts";
import { templateDefinitions } from "../bots/whatsapp/templates.ts";
import { createSpending } from "../core/assistant/index.ts";
import { systemClock } from "../core/kernel/clock.ts";
import { killAt } from "../core/kernel/kill-points.ts";
import { startSandbox } from "../sandbox/server.ts";
import { createBrain } from "./brain.ts";
import { type ChatBook, learnAddresses } from "./channels/addresses.ts";
import { openChannels, secretsFrom } from "./channels/open.ts";
import { type Config, ConfigError, masterKeyOf } from "./config.ts";
import type { ChannelConfig } from "./config-channels.ts";
import { DEMO_PHONES, linkDemoChats, sandboxChannels } from "./demo/chats.ts";
import { loadDemo } from "./demo/load.ts";
import { createSandboxAccounts } from "./demo/sandbox-accounts.ts";
import { settleEmbeddings } from "./embeddings.ts";
import { openFoundation } from "./foundation.ts";
import { houseFromConfig } from "./house-from-config.ts";
import { hintAfter, watchedChannel, watchedHouse } from "./kill-points.ts";
import { freeLeftLeases } from "./left-leases.ts";
import { createLog } from "./log.ts";
import { backParts, describeParts } from "./parts.ts";
import { startWeb } from "./web-server.ts";
import { createDeskSessions } from "./web-sessions.ts";
import { createWake, startWorkers } from "./workers.ts";

export type ProcessRole = "all" | "web" | "worker" | "bots";

/** The token with which the sandbox's bank signs its callbacks; it guards nothing real. */
export const SANDBOX_CALLBACK_TOKEN = "sandbox-callback-token";

/** Things to close, in the reverse order of their opening. */
class Closers {
  readonly #steps: { name: string; close: () => Promise<void> }[] = [];
  add(name: string, close: () => Promise<void>): void {
    this.#steps.push({ name, close });
  }
  async run(onError: (name: string, error: unknown) => void): Promise<void> {
    for (const step of this.#steps.reverse()) await step.close().catch((error: unknown) => onError(step.name, error));
  }
}

/** Runs Kolega in this process until it is told to stop. Throws ConfigError and DataFolderInUse before anything is served. */
export async function start(config: Config, role: ProcessRole): Promise<void> {
  const began = Date.now();
  if (config.channels.whatsappWeb && role !== "all") {
    throw new ConfigError(
      `WHATSAPP_WEB is set, and its browser belongs to one process that does everything: start it with --role all, not ${role}.`,
    );
  }
  const log = createLog(config.logLevel);
  const closers = new Closers();
  const stop = async (code: number): Promise<never> => {
    await closers.run((name, error) => log.error({ name, error: String(error) }, "shutdown"));
    process.exit(code);
  };
  try {
    const foundation = await openFoundation(config, log, { guest: false });
    closers.add("database", () => foundation.close());
    if (foundation.embedded === "own") await freeLeftLeases(foundation.db);
    const sandboxUrl = await openSandbox(config, role, closers);
    const wake = createWake();
    const brain = createBrain(config, log, createSpending(foundation.db, systemClock));
    const reached = config.killAt === undefined ? undefined : killAt(config.killAt);
    const chats: ChatBook = {};
    const house = watchedHouse(
      houseFromConfig({
        config,
        foundation,
        log,
        wake,
        publicUrl: config.publicUrl,
        sandboxUrl,
        writer: brain.writer,
        chats,
      }),
      reached,
    );
    if (config.demo) {
      await loadDemo({
        db: house.db,
        vault: house.ports.vault,
        embedder: house.ports.embedder,
        now: house.clock.now(),
      });
      if (sandboxUrl) await createSandboxAccounts(sandboxUrl);
      await linkDemoChats(house.db, house.clock.now());
    }

    if (role === "all" || role === "worker") await settleEmbeddings(house, wake.jobs);
    const live = createLive();
    const store = createDeskStore(house.db, house.ports.vault, (person) => live.tell(person, { kind: "changed" }));
    const files = createDeskFiles(house.db, house.clock);
    const desk = createDeskChannel(store, files, live);
    const receiver = createReceiver(house.db, hintAfter(reached, "event_kept", wake.inbox), house.secrets);
    const sessions = createDeskSessions({
      db: house.db,
      clock: house.clock,
      demo: config.demo,
      secureCookies: config.publicUrl.startsWith("https:"),
    });
    const platforms = await openChannels(channelsOf(config, sandboxUrl), {
      house,
      receiver,
      publicUrl: config.demo ? localUrl(config) : config.publicUrl,
      linksUrl: config.publicUrl,
      fetchPicture: (url) => fetchPicture(url, sandboxUrl),
      wakeOutbox: wake.outbox,
      secretFor: secretsFrom(masterKeyOf(config)),
      dataDir: config.dataDir,
      demo: config.demo,
      sessions,
    });
    for (const platform of platforms) closers.add(platform.channel.name, () => platform.close());
    const channels = new Map<string, Channel>(
      [desk, ...platforms.map(({ channel }) => channel)].map((channel) => [
        channel.name,
        watchedChannel(channel, reached),
      ]),
    );
    if (role !== "web") {
      const workers = await startWorkers({
        house,
        assistant: brain.assistant(house),
        channels,
        owner: foundation.owner,
        redis: config.redis,
        wake: { inbox: wake.inbox, outbox: hintAfter(reached, "turn_committed", wake.outbox) },
        reached,
      });
      wake.connect(workers);
      closers.add("workers", () => workers.stop());
    }
    let url: string | undefined;
    if (role === "all" || role === "web") {
      const deskRouter = createDeskRouter({
        db: house.db,
        store,
        files,
        live,
        sessions,
        i18n: house.i18n,
        demo: config.demo,
        sandboxUrl,
        clockSpeed: config.clockSpeed,
        now: () => house.clock.now(),
        receiver,
      });
      const web = await startWeb({
        config,
        house,
        deskRouter,
        sessions,
        wakeInbox: wake.inbox,
        sandboxToken: sandboxUrl ? SANDBOX_CALLBACK_TOKEN : undefined,
        channelDoors: platforms.flatMap(({ openDoor }) => openDoor?.() ?? []),
      });
      closers.add("web", web.close);
      url = web.url;
    }
    if (role === "all" || role === "bots") {
      for (const platform of platforms) await platform.receive?.();
    }
    const stopping = new AbortController();
    closers.add("addresses", async () => stopping.abort());
    learnAddresses(chats, platforms, log, stopping.signal);
    announce(config, role, url, sandboxUrl, Date.now() - began);
  } catch (error) {
    await closers.run(() => undefined);
    throw error;
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      process.stdout.write("\nStopping: finishing what is under way…\n");
      void stop(0);
      // A second Ctrl-C, or half a minute, ends it the hard way; nothing acknowledged is lost by that either.
      process.once(signal, () => process.exit(130));
      setTimeout(() => process.exit(1), 30_000).unref();
    });
  }
}

/** Where this machine reaches this process. */
const localUrl = (config: Config): string => `http://127.0.0.1:${config.port}`;

/** The channels that are set up; in demo mode the sandbox stands in for the others. */
function channelsOf(config: Config, sandboxUrl: string | undefined): ChannelConfig {
  if (!config.demo || !sandboxUrl) return config.channels;
  const own = Object.entries(config.channels).filter(([, settings]) => settings !== undefined);
  const { whatsapp, ...others } = sandboxChannels(sandboxUrl);
  // WhatsApp has one door: a real one takes the stand-in's place.
  return { ...others, ...(config.channels.whatsappWeb ? {} : { whatsapp }), ...Object.fromEntries(own) };
}

async function openSandbox(config: Config, role: ProcessRole, closers: Closers): Promise<string | undefined> {
  if (!config.demo) return undefined;
  if (config.sandboxUrl || role !== "all") return config.sandboxUrl ?? `http://127.0.0.1:${config.sandboxPort}`;
  const sandbox = await startSandbox({
    host: "127.0.0.1",
    port: config.sandboxPort,
    stateDir: join(config.dataDir, "sandbox"),
    clock: systemClock,
    metricSpeed: config.clockSpeed,
    webhook: { payoutUrl: `${localUrl(config)}/webhooks/xendit`, callbackToken: SANDBOX_CALLBACK_TOKEN },
    chats: { appUrl: () => localUrl(config), phones: DEMO_PHONES, templates: templateDefinitions() },
  });
  closers.add("sandbox", () => sandbox.close());
  return sandbox.url;
}

function announce(
  config: Config,
  role: ProcessRole,
  url: string | undefined,
  sandboxUrl: string | undefined,
  tookMs: number,
): void {
  const mark = { live: "●", sandbox: "○", off: "–" } as const;
  const parts = url ? describeParts({ ...config, publicUrl: url }) : backParts(config);
  const lines = parts.map((part) => `  ${mark[part.state]} ${part.name.padEnd(10)} ${part.text}`);
  if (sandboxUrl) {
    lines.push(`  ○ ${"Phone".padEnd(10)} ${sandboxUrl} (publish posts as a demo influencer; see the bank)`);
    lines.push(`  ○ ${"Chats".padEnd(10)} ${sandboxUrl}/chats (Slack, Telegram and WhatsApp side by side)`);
  }
  if (config.demo) lines.push("", "  Demo: the metric clock shows a week in a minute. Nothing here moves real money.");
  process.stdout.write(
    `\nKolega is running (${role}, started in ${(tookMs / 1_000).toFixed(1)} s).   ● live   ○ sandboxed   – off\n\n${lines.join("\n")}\n${url ? `\n  Open ${url}\n` : ""}\n`,
  );
}
