import { randomBytes } from "node:crypto";
import { Router } from "express";
import { z } from "zod";
import { DAY_MS } from "../core/kernel/clock.ts";
import { BUSINESS_ID } from "./bank.ts";
import type { SandboxContext } from "./context.ts";
import { html, page, rupiah } from "./html.ts";
import { bodyObject, param, query } from "./http.ts";
import type { Callback, SandboxInvoice } from "./model.ts";
import { xenditError, xenditGate } from "./xendit.ts";

/** Xendit invoices: POST /v2/invoices, GET /v2/invoices(/{id}), POST /invoices/{id}/expire!; paid on its own page. */

const invoiceRequest = z.object({
  external_id: z.string().min(1).max(255),
  amount: z.number().int().positive(),
  payer_email: z.string().optional(),
  description: z.string().optional(),
  /** Seconds. */
  invoice_duration: z.number().int().positive().optional(),
  success_redirect_url: z.string().optional(),
  currency: z.string().default("IDR"),
});

/** The invoice with its expiry applied. */
export function currentInvoice(ctx: SandboxContext, id: string): SandboxInvoice | undefined {
  const invoice = ctx.state.invoices.get(id);
  if (invoice?.status !== "PENDING" || Date.parse(invoice.expiresAt) > ctx.clock.now().getTime()) return invoice;
  return move(ctx, { ...invoice, status: "EXPIRED" });
}

/** Pays a pending invoice; undefined where it is unknown, the unchanged invoice where it is paid or expired. */
export function payInvoice(ctx: SandboxContext, id: string): SandboxInvoice | undefined {
  const invoice = currentInvoice(ctx, id);
  if (invoice?.status !== "PENDING") return invoice;
  return move(ctx, { ...invoice, status: "PAID", paidAt: ctx.clock.now().toISOString() });
}

function move(ctx: SandboxContext, invoice: SandboxInvoice): SandboxInvoice {
  ctx.state.commit({ type: "invoice", invoice, callback: callbackFor(ctx, invoice) });
  return invoice;
}

function callbackFor(ctx: SandboxContext, invoice: SandboxInvoice): Callback | undefined {
  if (!ctx.wantsCallbacks.invoice) return undefined;
  const paid =
    invoice.status === "PAID"
      ? {
          paid_amount: invoice.amount,
          paid_at: invoice.paidAt,
          payment_method: "BANK_TRANSFER",
          payment_channel: "BCA",
        }
      : {};
  return {
    id: `${invoice.id}:${invoice.status}`,
    target: "invoice",
    body: {
      id: invoice.id,
      external_id: invoice.externalId,
      status: invoice.status,
      amount: invoice.amount,
      currency: invoice.currency,
      ...paid,
    },
    attempts: 0,
    nextAt: ctx.clock.now().toISOString(),
    done: "waiting",
  };
}

export function invoiceBody(ctx: SandboxContext, invoice: SandboxInvoice): Record<string, unknown> {
  return {
    id: invoice.id,
    external_id: invoice.externalId,
    user_id: BUSINESS_ID,
    status: invoice.status,
    amount: invoice.amount,
    currency: invoice.currency,
    description: invoice.description,
    payer_email: invoice.payerEmail,
    created: invoice.createdAt,
    expiry_date: invoice.expiresAt,
    ...(invoice.paidAt === undefined ? {} : { paid_at: invoice.paidAt, paid_amount: invoice.amount }),
    invoice_url: `${ctx.publicUrl()}/xendit/web/${invoice.id}`,
  };
}

export function xenditInvoiceRouter(ctx: SandboxContext): Router {
  const router = Router();
  const gate = xenditGate(ctx);

  router.post("/v2/invoices", (req, res) => {
    if (gate(req, res, "POST /v2/invoices") === undefined) return;
    const parsed = invoiceRequest.safeParse(bodyObject(req));
    if (!parsed.success) return xenditError(res, 400, "API_VALIDATION_ERROR", "Inputs are failing validation.");
    const now = ctx.clock.now();
    const request = parsed.data;
    const seconds = request.invoice_duration ?? DAY_MS / 1_000;
    const invoice: SandboxInvoice = {
      id: randomBytes(12).toString("hex"),
      externalId: request.external_id,
      amount: request.amount,
      currency: request.currency,
      description: request.description ?? "",
      payerEmail: request.payer_email,
      successRedirectUrl: request.success_redirect_url,
      status: "PENDING",
      createdAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + seconds * 1_000).toISOString(),
    };
    ctx.state.commit({ type: "invoice", invoice });
    res.json(invoiceBody(ctx, invoice));
  });

  router.get("/v2/invoices", (req, res) => {
    if (gate(req, res, "GET /v2/invoices") === undefined) return;
    const externalId = query(req, "external_id");
    const ids = [...ctx.state.invoices.values()].filter((one) => one.externalId === externalId).map((one) => one.id);
    res.json(ids.flatMap((id) => currentInvoice(ctx, id) ?? []).map((invoice) => invoiceBody(ctx, invoice)));
  });

  router.get("/v2/invoices/:id", (req, res) => {
    if (gate(req, res, "GET /v2/invoices/:id") === undefined) return;
    const invoice = currentInvoice(ctx, param(req, "id"));
    if (!invoice) return xenditError(res, 404, "INVOICE_NOT_FOUND_ERROR", "Invoice not found.");
    res.json(invoiceBody(ctx, invoice));
  });

  router.post("/invoices/:id/expire\\!", (req, res) => {
    if (gate(req, res, "POST /invoices/:id/expire!") === undefined) return;
    const invoice = currentInvoice(ctx, param(req, "id"));
    if (!invoice) return xenditError(res, 404, "INVOICE_NOT_FOUND_ERROR", "Invoice not found.");
    if (invoice.status !== "PENDING") return xenditError(res, 400, "UNABLE_TO_EXPIRE_INVOICE", "Already final.");
    res.json(invoiceBody(ctx, move(ctx, { ...invoice, status: "EXPIRED" })));
  });

  router.get("/web/:id", (req, res) => {
    const invoice = currentInvoice(ctx, param(req, "id"));
    if (!invoice) {
      res.status(404).send(page("Invoice", html`<p>Tagihan tidak ditemukan / Invoice not found</p>`));
      return;
    }
    const action =
      invoice.status === "PENDING"
        ? html`<form method="post"><button autofocus>Bayar / Pay</button></form>
            <p class="muted">Berlaku sampai / Valid until ${invoice.expiresAt}</p>`
        : html`<p class="badge">${invoice.status === "PAID" ? "Lunas / Paid" : "Kedaluwarsa / Expired"}</p>`;
    const back =
      invoice.status === "PAID" && /^https?:\/\//.test(invoice.successRedirectUrl ?? "")
        ? html`<p><a href="${invoice.successRedirectUrl ?? ""}">Kembali / Back</a></p>`
        : html``;
    res.send(
      page(
        "Tagihan / Invoice",
        html`<h1>Tagihan / Invoice</h1>
          <p>${invoice.description}</p>
          <p class="big">${rupiah(invoice.amount)}</p>
          <p class="muted">${invoice.externalId}</p>
          ${action} ${back}`,
      ),
    );
  });

  router.post("/web/:id", (req, res) => {
    const invoice = payInvoice(ctx, param(req, "id"));
    if (!invoice) return xenditError(res, 404, "INVOICE_NOT_FOUND_ERROR", "Invoice not found.");
    res.redirect(303, `${ctx.publicUrl()}/xendit/web/${invoice.id}`);
  });

  return router;
}
