import type { EventEmitter } from "node:events";
import { type Response, Router } from "express";
import { z } from "zod";
import { Html, html } from "../html.ts";
import { bodyObject, param, query } from "../http.ts";
import type { ChatNews, WhatsappContext } from "./context.ts";
import { fileSchema } from "./control.ts";
import { PAGE_SCRIPT } from "./page-script.ts";
import { PAGE_STYLE } from "./page-style.ts";
import type { SandboxPhone } from "./people.ts";
import type { WhatsappSandbox } from "./sandbox.ts";
import type { SandboxMessage } from "./state.ts";

const HEARTBEAT_MS = 15_000;

const said = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("say"), text: z.string().min(1).max(4_096) }),
  z.strictObject({ do: z.literal("press"), choice: z.string().min(1), messageId: z.string() }),
  fileSchema.extend({ do: z.literal("file") }),
  z.strictObject({ do: z.literal("read") }),
  z.strictObject({ do: z.literal("hours"), hours: z.number().min(1).max(48) }),
  z.strictObject({ do: z.literal("block"), blocked: z.boolean() }),
]);

/** A phone with WhatsApp for people who want to see the product as an influencer sees it. */
export function chatRouter(ctx: WhatsappContext, sandbox: WhatsappSandbox, news: EventEmitter): Router {
  const router = Router();

  const phoneOf = (res: Response, id: string | undefined): SandboxPhone | undefined => {
    if (id !== undefined && ctx.state.people.has(id)) return sandbox.person(id);
    res.status(404).type("html").send(shell(html`<p>Tidak ada orang itu. / Nobody is that.</p>`));
    return undefined;
  };

  router.get("/", (req, res) => {
    const id = query(req, "person");
    if (id === undefined) return void res.type("html").send(shell(peopleList(ctx)));
    const phone = phoneOf(res, id);
    if (phone) res.type("html").send(shell(chatPage(ctx, phone)));
  });

  router.get("/state", (req, res) => {
    const phone = phoneOf(res, query(req, "person"));
    if (phone) res.set("cache-control", "no-store").json(chatState(ctx, phone));
  });

  router.get("/media/:id", (req, res) => {
    const media = ctx.state.media.get(param(req, "id"));
    if (!media) return void res.status(404).end();
    res
      .set({
        "cache-control": "private, max-age=86400",
        "content-security-policy": "sandbox",
        "x-content-type-options": "nosniff",
      })
      .type(media.mime)
      .send(Buffer.from(media.base64, "base64"));
  });

  router.post("/do", (req, res) => {
    const phone = phoneOf(res, query(req, "person"));
    if (!phone) return;
    const parsed = said.safeParse(bodyObject(req));
    if (!parsed.success) return void res.status(400).json({ error: z.prettifyError(parsed.error) });
    try {
      act(sandbox, phone, parsed.data);
      res.json({ ok: true });
    } catch (error) {
      res.status(400).json({ error: error instanceof Error ? error.message : "" });
    }
  });

  router.get("/events", (req, res) => {
    const phone = phoneOf(res, query(req, "person"));
    if (!phone) return;
    res.set({ "content-type": "text/event-stream", "cache-control": "no-store" }).flushHeaders();
    const send = (one: ChatNews): void => {
      if (one.person === phone.person.id) res.write(`data: ${JSON.stringify({ typing: one.typing })}\n\n`);
    };
    const beat = setInterval(() => res.write(":\n\n"), HEARTBEAT_MS);
    beat.unref();
    news.on("news", send);
    res.write("data: {}\n\n");
    req.on("close", () => {
      clearInterval(beat);
      news.off("news", send);
    });
  });
  return router;
}

function act(sandbox: WhatsappSandbox, phone: SandboxPhone, what: z.infer<typeof said>): void {
  switch (what.do) {
    case "say":
      phone.say(what.text);
      return;
    case "press":
      phone.press(what.choice, what.messageId);
      return;
    case "file": {
      const { base64, do: _do, ...file } = what;
      phone.sendFile({ ...file, bytes: Buffer.from(base64, "base64") });
      return;
    }
    case "read":
      phone.read();
      return;
    case "hours":
      sandbox.hoursPass(what.hours);
      return;
    case "block":
      phone.block(what.blocked);
  }
}

function chatState(ctx: WhatsappContext, phone: SandboxPhone): unknown {
  const { person } = phone;
  const left = (person.lastWroteAt ?? 0) + ctx.limits.windowMs - ctx.now();
  return {
    blocked: person.blocked,
    /** Minutes until the business may only send templates; 0 when the window is closed. */
    windowMinutes: Math.max(0, Math.ceil(left / 60_000)),
    messages: phone
      .messages()
      .map(({ id, from, at, view, status }: SandboxMessage) => ({ id, from, at, view, status })),
  };
}

function peopleList(ctx: WhatsappContext): Html {
  const people = [...ctx.state.people.values()].map(
    (
      person,
    ) => html`<li><a href="?person=${encodeURIComponent(person.id)}"><span class="face">${person.name.slice(0, 1)}</span>
      <span><strong>${person.name}</strong><br><small>${person.shows === "id" ? person.id : `+${person.phone}`}</small></span></a></li>`,
  );
  return html`<header><h1>WhatsApp</h1></header>
    <main class="people"><p>Jadi siapa? Pilih ponsel seseorang. / Whose phone? Choose a person.</p>
    <ul>${people.length > 0 ? people : html`<li>Belum ada orang. / Nobody yet.</li>`}</ul></main>`;
}

function chatPage(ctx: WhatsappContext, phone: SandboxPhone): Html {
  return html`<header><a href="?" aria-label="Ganti orang / Another person" class="back">‹</a><span class="face">K</span>
      <div><h1>${ctx.account.name}</h1><small id="presence">Ponsel ${phone.person.name} / phone</small></div>
      <details class="menu"><summary aria-label="Menu">⋮</summary><div>
        <button type="button" data-hours="25">25 jam berlalu / 25 hours pass</button>
        <button type="button" id="block">Blokir / Block</button></div></details></header>
    <p id="window" role="status"></p>
    <main id="chat" aria-live="polite" aria-label="Percakapan / Conversation"></main>
    <form id="composer"><label class="attach" title="Kirim file / Send a file">+<input id="file" type="file"
        accept="image/jpeg,image/png,application/pdf,text/plain,audio/*,video/mp4" aria-label="Kirim file / Send a file"></label>
      <textarea id="words" rows="1" maxlength="4096" placeholder="Ketik pesan / Message" aria-label="Pesan / Message"></textarea>
      <button aria-label="Kirim / Send">➤</button></form>
    <dialog id="sheet" aria-label="Pilihan / Choices"></dialog>
    <script>${new Html(PAGE_SCRIPT)}</script>`;
}

function shell(body: Html): string {
  return html`<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>WhatsApp · sandbox</title><link rel="icon" href="data:,"><style>${new Html(PAGE_STYLE)}</style></head><body><div class="phone">${body}</div></body></html>`
    .text;
}
