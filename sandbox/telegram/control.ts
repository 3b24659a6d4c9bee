import express, { Router } from "express";
import { z } from "zod";
import { bodyObject, query } from "../http.ts";
import type { ApiCall, TelegramFault } from "./api-router.ts";
import type { People } from "./people.ts";
import type { TelegramState } from "./state.ts";
import type { UpdateQueue } from "./updates.ts";
import { messageJson } from "./views.ts";

interface ControlOptions {
  readonly state: TelegramState;
  readonly people: People;
  readonly updates: UpdateQueue;
  readonly calls: readonly ApiCall[];
  fault(fault: TelegramFault): void;
}

const id = z.number().int();
const where = { chatId: id.optional(), threadId: id.optional(), replyTo: id.optional() };
const file = z.strictObject({ base64: z.string(), mime: z.string(), name: z.string().optional() });
const uploaded = ({ base64, mime, name }: z.infer<typeof file>) => ({
  bytes: Buffer.from(base64, "base64"),
  mime,
  name,
});

/** One thing a person or the test's hand does: its input and what it answers. */
function action<Input extends z.ZodType>(input: Input, run: (input: z.output<Input>) => unknown) {
  return (body: unknown): unknown => run(input.parse(body)) ?? { ok: true };
}

/** The hand behind the curtain over HTTP, for tests in other processes and for demo scripts. Answers 400 with the reason. */
export function telegramControl({ state, people, updates, calls, fault }: ControlOptions): Router {
  const router = Router();
  const actions: Readonly<Record<string, (body: unknown) => unknown>> = {
    type: action(z.strictObject({ person: id, text: z.string(), ...where }), ({ person, text, ...at }) =>
      people.type(person, text, at),
    ),
    start: action(z.strictObject({ person: id, payload: z.string().optional() }), ({ person, payload }) =>
      people.start(person, payload),
    ),
    file: action(
      z.strictObject({
        person: id,
        kind: z.enum(["photo", "document", "voice", "video"]),
        file,
        caption: z.string().optional(),
        ...where,
      }),
      ({ person, file: bytes, ...rest }) => people.sendFile(person, { ...rest, file: uploaded(bytes) }),
    ),
    album: action(
      z.strictObject({ person: id, files: z.array(file).min(2).max(10), caption: z.string().optional(), ...where }),
      ({ person, files, ...rest }) => people.sendAlbum(person, files.map(uploaded), rest),
    ),
    edit: action(
      z.strictObject({ person: id, messageId: id, text: z.string(), chatId: id.optional() }),
      ({ person, messageId, text, chatId }) => ({ updateId: people.edit(person, messageId, text, chatId) }),
    ),
    press: action(
      z.strictObject({
        person: id,
        label: z.string().optional(),
        data: z.string().optional(),
        messageId: id.optional(),
        chatId: id.optional(),
      }),
      ({ person, ...button }) => people.press(person, button),
    ),
    block: action(z.strictObject({ person: id }), ({ person }) => people.block(person)),
    unblock: action(z.strictObject({ person: id }), ({ person }) => people.unblock(person)),
    inline: action(z.strictObject({ person: id, text: z.string() }), ({ person, text }) =>
      people.searchInline(person, text),
    ),
    person: action(
      z.strictObject({ id, firstName: z.string(), username: z.string().optional(), languageCode: z.string() }),
      (person) => state.commit({ type: "person", value: person }),
    ),
    fault: action(
      z.strictObject({
        kind: z.enum(["429", "500", "html502", "drop_request", "drop_answer", "hang_answer"]),
        method: z.string().default(""),
        times: z.number().int().min(1).default(1),
        retryAfterSeconds: z.number().int().min(1).optional(),
      }),
      (ordered) => fault(ordered),
    ),
    redeliver: action(z.strictObject({ times: z.number().int().min(1) }), ({ times }) => {
      updates.faults.times = times;
    }),
    reorder: action(z.strictObject({ next: z.number().int().min(2) }), ({ next }) => {
      updates.faults.reorder = next;
    }),
  };

  router.get("/messages", (req, res) => {
    res.json({ messages: state.messages(Number(query(req, "chat"))).map((message) => messageJson(state, message)) });
  });
  router.get("/state", (_req, res) => {
    res.json({
      people: [...state.people.values()],
      chats: [...state.chats.values()],
      waitingUpdates: updates.waiting().length,
      calls: calls.length,
    });
  });
  router.post("/:action", express.json({ limit: "60mb" }), async (req, res) => {
    const run = actions[String(req.params.action)];
    if (!run) return void res.status(404).json({ error: "not found" });
    try {
      res.json(await run(bodyObject(req)));
    } catch (error) {
      const reason = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : "";
      res.status(400).json({ error: reason });
    }
  });
  return router;
}
