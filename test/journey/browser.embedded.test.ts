import { existsSync, mkdirSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Session } from "../../bots/desk/ui/contract.ts";
import { pdfOf } from "../support/documents.ts";
import { BRIEF_SENTENCE, CAMPAIGN, datesSentence, rupiah } from "./campaign.ts";
import { type RunningKolega, startKolega } from "./kolega-process.ts";

const WAIT_MS = 30_000;
const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const SCREENSHOT = new URL("../../docs/images/desk.png", import.meta.url).pathname;
/** Two windows beside each other make one picture of 1280 by 800. */
const WINDOW = { width: 640, height: 800 };

const missing = existsSync(CHROMIUM) ? undefined : `no browser at ${CHROMIUM} (set CHROMIUM_PATH)`;

describe.skipIf(missing)(`the desk in a real Chromium${missing ? `: skipped, ${missing}` : ""}`, () => {
  let kolega: RunningKolega;
  let browser: Browser;
  let context: BrowserContext;
  let people: NonNullable<Session["people"]>;
  const mistakes: string[] = [];

  beforeAll(async () => {
    kolega = await startKolega({ redisDatabase: 12 });
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    context = await browser.newContext({ viewport: WINDOW, locale: "id-ID", timezoneId: "Asia/Jakarta" });
    context.setDefaultTimeout(WAIT_MS);
    people = ((await (await fetch(`${kolega.url}/desk/api/session`)).json()) as Session).people ?? [];
  });
  afterAll(async () => {
    await browser?.close();
    await kolega?.stop();
  });

  /** One window as one person; what goes wrong in it is kept. */
  async function open(name: string): Promise<Page> {
    const page = await context.newPage();
    page.on("pageerror", (error) => mistakes.push(`${name}: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") mistakes.push(`${name}: ${message.text()}`);
    });
    const person = people.find((one) => one.name.startsWith(name));
    await page.goto(`${kolega.url}/?as=${person?.id}`);
    await page.locator('[data-testid=messages][data-loaded="true"]').waitFor();
    return page;
  }
  const say = async (page: Page, text: string): Promise<void> => {
    await page.getByTestId("composer").fill(text);
    await page.getByTestId("composer").press("Enter");
  };
  const cards = (page: Page, title: string | RegExp): Locator =>
    page.getByTestId("card").filter({ has: page.locator(".card-title", { hasText: title }) });
  const press = (card: Locator): Promise<void> =>
    card.locator("[data-testid=card-action].button-primary[data-kind=press]").click();

  it("a person is chosen at the front door, by keyboard too", async () => {
    const page = await context.newPage();
    await page.goto(kolega.url);
    const ayu = people.find(({ name }) => name.startsWith("Ayu"));
    await page.getByTestId(`person-${ayu?.id}`).focus();
    await page.keyboard.press("Enter");
    await page.getByTestId("composer").waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("id");
    await page.close();
  });

  it("a document goes along with a message and is read", async () => {
    const ayu = await open("Ayu");
    const lines = ["Brief: Teduh Bersama", "Produk: Tabir surya Teduh", "Budget: Rp 12.000.000"];
    const buffer = Buffer.from(pdfOf([lines]));
    await ayu.getByTestId("file-input").setInputFiles({ name: "teduh.pdf", mimeType: "application/pdf", buffer });
    await ayu.locator("[data-testid=attached][data-ready=true]", { hasText: "teduh.pdf" }).waitFor();
    await ayu.getByTestId("composer").fill("ini brief dari klien");
    await ayu.getByTestId("send").click();
    await ayu.getByTestId("messages").getByText("📎 teduh.pdf").waitFor();
    await cards(ayu, "Teduh Bersama")
      .filter({ hasText: rupiah(12_000_000) })
      .first()
      .waitFor();
    expect(await ayu.getByTestId("attached").count()).toBe(0);
    await ayu.close();
  });

  it("create, approve, and see it live in windows side by side", { timeout: 150_000 }, async () => {
    const ayu = await open("Ayu");
    const watching = await open("Ayu");
    const bima = await open("Bima");

    await say(ayu, BRIEF_SENTENCE);
    await cards(ayu, CAMPAIGN).first().waitFor();
    await say(ayu, datesSentence());
    const brief = cards(ayu, CAMPAIGN).filter({ hasText: "#GlowYourWay" }).last();
    await brief.waitFor();
    // The second window of the same person shows it without being touched.
    await cards(watching, CAMPAIGN).filter({ hasText: "#GlowYourWay" }).last().waitFor();
    await press(brief);

    const request = cards(bima, CAMPAIGN)
      .filter({ hasText: rupiah(20_000_000) })
      .last();
    await request.waitFor();
    expect(await request.locator("[data-testid=card-action].button-danger").count()).toBe(1);
    await press(request);
    // The card becomes its outcome, without buttons that decide, here and for Ayu a message arrives.
    const outcome = cards(bima, CAMPAIGN).filter({ hasText: "Bima Pratama" });
    await outcome.first().waitFor();
    await expect
      .poll(() => bima.locator("[data-testid=card-action].button-danger").count(), { timeout: WAIT_MS })
      .toBe(0);
    const next = ayu.locator("[data-testid=card-action][data-kind=say].button-primary").last();
    await next.waitFor();
    await next.click();

    const mix = ayu
      .getByTestId("card")
      .filter({ has: ayu.locator("table") })
      .last();
    await mix.waitFor();
    await press(mix);
    const invitations = bima.getByTestId("card").filter({ hasText: "Rani Wulandari" }).last();
    await invitations.locator("[data-testid=card-action].button-primary").waitFor();
    await ayu.getByTestId("typing").waitFor({ state: "detached" });
    if (process.env.KOLEGA_SCREENSHOTS) await photograph(ayu, mix, bima, invitations);

    const rani = await open("Rani");
    await press(invitations);
    // Rani's window shows her invitation without being touched.
    await cards(rani, "Kilau Nusantara").locator("[data-testid=card-action].button-primary").last().waitFor();
    // Reload keeps the conversation.
    const count = await ayu.getByTestId("card").count();
    await ayu.reload();
    await expect.poll(() => ayu.getByTestId("card").count(), { timeout: WAIT_MS }).toBe(count);
    expect(mistakes).toEqual([]);
  });
});

/** Two windows in one picture, each at what matters in it. */
async function photograph(left: Page, leftCard: Locator, right: Page, rightCard: Locator): Promise<void> {
  await leftCard.evaluate((card) => card.scrollIntoView({ block: "start" }));
  await rightCard.evaluate((card) => card.scrollIntoView({ block: "center" }));
  const [one, two] = await Promise.all([left.screenshot(), right.screenshot()]);
  mkdirSync(new URL(".", `file://${SCREENSHOT}`), { recursive: true });
  await sharp({ create: { width: 2 * WINDOW.width, height: WINDOW.height, channels: 3, background: "#ffffff" } })
    .composite([
      { input: one, left: 0, top: 0 },
      { input: two, left: WINDOW.width, top: 0 },
    ])
    .png({ palette: true, quality: 90 })
    .toFile(SCREENSHOT);
}
