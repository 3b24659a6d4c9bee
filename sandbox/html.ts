/** Markup that is already safe; everything else put into `html` is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

/** HTML as a tagged template: values are escaped unless they are Html or lists of Html. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  let out = strings[0] ?? "";
  for (const [index, value] of values.entries()) {
    if (value instanceof Html) out += value.text;
    else if (typeof value === "string" || typeof value === "number") out += escapeHtml(String(value));
    else out += value.map((item) => item.text).join("");
    out += strings[index + 1] ?? "";
  }
  return new Html(out);
}

export function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[char] ?? char,
  );
}

export function rupiah(amount: number): string {
  return `Rp${amount.toLocaleString("id-ID")}`;
}

const STYLE = `
:root{color-scheme:light dark;--accent:#b4235a;--line:#8884;--soft:#8881}
*{box-sizing:border-box}
body{margin:0 auto;max-width:28rem;padding:1rem;font:16px/1.45 system-ui,sans-serif}
nav{display:flex;gap:1rem;border-bottom:1px solid var(--line);padding-bottom:.6rem;margin-bottom:1rem}
nav a[aria-current]{font-weight:700;text-decoration:none}
h1{font-size:1.3rem;margin:.4rem 0}h2{font-size:1.05rem}
label{display:block;margin:.8rem 0 .2rem;font-weight:600}
input,select,textarea,button{font:inherit;width:100%;padding:.6rem;border:1px solid var(--line);border-radius:.6rem}
input[type=checkbox]{width:auto}
button{background:var(--accent);color:#fff;border:0;margin-top:.8rem;cursor:pointer}
button.quiet{background:var(--soft);color:inherit;border:1px solid var(--line)}
:focus-visible{outline:3px solid #3b82f6;outline-offset:2px}
.row{display:flex;gap:.5rem}.row input{flex:1;min-width:0}.row button{width:auto;white-space:nowrap}
article{border:1px solid var(--line);border-radius:.8rem;padding:.8rem;margin:.8rem 0;overflow-wrap:anywhere}
article img{width:100%;border-radius:.6rem;display:block}
.muted{opacity:.75;font-size:.88rem}.big{font-size:1.6rem;font-weight:700}
.badge{display:inline-block;padding:.1rem .6rem;border-radius:1rem;background:var(--soft);border:1px solid var(--line)}
.notice{border-left:4px solid var(--accent);padding:.4rem .8rem;background:var(--soft)}
`;

/** A whole page: mobile width, no build, no outside resources. */
export function page(title: string, body: Html, current?: "phone" | "bank" | "chats"): string {
  const link = (href: string, key: string, label: string) =>
    html`<a href="${href}" ${new Html(current === key ? 'aria-current="page"' : "")}>${label}</a>`;
  return html`<!doctype html>
<html lang="id">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><style>${new Html(STYLE)}</style></head>
<body>
<nav aria-label="Sandbox">${link("/", "phone", "Ponsel / Phone")} ${link("/bank", "bank", "Bank")} ${link("/chats", "chats", "Chat")}</nav>
<main>${body}</main>
</body></html>`.text;
}
