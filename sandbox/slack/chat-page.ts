/** The look of the page: a chat beside a list of places; one column on a phone. */
export const CHAT_STYLE = `
:root{color-scheme:light dark;--side:#2f1b3a;--on-side:#f3e9f7;--line:#8884;--soft:#8881;--go:#0f766e;--bad:#c0264b;--link:#1264a3}
@media (prefers-color-scheme:dark){:root{--link:#7cc4ff;--go:#14907f;--bad:#d13c60}}
*{box-sizing:border-box}
body{margin:0;font:15px/1.45 system-ui,sans-serif;display:grid;grid-template-columns:16rem 1fr;height:100dvh}
nav{background:var(--side);color:var(--on-side);padding:1rem;overflow:auto;display:flex;flex-direction:column;gap:.25rem}
nav .team{font-size:1.15rem}nav h2{font-size:.75rem;opacity:.75;margin:.9rem 0 .1rem;font-weight:600}
nav a,nav button{color:inherit;text-decoration:none;padding:.35rem .6rem;border-radius:.4rem;background:none;border:0;font:inherit;text-align:left;cursor:pointer}
nav a:hover,nav button:hover{background:#fff2}nav a[aria-current]{background:#ffffff2e;font-weight:700}
nav select{width:100%;font:inherit;padding:.3rem;border-radius:.4rem}nav label{font-size:.8rem}
nav .note{margin-top:auto;font-size:.78rem;opacity:.75}
main{display:grid;grid-template-rows:auto 1fr auto auto;min-width:0;height:100dvh}
.top{display:flex;gap:1rem;align-items:center;padding:.6rem 1.2rem;border-bottom:1px solid var(--line)}.top h1{font-size:1.1rem;margin:0}
#main{overflow:auto;padding:1rem 1.2rem}
article{display:flex;gap:.7rem;padding:.45rem .3rem;border-radius:.5rem;overflow-wrap:anywhere}article:hover{background:var(--soft)}
article.private{background:var(--soft);border-left:3px solid var(--go)}
.face{flex:none;width:2.2rem;height:2.2rem;border-radius:.5rem;display:grid;place-items:center;background:#7a5; color:#fff;font-weight:700}
.bot .face{background:var(--go)}.body{min-width:0;max-width:46rem;flex:1}
article header i{font-style:normal;font-size:.65rem;background:var(--soft);border:1px solid var(--line);border-radius:.2rem;padding:0 .25rem}
time,small,.context,#status{opacity:.78;font-size:.82rem}
h3{margin:.3rem 0;font-size:1.05rem}p{margin:.2rem 0}.fields{display:grid;grid-template-columns:1fr 1fr;gap:.5rem 1rem;margin:.3rem 0}
.actions{display:flex;flex-wrap:wrap;gap:.5rem;margin:.5rem 0}.actions.end{justify-content:flex-end}
.button{font:inherit;font-weight:600;padding:.35rem .85rem;border-radius:.45rem;border:1px solid var(--line);background:none;color:inherit;cursor:pointer;text-decoration:none;display:inline-block}
.button.primary{background:var(--go);border-color:transparent;color:#fff}.button.danger{background:var(--bad);border-color:transparent;color:#fff}
.button:disabled{opacity:.5}.thread{border:0;background:none;color:var(--link);font:inherit;font-size:.8rem;padding:.1rem 0;margin-right:.8rem;cursor:pointer;opacity:.85}
a{color:var(--link)}nav a{color:inherit}.mention{background:#1264a326;color:var(--link);border-radius:.2rem;padding:0 .15rem;font-weight:500}
q{display:block;border-left:3px solid var(--line);padding-left:.6rem;quotes:none}blockquote{margin:.4rem 0;border-left:4px solid var(--line);padding:.2rem .8rem}
pre,code{background:var(--soft);border:1px solid var(--line);border-radius:.3rem;padding:.1rem .3rem;font:13px ui-monospace,monospace}pre{padding:.5rem;overflow:auto;white-space:pre-wrap}
img{max-width:min(100%,30rem);border-radius:.5rem;display:block;margin:.3rem 0}
.scroll{overflow:auto}table{border-collapse:collapse;margin:.4rem 0}td,th{border:1px solid var(--line);padding:.25rem .6rem;text-align:left}
hr{border:0;border-top:1px solid var(--line);margin:.7rem 0}#status{padding:0 1.2rem;margin:0;min-height:1.3rem}
#composer{display:flex;gap:.5rem;align-items:end;margin:.2rem 1.2rem 1rem;border:1px solid var(--line);border-radius:.6rem;padding:.5rem}#composer[hidden]{display:none}
#composer textarea{flex:1;resize:none;border:0;background:none;color:inherit;font:inherit;outline:none}#composer:focus-within{border-color:var(--link)}
.file{cursor:pointer;font-size:1.3rem;padding:0 .4rem}
dialog{border:1px solid var(--line);border-radius:.7rem;max-width:32rem;width:92vw;padding:1.2rem}dialog::backdrop{background:#0008}
.modal label{display:block;font-weight:600;margin:.8rem 0 .2rem}.modal input,.modal select,.modal textarea{width:100%;font:inherit;padding:.5rem;border:1px solid var(--line);border-radius:.4rem}
.modal .wrong{color:var(--bad);font-size:.85rem}.modal h2{margin:0 0 .4rem;font-size:1.15rem}
:focus-visible{outline:3px solid #3b82f6;outline-offset:2px}
@media (max-width:44rem){body{grid-template-columns:minmax(0,1fr);grid-template-rows:auto minmax(0,1fr)}nav{flex-direction:row;align-items:center;padding:.5rem .8rem;white-space:nowrap}nav h2,nav .note,nav .team{display:none}nav label{font-size:0}nav label{order:-2}nav .app{order:-1}nav select{font-size:.9rem;width:auto}main{height:auto;min-height:0}.fields{grid-template-columns:1fr}}
`;

/** The page's behaviour: draws what the server sends, tells it what the person does. */
export const CHAT_SCRIPT = `
const state = JSON.parse(document.body.dataset.state);
const at = (path, more) => "/chat/slack" + path + "?" + new URLSearchParams({ ...state, ...more });
const main = document.getElementById("main"), dialog = document.getElementById("modal");
let modalId = "", before = "";
async function draw() {
  const view = await (await fetch(at("/view"))).json();
  const low = main.scrollHeight - main.scrollTop - main.clientHeight < 80;
  if (view.main !== before) { main.innerHTML = before = view.main; if (low) main.scrollTop = main.scrollHeight; }
  document.getElementById("status").textContent = view.status;
  if (view.modalId !== modalId) {
    modalId = view.modalId;
    dialog.innerHTML = view.modal;
    if (view.modal && !dialog.open) dialog.showModal();
    if (!view.modal && dialog.open) dialog.close();
  }
}
async function act(body) {
  const answer = await fetch("/_control/slack/" + state.team + "/" + state.person, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  return (await answer.json()).result;
}
const go = (more) => { location.href = "/chat/slack?" + new URLSearchParams({ team: state.team, person: state.person, ...more }); };
document.getElementById("who").addEventListener("change", (event) => { location.href = "/chat/slack?" + new URLSearchParams({ team: state.team, person: event.target.value }); });
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const d = button.dataset;
  if (d.press) {
    if (d.confirm && !confirm(d.confirm)) return;
    button.disabled = true;
    const result = await act(state.tab === "home" ? { do: "press_home", button: d.press } : { do: "press", channel: d.channel, ts: d.ts, button: d.press });
    button.disabled = false;
    if (result && !result.ok) alert("Kolega tidak menjawab / did not answer (" + (result.reason || result.status) + ")");
  }
  if (d.thread) go({ channel: state.channel, thread: d.thread });
  if (d.say) act({ do: "say", text: d.say, channel: state.channel });
  if (d.shortcut) { await act({ do: "shortcut", callbackId: d.shortcut }); go({}); }
  if (d.check) { await act({ do: "message_shortcut", callbackId: "check_post", channel: d.channel, ts: d.check }); go({}); }
  if (d.dismiss) act({ do: "dismiss", view: d.dismiss });
});
dialog.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const result = await act({ do: "submit", view: form.dataset.view, values: Object.fromEntries(new FormData(form)) });
  for (const old of form.querySelectorAll(".wrong")) old.remove();
  for (const [name, message] of Object.entries((result && result.errors) || {})) {
    const line = document.createElement("p");
    line.className = "wrong"; line.textContent = message;
    const field = form.elements[name];
    (field || form.querySelector("h2")).insertAdjacentElement("afterend", line);
  }
});
dialog.addEventListener("cancel", () => act({ do: "dismiss", view: dialog.firstElementChild.dataset.view }));
const text = document.getElementById("text"), composer = document.getElementById("composer");
composer.addEventListener("submit", async (event) => {
  event.preventDefault();
  const words = text.value.trim();
  if (!words) return;
  text.value = "";
  main.scrollTop = main.scrollHeight;
  const command = /^\\/kolega\\b\\s*/.exec(words);
  if (command) {
    const result = await act({ do: "command", text: words.slice(command[0].length), channel: state.channel });
    if (result && result.body && result.body.text) document.getElementById("status").textContent = result.body.text;
  } else await act({ do: "say", text: words, channel: state.channel, ...(state.thread ? { threadTs: state.thread } : {}) });
});
text.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); composer.requestSubmit(); } });
document.getElementById("file").addEventListener("change", async (event) => {
  const file = event.target.files[0];
  if (file) await fetch(at("/upload", { name: file.name }), { method: "POST", headers: { "content-type": file.type || "application/octet-stream" }, body: file });
  event.target.value = "";
});
new EventSource("/chat/slack/events").onmessage = draw;
draw().then(() => { main.scrollTop = main.scrollHeight; });
`;
