import { type Response, Router } from "express";
import { z } from "zod";
import { bodyObject, param } from "../http.ts";
import type { WhatsappContext } from "./context.ts";
import type { SandboxPhone } from "./people.ts";
import type { WhatsappSandbox } from "./sandbox.ts";
import { personSchema } from "./state.ts";

const newPerson = personSchema.pick({ id: true, phone: true, name: true, shows: true }).strict();
export const fileSchema = z.strictObject({
  base64: z.string().min(1).max(25_000_000),
  mime: z.string().max(100),
  name: z.string().max(240).optional(),
  caption: z.string().max(1_024).optional(),
  voice: z.boolean().optional(),
});
const faultSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("code"), code: z.number().int() }),
  z.strictObject({ kind: z.enum(["lost_answer", "garbage", "cut"]) }),
]);
const behaviourSchema = z.strictObject({
  closedWindow: z.enum(["at_send", "by_status"]).optional(),
  reorderStatuses: z.boolean().optional(),
  deliveries: z.number().int().min(1).max(50).optional(),
  apiFaults: z.array(faultSchema).max(1_000).optional(),
});
const textSchema = z.strictObject({ text: z.string().min(1).max(4_096) });
const pressSchema = z.strictObject({ choice: z.string().min(1), messageId: z.string().optional() });

/** The hand behind the curtain, over HTTP: people, what they do, hours that pass, and failures. */
export function controlRouter(ctx: WhatsappContext, sandbox: WhatsappSandbox): Router {
  const router = Router();

  const answer = (res: Response, work: () => unknown): void => {
    try {
      res.json(work() ?? { ok: true });
    } catch (error) {
      const bad = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : "";
      res.status(400).json({ error: bad });
    }
  };
  const doing = (path: string, work: (phone: SandboxPhone, body: Record<string, unknown>) => unknown): void => {
    router.post(`/people/:person/${path}`, (req, res) =>
      answer(res, () => work(sandbox.person(param(req, "person")), bodyObject(req))),
    );
  };

  router.get("/people", (_req, res) => answer(res, () => ({ people: [...ctx.state.people.values()] })));
  router.put("/people", (req, res) =>
    answer(res, () => {
      const { id, ...made } = newPerson.parse(bodyObject(req));
      return { person: sandbox.person(id, made).person };
    }),
  );
  router.get("/people/:person/messages", (req, res) =>
    answer(res, () => ({ messages: sandbox.person(param(req, "person")).messages() })),
  );
  doing("say", (phone, body) => ({ id: phone.say(textSchema.parse(body).text) }));
  doing("press", (phone, body) => {
    const { choice, messageId } = pressSchema.parse(body);
    return { id: phone.press(choice, messageId) };
  });
  doing("file", (phone, body) => {
    const { base64, ...file } = fileSchema.parse(body);
    return { id: phone.sendFile({ ...file, bytes: Buffer.from(base64, "base64") }) };
  });
  doing("read", (phone) => phone.read());
  doing("block", (phone, body) => phone.block(z.strictObject({ blocked: z.boolean() }).parse(body).blocked));
  doing("number", (phone, body) => {
    const { phone: digits, id } = newPerson.pick({ phone: true, id: true }).parse(body);
    phone.changeNumber(digits, id);
  });

  router.post("/hours", (req, res) =>
    answer(res, () =>
      sandbox.hoursPass(z.strictObject({ hours: z.number().min(0).max(8_760) }).parse(bodyObject(req)).hours),
    ),
  );
  router.post("/behaviour", (req, res) =>
    answer(res, () => Object.assign(sandbox.behaviour, behaviourSchema.parse(bodyObject(req)))),
  );
  router.post("/webhooks/hold", (_req, res) => answer(res, () => sandbox.webhooks.hold()));
  router.post("/webhooks/release", (req, res) =>
    answer(res, () =>
      sandbox.webhooks.release(z.strictObject({ reverse: z.boolean().optional() }).parse(bodyObject(req))),
    ),
  );
  router.post("/webhooks/verify", async (_req, res) => {
    res.json({ verified: await sandbox.verifyWebhook() });
  });
  return router;
}
