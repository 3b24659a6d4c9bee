import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { qrSvg } from "../bots/whatsapp-web/qr.ts";
import type { Actor } from "../core/kernel/actor.ts";
import { openTestHouse, type TestHouse } from "../test/support/house.ts";
import { createOrganization } from "../test/support/people.ts";
import { secureHeaders } from "./http.ts";
import { createPairingPage, type Pairing } from "./pairing-page.ts";

const CODE = "2@abc,def,ghi";
let house: TestHouse;
let server: Server;
let url: string;
let pairing: Pairing;
let asked: number;
const people = new Map<string, Actor>();

beforeAll(async () => {
  house = await openTestHouse({ modules: [] });
  const { admin, manager } = await createOrganization(house.db, "Kilau");
  people.set("bima", admin).set("ayu", manager);
  const app = express();
  app.use(secureHeaders(false));
  app.use(
    createPairingPage({
      path: "/channels/whatsapp-web",
      presenter: house.i18n.presenter,
      reportIncident: () => Promise.resolve("inc_1"),
      session: async (req) => {
        const actor = people.get(req.header("x-who") ?? "");
        return actor && { actor, secret: `secret of ${actor.id}` };
      },
      mayPair: async ({ actor }) => actor.roles.includes("admin"),
      pairing: async () => pairing,
      again: () => {
        asked += 1;
      },
      signInUrl: "/",
      publicUrl: "http://kolega.test",
    }),
  );
  server = await new Promise((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/channels/whatsapp-web`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await house.db.close();
});
beforeEach(async () => {
  asked = 0;
  pairing = { kind: "code", svg: await qrSvg(CODE), expiresInMs: 1_500 };
});

async function open(who?: string): Promise<{ status: number; html: string; headers: Headers }> {
  const res = await fetch(url, { headers: { "accept-language": "en", ...(who ? { "x-who": who } : {}) } });
  return { status: res.status, html: await res.text(), headers: res.headers };
}

async function again(who: string, token: string, site = "same-origin"): Promise<number> {
  const res = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { "x-who": who, "sec-fetch-site": site, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ token }).toString(),
  });
  return res.status;
}
const tokenIn = (html: string): string => /name="token" value="([^"]+)"/.exec(html)?.[1] ?? "";

describe("the page on which a phone is linked", () => {
  it("shows the code to an admin only, drawn without scripts or addresses, and never from a cache", async () => {
    const { status, html, headers } = await open("bima");
    expect(status).toBe(200);
    expect(html).toContain("<svg");
    expect(html).not.toMatch(/<script|<img|data:|2@abc/);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    for (const [who, refused] of [
      [undefined, 401],
      ["ayu", 403],
    ] as const) {
      const page = await open(who);
      expect([page.status, page.html.includes("<svg")]).toEqual([refused, false]);
    }
  });

  it("asks again by the time that the code is over, and then shows none", async () => {
    expect((await open("bima")).headers.get("refresh")).toBe("2");
    pairing = { kind: "starting" };
    const { html, headers } = await open("bima");
    expect(html).not.toContain("<svg");
    expect(headers.get("refresh")).toBe("3");
    pairing = { kind: "linked" };
    expect((await open("bima")).html).toContain("WhatsApp is linked.");
  });

  it("says what to do about a stop, and asks for another try from its own form only", async () => {
    pairing = { kind: "stopped", next: "the phone <logged> out" };
    const { html } = await open("bima");
    expect(html).toContain("the phone &#60;logged&#62; out");
    const token = tokenIn(html);
    expect(await again("bima", "")).toBe(403);
    expect(await again("bima", token, "cross-site")).toBe(403);
    expect(await again("ayu", token)).toBe(403);
    expect(asked).toBe(0);
    expect(await again("bima", token)).toBe(303);
    expect(asked).toBe(1);
  });
});
