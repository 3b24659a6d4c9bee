import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../core/kernel/actor.ts";
import { AppError } from "../core/kernel/errors.ts";
import { newId } from "../core/kernel/ids.ts";
import { addCampaign, campaignRow, keyOf, openSampleHouse, type TestServer } from "../test/support/doors.ts";
import type { TestHouse } from "../test/support/house.ts";
import { createOrganization } from "../test/support/people.ts";
import { startWeb } from "../test/support/web.ts";

let house: TestHouse;
let server: TestServer;
let manager: Actor;
let key: string;
let mine: string;
let theirs: string;

beforeAll(async () => {
  house = await openSampleHouse();
  server = await startWeb(house);
  const kilau = await createOrganization(house.db, "Kilau");
  const other = await createOrganization(house.db, "Lain");
  manager = kilau.manager;
  key = await keyOf(house, manager, ["*"]);
  mine = await addCampaign(house, kilau.orgId, "Glow");
  theirs = await addCampaign(house, other.orgId, "Secret");
});
afterAll(async () => {
  await server.close();
  await house.db.close();
});

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  readonly error: { code: string; message: string; fields: { path: string; message: string }[]; incident?: string };
}

async function call(
  method: string,
  path: string,
  options: { body?: unknown; raw?: string; headers?: Record<string, string>; secret?: string | null } = {},
): Promise<Answer> {
  const { secret = key } = options;
  const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const res = await fetch(`${server.url}${path}`, {
    method,
    body,
    headers: {
      ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...options.headers,
    },
  });
  const json = (await res.json()) as Record<string, unknown>;
  return { status: res.status, headers: res.headers, body: json, error: json.error as Answer["error"] };
}

describe("reading", () => {
  it("answers the use case's output, and hides who we are made of", async () => {
    const res = await call("GET", `/api/v1/samples/${mine}`);
    expect(res).toMatchObject({ status: 200, body: { campaignId: mine, name: "Glow", budgetMinor: null } });
    expect(res.headers.get("x-powered-by")).toBeNull();
    expect(res.headers.get("x-content-type-options")).toBe("nosniff");
    expect(res.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(res.headers.get("cache-control")).toBe("no-store");
  });

  it("takes the literal address before the one with a parameter", async () => {
    const res = await call("GET", "/api/v1/samples/search?limit=2");
    expect(res.body.items).toHaveLength(2);
  });

  it("reads numbers, booleans, lists and objects from the query", async () => {
    const range = encodeURIComponent(JSON.stringify({ from: 1, to: 2.5 }));
    const res = await call(
      "GET",
      `/api/v1/samples/search?words=007&limit=3&share=0.5&exact=true&tags=a&tags=7&sizes=1&sizes=-2&range=${range}`,
    );
    expect(res.body.asked).toEqual({
      words: "007",
      limit: 3,
      share: 0.5,
      exact: true,
      tags: ["a", "7"],
      sizes: [1, -2],
      range: { from: 1, to: 2.5 },
    });
  });

  it.each([
    ["limit=1e3", "limit"],
    ["limit=0x10", "limit"],
    ["limit=", "limit"],
    ["limit=%201", "limit"],
    ["limit=99999999999999999999999", "limit"],
    ["limit=-1", "limit"],
    ["limit=1&limit=2", "limit"],
    ["exact=yes", "exact"],
    ["words=a&words=b", "words"],
    ["colour=red", "colour"],
    ["range=%7B", "range"],
    ["range=%7B%22from%22%3A1%2C%22to%22%3A2%2C%22x%22%3A3%7D", "range.x"],
    ["__proto__=1", "__proto__"],
    ["tags=a&tags=b&tags=c&tags=d", "tags"],
  ])("refuses ?%s and names the field", async (query, path) => {
    const res = await call("GET", `/api/v1/samples/search?${query}`);
    expect(res.status).toBe(422);
    expect(res.error).toMatchObject({ code: "invalid_input", fields: [{ path }] });
  });

  it("says the same of another organization's id and of one that never was", async () => {
    const foreign = await call("GET", `/api/v1/samples/${theirs}`);
    const unknown = await call("GET", `/api/v1/samples/${newId("campaign")}`);
    expect(foreign.status).toBe(404);
    expect(foreign.body).toEqual(unknown.body);
    const write = await call("POST", `/api/v1/samples/${theirs}/rename`, { body: { name: "Mine now" } });
    expect(write.body).toEqual(unknown.body);
    expect((await campaignRow(house, theirs)).name).toBe("Secret");
  });
});

describe("who may", () => {
  it.each([
    [null, 'Bearer realm="kolega"'],
    ["klg_wrong", 'Bearer realm="kolega", error="invalid_token"'],
    ["", 'Bearer realm="kolega"'],
  ])("answers 401 with a challenge for the key %s", async (secret, challenge) => {
    const res = await call("GET", `/api/v1/samples/${mine}`, { secret });
    expect(res).toMatchObject({ status: 401, error: { code: "unauthenticated" } });
    expect(res.headers.get("www-authenticate")).toBe(challenge);
  });

  it("does not take a key from the address, and no basic authentication", async () => {
    expect((await call("GET", `/api/v1/samples/${mine}?access_token=${key}`, { secret: null })).status).toBe(401);
    const basic = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
    expect(
      (await call("GET", `/api/v1/samples/${mine}`, { secret: null, headers: { authorization: basic } })).status,
    ).toBe(401);
  });

  it("answers 403 and the scope that is missing", async () => {
    const narrow = await keyOf(house, manager, ["campaigns:read"]);
    const res = await call("POST", `/api/v1/samples/${mine}/rename`, { secret: narrow, body: { name: "No" } });
    expect(res).toMatchObject({ status: 403, error: { code: "forbidden" } });
    expect(res.headers.get("www-authenticate")).toContain('error="insufficient_scope", scope="campaigns:write"');
    expect(res.error).toMatchObject({ reason: "scope_missing" });
    expect(res.error.message).toContain("campaigns:write");
    const english = await call("POST", `/api/v1/samples/${mine}/rename`, {
      secret: narrow,
      body: { name: "No" },
      headers: { "accept-language": "en" },
    });
    expect(english.error.message).toBe("This API key lacks the permission campaigns:write. Use a key that has it.");
  });

  it("answers 403 without a scope where the role does not allow it", async () => {
    const { viewer } = await createOrganization(house.db, "Lihat");
    for (const scopes of [["*"], ["campaigns:read"]]) {
      const secret = await keyOf(house, viewer, scopes);
      const res = await call("POST", `/api/v1/samples/${mine}/rename`, { secret, body: { name: "No" } });
      expect(res).toMatchObject({ status: 403, error: { code: "forbidden", reason: "role_missing" } });
      expect(res.headers.get("www-authenticate")).toBeNull();
    }
  });

  it("does not serve what is not for REST", async () => {
    expect((await call("POST", "/api/v1/samples/inside", { body: {} })).status).toBe(404);
  });
});

describe("bad requests", () => {
  it.each([
    ["not JSON", "{", 422],
    ["a list", "[]", 422],
    ["a text", '"x"', 422],
    ["null", "null", 422],
    ["a negative amount", '{"amountMinor":-1}', 422],
    ["no amount", '{"amountMinor":0}', 422],
    ["a fraction", '{"amountMinor":1.5}', 422],
    ["a huge amount", '{"amountMinor":1e21}', 422],
    ["an exponent as text", '{"amountMinor":"1e3"}', 422],
    ["an amount as text", '{"amountMinor":"2000000"}', 422],
    ["a prototype key", '{"amountMinor":1,"__proto__":{"a":1}}', 422],
    ["the path's field again", `{"amountMinor":1,"campaignId":"cmp_00000000000000000000000000"}`, 422],
    ["an unknown field", '{"amountMinor":1,"orgId":"org_1"}', 422],
  ])("refuses %s in the one shape", async (_what, raw, status) => {
    const res = await call("POST", `/api/v1/samples/${mine}/pay`, { raw });
    expect(res.status).toBe(status);
    expect(res.error.code).toBe("invalid_input");
    expect(res.error.message).not.toMatch(/JSON|Unexpected|zod|expected/i);
    expect((await campaignRow(house, mine)).budgetMinor).toBeNull();
  });

  it("names nested fields, and refuses a query where a body belongs", async () => {
    const nested = await call("POST", `/api/v1/samples/${mine}/rename`, {
      body: { name: "A", note: { text: "x", extra: 1 } },
    });
    expect(nested.error.fields).toEqual([{ path: "note.extra", message: expect.stringContaining("extra") }]);
    const stray = await call("POST", `/api/v1/samples/${mine}/rename?name=B`, { body: { name: "A" } });
    expect(stray).toMatchObject({ status: 422, error: { fields: [{ path: "name" }] } });
  });

  it("refuses a body above 256 kB, another media type, and a broken address", async () => {
    const large = await call("POST", `/api/v1/samples/${mine}/rename`, { body: { name: "x".repeat(300_000) } });
    expect(large).toMatchObject({ status: 413, error: { code: "invalid_input" } });
    const xml = await call("POST", `/api/v1/samples/${mine}/rename`, {
      raw: "<a/>",
      headers: { "content-type": "application/xml" },
    });
    expect(xml).toMatchObject({ status: 415, error: { code: "invalid_input" } });
    const broken = await call("GET", "/api/v1/samples/%E0%A4%A");
    expect(broken).toMatchObject({ status: 422, error: { code: "invalid_input" } });
    const unknown = await call("GET", "/api/v1/nothing/here");
    expect(unknown).toMatchObject({ status: 404, error: { code: "not_found", fields: [] } });
    expect((await call("GET", "/elsewhere")).error.code).toBe("not_found");
  });

  it("never says what broke inside", async () => {
    const res = await call("POST", `/api/v1/samples/${mine}/rename`, { body: { name: "crash" } });
    expect(res).toMatchObject({ status: 500, error: { code: "internal", incident: expect.stringMatching(/^inc_/) } });
    expect(JSON.stringify(res.body)).not.toMatch(/secret detail|srv|core\.ts/);
    const row = await house.db.transaction({ role: "platform" }, (tx) =>
      tx.first<{ error: string }>("SELECT error FROM incident WHERE id = $1", [res.error.incident]),
    );
    expect(row?.error).toContain("secret detail");
  });

  it("answers in the reader's language", async () => {
    const ask = (language?: string): Promise<Answer> =>
      call("GET", "/api/v1/samples/search?colour=red", { headers: language ? { "accept-language": language } : {} });
    expect((await ask("en-US,en;q=0.9,id;q=0.5")).error.message).toBe("The field colour is not right.");
    expect((await ask("id-ID,id;q=0.9,en;q=0.8")).error.message).toBe("Isian colour belum benar.");
    expect((await ask("fr")).error.message).toBe("Isian colour belum benar.");
  });
});

describe("writing", () => {
  it("a dry run answers what would happen and changes nothing", async () => {
    const headers = { "kolega-dry-run": "true" };
    const res = await call("POST", `/api/v1/samples/${mine}/rename`, { body: { name: "Would" }, headers });
    expect(res).toMatchObject({ status: 200, body: { name: "Would" } });
    expect(res.headers.get("kolega-dry-run")).toBe("true");
    expect((await campaignRow(house, mine)).name).toBe("Glow");
    const paid = await call("POST", `/api/v1/samples/${mine}/pay`, { body: { amountMinor: 5 }, headers });
    expect(paid).toMatchObject({ status: 200, body: { budgetMinor: 5 } });
    expect((await campaignRow(house, mine)).budgetMinor).toBeNull();
    const typo = await call("POST", `/api/v1/samples/${mine}/rename`, {
      body: { name: "A" },
      headers: { "kolega-dry-run": "yes" },
    });
    expect(typo.status).toBe(422);
  });

  it("the same key and input is one call; with another input it is refused", async () => {
    const headers = { "idempotency-key": "rename-1" };
    const first = await call("POST", `/api/v1/samples/${mine}/rename`, { body: { name: "Once" }, headers });
    await call("POST", `/api/v1/samples/${mine}/rename`, { body: { name: "Later" } });
    const again = await call("POST", `/api/v1/samples/${mine}/rename`, { body: { name: "Once" }, headers });
    expect(again.body).toEqual(first.body);
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect((await campaignRow(house, mine)).name).toBe("Later");
    const other = await call("POST", `/api/v1/samples/${mine}/rename`, { body: { name: "Twice" }, headers });
    expect(other).toMatchObject({ status: 409, error: { code: "idempotency_mismatch" } });
    const long = await call("POST", `/api/v1/samples/${mine}/rename`, {
      body: { name: "A" },
      headers: { "idempotency-key": "k".repeat(256) },
    });
    expect(long.status).toBe(422);
  });

  it("money waits for a person: 202 with the server's facts in the caller's language, and nothing moved", async () => {
    const headers = { "idempotency-key": "pay-1", "accept-language": "en" };
    const res = await call("POST", `/api/v1/samples/${mine}/pay`, { body: { amountMinor: 2_000_000 }, headers });
    expect(res).toMatchObject({
      status: 202,
      body: {
        status: "waiting_for_approval",
        useCase: "samples.pay",
        facts: [
          { label: "Campaign", value: "Later" },
          { label: "Amount", value: "Rp2,000,000" },
        ],
        expiresAt: expect.stringMatching(/Z$/),
      },
    });
    expect(res.body.url).toBe(`http://kolega.test/approvals/${String(res.body.approvalId)}?for=${manager.id}`);
    const again = await call("POST", `/api/v1/samples/${mine}/pay`, { body: { amountMinor: 2_000_000 }, headers });
    expect(again.body.approvalId).toBe(res.body.approvalId);
    const indonesian = await call("POST", `/api/v1/samples/${mine}/pay`, { body: { amountMinor: 2_000_000 } });
    expect(indonesian.body.facts).toContainEqual({ label: "Jumlah", value: "Rp2.000.000" });
    expect((await campaignRow(house, mine)).budgetMinor).toBeNull();
  });

  it("tells how long to wait when it is too much", async () => {
    const limited = await startWeb(house, new Map(), {
      executor: { execute: () => Promise.reject(new AppError("rate_limited", "rate_limited", { seconds: 7 })) },
    });
    const res = await fetch(`${limited.url}/api/v1/samples/${mine}`, { headers: { authorization: `Bearer ${key}` } });
    expect([res.status, res.headers.get("retry-after")]).toEqual([429, "7"]);
    await limited.close();
  });
});

it("refuses requests that name another host", async () => {
  const guarded = await startWeb(house, new Map(), { allowedHosts: ["localhost", "127.0.0.1", "[::1]"] });
  const statusOf = (host: string): Promise<number | undefined> =>
    new Promise((done, failed) => {
      request(`${guarded.url}/healthz`, { headers: { host } }, (res) => {
        res.resume();
        done(res.statusCode);
      })
        .on("error", failed)
        .end();
    });
  expect(await statusOf("evil.example")).toBe(421);
  expect(await statusOf("localhost:3000")).toBe(200);
  expect(await statusOf("[::1]:3000")).toBe(200);
  await guarded.close();
});
