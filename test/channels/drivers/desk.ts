import { randomUUID } from "node:crypto";
import express from "express";
import { createDeskSessions } from "../../../app/web-sessions.ts";
import { createDeskChannel, DESK_ACCOUNT } from "../../../bots/desk/channel.ts";
import { createDeskFiles } from "../../../bots/desk/files.ts";
import { createLive } from "../../../bots/desk/live.ts";
import { createDeskRouter } from "../../../bots/desk/server.ts";
import { createDeskStore, type StoredMessage } from "../../../bots/desk/store.ts";
import { createSession, endSession } from "../../../core/identity/sessions.ts";
import { cardsOf } from "../../support/desk.ts";
import { serveWithOutages } from "../../support/outage.ts";
import type { ChannelDriver, Ground, Seen, Who } from "../driver.ts";

const HOUR_MS = 3_600_000;

/** The desk over HTTP, as its page uses it, with sessions of signed-in people. */
export async function openDesk({ house, receiver, idOfPerson }: Ground): Promise<ChannelDriver> {
  const { db, clock, i18n } = house;
  const live = createLive();
  const store = createDeskStore(db, house.ports.vault, (person) => live.tell(person, { kind: "changed" }));
  const sessions = createDeskSessions({ db, clock, demo: false, secureCookies: false });
  const now = () => clock.now();
  const files = createDeskFiles(db, clock);
  const options = { db, store, files, live, sessions, i18n, demo: false, clockSpeed: 1, now, receiver };
  const server = await serveWithOutages(express().use(createDeskRouter(options)));
  const cookies = new Map<Who, string>();
  const signIn = (subject: string): Promise<string> =>
    createSession(db, clock, { kind: "browser", subject, lifeMs: HOUR_MS * 24 });
  for (const who of ["ayu", "bima"] as const) cookies.set(who, await signIn(idOfPerson(who)));
  let made = 0;
  const newClientId = (): string => {
    made += 1;
    return `client-${made}`;
  };
  const post = async (secret: string | undefined, path: string, body: unknown): Promise<number> => {
    const cookie: Record<string, string> = secret === undefined ? {} : { cookie: `kolega_session=${secret}` };
    const headers = { "content-type": "application/json", ...cookie };
    return (await fetch(`${server.url}/desk/api/${path}`, { method: "POST", headers, body: JSON.stringify(body) }))
      .status;
  };
  /** As the page's outbox does: again under the same id until it is taken. */
  const deliver = async (who: Who, path: string, body: unknown): Promise<void> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const status = await post(cookies.get(who), path, body).catch(() => 0);
      if (status === 202) return;
      if (status !== 0 && status < 500) throw new Error(`the desk answered ${status}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("the desk did not come back");
  };
  const underWay = new Set<Promise<void>>();
  const send = (work: Promise<void>): void => {
    underWay.add(work);
    void work.finally(() => underWay.delete(work)).catch(() => undefined);
  };
  const windowOf = async (who: Who): Promise<StoredMessage[]> =>
    (await store.page(idOfPerson(who), undefined, 200)).messages;
  const tokenOf = async (of: Who, label: string): Promise<string> => {
    const actions = (await windowOf(of))
      .reverse()
      .flatMap(cardsOf)
      .flatMap((card) => card.actions);
    const token = actions.find((action) => action.label === label && action.token)?.token;
    if (token === undefined) throw new Error(`no button ${label}`);
    return token;
  };
  const press = (by: Who, token: string): Promise<void> =>
    deliver(by, "press", { clientId: newClientId(), messageId: "msg_1", token });
  const driver: ChannelDriver = {
    door: "desk",
    account: DESK_ACCOUNT,
    channel: createDeskChannel(store, files, live),
    secrets: [...cookies.values()],
    textLimit: 4_096,
    externalId: idOfPerson,
    async say(who, text, deliveries = 1) {
      const body = { clientId: newClientId(), text };
      for (let copy = 0; copy < deliveries; copy += 1) send(deliver(who, "messages", body));
    },
    async sayInDisorder(who, texts) {
      const bodies = texts.map((text) => ({ clientId: newClientId(), text })).reverse();
      for (const body of bodies) await deliver(who, "messages", body);
    },
    async press(who, label, times = 1) {
      const token = await tokenOf(who, label);
      await Promise.all(Array.from({ length: times }, () => press(who, token)));
    },
    async arrived() {
      // What is under way while the desk is away goes on by itself.
      if (server.server.listening) await Promise.all(underWay);
    },
    async sendFile(who, { bytes, mime, name, caption = "" }) {
      const id = randomUUID();
      const about = new URLSearchParams({ name, type: mime });
      const headers = { "content-type": "application/octet-stream", cookie: `kolega_session=${cookies.get(who)}` };
      const put = await fetch(`${server.url}/desk/api/files/${id}?${about}`, {
        method: "PUT",
        headers,
        body: new Uint8Array(bytes),
      });
      if (put.status !== 201) throw new Error(`the desk answered ${put.status}`);
      await deliver(who, "messages", { clientId: newClientId(), text: caption, files: [id] });
    },
    async seen(who) {
      return (await windowOf(who)).filter(({ sender }) => sender === "kolega").map(seenOf);
    },
    sayBeforeOthers: (who, text) => driver.say(who, text),
    async pressForeign(by, of, label) {
      await press(by, await tokenOf(of, label));
    },
    toldAlone: async (who) => (await driver.seen(who)).map(({ text }) => text),
    async forge() {
      const body = { clientId: newClientId(), text: "palsu" };
      const over = await signIn(idOfPerson("bima"));
      await endSession(db, clock, over);
      const old = await createSession(db, clock, { kind: "browser", subject: idOfPerson("bima"), lifeMs: -1 });
      return [
        { what: "no session", status: await post(undefined, "messages", body), expected: 401 },
        { what: "a made-up session", status: await post("x".repeat(22), "messages", body), expected: 401 },
        { what: "a session that was ended", status: await post(over, "messages", body), expected: 401 },
        { what: "a session that is over", status: await post(old, "messages", body), expected: 401 },
        {
          what: "a file without session",
          status: (
            await fetch(`${server.url}/desk/api/files/${randomUUID()}?name=a&type=b`, { method: "PUT", body: "x" })
          ).status,
          expected: 401,
        },
        { what: "a press without session", status: await post(undefined, "press", { ...body }), expected: 401 },
      ];
    },
    unsupported: [],
    async pictureOf(who) {
      const message = (await windowOf(who)).reverse().find((one) => one.body.card?.chart);
      const headers = { cookie: `kolega_session=${cookies.get(who)}` };
      const response = await fetch(`${server.url}/desk/api/charts/${message?.id}/0`, { headers });
      return new Uint8Array(await response.arrayBuffer());
    },
    away: server.away,
    back: server.back,
    close: server.close,
  };
  return driver;
}

function seenOf(message: StoredMessage): Seen {
  const cards = cardsOf(message);
  const facts = cards.flatMap(({ facts = [] }) => facts.map(({ label, value }) => `${label}: ${value}`));
  const words = cards.flatMap(({ title, body, chart, footer }) => [title, body, chart?.altText, footer]);
  return {
    id: message.id,
    text: [message.body.text, ...words, ...facts].filter((part) => part !== undefined).join("\n"),
    buttons: cards.flatMap(({ actions }) => actions.filter(({ token }) => token).map(({ label }) => label)),
    pictures: cards.filter(({ chart, image }) => chart ?? image).length,
  };
}
