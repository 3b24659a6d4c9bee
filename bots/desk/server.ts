import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import express, { type Request, type RequestHandler, type Response, Router } from "express";
import { z } from "zod";
import type { Database } from "../../core/db/types.ts";
import type { I18n } from "../../core/i18n/presenter.ts";
import type { Person } from "../../core/identity/identities.ts";
import { chartImage } from "../runtime/chart-image.ts";
import { fetchPicture } from "../runtime/pictures.ts";
import type { Receiver } from "../runtime/receiver.ts";
import { DESK_ACCOUNT } from "./channel.ts";
import { streamEvents } from "./events.ts";
import type { DeskFiles } from "./files.ts";
import type { Live } from "./live.ts";
import { cardAt, deskMessage } from "./present.ts";
import type { DeskSession, DeskSessions } from "./sessions.ts";
import type { DeskStore } from "./store.ts";
import {
  type ConversationPage,
  MAX_FILE_BYTES,
  MAX_FILES,
  MAX_MESSAGE_LENGTH,
  type Session,
  withFileNames,
} from "./ui/contract.ts";

export interface DeskOptions {
  readonly db: Database;
  readonly store: DeskStore;
  readonly files: DeskFiles;
  readonly live: Live;
  readonly sessions: DeskSessions;
  readonly i18n: I18n;
  readonly demo: boolean;
  readonly sandboxUrl?: string;
  readonly clockSpeed: number;
  now(): Date;
  readonly receiver: Receiver;
}

const PAGE_SIZE = 50;
const clientId = z.string().min(1).max(64);
const fileId = z.uuid();
const fileAbout = z.object({ name: z.string().max(300), type: z.string().max(120) });
const messageBody = z
  .strictObject({
    clientId,
    text: z.string().max(MAX_MESSAGE_LENGTH),
    files: z.array(fileId).max(MAX_FILES).optional(),
  })
  .refine(({ text, files = [] }) => text !== "" || files.length > 0);
const pressBody = z.strictObject({
  clientId,
  messageId: z.string().max(64),
  token: z.string().max(64),
  fields: z.record(z.string().max(64), z.string().max(MAX_MESSAGE_LENGTH)).optional(),
});

const takeFile = express.raw({ limit: MAX_FILE_BYTES, type: () => true });

type WithPerson = (req: Request, res: Response, person: Person, session: DeskSession) => Promise<void>;

function fail(res: Response, status: number, code: string, message: string): void {
  res.status(status).json({ error: { code, message } });
}

/** The desk's HTTP side: the page, its sessions, and a receiver that only keeps events and answers. */
export function createDeskRouter(options: DeskOptions): Router {
  const { store, sessions, db } = options;
  const router = Router();
  const say = (req: Request, reason: string, params?: Record<string, number>): string => {
    const locale = (req.header("accept-language") ?? "id").startsWith("en") ? "en" : "id";
    return options.i18n.presenter(locale).t(`errors.${reason}`, params);
  };

  const withPerson =
    (handle: WithPerson): RequestHandler =>
    async (req, res) => {
      const session = await sessions.read(req);
      if (!session?.person) return fail(res, 401, "unauthenticated", say(req, "unauthenticated"));
      await handle(req, res, session.person, session);
    };

  const people = async (): Promise<Session["people"]> =>
    db.transaction({ role: "platform" }, (tx) =>
      tx.query(
        `(SELECT m.id, m.name, m.role, m.locale, o.name AS organization FROM member m JOIN organization o ON o.id = m.org_id WHERE m.status = 'active' ORDER BY m.id LIMIT 20)
         UNION ALL (SELECT i.id, i.display_name, 'influencer', i.locale, NULL FROM influencer i
           WHERE EXISTS (SELECT 1 FROM social_token t JOIN social_account s ON s.id = t.social_account_id WHERE s.influencer_id = i.id) ORDER BY i.id LIMIT 8)`,
      ),
    );

  router.use("/desk/api", express.json({ limit: "256kb" }));
  router.get("/desk/api/session", async (req, res) => {
    const session = await sessions.read(req);
    if (!session && !options.demo) return fail(res, 401, "unauthenticated", say(req, "unauthenticated"));
    if (options.demo) await sessions.begin(req, res);
    const person = session?.person;
    const answer: Session = {
      mode: options.demo ? "demo" : "signed_in",
      person: person
        ? { id: person.id, name: person.name, role: person.role, locale: person.locale, organization: person.orgName }
        : null,
      people: options.demo ? await people() : undefined,
      sandboxUrl: options.sandboxUrl,
      clock: options.demo ? { now: options.now().toISOString(), metricSpeed: options.clockSpeed } : undefined,
    };
    res.set("cache-control", "no-store").json(answer);
  });
  router.post("/desk/api/session", async (req, res) => {
    const body = z.strictObject({ personId: z.string().max(64) }).safeParse(req.body);
    if (!options.demo || !body.success) return fail(res, 403, "forbidden", say(req, "forbidden"));
    await sessions.begin(req, res);
    const windowToken = await sessions.openWindow(req, res, body.data.personId);
    if (!windowToken) return fail(res, 404, "not_found", say(req, "not_found"));
    res.json({ windowToken });
  });
  router.delete("/desk/api/session", async (req, res) => {
    await sessions.signOut(req, res);
    res.status(204).end();
  });
  router.get("/desk/sign-in", async (req, res) => {
    const secret = typeof req.query.token === "string" ? req.query.token : "";
    const done = await sessions.followLink(req, res, secret);
    if (done) return res.redirect(303, "/");
    return res.status(410).type("text").send(say(req, "expired"));
  });

  router.get(
    "/desk/api/conversation",
    withPerson(async (req, res, person, session) => {
      const before = typeof req.query.before === "string" ? req.query.before : undefined;
      const page = await store.page(person.id, before, PAGE_SIZE);
      const answer: ConversationPage = {
        conversationId: person.id,
        messages: page.messages.map((message) => deskMessage(message, session.window)),
        more: page.more,
      };
      res.set("cache-control", "no-store").json(answer);
    }),
  );
  router.post(
    "/desk/api/messages",
    withPerson(async (req, res, person) => {
      const body = messageBody.safeParse(req.body);
      if (!body.success) {
        const long = typeof req.body?.text === "string" && req.body.text.length > MAX_MESSAGE_LENGTH;
        return long
          ? fail(res, 413, "invalid_input", say(req, "message_too_long", { maximum: MAX_MESSAGE_LENGTH }))
          : fail(res, 422, "invalid_input", say(req, "invalid_input"));
      }
      const { text, files = [] } = body.data;
      const attachments = await options.files.attachments(person.id, files);
      if (!attachments) return fail(res, 422, "invalid_input", say(req, "invalid_input"));
      const names = attachments.map(({ name = "" }) => name);
      await store.addOwn(person.id, body.data.clientId, withFileNames(text, names));
      await options.receiver.message(
        { channel: "desk", account: DESK_ACCOUNT, externalId: `${person.id}:${body.data.clientId}` },
        {
          conversation: person.id,
          from: { externalId: person.id, name: person.name },
          text,
          ...(attachments.length > 0 && { attachments }),
        },
      );
      res.status(202).json({ accepted: true });
    }),
  );
  router.put(
    "/desk/api/files/:id",
    withPerson(async (req, res, person) => {
      // Not before it is known whose: nobody else's bytes are taken in.
      await new Promise<void>((done, failed) => takeFile(req, res, (error) => (error ? failed(error) : done())));
      const id = fileId.safeParse(req.params.id);
      const about = fileAbout.safeParse(req.query);
      if (!id.success || !about.success || !Buffer.isBuffer(req.body) || req.body.length === 0)
        return fail(res, 422, "invalid_input", say(req, "invalid_input"));
      await options.files.put(person.id, id.data, { name: about.data.name, mime: about.data.type, bytes: req.body });
      res.status(201).json({ kept: true });
    }),
  );
  router.post(
    "/desk/api/press",
    withPerson(async (req, res, person) => {
      const body = pressBody.safeParse(req.body);
      if (!body.success) return fail(res, 422, "invalid_input", say(req, "invalid_input"));
      await options.receiver.press(
        { channel: "desk", account: DESK_ACCOUNT, externalId: `${person.id}:${body.data.clientId}` },
        {
          conversation: person.id,
          from: { externalId: person.id, name: person.name },
          token: body.data.token,
          fields: body.data.fields,
        },
      );
      res.status(202).json({ accepted: true });
    }),
  );
  router.get(
    "/desk/api/events",
    withPerson(async (req, res, person, session) => {
      await streamEvents(options, req, res, person.id, session.window);
    }),
  );
  router.get(
    "/desk/api/charts/:message/:card",
    withPerson(async (req, res, person) => {
      const message = await store.find(person.id, String(req.params.message));
      const chart = message && cardAt(message, Number(req.params.card))?.chart;
      if (!chart) return fail(res, 404, "not_found", say(req, "not_found"));
      res
        .set("cache-control", "private, max-age=86400")
        .type("png")
        .send(await chartImage(chart));
    }),
  );
  router.get(
    "/desk/api/images/:message/:card",
    withPerson(async (req, res, person) => {
      const message = await store.find(person.id, String(req.params.message));
      const image = message && cardAt(message, Number(req.params.card))?.image;
      const picture = image && (await fetchPicture(image.url, options.sandboxUrl));
      if (!picture) return fail(res, 404, "not_found", say(req, "not_found"));
      res.set("cache-control", "private, max-age=86400").type(picture.type).send(picture.bytes);
    }),
  );

  const pages = ["./public", "../../../bots/desk/public"]
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
  if (pages) {
    router.use("/desk", express.static(pages, { index: false, maxAge: "1h" }));
    router.get("/", (_req, res) => {
      res
        .set(
          "content-security-policy",
          "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
        )
        .sendFile(`${pages}/index.html`);
    });
  }
  return router;
}
