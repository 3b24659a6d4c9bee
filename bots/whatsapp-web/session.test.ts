import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { SessionInUse } from "./folder.ts";
import { isLibraryFailure } from "./guard.ts";
import { nextStep } from "./session.ts";
import { openWebLine, readyLine, temporaryFolder, type WebLine } from "./testing/line.ts";
import { ACCOUNT, StandIn } from "./testing/stand-in.ts";

const lines: WebLine[] = [];
const opened = (line: WebLine): WebLine => {
  lines.push(line);
  return line;
};
afterEach(async () => {
  for (const line of lines.splice(0)) await line.close();
});
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const kinds = (line: WebLine): string[] => line.states.map(({ kind }) => kind);

describe("a session that is being linked", () => {
  it("shows each code as it comes, and is ready once one is scanned", async () => {
    const whatsapp = new StandIn();
    whatsapp.onStart = (client) => client.tell("qr", "1@first");
    const line = opened(openWebLine({ whatsapp, times: { startMs: 500 } }));
    line.session.start();
    await line.until("pairing");
    expect(line.session.state()).toMatchObject({ code: "1@first" });
    whatsapp.client.tell("qr", "1@second");
    expect(line.session.state()).toMatchObject({ code: "1@second" });
    whatsapp.client.becomeReady();
    expect(line.session.state()).toEqual({ kind: "ready", account: ACCOUNT });
    expect(kinds(line)).toEqual(["starting", "pairing", "pairing", "ready"]);
  });

  it("hands out no code that is over", async () => {
    const whatsapp = new StandIn();
    whatsapp.onStart = (client) => client.tell("qr", "1@first");
    const line = opened(openWebLine({ whatsapp, times: { codeLifeMs: 40 } }));
    line.session.start();
    await line.until("pairing");
    await sleep(50);
    expect(line.session.state().kind).toBe("starting");
  });

  it("stops when nobody scans, without an incident, until it is asked for another", async () => {
    const whatsapp = new StandIn();
    whatsapp.onStart = (client) => {
      for (let code = 1; code <= 4; code += 1) client.tell("qr", `1@${code}`);
    };
    const line = opened(openWebLine({ whatsapp, times: { maxCodes: 3 } }));
    line.session.start();
    await line.until("stopped");
    expect(line.session.state()).toEqual({ kind: "stopped", why: "unscanned" });
    expect(line.incidents).toEqual([]);
    expect(whatsapp.clients[0]?.destroyed).toBe(true);
    whatsapp.onStart = (client) => client.becomeReady();
    line.session.again();
    await line.until("ready");
  });
});

describe("a session that fails", () => {
  it("starts anew with growing pauses, and tells the operator once", async () => {
    const whatsapp = new StandIn();
    const at: number[] = [];
    whatsapp.onStart = () => {
      at.push(Date.now());
      return Promise.reject(new Error("net::ERR_NAME_NOT_RESOLVED at https://web.whatsapp.com/\n  at x"));
    };
    const line = opened(openWebLine({ whatsapp, times: { firstPauseMs: 30, longestPauseMs: 240 } }));
    line.session.start();
    for (const end = Date.now() + 5_000; at.length < 6 && Date.now() < end; ) await sleep(5);
    const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    for (const [index, least] of [30, 60, 120, 240, 240].entries())
      expect(pauses[index]).toBeGreaterThanOrEqual(least - 2);
    expect(line.incidents).toHaveLength(1);
    expect(line.incidents[0]).toMatch(/did not start \(net::ERR_NAME_NOT_RESOLVED.*kolega doctor/);
    expect(whatsapp.clients.slice(0, -1).every(({ destroyed }) => destroyed)).toBe(true);
  });

  it("is noticed when nothing comes at all, and when `ready` never comes", async () => {
    const whatsapp = new StandIn();
    const starts: (typeof whatsapp)["onStart"][] = [
      () => new Promise(() => undefined),
      (client) => client.tell("authenticated"),
      (client) => client.becomeReady(),
    ];
    whatsapp.onStart = (client) => starts.shift()?.(client);
    const line = opened(openWebLine({ whatsapp, times: { startMs: 40 } }));
    line.session.start();
    await line.until("ready");
    expect(whatsapp.clients).toHaveLength(3);
    expect(line.logged.filter((text) => text.includes("no sign of life"))).toHaveLength(2);
  });

  it("is noticed when a ready page answers nothing, or is not connected, for a while", async () => {
    const line = opened(await readyLine());
    line.whatsapp.client.frozen = true;
    for (const end = Date.now() + 5_000; line.whatsapp.clients.length < 2 && Date.now() < end; ) await sleep(5);
    await line.until("ready");
    line.whatsapp.client.connection = "TIMEOUT";
    for (const end = Date.now() + 5_000; line.whatsapp.clients.length < 3 && Date.now() < end; ) await sleep(5);
    await line.until("ready");
    expect(line.logged.filter((text) => text.includes("not been connected lately"))).toHaveLength(2);
    expect(line.incidents).toEqual([]);
  });

  it("outlives a short loss of the connection", async () => {
    const line = opened(await readyLine({ times: { silentMs: 300 } }));
    line.whatsapp.client.connection = "OPENING";
    await sleep(100);
    line.whatsapp.client.connection = "CONNECTED";
    await sleep(300);
    expect(line.whatsapp.clients).toHaveLength(1);
  });

  it("hears nothing of a client that it gave up", async () => {
    const line = opened(await readyLine());
    const old = line.whatsapp.client;
    line.session.fail("a test");
    await line.until("ready");
    old.tell("disconnected", "LOGOUT");
    await sleep(20);
    expect(line.session.state().kind).toBe("ready");
  });

  it("never runs two clients at once, however the first one hangs", async () => {
    const whatsapp = new StandIn();
    let running = 0;
    let most = 0;
    whatsapp.onStart = async (client) => {
      running += 1;
      most = Math.max(most, running);
      while (!client.destroyed) await sleep(5);
      running -= 1;
    };
    const line = opened(openWebLine({ whatsapp, times: { startMs: 30 } }));
    line.session.start();
    await sleep(400);
    expect(whatsapp.clients.length).toBeGreaterThan(2);
    expect(most).toBe(1);
  });
});

describe("a session that a person has to look at", () => {
  it.each([
    ["LOGOUT", "logout"],
    ["UNPAIRED", "logout"],
    ["TOS_BLOCK", "blocked"],
    ["CONFLICT", "conflict"],
    ["DEPRECATED_VERSION", "outdated"],
  ])("stops at %s and says what to do", async (reason, why) => {
    const line = opened(await readyLine());
    line.whatsapp.client.tell("disconnected", reason);
    expect(line.session.state()).toEqual({ kind: "stopped", why });
    expect(line.incidents).toEqual([`WhatsApp Web stopped: ${nextStep(line.session.state())}`]);
    await sleep(120);
    expect(line.whatsapp.clients).toHaveLength(1);
    expect(line.whatsapp.client.destroyed).toBe(true);
  });

  it("stops when the stored session is not accepted, and throws it away", async () => {
    const whatsapp = new StandIn();
    whatsapp.onStart = (client) => client.tell("auth_failure", "no");
    const line = opened(openWebLine({ whatsapp }));
    mkdirSync(join(line.folder.path, "session"));
    line.folder.setMark({ account: "1", at: 1 });
    line.session.start();
    await line.until("stopped");
    await sleep(80);
    expect(existsSync(join(line.folder.path, "session"))).toBe(false);
    expect(line.folder.mark()).toBeUndefined();
    expect(line.incidents).toHaveLength(1);
  });
});

describe("the folder of a session", () => {
  it("is open to nobody else", () => {
    const line = opened(openWebLine());
    expect(statSync(line.folder.path).mode & 0o777).toBe(0o700);
    line.folder.setMark({ account: "1", at: 5 });
    expect(statSync(join(line.folder.path, "taken-over.json")).mode & 0o777).toBe(0o600);
  });

  it("belongs to one process at a time; what a dead one left does not count", async () => {
    const path = temporaryFolder();
    const first = opened(await readyLine({ folder: path }));
    const second = opened(openWebLine({ folder: path }));
    expect(() => second.session.start()).toThrow(SessionInUse);
    await first.close();
    second.session.start();
    await second.until("ready");
    rmSync(path, { recursive: true, force: true });
  });
});

describe("what fails in the library where nobody waits", () => {
  it("is told from what fails elsewhere", () => {
    const of = (stack: string): Error => Object.assign(new Error("x"), { stack });
    expect(isLibraryFailure("auth timeout")).toBe(true);
    expect(isLibraryFailure(of("Error\n at Client.inject (/app/node_modules/whatsapp-web.js/src/Client.js:1:1)"))).toBe(
      true,
    );
    expect(isLibraryFailure(of("TargetCloseError\n at /app/node_modules/puppeteer-core/lib/cjs/x.js"))).toBe(true);
    expect(isLibraryFailure(of("Error\n at /app/core/ledger/post.ts:3"))).toBe(false);
    expect(isLibraryFailure("something else")).toBe(false);
    expect(isLibraryFailure(undefined)).toBe(false);
  });
});
