import { randomBytes } from "node:crypto";
import express, { type Request, type Response, Router } from "express";
import { z } from "zod";
import { type Html, html, Html as Markup } from "../html.ts";
import { bodyObject, param, query } from "../http.ts";
import type { TelegramChat, TelegramPerson } from "./model.ts";
import { CHAT_SCRIPT, CHAT_STYLE } from "./page-assets.ts";
import { threadHtml } from "./page-thread.ts";
import type { People } from "./people.ts";
import type { TelegramState } from "./state.ts";

interface PageOptions {
  readonly state: TelegramState;
  readonly people: People;
  /** When the bot last said that it is typing in a chat, in real milliseconds. */
  typingSince(chatId: number): number | undefined;
}

export interface TelegramPages {
  readonly router: Router;
  /** Something changed that is not kept (typing). */
  tell(chatId: number): void;
  close(): void;
}

/** A chat action is shown for five seconds. */
const TYPING_MS = 5_000;
const ANSWER_WAIT_MS = 4_000;
const PICTURES = ["image/jpeg", "image/png", "image/webp", "image/gif"];

const at = { person: z.number().int(), chat: z.number().int() };
const sayBody = z.strictObject({ ...at, text: z.string().min(1).max(4_096) });
const pressBody = z.strictObject({ ...at, messageId: z.number().int(), data: z.string() });
const fileBody = z.strictObject({ name: z.string(), mime: z.string(), base64: z.string() });
const filesBody = z.strictObject({ ...at, files: z.array(fileBody).min(1).max(10), caption: z.string().max(1_024) });

/** A chat with the bot as a person sees it on a phone: choose who you are, read, write, press. Live by SSE. */
export function telegramPages({ state, people, typingSince }: PageOptions): TelegramPages {
  const router = Router();
  const windows = new Map<Response, number>();

  const tell = (chatId: number): void => {
    for (const [window, chat] of windows) if (chat === chatId) window.write("data: x\n\n");
  };
  const stopWatching = state.watch(tell);

  const chatsOf = (person: TelegramPerson): TelegramChat[] =>
    [...state.chats.values()].filter((chat) => chat.type !== "private" && chat.memberIds.includes(person.id));

  /** Who looks, and at which chat; a person sees only their own. */
  function placeIn(personId: number, chatId: number): { person: TelegramPerson; chatId: number } | undefined {
    const person = state.people.get(personId);
    if (!person) return undefined;
    const allowed = chatId === person.id || chatsOf(person).some((chat) => chat.id === chatId);
    return allowed ? { person, chatId } : undefined;
  }
  const placeOf = (req: Request): ReturnType<typeof placeIn> => {
    const person = Number(query(req, "person"));
    return placeIn(person, Number(query(req, "chat") ?? person));
  };

  router.get("/", (req, res) => {
    const nonce = randomBytes(16).toString("base64");
    const place = placeOf(req);
    const payload = query(req, "start");
    const body = place ? chatPage(state, place, chatsOf(place.person), payload) : peoplePage(state);
    res.set(
      "content-security-policy",
      `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; img-src 'self' data:; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'`,
    );
    res.type("html").send(layout(body, nonce, place).text);
  });

  router.get("/thread", (req, res) => {
    const place = placeOf(req);
    if (!place) return void res.sendStatus(404);
    const typing = Date.now() - (typingSince(place.chatId) ?? 0) < TYPING_MS;
    const lastOwn = state.messages(place.chatId).at(-1)?.from !== state.bot.id;
    res.type("html").send(threadHtml(state, { ...place, personId: place.person.id, typing: typing && lastOwn }));
  });

  router.get("/events", (req, res) => {
    const place = placeOf(req);
    if (!place) return void res.sendStatus(404);
    res.set({ "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" });
    res.write("retry: 1000\n\ndata: x\n\n");
    windows.set(res, place.chatId);
    res.on("close", () => windows.delete(res));
  });

  router.get("/files/:id", (req, res) => {
    const file = state.files.get(param(req, "id"));
    if (!file) return void res.sendStatus(404);
    const shown = PICTURES.includes(file.mime) || file.mime.startsWith("audio/");
    res.set("x-content-type-options", "nosniff");
    if (!shown) res.attachment(file.name ?? "file");
    res.type(shown ? file.mime : "application/octet-stream").send(Buffer.from(file.bytes, "base64"));
  });

  const acting = <Body extends z.ZodType<{ person: number; chat: number }>>(
    path: string,
    schema: Body,
    act: (body: z.output<Body>) => unknown,
  ): void => {
    router.post(path, express.json({ limit: "60mb" }), async (req, res) => {
      const parsed = schema.safeParse(bodyObject(req));
      if (!parsed.success || !placeIn(parsed.data.person, parsed.data.chat)) return void res.sendStatus(400);
      try {
        res.json((await act(parsed.data)) ?? {});
      } catch {
        res.sendStatus(400);
      }
    });
  };

  acting("/say", sayBody, ({ person, chat, text }) => {
    people.type(person, text, { chatId: chat });
  });
  acting("/press", pressBody, async ({ person, chat, messageId, data }) => {
    const { query: pressed } = people.press(person, { chatId: chat, messageId, data });
    const until = Date.now() + ANSWER_WAIT_MS;
    while (Date.now() < until) {
      const answer = people.answerOf(pressed.id);
      if (answer) return answer;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return {};
  });
  acting("/files", filesBody, ({ person, chat, files, caption }) => {
    const uploads = files.map(({ name, mime, base64 }) => ({ name, mime, bytes: Buffer.from(base64, "base64") }));
    const words = caption.trim() || undefined;
    const [first] = uploads;
    if (!first) return;
    const kind = uploads.every(({ mime }) => PICTURES.includes(mime)) ? "photo" : "document";
    if (uploads.length > 1) people.sendAlbum(person, uploads, { chatId: chat, caption: words, kind });
    else people.sendFile(person, { chatId: chat, caption: words, kind, file: first });
  });

  return {
    router,
    tell(chatId) {
      tell(chatId);
      setTimeout(() => tell(chatId), TYPING_MS + 100).unref();
    },
    close() {
      stopWatching();
      for (const window of windows.keys()) window.end();
      windows.clear();
    },
  };
}

function layout(body: Html, nonce: string, place: { person: TelegramPerson; chatId: number } | undefined): Html {
  const data = place ? html`data-person="${place.person.id}" data-chat="${place.chatId}"` : html``;
  const script = place ? html`<script nonce="${nonce}">${new Markup(CHAT_SCRIPT)}</script>` : html``;
  return html`<!doctype html>
<html lang="${place?.person.languageCode ?? "id"}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Telegram (sandbox)</title><link rel="icon" href="data:,"><style nonce="${nonce}">${new Markup(CHAT_STYLE)}</style></head>
<body ${data}>${body}${script}</body></html>`;
}

function peoplePage(state: TelegramState): Html {
  const cards = [...state.people.values()].map(
    (person) => html`<article><a href="/chat/telegram?person=${person.id}">
      <strong>${person.firstName} ${person.lastName ?? ""}</strong><br>
      <small>${person.username === undefined ? "" : `@${person.username} · `}${person.languageCode}</small></a></article>`,
  );
  return html`<main><div class="people"><h1>Telegram: siapa kamu? / who are you?</h1>
    <p>Tiruan Telegram di komputer ini. Pilih orang, lalu chat dengan ${state.bot.name}. / A Telegram on this machine:
    choose a person and talk to ${state.bot.name}.</p>${cards}</div></main>`;
}

function chatPage(
  state: TelegramState,
  { person, chatId }: { person: TelegramPerson; chatId: number },
  groups: readonly TelegramChat[],
  payload: string | undefined,
): Html {
  const chat = state.chats.get(chatId);
  const isPrivate = chatId === person.id;
  const link = (id: number, label: string): Html =>
    html`<a href="/chat/telegram?person=${person.id}&amp;chat=${id}" ${new Markup(id === chatId ? 'aria-current="page"' : "")}>${label}</a>`;
  const tabs = [
    link(person.id, state.bot.name),
    ...groups.map((group) => link(group.id, group.title ?? "Grup / Group")),
  ];
  const scope = isPrivate ? "all_private_chats" : "all_group_chats";
  const list = (key: string): readonly { command: string; description: string }[] | undefined =>
    state.commands.get(key)?.commands;
  const commands =
    list(`chat:${chatId}|`) ??
    list(`${scope}|${person.languageCode}`) ??
    list(`${scope}|`) ??
    list(`default|${person.languageCode}`) ??
    list("default|") ??
    [];
  const startWords = payload === undefined ? "/start" : `/start ${payload}`;
  const opened = chat?.open === true && payload === undefined;
  return html`<header><a href="/chat/telegram" aria-label="Orang lain / Other person">←</a>
      <h1>${isPrivate ? state.bot.name : (chat?.title ?? "")}
      <small>${isPrivate ? `@${state.bot.username} · bot` : `${chat?.memberIds.length ?? 0} anggota / members`} · kamu / you:
      ${person.firstName}</small></h1></header>
    <nav class="chats" aria-label="Chat">${tabs}</nav>
    <main><ol id="thread" aria-live="polite"></ol></main>
    <div id="toast" role="status" hidden></div>
    <dialog id="alert"><form method="dialog"><p></p><button>OK</button></form></dialog>
    <form class="say" autocomplete="off">
      <div class="menu" id="menu" data-count="${commands.length}" hidden>${commands.map(
        ({ command, description }) =>
          html`<button type="button" data-say="/${command}${isPrivate ? "" : `@${state.bot.username}`}"><b>/${command}</b> ${description}</button>`,
      )}</div>
      <button type="button" class="icon" id="commands" aria-label="Menu perintah / Command menu" ${new Markup(commands.length === 0 ? "hidden" : "")}>☰</button>
      <label class="icon" for="file"><span class="hidden">Lampirkan / Attach</span><span aria-hidden="true">📎</span></label>
      <input class="hidden" id="file" type="file" multiple>
      ${!isPrivate || opened ? html`` : html`<button type="button" class="start" id="start" data-say="${startWords}">Mulai / Start</button>`}
      <label class="hidden" for="text">Pesan / Message</label>
      <textarea id="text" rows="1" maxlength="4096" placeholder="Tulis pesan… / Message"></textarea>
      <button aria-label="Kirim / Send">➤</button>
    </form>`;
}
