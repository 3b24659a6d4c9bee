import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { PLATFORMS } from "../core/kernel/ports/social-platform.ts";
import type { SandboxContext } from "./context.ts";
import { numbersAt } from "./engagement.ts";
import { type Html, html, Html as Markup, page, rupiah } from "./html.ts";
import { bodyObject, param, query } from "./http.ts";
import { POST_FORMATS, type SandboxAccount, type SandboxPost } from "./model.ts";
import { postUrl, publishPost, shortUrl } from "./posts.ts";

/** Pages for people: the influencer's phone (publish, edit, delete) and the bank (payouts, invoices). */

const PLATFORM_NAME = { instagram: "Instagram", tiktok: "TikTok", youtube: "YouTube" } as const;

/** Copies the text of a field; where the browser forbids it, the text is selected for copying by hand. */
const COPY_SCRIPT = `
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  try { await navigator.clipboard.writeText(field.value); button.textContent = "Tersalin / Copied"; }
  catch { field.focus(); field.select(); }
});`;

const publishForm = z.object({
  caption: z.string().min(1).max(2_200),
  format: z.enum(["feed", "reel", "story", "video", "short"]),
  paidPartnership: z.literal("on").optional(),
});

export function phoneRouter(ctx: SandboxContext): Router {
  const router = Router();
  const { state } = ctx;

  function accountOf(req: Request): SandboxAccount | undefined {
    const platform = PLATFORMS.find((name) => name === param(req, "platform"));
    return platform && state.account(platform, param(req, "account"));
  }

  function ownPost(req: Request): { account: SandboxAccount; post: SandboxPost } | undefined {
    const account = accountOf(req);
    const post = account && state.post(account.platform, param(req, "post"));
    return account && post?.accountId === account.externalId && !post.deletedAt ? { account, post } : undefined;
  }

  function notFound(res: Response): void {
    res.status(404).send(page("404", html`<p>Tidak ditemukan / Not found</p>`));
  }

  router.get("/", (_req, res) => {
    const links = [...state.accounts.values()].map(
      (account) => html`<article>
        <a href="${phonePath(account)}"><strong>@${account.username}</strong></a>
        <span class="badge">${PLATFORM_NAME[account.platform]}</span>
        <div class="muted">${account.displayName} · ${account.followers.toLocaleString("id-ID")} pengikut / followers</div>
      </article>`,
    );
    const none = html`<p>Belum ada akun. / No accounts yet.</p>`;
    res.send(
      page("Ponsel / Phone", html`<h1>Pilih akun / Choose an account</h1>${links.length > 0 ? links : none}`, "phone"),
    );
  });

  router.get("/phone/:platform/:account", (req, res) => {
    const account = accountOf(req);
    if (!account) return notFound(res);
    const fresh = query(req, "published");
    const published = fresh === undefined ? undefined : state.post(account.platform, fresh);
    const formats = POST_FORMATS[account.platform].map((name) => html`<option value="${name}">${name}</option>`);
    const posts = state.postsOf(account).map((post) => postCard(ctx, account, post));
    res.send(
      page(
        `@${account.username}`,
        html`<h1>@${account.username} <span class="badge">${PLATFORM_NAME[account.platform]}</span></h1>
          ${published ? publishedNotice(account, published) : html``}
          <form method="post" action="${phonePath(account)}">
            <label for="caption">Teks dan tagar / Caption and hashtags</label>
            <textarea id="caption" name="caption" rows="4" maxlength="2200" required></textarea>
            <label for="format">Format</label>
            <select id="format" name="format">${formats}</select>
            <label><input type="checkbox" name="paidPartnership"> Kemitraan berbayar / Paid partnership</label>
            <button>Terbitkan / Publish</button>
          </form>
          <h2>Kiriman / Posts (${posts.length})</h2>
          ${posts}
          <script>${new Markup(COPY_SCRIPT)}</script>`,
        "phone",
      ),
    );
  });

  router.post("/phone/:platform/:account", (req, res) => {
    const account = accountOf(req);
    if (!account) return notFound(res);
    const parsed = publishForm.safeParse(bodyObject(req));
    const formats: readonly string[] = POST_FORMATS[account.platform];
    if (!parsed.success || !formats.includes(parsed.data.format)) {
      res.status(400).send(page("400", html`<p>Isian belum lengkap / The form is not complete</p>`));
      return;
    }
    const { caption, format, paidPartnership } = parsed.data;
    const post = publishPost(state, account, {
      caption: caption.replace(/\r\n/g, "\n"),
      format,
      paidPartnership: paidPartnership === "on",
    });
    res.redirect(303, `${phonePath(account)}?published=${encodeURIComponent(post.id)}`);
  });

  router.post("/phone/:platform/:account/:post/edit", (req, res) => {
    const found = ownPost(req);
    const caption = bodyObject(req).caption;
    if (!found || typeof caption !== "string" || caption.length > 2_200) return notFound(res);
    state.commit({ type: "post", post: { ...found.post, caption: caption.replace(/\r\n/g, "\n") } });
    res.redirect(303, phonePath(found.account));
  });

  router.post("/phone/:platform/:account/:post/delete", (req, res) => {
    const found = ownPost(req);
    if (!found) return notFound(res);
    state.commit({ type: "post", post: { ...found.post, deletedAt: ctx.clock.now().toISOString() } });
    res.redirect(303, phonePath(found.account));
  });

  router.get("/bank", (_req, res) => {
    const payouts = [...state.payouts.values()].reverse().map(
      (payout) => html`<article>
        <strong>${rupiah(payout.amount)}</strong> <span class="badge">${payout.status}</span>
        <div>${payout.accountHolderName} · ${payout.channelCode} ···${payout.accountNumber.slice(-4)}</div>
        <div class="muted">${payout.referenceId} · ${payout.failureCode ?? ""} ${payout.updatedAt}</div>
      </article>`,
    );
    const invoices = [...state.invoices.values()].reverse().map(
      (invoice) => html`<article>
        <strong>${rupiah(invoice.amount)}</strong> <span class="badge">${invoice.status}</span>
        <div><a href="/xendit/web/${invoice.id}">${invoice.externalId}</a></div>
      </article>`,
    );
    const none = html`<p class="muted">Belum ada / None yet</p>`;
    res.send(
      page(
        "Bank",
        html`<h1>Bank</h1>
          <h2>Pembayaran keluar / Payouts (${payouts.length})</h2>${payouts.length > 0 ? payouts : none}
          <h2>Tagihan / Invoices (${invoices.length})</h2>${invoices.length > 0 ? invoices : none}`,
        "bank",
      ),
    );
  });

  return router;
}

function phonePath(account: SandboxAccount): string {
  return `/phone/${account.platform}/${encodeURIComponent(account.externalId)}`;
}

function copyField(id: string, label: string, value: string): Html {
  return html`<label for="${id}">${label}</label>
    <div class="row"><input id="${id}" readonly value="${value}">
    <button type="button" class="quiet" style="margin:0" data-copy="${id}">Salin / Copy</button></div>`;
}

function publishedNotice(account: SandboxAccount, post: SandboxPost): Html {
  const short = shortUrl(post);
  return html`<div class="notice" role="status">
    <strong>Terbit! / Published!</strong>
    ${copyField("link", "Tautan / Link", postUrl(post, account))}
    ${short === undefined ? html`` : copyField("short", "Tautan pendek / Short link", short)}
  </div>`;
}

function postCard(ctx: SandboxContext, account: SandboxAccount, post: SandboxPost): Html {
  const numbers = numbersAt(post, ctx.metricTime(post));
  const path = `${phonePath(account)}/${encodeURIComponent(post.id)}`;
  const field = `caption-${post.id}`;
  const count = (value: number) => value.toLocaleString("id-ID");
  return html`<article>
    <details><summary>${post.format} · ${post.publishedAt.slice(0, 16).replace("T", " ")} UTC · ♥ ${count(numbers.likes)}
      · ▶ ${count(numbers.views)}</summary>
      <img src="/media/${encodeURIComponent(post.id)}.png" alt="" loading="lazy" width="540" height="675"></details>
    ${copyField(`url-${post.id}`, "Tautan / Link", postUrl(post, account))}
    <form method="post" action="${path}/edit">
      <label for="${field}">Teks / Caption</label>
      <textarea id="${field}" name="caption" rows="3" maxlength="2200">${post.caption}</textarea>
      <button class="quiet">Simpan / Save</button>
    </form>
    <form method="post" action="${path}/delete"><button class="quiet">Hapus / Delete</button></form>
  </article>`;
}
