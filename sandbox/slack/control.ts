import express, { Router } from "express";
import { z } from "zod";
import type { SlackContext } from "./context.ts";
import type { SlackUser } from "./people.ts";

const fault = z.strictObject({
  on: z.string().min(1).max(80),
  kind: z.enum(["429", "500", "lost", "hang"]),
  times: z.int().min(1).max(1_000).default(1),
  retryAfterSeconds: z.int().min(1).max(3_600).optional(),
});
const act = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.literal("say"),
    text: z.string().max(40_000),
    channel: z.string().max(40).optional(),
    threadTs: z.string().max(40).optional(),
    deliveries: z.int().min(1).max(50).optional(),
    newEventIds: z.boolean().optional(),
  }),
  z.strictObject({ do: z.literal("edit"), channel: z.string(), ts: z.string(), text: z.string().max(40_000) }),
  z.strictObject({ do: z.literal("press"), channel: z.string(), ts: z.string(), button: z.string().max(255) }),
  z.strictObject({ do: z.literal("press_home"), button: z.string().max(255) }),
  z.strictObject({
    do: z.literal("submit"),
    view: z.string(),
    values: z.record(z.string().max(255), z.string().max(3_000)),
  }),
  z.strictObject({ do: z.literal("dismiss"), view: z.string() }),
  z.strictObject({ do: z.literal("open_home"), tab: z.enum(["home", "messages"]).default("home") }),
  z.strictObject({ do: z.literal("command"), text: z.string().max(4_000), channel: z.string().optional() }),
  z.strictObject({ do: z.literal("shortcut"), callbackId: z.string().max(255) }),
  z.strictObject({
    do: z.literal("message_shortcut"),
    callbackId: z.string().max(255),
    channel: z.string(),
    ts: z.string(),
  }),
]);
export type SlackAct = z.infer<typeof act>;

/** Carries out what a person does; answers what their client would show at once. */
export async function perform(ctx: SlackContext, user: SlackUser, done: SlackAct): Promise<unknown> {
  const find = (channel: string, ts: string) => {
    const message = ctx.workspace.message(user.person.teamId, channel, ts);
    if (!message) throw new Error("no such message");
    return message;
  };
  switch (done.do) {
    case "say": {
      const { do: _do, text, ...options } = done;
      return { ts: user.say(text, options).ts };
    }
    case "edit":
      return user.edit(find(done.channel, done.ts), done.text);
    case "press":
      return user.press(find(done.channel, done.ts), done.button);
    case "press_home":
      return user.pressHome(done.button);
    case "submit": {
      const view = user.modals().find(({ id }) => id === done.view);
      return view ? { errors: await user.submit(view, done.values) } : { errors: { "": "no such window" } };
    }
    case "dismiss": {
      const view = user.modals().find(({ id }) => id === done.view);
      return view && user.dismiss(view);
    }
    case "open_home":
      return user.openHome(done.tab);
    case "command":
      return user.command(done.text, done.channel);
    case "shortcut":
      return user.shortcut(done.callbackId);
    case "message_shortcut":
      return user.messageShortcut(done.callbackId, find(done.channel, done.ts));
  }
}

/** `/_control/slack`: what tests in other processes order and look at. */
export function controlRouter(ctx: SlackContext, person: (id: string, teamId?: string) => SlackUser): Router {
  const router = Router();
  router.use("/_control/slack", express.json({ limit: "1mb" }));
  router.post("/_control/slack/faults", (req, res) => {
    const body = fault.safeParse(req.body);
    if (!body.success) return void res.status(422).json({ error: body.error.issues });
    ctx.faults.add(body.data);
    res.json({ ok: true });
  });
  router.post("/_control/slack/order", (req, res) => {
    const body = z.strictObject({ order: z.enum(["hold", "kept", "reverse"]) }).safeParse(req.body);
    if (!body.success) return void res.status(422).json({ error: body.error.issues });
    if (body.data.order === "hold") ctx.delivery.hold();
    else ctx.delivery.release(body.data.order);
    res.json({ ok: true });
  });
  router.post("/_control/slack/sockets/drop", (req, res) => {
    ctx.dropSockets(req.body?.how === "asked" ? "asked" : "cut");
    res.json({ ok: true });
  });
  router.post("/_control/slack/:team/:person", async (req, res) => {
    const body = act.safeParse(req.body);
    if (!body.success) return void res.status(422).json({ error: body.error.issues });
    try {
      const result = await perform(ctx, person(String(req.params.person), String(req.params.team)), body.data);
      res.json({ ok: true, result: result ?? null });
    } catch (error) {
      res.status(404).json({ ok: false, error: error instanceof Error ? error.message : "failed" });
    }
  });
  router.get("/_control/slack/:team/:person/modals", (req, res) => {
    const user = person(String(req.params.person), String(req.params.team));
    res.json({ modals: user.modals(), home: user.home() ?? null });
  });
  router.get("/_control/slack/:team/messages/:channel", (req, res) => {
    res.json({ messages: ctx.workspace.conversation(String(req.params.team), String(req.params.channel)) });
  });
  router.get("/_control/slack/log", (_req, res) => {
    res.json({ deliveries: ctx.delivery.log, calls: ctx.calls });
  });
  return router;
}
