import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approvalsModule } from "../core/approvals/index.ts";
import { findLinked } from "../core/identity/identities.ts";
import { identityModule } from "../core/identity/index.ts";
import { answerStranger, type Stranger } from "../core/identity/stranger.ts";
import type { Actor } from "../core/kernel/actor.ts";
import { newId } from "../core/kernel/ids.ts";
import type { TestServer } from "../test/support/doors.ts";
import { openTestHouse, type TestHouse } from "../test/support/house.ts";
import { createOrganization } from "../test/support/people.ts";
import { PAGE_SESSION, startWeb } from "../test/support/web.ts";

let house: TestHouse;
let server: TestServer;
const people = new Map<string, Actor>();

beforeAll(async () => {
  house = await openTestHouse({ modules: [approvalsModule, identityModule] });
  const kilau = await createOrganization(house.db, "Kilau");
  people.set("ayu", kilau.manager);
  people.set("vino", kilau.viewer);
  server = await startWeb(house, people);
});
afterAll(async () => {
  await server.close();
  await house.db.close();
});

async function open(session?: string): Promise<{ status: number; html: string; headers: Headers }> {
  const res = await fetch(`${server.url}/link`, {
    headers: { "accept-language": "en", ...(session ? { [PAGE_SESSION]: session } : {}) },
  });
  return { status: res.status, html: await res.text(), headers: res.headers };
}

async function send(
  session: string,
  form: Record<string, string>,
  headers: Record<string, string> = { "sec-fetch-site": "same-origin" },
): Promise<{ status: number; html: string }> {
  const res = await fetch(`${server.url}/link`, {
    method: "POST",
    headers: {
      "accept-language": "en",
      [PAGE_SESSION]: session,
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
    body: new URLSearchParams(form).toString(),
  });
  return { status: res.status, html: await res.text() };
}

/** The hidden fields of the form of a step. */
function fieldsOf(html: string, step: string): Record<string, string> {
  const form = [...html.matchAll(/<form[\s\S]*?<\/form>/g)].map(([text]) => text).find((text) => text.includes(step));
  return Object.fromEntries([...(form ?? "").matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, k, v]) => [k, v]));
}

async function stranger(name: string): Promise<{ who: Stranger; code: string; phrase: string }> {
  const externalId = newId("session");
  const who: Stranger = {
    channel: "slack",
    account: "T0KILAU",
    externalId,
    name,
    conversation: externalId,
    direct: true,
    turnId: newId("turn"),
  };
  const deps = { db: house.db, clock: house.clock, i18n: house.i18n, publicUrl: "http://kolega.test" };
  const text = (await answerStranger(deps, who))?.text ?? "";
  const [, code = "", phrase = ""] = /\*\*([A-Z0-9]{3}-[A-Z0-9]{3})\*\*[\s\S]*?\*\*(\w+ \w+)\*\*/.exec(text) ?? [];
  return { who, code, phrase };
}

const linked = (who: Stranger) => house.db.transaction({ role: "platform" }, (tx) => findLinked(tx, who));

describe("the linking page", () => {
  it("takes the code, shows the account and the two words, and links at the press", async () => {
    const { who, code, phrase } = await stranger("Ayu <b>");
    const first = await open("ayu");
    expect(first.headers.get("content-security-policy")).toContain("form-action 'self'");
    const shown = await send("ayu", { ...fieldsOf(first.html, "check_link_code"), code: ` ${code.toLowerCase()} ` });
    expect(shown.status).toBe(200);
    expect(shown.html).toContain(phrase);
    expect(shown.html).toContain("Ayu &#60;b&#62;");
    expect(shown.html).not.toContain(who.externalId);
    expect(await linked(who)).toBeUndefined();
    const done = await send("ayu", fieldsOf(shown.html, "link_channel"));
    expect(done.html).toContain("Slack account linked");
    expect(await linked(who)).toMatchObject({ name: "Ayu" });
    // The same form again says the same and changes nothing.
    expect((await send("ayu", fieldsOf(shown.html, "link_channel"))).status).toBe(200);
  });

  it("refuses the account that is not theirs", async () => {
    const { who, code } = await stranger("Siapa");
    const shown = await send("ayu", { ...fieldsOf((await open("ayu")).html, "check_link_code"), code });
    expect((await send("ayu", fieldsOf(shown.html, "refuse_link"))).html).toContain("not linked");
    expect((await send("ayu", fieldsOf(shown.html, "link_channel"))).status).toBe(404);
    expect(await linked(who)).toBeUndefined();
  });

  it("says that a code is wrong, without saying more", async () => {
    const fields = fieldsOf((await open("vino")).html, "check_link_code");
    const wrong = await send("vino", { ...fields, code: "AAA-AAA" });
    expect(wrong.html).toContain("not valid");
    expect((await send("vino", { ...fields, code: "%%%" })).status).toBe(422);
  });

  it("is for signed-in people and their own forms only", async () => {
    const { who, code } = await stranger("Ayu");
    expect((await open()).status).toBe(401);
    expect((await fetch(`${server.url}/link`, { method: "POST" })).status).toBe(401);
    const own = fieldsOf((await open("ayu")).html, "check_link_code");
    expect((await send("vino", { ...own, code })).status).toBe(403);
    expect((await send("ayu", { ...own, code }, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    const shown = await send("ayu", { ...own, code });
    const yes = fieldsOf(shown.html, "link_channel");
    // A token of one form is no good for another.
    expect((await send("ayu", { ...yes, token: own.token ?? "" })).status).toBe(403);
    expect((await send("ayu", { ...yes, step: "organization.get" })).status).toBe(422);
    const foreign = fieldsOf((await open("vino")).html, "check_link_code");
    expect((await send("vino", { ...yes, token: foreign.token ?? "" })).status).toBe(403);
    expect(await linked(who)).toBeUndefined();
  });
});
