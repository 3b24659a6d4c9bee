import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Session } from "../../bots/desk/ui/contract.ts";
import { type RunningKolega, startKolega } from "../journey/kolega-process.ts";
import { pkce } from "./stage.ts";

const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const missing = existsSync(CHROMIUM) ? undefined : `no browser at ${CHROMIUM} (set CHROMIUM_PATH)`;

describe.skipIf(missing)(`consent in a real Chromium${missing ? `: skipped, ${missing}` : ""}`, () => {
  let kolega: RunningKolega;
  let browser: Browser;
  let context: BrowserContext;
  let client: Server;
  let redirect: string;
  const received: URLSearchParams[] = [];
  const mistakes: string[] = [];

  beforeAll(async () => {
    client = createServer((req, res) => {
      const { pathname, searchParams } = new URL(req.url ?? "/", "http://127.0.0.1");
      if (pathname === "/callback") received.push(searchParams);
      res.writeHead(200, { "content-type": "text/html" }).end("<title>Back</title><p>Back at the program</p>");
    });
    await new Promise<void>((done) => client.listen(0, "127.0.0.1", done));
    redirect = `http://127.0.0.1:${(client.address() as AddressInfo).port}/callback`;
    const clients = [{ id: "browser-test", name: "Asisten Peramban", redirectUris: ["http://127.0.0.1/callback"] }];
    kolega = await startKolega({ redisDatabase: 11, env: { KOLEGA_OAUTH_CLIENTS: JSON.stringify(clients) } });
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
    });
    context = await browser.newContext({ locale: "id-ID", timezoneId: "Asia/Jakarta" });
    context.setDefaultTimeout(30_000);
  });
  afterAll(async () => {
    await browser?.close();
    await kolega?.stop();
    client?.close();
  });

  async function newPage(): Promise<Page> {
    const page = await context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("401")) mistakes.push(message.text());
    });
    return page;
  }
  const address = (challenge: string, scope: string): string => {
    const query = new URLSearchParams({
      response_type: "code",
      client_id: "browser-test",
      redirect_uri: redirect,
      code_challenge: challenge,
      code_challenge_method: "S256",
      state: "s1",
      scope,
      resource: `${kolega.url}/mcp`,
    });
    return `${kolega.url}/oauth/authorize?${query}`;
  };

  it("a person lets a program in, sees it in the list and shows it the door", { timeout: 90_000 }, async () => {
    const { verifier, challenge } = pkce();
    const page = await newPage();
    await page.goto(address(challenge, "campaigns:read posts:review"));
    expect(await page.locator("h1").textContent()).toBe("Masuk dulu, ya");

    // Signing in, in demo mode: being somebody at the desk of this browser.
    const { people = [] } = (await (await fetch(`${kolega.url}/desk/api/session`)).json()) as Session;
    const desk = await context.newPage();
    await desk.goto(`${kolega.url}/?as=${people.find(({ name }) => name.startsWith("Ayu"))?.id}`);
    await desk.locator('[data-testid=messages][data-loaded="true"]').waitFor();

    await page.reload();
    expect(await page.locator("h1").textContent()).toBe("Hubungkan Asisten Peramban?");
    expect(await page.locator("li").allTextContents()).toEqual([
      "Melihat campaign dan brief",
      "Meninjau post: menyetujui, menolak, atau minta revisi",
    ]);
    expect(await page.locator("dl").textContent()).toContain(new URL(redirect).host);
    await page.getByRole("button", { name: "Izinkan" }).click();
    await page.waitForURL((url) => url.pathname === "/callback");
    const back = received.at(-1);
    expect([back?.get("state"), back?.get("iss")]).toEqual(["s1", kolega.url]);

    const answer = await fetch(`${kolega.url}/oauth/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "authorization_code",
        client_id: "browser-test",
        code: back?.get("code") ?? "",
        code_verifier: verifier,
        redirect_uri: redirect,
      }),
    });
    const { access_token } = (await answer.json()) as { access_token: string };
    const call = (): Promise<Response> =>
      fetch(`${kolega.url}/mcp`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${access_token}`,
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
        },
        body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
      });
    expect((await call()).status).toBe(200);

    await page.goto(`${kolega.url}/connections`);
    await page.getByRole("button", { name: "Putuskan Asisten Peramban" }).click();
    await page.getByText("Belum ada aplikasi yang terhubung").waitFor();
    expect((await call()).status).toBe(401);

    await page.goto(address(pkce().challenge, "campaigns:read"));
    await page.getByRole("button", { name: "Tolak" }).click();
    await page.waitForURL((url) => url.pathname === "/callback");
    expect(received.at(-1)?.get("error")).toBe("access_denied");
    expect(mistakes).toEqual([]);
    expect(kolega.output()).not.toContain("oidc-provider");
  });
});
