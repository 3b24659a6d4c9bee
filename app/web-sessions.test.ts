import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDeskFiles } from "../bots/desk/files.ts";
import { createLive } from "../bots/desk/live.ts";
import { createDeskRouter } from "../bots/desk/server.ts";
import type { DeskSessions } from "../bots/desk/sessions.ts";
import { createDeskStore } from "../bots/desk/store.ts";
import { createReceiver } from "../bots/runtime/receiver.ts";
import type { Actor } from "../core/kernel/actor.ts";
import { addCampaign, campaignRow, openSampleHouse, type TestServer } from "../test/support/doors.ts";
import type { TestHouse } from "../test/support/house.ts";
import { createOrganization } from "../test/support/people.ts";
import { startWeb } from "../test/support/web.ts";
import { createDeskSessions, pageSessions } from "./web-sessions.ts";

let house: TestHouse;
let server: TestServer;
let team: Awaited<ReturnType<typeof createOrganization>>;

beforeAll(async () => {
  house = await openSampleHouse();
  team = await createOrganization(house.db, "Kilau");
  server = await openServer(true);
});
afterAll(async () => {
  await server.close();
  await house.db.close();
});

function openServer(demo: boolean): Promise<TestServer> {
  const { db, clock, i18n, ports } = house;
  const sessions: DeskSessions = createDeskSessions({ db, clock, demo, secureCookies: false });
  const desk = createDeskRouter({
    db,
    store: createDeskStore(db, ports.vault, () => undefined),
    files: createDeskFiles(db, clock),
    live: createLive(),
    sessions,
    i18n,
    demo,
    clockSpeed: 10_080,
    now: () => clock.now(),
    receiver: createReceiver(db, () => undefined, house.secrets),
  });
  return startWeb(house, new Map(), {
    desk: express().use(desk),
    approvals: {
      ...pageSessions(sessions),
      find: (id) =>
        db.transaction({ role: "platform" }, (tx) => tx.first("SELECT * FROM approval WHERE id = $1", [id])),
      decide: house.approvals.decide,
      now: () => clock.now(),
      signInUrl: "/",
    },
  });
}

/** A browser: keeps cookies and sends them where their path says. */
class Browser {
  readonly #jar = new Map<string, { value: string; path: string }>();

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#jar]
      .filter(([, { path: at }]) => path.startsWith(at))
      .map(([name, { value }]) => `${name}=${value}`)
      .join("; ");
    const res = await fetch(`${server.url}${path}`, {
      redirect: "manual",
      ...init,
      headers: { cookie, "sec-fetch-site": "same-origin", ...init.headers },
    });
    for (const line of res.headers.getSetCookie()) {
      const [, name = "", value = "", rest = ""] = /^([^=]+)=([^;]*)(.*)$/.exec(line) ?? [];
      this.#jar.set(name, { value, path: /path=([^;]+)/i.exec(rest)?.[1] ?? "/" });
    }
    return res;
  }

  /** What the desk's page does when somebody is chosen; answers the window's token. */
  async openWindow(person: Actor): Promise<string> {
    await this.fetch("/desk/api/session");
    const res = await this.fetch("/desk/api/session", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ personId: person.id }),
    });
    return ((await res.json()) as { windowToken: string }).windowToken;
  }

  async read(path: string): Promise<{ status: number; html: string }> {
    const res = await this.fetch(path);
    return { status: res.status, html: await res.text() };
  }

  /** Presses a button of the page behind the link. */
  async press(link: string, decision: "approve" | "reject"): Promise<number> {
    const { html } = await this.read(link);
    const token = /name="token" value="([^"]+)"/.exec(html)?.[1] ?? "";
    const res = await this.fetch(link, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ decision, token }).toString(),
    });
    return res.status;
  }
}

/** The link that a person is given, and the campaign it is about. */
async function linkFor(person: Actor): Promise<{ link: string; campaignId: string }> {
  const campaignId = await addCampaign(house, team.orgId, "Glow");
  const outcome = await house.executor.execute("samples.pay", { campaignId, amountMinor: 2_000_000 }, person);
  if (outcome.kind !== "waiting") throw new Error("not asked");
  const { pathname, search } = new URL(outcome.url);
  return { link: pathname + search, campaignId };
}

const paid = async (campaignId: string): Promise<boolean> =>
  (await campaignRow(house, campaignId)).budgetMinor === 2_000_000n;

describe("in demo mode, a link to an approval", () => {
  it("works for the person it was made for, beside windows of others, and decides as nobody else", async () => {
    const browser = new Browser();
    await browser.openWindow(team.admin2);
    await browser.openWindow(team.admin);
    await browser.openWindow(team.manager);
    const { link, campaignId } = await linkFor(team.admin);
    const page = await browser.read(link);
    expect(page.status).toBe(200);
    expect(page.html).toContain("Masuk sebagai Bima");
    expect(await browser.press(link, "approve")).toBe(303);
    expect(await paid(campaignId)).toBe(true);
    expect((await browser.read(link)).html).toContain("Disetujui oleh Bima");
  });

  it("leaves simple clients, which keep the first cookie of an answer, at the desk", async () => {
    let cookie = "";
    const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
      const res = await fetch(server.url + path, { ...init, headers: { cookie, ...init.headers } });
      const set = res.headers.get("set-cookie");
      if (set) cookie = set.split(";")[0] ?? "";
      return res;
    };
    await call("/desk/api/session");
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ personId: team.admin.id });
    const opened = await call("/desk/api/session", { method: "POST", headers, body });
    const { windowToken } = (await opened.json()) as { windowToken: string };
    expect((await call("/desk/api/conversation", { headers: { "x-desk-window": windowToken } })).status).toBe(200);
  });

  it("comes with the list of what waits too", async () => {
    await linkFor(team.manager);
    const listed = await house.executor.execute("approvals.list", { limit: 1 }, team.admin2);
    if (listed.kind !== "done") throw new Error("not listed");
    const [item] = listed.output.items as { url: string }[];
    const browser = new Browser();
    await browser.openWindow(team.manager);
    await browser.openWindow(team.admin2);
    const { pathname, search } = new URL(item?.url ?? "");
    expect((await browser.read(pathname + search)).html).toContain("Masuk sebagai Sarah");
  });

  it("in a browser where only somebody else is: says who is here, and waits to be told", async () => {
    const browser = new Browser();
    await browser.openWindow(team.manager);
    const { link, campaignId } = await linkFor(team.admin);
    const page = await browser.read(link);
    expect(page.status).toBe(401);
    expect(page.html).toContain("Ayu");
    expect(page.html).not.toContain("Bima");
    expect(page.html).not.toContain("<form");
    expect(await browser.press(link, "approve")).toBe(401);
    // As oneself, with one's own rights.
    const own = /href="(\?for=[^"]+)"/.exec(page.html)?.[1] ?? "";
    const asOneself = link.replace(/\?.*/, own.replaceAll("&#38;", "&"));
    expect((await browser.read(asOneself)).html).toContain("Masuk sebagai Ayu");
    expect(await browser.press(asOneself, "approve")).toBe(403);
    expect(await paid(campaignId)).toBe(false);
  });

  it("forwarded without a name works where only one person is", async () => {
    const browser = new Browser();
    await browser.openWindow(team.admin);
    const { link, campaignId } = await linkFor(team.manager);
    const bare = link.replace(/\?.*/, "");
    expect((await browser.read(bare)).html).toContain("Masuk sebagai Bima");
    await browser.openWindow(team.admin2);
    const two = await browser.read(bare);
    expect(two.status).toBe(401);
    expect(two.html).toContain("Sarah");
    expect(await browser.press(bare, "approve")).toBe(401);
    expect(await paid(campaignId)).toBe(false);
  });

  it("is nothing to a browser that never was at the desk, and nothing once the window was left", async () => {
    const { link } = await linkFor(team.admin);
    expect((await new Browser().read(link)).status).toBe(401);
    const browser = new Browser();
    const token = await browser.openWindow(team.admin);
    expect((await browser.read(`${link.replace(/\?.*/, "")}?window=${token}`)).status).toBe(200);
    await browser.fetch("/desk/api/session", { method: "DELETE", headers: { "x-desk-window": token } });
    expect((await browser.read(link)).status).toBe(401);
  });
});
