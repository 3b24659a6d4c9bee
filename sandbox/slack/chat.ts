import express, { type Request, type Response, Router } from "express";
import { Html, html } from "../html.ts";
import { query } from "../http.ts";
import { blocksHtml, mrkdwnHtml, nameOf } from "./blocks-html.ts";
import { CHAT_SCRIPT, CHAT_STYLE } from "./chat-page.ts";
import type { SlackContext } from "./context.ts";
import type { SlackUser } from "./people.ts";
import { type Json, type SlackMessage, type SlackPerson, statusKey } from "./workspace.ts";

/** The places a person can look at. */
interface Place {
  readonly channel: string;
  readonly threadTs: string | undefined;
  readonly home: boolean;
}

/** `/chat/slack`: Slack as a person sees it, without an account. Everything on it goes through the same parts as a test. */
export function chatRouter(ctx: SlackContext, person: (id: string, teamId?: string) => SlackUser): Router {
  const router = Router();
  const userOf = (req: Request): SlackUser | undefined => {
    const team = query(req, "team") ?? [...ctx.workspace.teams.keys()][0] ?? "";
    const id = query(req, "person") ?? [...ctx.workspace.people.values()].find((one) => one.teamId === team)?.id ?? "";
    return ctx.workspace.person(team, id) ? person(id, team) : undefined;
  };
  const placeOf = (req: Request, user: SlackUser): Place => ({
    channel: query(req, "channel") || user.direct,
    threadTs: query(req, "thread") || undefined,
    home: query(req, "tab") === "home",
  });

  router.get("/chat/slack", (req, res) => {
    const user = userOf(req);
    if (!user) return void res.status(404).send("?");
    const place = placeOf(req, user);
    if (place.home) user.openHome("home");
    res
      .set(
        "content-security-policy",
        "default-src 'self'; img-src 'self' http: https: data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'",
      )
      .send(pageHtml(ctx, user.person, place));
  });
  router.get("/chat/slack/view", (req, res) => {
    const user = userOf(req);
    if (!user) return void res.status(404).send("?");
    res.json(viewOf(ctx, user, placeOf(req, user)));
  });
  router.get("/chat/slack/events", (req, res) => stream(ctx, req, res));
  router.get("/chat/slack/files/:id", (req, res) => {
    const file = ctx.workspace.files.get(String(req.params.id));
    if (!file) return void res.status(404).send("?");
    res.type(file.mime.startsWith("image/") ? file.mime : "application/octet-stream").send(file.bytes);
  });
  router.post("/chat/slack/upload", express.raw({ type: () => true, limit: "10mb" }), (req, res) => {
    const user = userOf(req);
    const name = query(req, "name") ?? "file";
    if (!user || !Buffer.isBuffer(req.body)) return void res.status(400).send("?");
    const place = placeOf(req, user);
    const file = { name, mime: req.get("content-type") ?? "application/octet-stream", bytes: req.body };
    user.say("", { channel: place.channel, threadTs: place.threadTs, files: [file] });
    res.json({ ok: true });
  });
  return router;
}

function stream(ctx: SlackContext, req: Request, res: Response): void {
  res.set({ "content-type": "text/event-stream", "cache-control": "no-store" });
  res.flushHeaders();
  let waiting: NodeJS.Timeout | undefined;
  const stop = ctx.workspace.watch(() => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      res.write("data: changed\n\n");
    }, 40);
  });
  const beat = setInterval(() => res.write(": beat\n\n"), 20_000);
  req.on("close", () => {
    stop();
    clearInterval(beat);
    clearTimeout(waiting);
  });
}

const FIRST_WORDS = html`<p class="context">Belum ada pesan. Sapa Kolega dulu. / No messages yet. Say hello first.</p>
  <button type="button" class="button plain" data-say="Halo">Halo</button> <button type="button" class="button plain" data-say="Hello, what can you do?">Hello, what can you do?</button>`;

/** What changes on the page, as markup. */
function viewOf(ctx: SlackContext, user: SlackUser, place: Place): Json {
  const { person } = user;
  const teamId = person.teamId;
  const home = user.home();
  const all = ctx.workspace.conversation(teamId, place.channel, person.id);
  const direct = place.channel === user.direct;
  const shown = place.threadTs
    ? all.filter((message) => message.ts === place.threadTs || message.threadTs === place.threadTs)
    : all.filter((message) => message.threadTs === undefined);
  const status = ctx.workspace.statuses.get(statusKey(teamId, place.channel, place.threadTs)) ?? "";
  const modal = user.modals().at(-1);
  const prompts = shown.length === 0 && direct ? (ctx.workspace.prompts.get(`${teamId}:${place.channel}`) ?? []) : [];
  return {
    main: place.home
      ? html`<div class="home">${home ? blocksHtml(ctx, teamId, (home.view.blocks as Json[]) ?? [], {}) : html`<p class="context">...</p>`}</div>`
          .text
      : html`${shown.map((message) => messageHtml(ctx, message, all, place))}${shown.length === 0 && direct ? FIRST_WORDS : html``}${prompts.map((prompt) => html`<button type="button" class="button plain" data-say="${String(prompt.message)}">${String(prompt.title)}</button>`)}`
          .text,
    status: status ? html`Kolega ${status}`.text : "",
    modal: modal ? modalHtml(ctx, teamId, modal.id, modal.view).text : "",
    modalId: modal ? `${modal.id}:${modal.hash}` : "",
  };
}

function messageHtml(ctx: SlackContext, message: SlackMessage, all: readonly SlackMessage[], place: Place): Html {
  const name = nameOf(ctx, message.teamId, message.user);
  const at = new Date(Number(message.ts) * 1_000).toLocaleTimeString("id-ID", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Asia/Jakarta",
  });
  const replies = all.filter((other) => other.threadTs === message.ts).length;
  const where = { channel: message.channel, ts: message.ts };
  const body =
    message.blocks.length > 0
      ? blocksHtml(ctx, message.teamId, message.blocks, where)
      : html`<p>${mrkdwnHtml(ctx, message.teamId, message.text)}</p>`;
  const unfurls = Object.values(message.unfurls ?? {}).map(
    (preview) =>
      html`<blockquote>${blocksHtml(ctx, message.teamId, ((preview as Json).blocks as Json[]) ?? [], where)}</blockquote>`,
  );
  const files = message.files.map((id) => {
    const file = ctx.workspace.files.get(id);
    return file?.mime.startsWith("image/")
      ? html`<img src="/chat/slack/files/${id}" alt="${file.name}">`
      : html`<a class="button plain" href="/chat/slack/files/${id}">${file?.name ?? id}</a>`;
  });
  const thread = html`<button type="button" class="thread" data-thread="${message.ts}">${replies > 0 ? `${replies} balasan / replies` : "Balas di utas / Reply in thread"}</button>`;
  return html`<article class="${message.byBot ? "bot" : "human"}${message.ephemeralFor ? " private" : ""}" data-ts="${message.ts}">
    <span class="face" aria-hidden="true">${message.byBot ? "K" : (name[0] ?? "?")}</span>
    <div class="body">
      <header><b>${name}</b>${message.byBot ? html` <i>APP</i>` : html``} <time>${at}</time>${message.editedTs ? html` <small>(diedit / edited)</small>` : html``}
        ${message.ephemeralFor ? html`<small>Hanya kamu yang melihat ini / Only visible to you</small>` : html``}</header>
      ${body}${files}${unfurls}
      ${place.threadTs || message.ephemeralFor ? html`` : thread}
      ${message.byBot ? html`` : html`<button type="button" class="thread" data-check="${message.ts}" data-channel="${message.channel}">Cek kiriman / Check this post</button>`}
    </div>
  </article>`;
}

function modalHtml(ctx: SlackContext, teamId: string, id: string, view: Json): Html {
  const label = (value: unknown): string => String((value as Json | undefined)?.text ?? "");
  return html`<form class="modal" data-view="${id}"><h2>${label(view.title)}</h2>
    ${blocksHtml(ctx, teamId, (view.blocks as Json[]) ?? [], {})}
    <div class="actions end"><button type="button" class="button plain" data-dismiss="${id}">${label(view.close) || "Cancel"}</button>
    <button class="button primary">${label(view.submit)}</button></div></form>`;
}

function pageHtml(ctx: SlackContext, person: SlackPerson, place: Place): string {
  const { workspace } = ctx;
  const team = workspace.teams.get(person.teamId);
  const direct = workspace.directChannel(person).id;
  const link = (params: Record<string, string>): string =>
    `/chat/slack?${new URLSearchParams({ team: person.teamId, person: person.id, ...params })}`;
  const current = (on: boolean): Html => new Html(on ? 'aria-current="page"' : "");
  const people = [...workspace.people.values()].filter((one) => one.teamId === person.teamId);
  const channels = [...workspace.channels.values()].filter(
    (one) => one.teamId === person.teamId && one.kind === "channel" && one.members.includes(person.id),
  );
  const channel = workspace.channel(person.teamId, place.channel);
  const title = place.home
    ? "Kolega · Beranda / Home"
    : place.channel === direct
      ? "Kolega"
      : `# ${channel?.name ?? ""}`;
  const state = JSON.stringify({
    team: person.teamId,
    person: person.id,
    channel: place.channel,
    thread: place.threadTs ?? "",
    tab: place.home ? "home" : "",
  });
  return html`<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Slack sandbox · ${person.name}</title><link rel="icon" href="data:,"><style>${new Html(CHAT_STYLE)}</style></head>
<body data-state="${state}">
<nav aria-label="Slack">
  <strong class="team">${team?.name ?? ""}</strong>
  <label>Masuk sebagai / Signed in as <select id="who">${people.map((one) => html`<option value="${one.id}" ${new Html(one.id === person.id ? "selected" : "")}>${one.name}</option>`)}</select></label>
  <h2>Kanal / Channels</h2>
  ${channels.map((one) => html`<a href="${link({ channel: one.id })}" ${current(!place.home && one.id === place.channel)}># ${one.name}</a>`)}
  <h2>Aplikasi / Apps</h2>
  <a class="app" href="${link({})}" ${current(!place.home && place.channel === direct)}>Kolega</a>
  <a class="app" href="${link({ tab: "home" })}" ${current(place.home)}>Beranda / Home</a>
  <h2>Pintasan / Shortcuts</h2>
  <button type="button" data-shortcut="new_campaign">Campaign baru / New campaign</button>
  <p class="note">Tiruan lokal, bukan Slack. / A local stand-in, not Slack.</p>
</nav>
<main>
  <header class="top"><h1>${title}</h1>${place.threadTs ? html`<a href="${link({ channel: place.channel })}">Tutup utas / Close thread</a>` : html``}</header>
  <div id="main" aria-live="polite"></div>
  <p id="status" role="status"></p>
  <form id="composer" ${new Html(place.home ? "hidden" : "")}>
    <textarea id="text" rows="2" aria-label="Pesan / Message" placeholder="Pesan, @Kolega, atau /kolega ... / Message, @Kolega, or /kolega ..."></textarea>
    <label class="file" title="File"><input id="file" type="file" hidden>+</label>
    <button class="button primary">Kirim / Send</button>
  </form>
</main>
<dialog id="modal"></dialog>
<script>${new Html(CHAT_SCRIPT)}</script>
</body></html>`.text;
}
