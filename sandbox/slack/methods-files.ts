import express, { Router } from "express";
import type { SlackContext } from "./context.ts";
import { bearerOf, type Method, refuse } from "./method.ts";
import type { Json } from "./workspace.ts";

/** Largest upload the stand-in takes; Slack's own limit is a gigabyte. */
const MAX_BYTES = 10_000_000;

const getUploadURLExternal: Method = (ctx, args) => {
  const length = Number(args.length);
  if (!Number.isInteger(length) || length < 1) return refuse("invalid_arguments");
  if (length > MAX_BYTES) return refuse("file_too_large");
  const file = {
    id: ctx.workspace.id("F"),
    name: String(args.filename ?? "file"),
    mime: mimeOf(String(args.filename ?? "")),
    bytes: Buffer.alloc(0),
    complete: false,
  };
  ctx.workspace.files.set(file.id, file);
  return { ok: true, file_id: file.id, upload_url: `${ctx.publicUrl()}/slack/upload/${file.id}` };
};

const completeUploadExternal: Method = (ctx, args) => {
  const files = Array.isArray(args.files) ? (args.files as Json[]) : [];
  if (files.length === 0) return refuse("invalid_arguments");
  for (const { id } of files) {
    const file = ctx.workspace.files.get(String(id));
    if (!file || file.bytes.length === 0) return refuse("file_not_found");
    file.complete = true;
  }
  return { ok: true, files: files.map(({ id }) => ({ id, title: "" })) };
};

function mimeOf(name: string): string {
  const ending = name.split(".").pop()?.toLowerCase() ?? "";
  const known: Record<string, string> = {
    png: "image/png",
    jpg: "image/jpeg",
    pdf: "application/pdf",
    ogg: "audio/ogg",
  };
  return known[ending] ?? "application/octet-stream";
}

/** Uploading in two steps. */
export const fileMethods: Readonly<Record<string, Method>> = {
  "files.getUploadURLExternal": getUploadURLExternal,
  "files.completeUploadExternal": completeUploadExternal,
};

/** Where bytes go up (without a token, as at Slack) and come down (only with one). */
export function fileRouter(ctx: SlackContext): Router {
  const router = Router();
  router.post("/slack/upload/:id", express.raw({ type: () => true, limit: MAX_BYTES }), (req, res) => {
    const file = ctx.workspace.files.get(String(req.params.id));
    if (!file || !Buffer.isBuffer(req.body)) return void res.status(404).send("no such upload");
    ctx.workspace.files.set(file.id, { ...file, bytes: req.body });
    res.send("OK");
  });
  router.get("/slack/files-pri/:id/:name", (req, res) => {
    const file = ctx.workspace.files.get(String(req.params.id));
    // Without a token Slack sends its sign-in page with 200.
    if (!ctx.workspace.teamOfToken(bearerOf(req.headers))) return void res.type("html").send("<title>Slack</title>");
    if (!file?.complete) return void res.status(404).send("file not found");
    res.type(file.mime).send(file.bytes);
  });
  return router;
}
