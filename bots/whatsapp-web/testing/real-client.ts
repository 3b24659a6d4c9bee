/**
 * Runs a session with the library's own client and a real browser, on a page that is not WhatsApp; prints each state and
 * each browser as a line of JSON. started as a process of its own by real-client.embedded.test.ts, which looks at what it leaves.
 *
 *   node --import tsx bots/whatsapp-web/testing/real-client.ts <chromium> <folder> silent|failing
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import whatsapp from "whatsapp-web.js";
import { openSessionFolder } from "../folder.ts";
import { guardLibrary } from "../guard.ts";
import { clientOptions, createLibrary } from "../library.ts";
import { createWebSession } from "../session.ts";

const [, , chromium = "", path = "", mode = "silent"] = process.argv;
const say = (what: Readonly<Record<string, unknown>>): void => void process.stdout.write(`${JSON.stringify(what)}\n`);

// The library answers the address of WhatsApp Web from its cache: with a page of ours, without any network.
const pages = join(path, "pages");
mkdirSync(pages, { recursive: true });
writeFileSync(join(pages, "local.html"), "<!doctype html><title>not WhatsApp</title><p>Hello");

const folder = openSessionFolder(path);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const session = createWebSession({
  library: {
    ...createLibrary({ chromium, folder: path }),
    open() {
      const client = new whatsapp.Client({
        ...clientOptions({ chromium }),
        authStrategy: new whatsapp.LocalAuth({ dataPath: path }),
        webVersion: "local",
        webVersionCache: { type: "local", path: pages },
        // How long it looks for WhatsApp on the page: longer than our own watch waits, or shorter.
        authTimeoutMs: mode === "silent" ? 600_000 : 1_500,
      });
      const watch = setInterval(() => {
        const pid = client.pupBrowser?.process()?.pid;
        if (pid === undefined) return;
        clearInterval(watch);
        say({ browser: pid });
      }, 20);
      return client;
    },
  },
  folder,
  log: { ...silent, warn: (fields, text) => say({ warn: text, ...fields }) },
  reportIncident: (error) => say({ incident: error.message }),
  onClient: () => undefined,
  onReady: () => undefined,
  onState: ({ kind }) => say({ state: kind }),
  times: { startMs: mode === "silent" ? 6_000 : 60_000, firstPauseMs: 200, longestPauseMs: 200 },
});
const guard = guardLibrary((why) => session.fail(why));
process.once("SIGTERM", () => {
  void session.close().then(() => {
    guard.stop();
    process.exit(0);
  });
});
session.start();
