/** Style and script of the chat page; they are inlined under a nonce. */

export const CHAT_STYLE = `
:root{color-scheme:light dark;--back:#dfe9f1;--bubble:#fff;--own:#e3fbd1;--ink:#10202c;--soft:#5b6b77;--accent:#1f7fc4;--line:#0002;--bar:#fff}
@media (prefers-color-scheme:dark){:root{--back:#0e1621;--bubble:#182533;--own:#2b5278;--ink:#f3f6f8;--soft:#a3b3c0;--accent:#6ab7f0;--line:#fff2;--bar:#17212b}}
*{box-sizing:border-box}
html,body{height:100%}
body{margin:0;font:16px/1.4 system-ui,sans-serif;color:var(--ink);background:var(--back);display:flex;flex-direction:column}
header,form.say,nav.chats{background:var(--bar);padding:.5rem .8rem}
header{display:flex;gap:.6rem;align-items:center;border-bottom:1px solid var(--line)}
header h1{font-size:1.05rem;margin:0;flex:1;line-height:1.2}header small{display:block;font-weight:400;color:var(--soft);font-size:.8rem}
header a{color:var(--accent);text-decoration:none;padding:.4rem}
nav.chats{display:flex;gap:.4rem;overflow-x:auto;padding-top:0}
nav.chats a{white-space:nowrap;padding:.25rem .7rem;border-radius:1rem;border:1px solid var(--line);color:inherit;text-decoration:none;font-size:.9rem}
nav.chats a[aria-current]{background:var(--accent);color:#fff;border-color:transparent}
main{flex:1;overflow-y:auto;padding:.8rem}
ol{list-style:none;margin:0 auto;padding:0;max-width:44rem;display:flex;flex-direction:column;gap:.45rem}
.bubble{align-self:flex-start;max-width:min(34rem,88%);background:var(--bubble);border-radius:.9rem .9rem .9rem .25rem;padding:.45rem .7rem;box-shadow:0 1px 1px #0002;overflow-wrap:anywhere}
.bubble.own{align-self:flex-end;background:var(--own);border-radius:.9rem .9rem .25rem .9rem}
.text{white-space:pre-wrap}.text pre{display:inline-block;width:100%;vertical-align:top;margin:0;padding:.4rem;background:#8882;border-radius:.4rem;overflow-x:auto;font-size:.85rem;white-space:pre}
.text blockquote{margin:.2rem 0;padding-left:.6rem;border-left:3px solid var(--accent)}
.text code{background:#8882;border-radius:.2rem;padding:0 .2rem}
.bubble a{color:var(--accent)}.bubble img{display:block;max-width:100%;height:auto;border-radius:.6rem;margin:.1rem 0 .4rem}
.who{color:var(--accent);font-size:.85rem;display:block}.time{float:right;font-size:.72rem;color:var(--soft);margin:.3rem 0 0 .8rem}
.reply{border-left:3px solid var(--accent);padding-left:.5rem;font-size:.85rem;color:var(--soft);white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.note{align-self:center;background:#0003;color:#fff;border-radius:1rem;padding:.15rem .8rem;font-size:.85rem}
.keyboard{clear:both;padding-top:.4rem;display:flex;flex-direction:column;gap:.3rem}.keys{display:flex;gap:.3rem}
.key{flex:1;font:inherit;font-size:.92rem;text-align:center;padding:.5rem .4rem;border-radius:.5rem;border:1px solid var(--accent);background:transparent;color:var(--accent);cursor:pointer;text-decoration:none;min-width:0;min-height:2.6rem}
.key.primary{background:#1a6fb0;color:#fff;border-color:#1a6fb0}.key.danger{background:#b3261e;color:#fff;border-color:#b3261e}
.key[aria-busy=true]{opacity:.6}
.command{font:inherit;background:none;border:0;padding:0;color:var(--accent);cursor:pointer;text-decoration:underline}
form.say{display:flex;flex-wrap:wrap;gap:.4rem;align-items:flex-end;border-top:1px solid var(--line);position:relative}
form.say textarea{flex:1;font:inherit;color:inherit;background:var(--back);border:1px solid var(--line);border-radius:1.2rem;padding:.5rem .9rem;resize:none;max-height:9rem;min-width:0}
form.say button,.icon{font:inherit;border:0;border-radius:1.2rem;padding:.5rem .9rem;background:var(--accent);color:#fff;cursor:pointer;min-height:2.6rem}
form.say .icon{background:transparent;color:var(--accent);padding:.5rem;display:inline-flex;align-items:center}
form.say button.start{flex:1 0 100%;order:-1}
.menu{position:absolute;bottom:100%;left:.5rem;right:.5rem;max-height:50vh;overflow:auto;background:var(--bar);border:1px solid var(--line);border-radius:.8rem .8rem 0 0}
.menu{padding:0}form.say .menu button{display:block;width:100%;text-align:left;background:none;color:inherit;border-radius:0;border-bottom:1px solid var(--line)}form.say .menu b{color:var(--accent)}
#toast{position:fixed;left:50%;bottom:5.5rem;transform:translateX(-50%);background:#000c;color:#fff;border-radius:.6rem;padding:.5rem 1rem;max-width:90%}
dialog{border:0;border-radius:.8rem;max-width:20rem;padding:1.2rem;color:inherit;background:var(--bar)}dialog button{font:inherit;margin-top:1rem;float:right;border:0;background:none;color:var(--accent);cursor:pointer}
:focus-visible{outline:3px solid #3b82f6;outline-offset:2px}
.people{max-width:30rem;margin:0 auto;padding:1rem;width:100%}.people article{background:var(--bubble);border-radius:.8rem;margin:.6rem 0}
.people article a{display:block;padding:.8rem 1rem;color:inherit;text-decoration:none}.people h1{font-size:1.3rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
[hidden]{display:none!important}
`;

export const CHAT_SCRIPT = `
const page = document.body.dataset, thread = document.getElementById("thread"), main = document.querySelector("main");
const box = document.getElementById("text"), toast = document.getElementById("toast"), menu = document.getElementById("menu");
const where = "person=" + page.person + "&chat=" + page.chat;
let loading = false, again = false, low = true;
const down = () => { if (low) main.scrollTop = main.scrollHeight; };
main.addEventListener("scroll", () => { low = main.scrollHeight - main.scrollTop - main.clientHeight < 150; });
thread.addEventListener("load", down, true);
async function load() {
  if (loading) { again = true; return; }
  loading = true;
  try {
    const answer = await fetch("/chat/telegram/thread?" + where);
    if (answer.ok) {
      const focus = document.activeElement && thread.contains(document.activeElement) ? document.activeElement.dataset : undefined;
      const key = focus && focus.press;
      thread.innerHTML = await answer.text();
      if (key) [...thread.querySelectorAll("[data-press]")].find((one) => one.dataset.press === key)?.focus();
      document.getElementById("start")?.toggleAttribute("hidden", thread.querySelector(".bubble") !== null);
      down();
    }
  } finally { loading = false; if (again) { again = false; load(); } }
}
async function post(path, body) {
  const answer = await fetch("/chat/telegram/" + path, { method: "POST", headers: { "content-type": "application/json" },
    body: JSON.stringify({ person: Number(page.person), chat: Number(page.chat), ...body }) });
  return answer.ok ? answer.json() : say("Gagal / Failed");
}
function say(words) { toast.textContent = words; toast.hidden = false; setTimeout(() => { toast.hidden = true; }, 4000); return {}; }
function tell(words) { const box = document.getElementById("alert"); box.querySelector("p").textContent = words; box.showModal(); }
async function send(text) {
  if (text.trim() === "") return;
  box.value = ""; menu.hidden = true; low = true;
  await post("say", { text });
}
document.querySelector("form.say").addEventListener("submit", (event) => { event.preventDefault(); send(box.value); box.focus(); });
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(box.value); }
});
box.addEventListener("input", () => { if (menu.dataset.count !== "0") menu.hidden = box.value !== "/"; });
document.getElementById("commands").addEventListener("click", () => { menu.hidden = !menu.hidden; });
document.getElementById("file").addEventListener("change", async (event) => {
  const files = [...event.target.files].slice(0, 10);
  const read = (file) => new Promise((done) => { const reader = new FileReader();
    reader.onload = () => done({ name: file.name, mime: file.type || "application/octet-stream", base64: String(reader.result).split(",")[1] || "" });
    reader.readAsDataURL(file); });
  if (files.length > 0) await post("files", { files: await Promise.all(files.map(read)), caption: box.value });
  box.value = ""; event.target.value = "";
});
document.addEventListener("click", async (event) => {
  const key = event.target.closest("[data-press]"), words = event.target.closest("[data-say]");
  if (words) return send(words.dataset.say);
  if (!key) return;
  key.setAttribute("aria-busy", "true");
  const answer = await post("press", { messageId: Number(key.dataset.message), data: key.dataset.press });
  key.removeAttribute("aria-busy");
  if (answer.alert) tell(answer.text); else if (answer.text) say(answer.text);
});
const events = new EventSource("/chat/telegram/events?" + where);
events.onmessage = load;
load();
`;
