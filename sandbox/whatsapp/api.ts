import { randomBytes } from "node:crypto";
import express, { type Request, type RequestHandler, type Response, Router } from "express";
import { bearer, bodyObject, param, query } from "../http.ts";
import type { ApiFault, WhatsappContext } from "./context.ts";
import { answerError, GraphError, refusalOf, refuse } from "./errors.ts";
import { MEDIA_MAX, mediaKind } from "./limits.ts";
import { keepMedia } from "./people.ts";
import { RateLimits, sendMessage } from "./send.ts";

const TYPING_MS = 25_000;
const UPLOAD_LIMIT = "101mb";

/** graph.facebook.com as far as a WhatsApp bot calls it; mounted below `/whatsapp`. */
export function graphRouter(ctx: WhatsappContext): Router {
  const router = Router();
  const rates = new RateLimits(ctx);
  const { account, state } = ctx;
  /** Short-lived media addresses by their secret part. */
  const addresses = new Map<string, { mediaId: string; until: number }>();

  const graph =
    (handle: (req: Request, res: Response) => unknown): RequestHandler =>
    async (req, res) => {
      try {
        if (bearer(req) !== account.accessToken) throw refuse.token();
        const answer = await handle(req, res);
        if (answer !== undefined && !res.headersSent) res.json(answer);
      } catch (error) {
        if (error instanceof GraphError) return answerError(res, error);
        throw error;
      }
    };
  const ownNumber = (req: Request): void => {
    if (param(req, "node") !== account.phoneNumberId) throw refuse.unknownObject(param(req, "node"));
  };

  router.post(
    "/:version/:node/messages",
    graph((req, res) => {
      ownNumber(req);
      const body = bodyObject(req);
      // Read marks go the same way, and nobody waits for them.
      const fault = body.status === undefined ? ctx.behaviour.apiFaults.shift() : undefined;
      if (fault?.kind === "code") throw refusalOf(fault.code);
      if (fault?.kind === "cut") return void req.socket.destroy();
      rates.takeThroughput();
      if (body.status !== undefined) return markRead(ctx, body);
      const answer = sendMessage(ctx, rates, body);
      return fault ? spoil(fault, req, res) : answer;
    }),
  );

  router.post(
    "/:version/:node/media",
    express.raw({ type: "multipart/form-data", limit: UPLOAD_LIMIT }),
    graph(async (req) => {
      ownNumber(req);
      const form = await new globalThis.Response(new Uint8Array(req.body as Buffer), {
        headers: { "content-type": req.get("content-type") ?? "" },
      })
        .formData()
        .catch(() => undefined);
      const file = form?.get("file");
      if (form?.get("messaging_product") !== "whatsapp") throw refuse.parameter("messaging_product must be whatsapp");
      if (!file || typeof file === "string") throw refuse.missing("The parameter file is required.");
      const mime = String(form.get("type") ?? file.type);
      const kind = mediaKind(mime);
      if (!kind) throw refuse.parameter(`Param file must be a file with one of the supported types; got ${mime}`);
      if (file.size > (MEDIA_MAX[kind] ?? 0))
        throw refuse.parameter(`File is too large: at most ${MEDIA_MAX[kind]} bytes`);
      return { id: keepMedia(ctx, { bytes: new Uint8Array(await file.arrayBuffer()), mime, name: file.name }) };
    }),
  );

  router.get(
    "/download/:secret",
    graph((req, res) => {
      const address = addresses.get(param(req, "secret"));
      const media = address && state.media.get(address.mediaId);
      if (!media || address.until < ctx.rateClock.now().getTime()) return void res.status(404).end();
      return void res.type(media.mime).send(Buffer.from(media.base64, "base64"));
    }),
  );

  router.get(
    "/:version/:node/message_templates",
    graph((req) => {
      if (param(req, "node") !== account.wabaId) throw refuse.unknownObject(param(req, "node"));
      const name = query(req, "name");
      return { data: ctx.templates.filter((one) => name === undefined || one.name === name), paging: {} };
    }),
  );

  router.get(
    "/:version/:node",
    graph((req) => {
      const node = param(req, "node");
      const media = state.media.get(node);
      if (media) {
        const secret = randomBytes(24).toString("base64url");
        addresses.set(secret, { mediaId: node, until: ctx.rateClock.now().getTime() + ctx.limits.mediaUrlMs });
        const bytes = Buffer.from(media.base64, "base64");
        return {
          messaging_product: "whatsapp",
          url: `${ctx.publicUrl()}/whatsapp/download/${secret}`,
          mime_type: media.mime,
          sha256: "",
          file_size: bytes.length,
          id: node,
        };
      }
      if (node !== account.phoneNumberId && node !== account.wabaId) throw refuse.unknownObject(node);
      return {
        id: node,
        display_phone_number: account.displayPhone,
        verified_name: account.name,
        whatsapp_business_manager_messaging_limit: `TIER_${ctx.limits.portfolioUsers}`,
      };
    }),
  );

  return router;
}

function spoil(fault: ApiFault, req: Request, res: Response): undefined {
  if (fault.kind === "garbage")
    res.status(200).type("html").send("<!doctype html><title>Maintenance</title><p>We will be back so");
  else req.socket.destroy();
}

/** Read marks and the typing indicator name a message of the person. */
function markRead(ctx: WhatsappContext, body: Readonly<Record<string, unknown>>): unknown {
  const message = typeof body.message_id === "string" ? ctx.state.messages.get(body.message_id) : undefined;
  if (body.status !== "read") throw refuse.value("status must be read");
  if (message?.from !== "person") throw refuse.parameter("message_id is not a message of a user");
  if (body.typing_indicator !== undefined) {
    const indicator = body.typing_indicator as { type?: unknown };
    if (indicator.type !== "text") throw refuse.value("typing_indicator['type'] must be text");
    ctx.tell({ person: message.person, typing: true });
    ctx.later(TYPING_MS, () => ctx.tell({ person: message.person, typing: false }));
  }
  ctx.state.put({ kind: "message", value: { ...message, status: "read" } });
  ctx.tell({ person: message.person });
  return { success: true };
}
