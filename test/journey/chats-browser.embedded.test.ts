import { existsSync } from "node:fs";
import { type Browser, chromium, type Frame, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningKolega, startKolega } from "./kolega-process.ts";

const WAIT_MS = 30_000;
const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const missing = existsSync(CHROMIUM) ? undefined : `no browser at ${CHROMIUM} (set CHROMIUM_PATH)`;

describe.skipIf(missing)(
  `the three chats side by side in a real Chromium${missing ? `: skipped, ${missing}` : ""}`,
  () => {
    let kolega: RunningKolega;
    let browser: Browser;
    let page: Page;
    const mistakes: string[] = [];

    beforeAll(async () => {
      kolega = await startKolega({ redisDatabase: 10 });
      browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
      });
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: "id-ID",
        timezoneId: "Asia/Jakarta",
      });
      context.setDefaultTimeout(WAIT_MS);
      page = await context.newPage();
      page.on("pageerror", (error) => mistakes.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") mistakes.push(`${message.location().url}: ${message.text()}`);
      });
    });
    afterAll(async () => {
      await browser?.close();
      await kolega?.stop();
    });

    async function chat(name: string): Promise<Frame> {
      const handle = await page.locator(`iframe[title="${name}"]`).elementHandle();
      const frame = await handle?.contentFrame();
      if (!frame) throw new Error(`no chat ${name}`);
      return frame;
    }

    it("a newcomer is Ayu, Bima and Rani at once, on one page", { timeout: 90_000 }, async () => {
      await page.goto(`${kolega.sandboxUrl}/chats`);
      const [slack, telegram, whatsapp] = [await chat("Slack"), await chat("Telegram"), await chat("WhatsApp")];

      await telegram.getByRole("button", { name: /^Mulai/ }).click();
      await telegram.getByText("Halo, Bima!").waitFor();
      await whatsapp.getByLabel(/Pesan/).fill("halo");
      await whatsapp.getByLabel(/Kirim \/ Send$/).click();
      await whatsapp.getByText("Halo, Rani Wulandari!").waitFor();

      const composer = slack.locator("#text");
      await composer.fill("Bikin campaign Glow Your Way untuk Glowing Serum X, target awareness 18-25, budget 20 juta");
      await composer.press("Enter");
      await slack.getByText("Kapan mulai dan selesainya?").waitFor();
      await slack.locator("button[data-press]").filter({ hasText: " - " }).first().click();
      await slack.locator("button[data-press]").filter({ hasText: "Kirim untuk disetujui" }).last().click();

      await telegram.locator("button[data-press]").filter({ hasText: "Setujui" }).last().click();
      await telegram.getByText("Disetujui oleh Bima Pratama").first().waitFor();
      await slack.getByText("Bima Pratama sudah menyetujui campaign ini").waitFor();
      // Rani's choices are behind one button, as in WhatsApp.
      await whatsapp.locator(".choices button").last().click();
      await page.waitForTimeout(500);
      if (process.env.KOLEGA_CHATS_PICTURE) await page.screenshot({ path: process.env.KOLEGA_CHATS_PICTURE });
      // Everything fits: nobody has to scroll sideways, in the page or in a chat.
      for (const frame of [page.mainFrame(), slack, telegram, whatsapp]) {
        expect(
          await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        ).toBe(0);
      }
      expect(mistakes).toEqual([]);
    });
  },
);
