import express, { Router } from "express";
import { findBlockErrors } from "./blocks.ts";
import type { SlackContext } from "./context.ts";
import type { Json } from "./workspace.ts";

/** `response_url`: five answers in thirty minutes, to the person alone unless asked otherwise. */
export function responseRouter(ctx: SlackContext): Router {
  const router = Router();
  router.post("/slack/response/:key", express.json({ limit: "1mb" }), (req, res) => {
    const response = ctx.workspace.takeResponse(String(req.params.key));
    if (typeof response === "string") return void res.status(404).json({ ok: false, error: response });
    const body = (req.body ?? {}) as Json;
    const errors = body.blocks === undefined ? [] : findBlockErrors(body.blocks, "message");
    if (errors.length > 0) return void res.status(400).json({ ok: false, error: "invalid_blocks" });
    const team = ctx.workspace.teams.get(response.teamId);
    ctx.workspace.add({
      teamId: response.teamId,
      channel: response.channel,
      user: team?.botUserId ?? "",
      byBot: true,
      text: typeof body.text === "string" ? body.text : "",
      blocks: (body.blocks as Json[] | undefined) ?? [],
      files: [],
      ephemeralFor: body.response_type === "in_channel" ? undefined : response.user,
    });
    res.send("ok");
  });
  return router;
}
