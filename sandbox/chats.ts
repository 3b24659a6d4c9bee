import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { Router } from "express";
import type { Clock } from "../core/kernel/clock.ts";
import { Html, html, page } from "./html.ts";
import { SLACK_DEMO_TEAM } from "./slack/demo.ts";
import { createSlackSandbox, type SlackSandbox } from "./slack/server.ts";
import { createTelegramSandbox, type TelegramSandbox } from "./telegram/server.ts";
import { createWhatsappSandbox, type WhatsappSandbox } from "./whatsapp/sandbox.ts";

/** The bot of the demo at the stand-in of Telegram. Its token opens nothing else. */
export const TELEGRAM_DEMO_BOT = {
  id: 7_000_000_001,
  username: "KolegaBot",
  name: "Kolega",
  token: "7000000001:SANDBOX-token-of-the-demo-bot-000000",
} as const;

/** Somebody with a phone in the demo, on Telegram and WhatsApp alike. */
export interface DemoPhone {
  readonly name: string;
  readonly telegramId: number;
  readonly username: string;
  readonly languageCode: string;
  /** Business-scoped id at WhatsApp, and the number, which nobody has. */
  readonly whatsappId: string;
  readonly phone: string;
}

export interface ChatsOptions {
  readonly publicUrl: () => string;
  /** Kolega's own address, where webhooks go. */
  readonly appUrl: () => string | undefined;
  readonly phones: readonly DemoPhone[];
  /** Approved WhatsApp templates, as submitted to Meta. */
  readonly templates: readonly unknown[];
  readonly stateDir?: string;
  readonly clock?: Clock;
  /** How much faster than the platforms' the redeliveries come (1 by default). */
  readonly retrySpeed?: number;
  /** The longest wait before a redelivery of Telegram and WhatsApp, whose real ones grow to hours. */
  readonly longestRetryMs?: number;
  /** How much more than at the platforms may be sent (1 by default). */
  readonly rateFactor?: number;
}

/** Slack, Telegram and WhatsApp as their people see them, with the pages to be one of them. */
export interface Chats {
  readonly router: Router;
  readonly slack: SlackSandbox;
  readonly telegram: TelegramSandbox;
  readonly whatsapp: WhatsappSandbox;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): void;
}

/** Builds the three stand-ins. Mount `router` before any body parser. */
export function createChats(options: ChatsOptions): Chats {
  const appPath = (path: string) => () => {
    const url = options.appUrl();
    return url === undefined ? undefined : `${url}${path}`;
  };
  const retrySpeed = options.retrySpeed ?? 1;
  const slack = createSlackSandbox({
    publicUrl: options.publicUrl,
    requestUrl: appPath("/slack/events"),
    timeFactor: 1 / retrySpeed,
    rateFactor: options.rateFactor,
  });
  const telegram = createTelegramSandbox({
    bot: TELEGRAM_DEMO_BOT,
    people: options.phones.map(({ telegramId, name, username, languageCode }) => ({
      id: telegramId,
      firstName: name.split(" ")[0] ?? name,
      lastName: name.split(" ").slice(1).join(" ") || undefined,
      username,
      languageCode,
    })),
    groups: [
      { id: -1_005_000_000_001, title: "Glow Your Way", memberIds: options.phones.map((one) => one.telegramId) },
    ],
    clock: options.clock,
    stateDir: options.stateDir,
    longestRetryMs: options.longestRetryMs,
  });
  const whatsapp = createWhatsappSandbox({
    publicUrl: options.publicUrl,
    webhookUrl: appPath("/webhooks/whatsapp"),
    templates: options.templates,
    stateDir: options.stateDir,
    clock: options.clock,
    retrySpeed,
    longestRetryMs: options.longestRetryMs,
    people: options.phones.map(({ whatsappId, phone, name }) => ({ id: whatsappId, phone, name })),
  });
  const router = Router();
  router.use(slack.router, telegram.router, whatsapp.router);
  router.get("/chats", (req, res) => {
    res.type("html").send(chatsPage(options.phones, req.acceptsLanguages("id", "en") === "en" ? "en" : "id"));
  });
  return {
    router,
    slack,
    telegram,
    whatsapp,
    upgrade: (request, socket, head) => slack.upgrade(request, socket, head),
    close() {
      slack.close();
      telegram.close();
      whatsapp.close();
    },
  };
}

const SIDE_BY_SIDE = `
body{max-width:none}
.chats{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1rem}
.chats h2{margin:0 0 .3rem}
.round{margin:0 0 .8rem;font-size:.9rem}.round summary{cursor:pointer;font-weight:600}.round ol{margin:.3rem 0 0;padding-left:1.4rem;columns:30rem;column-gap:2.5rem}
iframe{width:100%;height:max(28rem,calc(100vh - 11rem));border:1px solid var(--line);border-radius:.8rem;background:#fff}
body:has(.round[open]) iframe{height:max(28rem,calc(100vh - 17rem))}
`;

/** Once round the product in the three chats: who says or presses what. */
const ROUND = {
  id: {
    title: "Mulai dari mana?",
    steps: [
      "Sapa Kolega sekali di tiap chat: kabar sampai ke chat yang terakhir dipakai orangnya.",
      "Ayu di Slack: “Bikin campaign Glow Your Way untuk Glowing Serum X, target awareness 18-25, budget 20 juta”, lalu “mulai hari ini sampai 31 Desember”, lalu “ajukan”.",
      "Bima di Telegram: tekan Setujui.",
      "Ayu: “Undang Rani Wulandari ke Glow Your Way”, lalu Setujui. Rani di WhatsApp: tekan Terima.",
      "Rani: terbitkan reel di Ponsel (di atas), lalu tempel linknya. Ayu menyetujui, Rani dibayar.",
    ],
  },
  en: {
    title: "Where do I start?",
    steps: [
      "Say hello once in each chat: news goes to the chat that a person used last.",
      "Ayu in Slack: “Create campaign Glow Your Way for Glowing Serum X, goal awareness, age 18-25, budget 20 million”, then “from today to 31 December”, then “submit it”.",
      "Bima in Telegram: press Approve (Setujui).",
      "Ayu: “Invite Rani Wulandari to Glow Your Way”, then Approve. Rani in WhatsApp: press Accept (Terima).",
      "Rani: publish a reel on the Phone (above), then paste its link. Ayu approves, Rani is paid.",
    ],
  },
} as const;

/** A chat of each platform beside the others; who one is can be changed in each. */
function chatsPage(phones: readonly DemoPhone[], locale: keyof typeof ROUND): string {
  const admin = phones[0];
  const influencer = phones[1] ?? admin;
  const chats = [
    { title: "Slack", src: `/chat/slack?person=${SLACK_DEMO_TEAM.people[0]?.id ?? ""}` },
    { title: "Telegram", src: `/chat/telegram?person=${admin?.telegramId ?? ""}` },
    { title: "WhatsApp", src: `/chat/whatsapp?person=${influencer?.whatsappId ?? ""}` },
  ];
  const { title, steps } = ROUND[locale];
  const frames = chats.map(
    ({ title, src }) =>
      html`<section><h2>${title}</h2><iframe src="${src}" title="${title}" loading="eager"></iframe></section>`,
  );
  return page(
    "Slack, Telegram, WhatsApp",
    html`<style>${new Html(SIDE_BY_SIDE)}</style>
    <details class="round" open><summary>${title}</summary><ol>${steps.map((step) => html`<li>${step}</li>`)}</ol></details><div class="chats">${frames}</div>`,
    "chats",
  );
}
