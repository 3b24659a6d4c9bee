import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from "node:crypto";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  authorize,
  bearer,
  callMcp,
  callRest,
  openStage,
  pkce,
  redeem,
  type Stage,
  type Tokens,
  tokensOf,
} from "./stage.ts";

type Headers = Readonly<Record<string, string>>;

interface Door {
  readonly name: "MCP" | "REST";
  /** A token that is good here, for somebody. */
  readonly good: Tokens;
  readonly metadata: string;
  call(headers: Headers, query?: string): Promise<Response>;
}

let stage: Stage;
let doors: Door[];
/** A host that would be asked for keys by somebody who believes a token's own header. */
let lure: { url: string; visits: () => number; close: () => void };

beforeAll(async () => {
  stage = await openStage();
  const wellKnown = `${stage.url}/.well-known/oauth-protected-resource`;
  doors = [
    {
      name: "MCP",
      good: await tokensOf(stage, stage.manager),
      metadata: `${wellKnown}/mcp`,
      call: (headers, query) => callMcp(stage, headers, "tools/list", {}, query),
    },
    {
      name: "REST",
      good: await tokensOf(stage, stage.manager, { resource: stage.resources.rest }),
      metadata: `${wellKnown}/api`,
      call: (headers, query) => callRest(stage, headers, query),
    },
  ];
  let visits = 0;
  const server = createServer((_req, res) => {
    visits += 1;
    res.end("{}");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  lure = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    visits: () => visits,
    close: () => server.close(),
  };
});
afterAll(async () => {
  lure.close();
  expect(lure.visits()).toBe(0);
  expect(stage.incidents).toEqual([]);
  await stage.close();
});

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A JWT that says all the right things of itself. */
function jwt(
  header: Record<string, unknown>,
  seal: (text: string) => string,
  claims: Record<string, unknown> = {},
): string {
  const now = Math.floor(Date.now() / 1_000);
  const body = {
    iss: stage.url,
    aud: stage.resources.mcp,
    sub: stage.manager.id,
    client_id: "test-client",
    scope: "campaigns:read",
    iat: now,
    exp: now + 600,
    ...claims,
  };
  const text = `${part({ typ: "at+jwt", ...header })}.${part(body)}`;
  return `${text}.${seal(text)}`;
}
const ours = generateKeyPairSync("ed25519");
const signedBy = (key: KeyObject) => (text: string) => sign(null, Buffer.from(text), key).toString("base64url");

async function serverKey(): Promise<JsonWebKey> {
  const { keys } = (await (await fetch(`${stage.url}/oauth/keys`)).json()) as { keys: JsonWebKey[] };
  const [key] = keys;
  if (!key) throw new Error("no key");
  expect(key).not.toHaveProperty("d");
  return key;
}

const other = (char: string | undefined): string => (char === "A" ? "B" : "A");
const status = (person: string, to: string) =>
  stage.house.db.transaction({ role: "platform" }, (tx) =>
    tx.execute("UPDATE member SET status = $2 WHERE id = $1", [person, to]),
  );

/** Each kind: what is shown at the door. All of them are refused with 401 and `invalid_token`. */
const BAD: Readonly<Record<string, (door: Door) => Promise<string> | string>> = {
  unknown: () => "u".repeat(43),
  truncated: ({ good }) => good.access_token.slice(0, -1),
  lengthened: ({ good }) => `${good.access_token}A`,
  tampered: ({ good }) => other(good.access_token[0]) + good.access_token.slice(1),
  "in another case": ({ good }) => good.access_token.toLowerCase(),
  revoked: async ({ name }) => {
    const { access_token } = await tokensOf(stage, stage.manager, { resource: resourceOf(name) });
    await fetch(`${stage.url}/oauth/revoke`, {
      method: "POST",
      body: new URLSearchParams({ token: access_token, client_id: "test-client" }),
    });
    return access_token;
  },
  "for the other door": ({ name }) => doors.find((door) => door.name !== name)?.good.access_token ?? "",
  "a refresh token": ({ good }) => good.refresh_token,
  "an authorization code": async ({ name }) => {
    const back = await authorize(stage, stage.manager, pkce().challenge, { resource: resourceOf(name) });
    return back.searchParams.get("code") ?? "";
  },
  "of a suspended member": async ({ name }) => {
    const { access_token } = await tokensOf(stage, stage.viewer, { resource: resourceOf(name) });
    await status(stage.viewer.id, "suspended");
    return access_token;
  },
  "a JWT of another issuer": () => jwt({ alg: "EdDSA" }, signedBy(ours.privateKey), { iss: "https://other.example" }),
  "a JWT for another audience": () =>
    jwt({ alg: "EdDSA" }, signedBy(ours.privateKey), { aud: "https://other.example/mcp" }),
  "a JWT with alg none": () => jwt({ alg: "none" }, () => ""),
  "a JWT with HS256 under our public key": async () => {
    const key = createPublicKey({ key: await serverKey(), format: "jwk" });
    const pem = key.export({ type: "spki", format: "pem" });
    return jwt({ alg: "HS256" }, (text) => createHmac("sha256", pem).update(text).digest("base64url"));
  },
  "a JWT with its own key in it": () =>
    jwt({ alg: "EdDSA", jwk: ours.publicKey.export({ format: "jwk" }) }, signedBy(ours.privateKey)),
  "a JWT with jku outside": () => jwt({ alg: "EdDSA", jku: `${lure.url}/keys` }, signedBy(ours.privateKey)),
  "a JWT with x5u outside": () => jwt({ alg: "EdDSA", x5u: `${lure.url}/cert` }, signedBy(ours.privateKey)),
  "an ID token": () =>
    jwt({ alg: "EdDSA", typ: "JWT" }, signedBy(ours.privateKey), { aud: "test-client", nonce: "n", scope: undefined }),
  "an API key that does not exist": () => `klg_${"k".repeat(44)}`,
  "a raw platform token": () => "IGQVJ0123456789abcdefghijklmnopqrstuvwxyz",
  "longer than any": () => "x".repeat(401),
  "very much longer": () => "x".repeat(12_000),
  "the hash in the database": async ({ name }) => {
    const row = await stage.house.db.transaction({ role: "platform" }, (tx) =>
      tx.first<{ idHash: string }>("SELECT id_hash FROM oauth_artifact WHERE kind = 'AccessToken' AND resource = $1", [
        resourceOf(name),
      ]),
    );
    return row?.idHash ?? "";
  },
};

function resourceOf(name: Door["name"]): string {
  return name === "MCP" ? stage.resources.mcp : stage.resources.rest;
}

const each = (doorName: Door["name"]): Door => {
  const door = doors.find(({ name }) => name === doorName);
  if (!door) throw new Error(doorName);
  return door;
};

describe.each(["MCP", "REST"] as const)("%s", (name) => {
  it("takes a good token", async () => {
    const door = each(name);
    const answer = await door.call(bearer(door.good.access_token));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("www-authenticate")).toBeNull();
  });

  it.each(Object.entries(BAD))("refuses a token that is %s", async (_, make) => {
    const door = each(name);
    const token = await make(door);
    expect(token.length).toBeGreaterThan(10);
    const answer = await door.call(bearer(token)).finally(() => status(stage.viewer.id, "active"));
    expect(answer.status).toBe(401);
    const challenge = answer.headers.get("www-authenticate") ?? "";
    expect(challenge).toMatch(/^Bearer /);
    expect(challenge).toContain('error="invalid_token"');
    expect(challenge).toContain(`resource_metadata="${door.metadata}"`);
    expect(await answer.text()).not.toContain(token);
  });

  it("refuses an expired one", async () => {
    const door = each(name);
    const { verifier, challenge } = pkce();
    const back = await authorize(stage, stage.manager, challenge, { resource: resourceOf(name) });
    const tokens = (await (await redeem(stage, back.searchParams.get("code") ?? "", verifier)).json()) as Tokens;
    const before = stage.house.clock.now();
    stage.house.clock.advance(599_000);
    expect((await door.call(bearer(tokens.access_token))).status).toBe(200);
    stage.house.clock.advance(1_000);
    expect((await door.call(bearer(tokens.access_token))).status).toBe(401);
    stage.house.clock.set(before);
  });

  it.each([
    ["nothing", (): Headers => ({})],
    ["an empty one", (): Headers => ({ authorization: "Bearer " })],
    ["Basic", (token: string): Headers => ({ authorization: `Basic ${Buffer.from(`a:${token}`).toString("base64")}` })],
    ["another scheme", (token: string): Headers => ({ authorization: `DPoP ${token}` })],
    ["a bare token", (token: string): Headers => ({ authorization: token })],
  ])("asks for a token where there is %s, and finds no fault", async (_, headers) => {
    const door = each(name);
    const answer = await door.call(headers(door.good.access_token));
    expect(answer.status).toBe(401);
    const challenge = answer.headers.get("www-authenticate") ?? "";
    expect(challenge).not.toContain("error=");
    expect(challenge).toContain(`resource_metadata="${door.metadata}"`);
  });

  it.each(["Bearer a b", "Bearer \tx"])("refuses the header %j", async (authorization) => {
    const answer = await each(name).call({ authorization });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toContain('error="invalid_token"');
  });

  it("never reads a token from the address", async () => {
    const door = each(name);
    const query = `?access_token=${door.good.access_token}`;
    expect((await door.call({}, query)).status).toBe(401);
    const both = await door.call(bearer(door.good.access_token), query);
    expect(both.status).toBe(400);
    expect(both.headers.get("www-authenticate")).toContain('error="invalid_request"');
  });

  it("refuses two headers, whichever is good", async () => {
    const door = each(name);
    const { hostname, port } = new URL(stage.server.url);
    for (const tokens of [
      [door.good.access_token, "u".repeat(43)],
      ["u".repeat(43), door.good.access_token],
    ]) {
      const answer = await new Promise<{ status: number | undefined; challenge: string | undefined }>(
        (done, failed) => {
          const asked = request(
            {
              hostname,
              port,
              path: name === "MCP" ? "/mcp" : "/api/v1/campaigns",
              method: name === "MCP" ? "POST" : "GET",
              headers: [
                ["host", `${hostname}:${port}`],
                ["accept", "application/json, text/event-stream"],
                ...tokens.map((token) => ["authorization", `Bearer ${token}`]),
              ].flat(),
            },
            (res) => {
              res.resume();
              done({ status: res.statusCode, challenge: res.headers["www-authenticate"] });
            },
          );
          asked.on("error", failed);
          asked.end();
        },
      );
      expect(answer.status).toBe(400);
      expect(answer.challenge).toContain('error="invalid_request"');
    }
  });
});
