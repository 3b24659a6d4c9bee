/** The chat in the browser: draws the state it fetches, fetches it again whenever an event says so. */
export const PAGE_SCRIPT = String.raw`
const person = new URLSearchParams(location.search).get("person");
const at = (path) => "/chat/whatsapp/" + path + "?person=" + encodeURIComponent(person);
const chat = document.getElementById("chat"), words = document.getElementById("words"), sheet = document.getElementById("sheet");
const el = (name, props = {}, ...children) => { const node = Object.assign(document.createElement(name), props); node.append(...children); return node; };
let blocked = false, typing = false, drawn = "";

async function act(body) {
  const answer = await fetch(at("do"), { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) alert((await answer.json()).error || "Gagal / Failed");
  await load();
}

/** WhatsApp's marks as elements: code fences, then *bold* _italic_ ~struck~ and addresses. */
function marked(text) {
  const out = [];
  text.split(/\u0060\u0060\u0060/).forEach((part, index, all) => {
    if (index % 2 === 1 && index < all.length - 1) return out.push(el("pre", { textContent: part }));
    out.push(...inline(index % 2 === 1 ? "\u0060\u0060\u0060" + part : part));
  });
  return out;
}
const MARKS = { "*": "strong", "_": "em", "~": "s" };
function inline(text) {
  const found = /(^|[^\p{L}\p{N}])([*_~])(\S(?:[^\n]*?\S)?)\2(?![\p{L}\p{N}])|(\u0060)([^\u0060\n]+)\u0060|(https?:\/\/[^\s<>]+[^\s<>.,;:!?)\]])/u.exec(text);
  if (!found) return text === "" ? [] : [text];
  const before = text.slice(0, found.index) + (found[1] || "");
  const after = text.slice(found.index + found[0].length);
  const node = found[2] ? el(MARKS[found[2]], {}, ...inline(found[3]))
    : found[4] ? el("code", { textContent: found[5] })
    : el("a", { href: found[6], target: "_blank", rel: "noopener noreferrer", textContent: found[6] });
  return [...(before === "" ? [] : [before]), node, ...inline(after)];
}

const TICKS = { accepted: "🕓", sent: "✓", delivered: "✓✓", read: "✓✓", failed: "⚠" };
const SAID = { accepted: "menunggu / waiting", sent: "terkirim / sent", delivered: "sampai / delivered", read: "dibaca / read", failed: "gagal / failed" };
function tick(message) {
  const shown = message.from === "person" ? (message.status === "read" ? "read" : "delivered") : message.status;
  return el("span", { className: "tick " + shown, textContent: TICKS[shown] || "", title: SAID[shown] || "" });
}
function file(view) {
  const source = view.link || (view.mediaId && "/chat/whatsapp/media/" + view.mediaId);
  if (!source) return [];
  if (view.mediaKind === "image") return [el("img", { src: source, alt: view.text || "", loading: "lazy" })];
  if (view.mediaKind === "audio") return [el("audio", { src: source, controls: true })];
  if (view.mediaKind === "video") return [el("video", { src: source, controls: true, style: "max-width:100%" })];
  return [el("a", { href: source, target: "_blank", rel: "noopener", textContent: "📄 " + (view.fileName || "dokumen / document") })];
}
function bubble(message) {
  const { view } = message, node = el("article", { className: "bubble" + (message.from === "person" ? " mine" : "") + (view.buttons || view.list ? " wide" : "") });
  node.append(...file(view));
  if (view.header) node.append(el("h2", { textContent: view.header }));
  if (view.text) node.append(el("p", {}, ...marked(view.text)));
  if (view.footer) node.append(el("footer", { textContent: view.footer }));
  const time = new Date(message.at).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });
  node.append(el("div", { className: "when" }, time, tick(message)));
  return node;
}
function choices(message) {
  const { view } = message, box = el("div", { className: "choices" });
  for (const button of view.buttons || []) box.append(el("button", { type: "button", textContent: "↩ " + button.title, onclick: () => act({ do: "press", choice: button.id, messageId: message.id }) }));
  if (view.list) box.append(el("button", { type: "button", textContent: "☰ " + view.list.label, onclick: () => openSheet(message) }));
  return box.childElementCount ? [box] : [];
}
function openSheet(message) {
  const { list } = message.view;
  sheet.replaceChildren(el("h2", { textContent: list.label }));
  for (const section of list.sections) {
    if (section.title) sheet.append(el("h3", { textContent: section.title }));
    for (const row of section.rows) {
      const button = el("button", { type: "button", onclick: () => { sheet.close(); act({ do: "press", choice: row.id, messageId: message.id }); } }, el("strong", { textContent: row.title }));
      if (row.description) button.append(el("br"), el("small", { className: "soft", textContent: row.description }));
      sheet.append(button);
    }
  }
  sheet.append(el("button", { type: "button", className: "close", textContent: "Tutup / Close", onclick: () => sheet.close() }));
  sheet.showModal();
}

function firstWords() {
  const say = (text) => el("button", { type: "button", textContent: text, onclick: () => act({ do: "say", text }) });
  return [el("p", { className: "empty", textContent: "Belum ada pesan. Sapa Kolega dulu: setelah itu kabar untukmu sampai di sini. / No messages yet. Say hello first; news for you comes here from then on." }),
    el("div", { className: "choices" }, say("Halo"), say("Any new offers?"))];
}
function toEnd() { chat.scrollTop = chat.scrollHeight; }
addEventListener("resize", toEnd);
chat.addEventListener("load", toEnd, true);

async function load() {
  const answer = await fetch(at("state"));
  if (!answer.ok) return;
  const state = await answer.json();
  blocked = state.blocked;
  document.getElementById("block").textContent = blocked ? "Buka blokir / Unblock" : "Blokir / Block";
  document.getElementById("window").textContent = state.windowMinutes > 0
    ? "Jendela 24 jam: sisa " + Math.floor(state.windowMinutes / 60) + " j " + (state.windowMinutes % 60) + " m / 24-hour window open"
    : "Jendela 24 jam tertutup: hanya template / Window closed: templates only";
  const now = JSON.stringify([state.messages, typing]);
  if (now === drawn) return;
  drawn = now;
  const nodes = state.messages.flatMap((message) => message.from === "person" ? [bubble(message)] : [bubble(message), ...choices(message)]);
  if (typing) nodes.push(el("div", { className: "typing", textContent: "Kolega sedang mengetik… / typing…" }));
  if (nodes.length === 0) nodes.push(...firstWords());
  chat.replaceChildren(...nodes);
  toEnd();
  if (!document.hidden && state.messages.some((one) => one.from === "business" && ["sent", "delivered"].includes(one.status))) act({ do: "read" });
}

document.getElementById("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = words.value.trim();
  if (text === "") return;
  words.value = "";
  act({ do: "say", text });
});
words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  document.getElementById("composer").requestSubmit();
});
document.getElementById("file").addEventListener("change", async (event) => {
  const chosen = event.target.files[0];
  event.target.value = "";
  if (!chosen) return;
  const url = await new Promise((resolve) => { const reader = new FileReader(); reader.onload = () => resolve(reader.result); reader.readAsDataURL(chosen); });
  act({ do: "file", base64: url.slice(url.indexOf(",") + 1), mime: chosen.type || "application/pdf", name: chosen.name });
});
document.getElementById("block").addEventListener("click", () => act({ do: "block", blocked: !blocked }));
document.querySelector("[data-hours]").addEventListener("click", (event) => act({ do: "hours", hours: Number(event.target.dataset.hours) }));
const events = new EventSource(at("events"));
events.onmessage = (event) => { const said = JSON.parse(event.data); if (said.typing !== undefined) typing = said.typing; load(); };
document.addEventListener("visibilitychange", () => { if (!document.hidden) load(); });
load();
`;
