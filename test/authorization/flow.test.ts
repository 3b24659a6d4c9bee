import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve } from "../support/doors.ts";
import { FakeBrowser } from "./fake-browser.ts";
import {
  askToken,
  authorizationQuery,
  authorize,
  bearer,
  callMcp,
  callRest,
  openStage,
  pkce,
  REDIRECT,
  redeem,
  type Stage,
  type Tokens,
  tokensOf,
} from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  expect(stage.incidents).toEqual([]);
  await stage.close();
});

const codeOf = (back: URL): string => back.searchParams.get("code") ?? "";
const json = (answer: Response): Promise<Record<string, unknown>> => answer.json() as Promise<Record<string, unknown>>;

describe("metadata", () => {
  it("of the protected resources is at its path and at the root, and asks for little", async () => {
    for (const path of ["", "/mcp"]) {
      const answer = await fetch(`${stage.url}/.well-known/oauth-protected-resource${path}`);
      const document = await json(answer);
      expect(document).toMatchObject({ resource: stage.resources.mcp, authorization_servers: [stage.url] });
      expect(document.scopes_supported).toContain("campaigns:read");
      expect((document.scopes_supported as string[]).filter((scope) => !scope.endsWith(":read"))).toEqual([]);
    }
    const rest = await json(await fetch(`${stage.url}/.well-known/oauth-protected-resource/api`));
    expect(rest.resource).toBe(stage.resources.rest);
  });

  it("of the server names the issuer exactly, whatever host is asked", async () => {
    const answer = await fetch(`${stage.server.url}/.well-known/oauth-authorization-server`, {
      headers: { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
    });
    const document = await json(answer);
    expect(document).toMatchObject({
      issuer: stage.url,
      authorization_endpoint: `${stage.url}/oauth/authorize`,
      code_challenge_methods_supported: ["S256"],
      client_id_metadata_document_supported: true,
      authorization_response_iss_parameter_supported: true,
      response_types_supported: ["code"],
    });
    expect(document.scopes_supported).not.toContain("offline_access");
    expect(document.scopes_supported).not.toContain("*");
    expect(JSON.stringify(document)).not.toContain("evil");
  });
});

describe("behind a proxy that speaks https", () => {
  it("cookies are secure and every address is the public one", async () => {
    const { router } = stage.authorizationAt("https://kolega.example");
    const server = await serve(express().use(router));
    const document = await json(await fetch(`${server.url}/.well-known/oauth-authorization-server`));
    expect(document.issuer).toBe("https://kolega.example");
    const query = authorizationQuery(stage, pkce().challenge, { resource: "https://kolega.example/mcp" });
    const answer = await fetch(`${server.url}/oauth/authorize?${query}`, { redirect: "manual" });
    expect(answer.status).toBe(303);
    const cookies = answer.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(1);
    for (const cookie of cookies) expect(cookie).toMatch(/; secure; httponly|; httponly; secure/i);
    const kept = await stage.house.db.transaction({ role: "platform" }, (tx) =>
      tx.query<{ sealed: string; idHash: string }>(
        "SELECT sealed, id_hash FROM oauth_artifact WHERE kind = 'Interaction'",
      ),
    );
    const last = kept.map(({ sealed, idHash }) => stage.house.ports.vault.open(sealed, `oauth|Interaction|${idHash}`));
    expect(last.some((text) => text.includes("https://kolega.example/oauth/authorize/"))).toBe(true);
    await server.close();
  });

  it("a page may read the metadata with its protocol version in a header", async () => {
    const asked = await fetch(`${stage.url}/.well-known/oauth-protected-resource/mcp`, {
      method: "OPTIONS",
      headers: { origin: "https://inspector.example", "access-control-request-headers": "mcp-protocol-version" },
    });
    expect([asked.status, asked.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
  });
});

describe("the code flow", () => {
  it("gives short tokens for one door, with the person's roles and the scopes they saw", async () => {
    const { verifier, challenge } = pkce();
    const browser = new FakeBrowser(stage.url, await stage.signIn(stage.manager));
    const page = await browser.open(`/oauth/authorize?${authorizationQuery(stage, challenge)}`);
    expect(page.status).toBe(200);
    expect(page.html).toContain("Asisten Uji");
    expect(page.html).toContain("127.0.0.1:43117");
    expect(page.html).toContain('data-scope="campaigns:read"');
    expect(page.html).toContain("Melihat campaign dan brief");
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(page.headers.get("x-frame-options")).toBe("DENY");
    const { leftFor } = await browser.submit(page, { decision: "allow" });
    expect(leftFor?.href.startsWith(`${REDIRECT}?`)).toBe(true);
    expect(leftFor?.searchParams.get("iss")).toBe(stage.url);
    expect(leftFor?.searchParams.get("state")).toBe("state-of-the-client");

    const answer = await redeem(stage, leftFor?.searchParams.get("code") ?? "", verifier);
    const tokens = (await json(answer)) as unknown as Tokens;
    expect(tokens).toMatchObject({ token_type: "Bearer", expires_in: 600, scope: "campaigns:read" });
    expect(tokens).not.toHaveProperty("id_token");
    const called = await callMcp(stage, bearer(tokens.access_token), "tools/call", {
      name: "campaigns_list",
      arguments: {},
    });
    expect(called.status).toBe(200);
    expect((await callRest(stage, bearer(tokens.access_token))).status).toBe(401);
  });

  it("keeps no code, token or consent in clear", async () => {
    const tokens = await tokensOf(stage, stage.manager);
    const rows = await stage.house.db.transaction({ role: "platform" }, (tx) =>
      tx.query<Record<string, unknown>>("SELECT * FROM oauth_artifact"),
    );
    const text = JSON.stringify(rows);
    expect(rows.length).toBeGreaterThan(2);
    for (const secret of [tokens.access_token, tokens.refresh_token, "state-of-the-client"]) {
      expect(text).not.toContain(secret);
    }
  });

  it("works for REST and for influencers, each under their own rights", async () => {
    const rest = await tokensOf(stage, stage.manager, { resource: stage.resources.rest });
    expect((await callRest(stage, bearer(rest.access_token))).status).toBe(200);
    expect((await callMcp(stage, bearer(rest.access_token))).status).toBe(401);
    const theirs = await tokensOf(stage, stage.influencer, { scope: "posts:read profile:write" });
    const listed = await callMcp(stage, bearer(theirs.access_token), "tools/list");
    expect(listed.status).toBe(200);
    const mine = await callMcp(stage, bearer(theirs.access_token), "tools/call", {
      name: "run_tool",
      arguments: { name: "connections_list", arguments: {} },
    });
    expect(await mine.text()).toContain("Asisten Uji");
  });

  it("defaults to looking only, and to MCP", async () => {
    const tokens = await tokensOf(stage, stage.manager, { scope: undefined, resource: undefined });
    expect(tokens.scope.split(" ")).toContain("campaigns:read");
    expect(tokens.scope).not.toContain("write");
    expect((await callMcp(stage, bearer(tokens.access_token))).status).toBe(200);
  });

  it("says no for the person who says no, and lets nobody in", async () => {
    const back = await authorize(stage, stage.viewer, pkce().challenge, {}, "deny");
    expect(back.searchParams.get("error")).toBe("access_denied");
    expect(back.searchParams.get("iss")).toBe(stage.url);
    expect(back.searchParams.has("code")).toBe(false);
  });

  it("knows no wildcard and no unknown scope", async () => {
    const back = await authorize(stage, stage.manager, pkce().challenge, { scope: "* admin offline_access" });
    expect(back.searchParams.get("error")).toBe("invalid_scope");
    const tokens = await tokensOf(stage, stage.manager, { scope: "campaigns:read * everything" });
    expect(tokens.scope).toBe("campaigns:read");
  });
});

describe("the authorization server refuses", () => {
  const asked = async (changes: Readonly<Record<string, string | undefined>>) => {
    const browser = new FakeBrowser(stage.url, await stage.signIn(stage.manager));
    return browser.open(`/oauth/authorize?${authorizationQuery(stage, pkce().challenge, changes)}`);
  };

  it("redirects that are not exactly the client's own, without going there", async () => {
    for (const redirect_uri of [
      "http://127.0.0.1:43117/callback/",
      "http://127.0.0.1:43117/callback?x=1",
      "http://127.0.0.1:43117/Callback",
      "http://localhost:43117/callback",
      "https://127.0.0.1:43117/callback",
      "http://127.0.0.1.evil.example/callback",
      "http://127.0.0.1@evil.example/callback",
      "https://evil.example/callback",
      undefined,
    ]) {
      const page = await asked({ redirect_uri });
      expect(page.status, redirect_uri).toBe(400);
      expect(page.leftFor, redirect_uri).toBeUndefined();
      expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    }
  });

  it("requests without PKCE, or with a plain one", async () => {
    for (const changes of [
      { code_challenge: undefined, code_challenge_method: undefined },
      { code_challenge_method: "plain" },
      { code_challenge_method: undefined },
    ]) {
      const page = await asked(changes);
      expect(page.leftFor?.searchParams.get("error"), JSON.stringify(changes)).toBe("invalid_request");
    }
  });

  it("other resources, other response types, unknown clients", async () => {
    expect((await asked({ resource: "https://other.example/mcp" })).leftFor?.searchParams.get("error")).toBe(
      "invalid_target",
    );
    const implicit = await asked({ response_type: "token" });
    expect(implicit.leftFor?.hash).toContain("error=unsupported_response_type");
    const unknown = await asked({ client_id: "nobody" });
    expect([unknown.status, unknown.leftFor]).toEqual([400, undefined]);
  });

  it("a second use of a code, which also ends what the first gave", async () => {
    const { verifier, challenge } = pkce();
    const code = codeOf(await authorize(stage, stage.manager, challenge));
    const tokens = (await (await redeem(stage, code, verifier)).json()) as Tokens;
    expect((await callMcp(stage, bearer(tokens.access_token))).status).toBe(200);
    const again = await redeem(stage, code, verifier);
    expect([again.status, (await json(again)).error]).toEqual([400, "invalid_grant"]);
    expect((await callMcp(stage, bearer(tokens.access_token))).status).toBe(401);
    const refreshed = await askToken(stage, { grant_type: "refresh_token", refresh_token: tokens.refresh_token });
    expect(refreshed.status).toBe(400);
  });

  it("one of two uses of a code at once", async () => {
    const { verifier, challenge } = pkce();
    const code = codeOf(await authorize(stage, stage.manager, challenge));
    const answers = await Promise.all([1, 2, 3, 4].map(() => redeem(stage, code, verifier)));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    for (const answer of answers.filter(({ status }) => status === 200)) {
      const { access_token } = (await answer.json()) as Tokens;
      expect((await callMcp(stage, bearer(access_token))).status).toBe(401);
    }
  });

  it("a code with another verifier, redirect or after a minute", async () => {
    const { verifier, challenge } = pkce();
    const code = codeOf(await authorize(stage, stage.manager, challenge));
    expect((await redeem(stage, code, pkce().verifier)).status).toBe(400);
    const elsewhere = await askToken(stage, {
      grant_type: "authorization_code",
      code,
      code_verifier: verifier,
      redirect_uri: "http://127.0.0.1:43118/callback",
    });
    expect(elsewhere.status).toBe(400);
    stage.house.clock.advance(61_000);
    expect((await redeem(stage, code, verifier)).status).toBe(400);
  });

  it("a refresh token used twice, and ends the whole consent", async () => {
    const first = await tokensOf(stage, stage.manager);
    const second = (await (
      await askToken(stage, { grant_type: "refresh_token", refresh_token: first.refresh_token })
    ).json()) as Tokens;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await callMcp(stage, bearer(second.access_token))).status).toBe(200);
    const stolen = await askToken(stage, { grant_type: "refresh_token", refresh_token: first.refresh_token });
    expect([stolen.status, (await json(stolen)).error]).toEqual([400, "invalid_grant"]);
    expect((await callMcp(stage, bearer(second.access_token))).status).toBe(401);
    expect((await askToken(stage, { grant_type: "refresh_token", refresh_token: second.refresh_token })).status).toBe(
      400,
    );
  });

  it("more scopes at a refresh than were consented to", async () => {
    const { refresh_token } = await tokensOf(stage, stage.manager);
    const more = await askToken(stage, {
      grant_type: "refresh_token",
      refresh_token,
      scope: "campaigns:read campaigns:write",
    });
    expect([more.status, (await json(more)).error]).toEqual([400, "invalid_scope"]);
  });

  it("the refresh of a suspended member", async () => {
    const { refresh_token } = await tokensOf(stage, stage.viewer);
    const set = (status: string) =>
      stage.house.db.transaction({ role: "platform" }, (tx) =>
        tx.execute("UPDATE member SET status = $2 WHERE id = $1", [stage.viewer.id, status]),
      );
    await set("suspended");
    expect((await askToken(stage, { grant_type: "refresh_token", refresh_token })).status).toBe(400);
    await set("active");
  });
});

describe("the consent page", () => {
  it("is for the browser that began, signed in, with its own form", async () => {
    const { challenge } = pkce();
    const browser = new FakeBrowser(stage.url, await stage.signIn(stage.manager));
    const page = await browser.open(`/oauth/authorize?${authorizationQuery(stage, challenge)}`);
    const path = new URL(page.address).pathname;
    expect((await new FakeBrowser(stage.url).open(path)).status).toBe(401);
    expect((await new FakeBrowser(stage.url, await stage.signIn(stage.manager)).open(path)).status).toBe(410);
    expect((await browser.submit({ ...page, html: "" }, { decision: "allow" })).status).toBe(403);
    expect((await browser.submit(page, { decision: "allow" }, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await browser.submit(page, { decision: "allow" }, { origin: "https://evil.example" })).status).toBe(403);
    expect((await browser.submit(page, { decision: "perhaps" })).status).toBe(422);
    expect((await browser.submit(page, { decision: "allow" })).leftFor?.searchParams.has("code")).toBe(true);
    expect((await browser.open(path)).status).toBe(410);
  });

  it("speaks English to who reads English", async () => {
    const { challenge } = pkce();
    const session = await stage.signIn(stage.manager);
    const first = await fetch(`${stage.url}/oauth/authorize?${authorizationQuery(stage, challenge)}`, {
      redirect: "manual",
    });
    const cookie = [
      `kolega_session=${session}`,
      ...first.headers.getSetCookie().map((line) => line.split(";")[0]),
    ].join("; ");
    const page = await fetch(new URL(first.headers.get("location") ?? "", stage.url), {
      headers: { cookie, "accept-language": "en" },
    });
    expect(await page.text()).toContain("See campaigns and briefs");
  });
});

describe("connections", () => {
  it("are listed with their last use and revoked at once, on the page and as use cases", async () => {
    const { access_token, refresh_token } = await tokensOf(stage, stage.viewer, {
      scope: "campaigns:read profile:write",
    });
    await callMcp(stage, bearer(access_token));
    const browser = new FakeBrowser(stage.url, await stage.signIn(stage.viewer));
    const page = await browser.open("/connections");
    expect(page.html).toContain("Asisten Uji");
    expect(page.html).toContain("Melihat campaign dan brief");
    expect(page.html).not.toContain("belum pernah");
    const connectionId = /name="connectionId" value="([^"]+)"/.exec(page.html)?.[1] ?? "";
    const another = new FakeBrowser(stage.url, await stage.signIn(stage.manager));
    const theirs = await another.submit(await another.open("/connections"), { connectionId });
    expect(theirs.status).toBe(404);
    expect((await callMcp(stage, bearer(access_token))).status).toBe(200);
    const after = await browser.submit(page, { connectionId });
    expect(after.html).toContain("Belum ada aplikasi");
    expect((await callMcp(stage, bearer(access_token))).status).toBe(401);
    expect((await askToken(stage, { grant_type: "refresh_token", refresh_token })).status).toBe(400);
  });

  it("end by the revocation endpoint too, for the client's own tokens only", async () => {
    const { access_token, refresh_token } = await tokensOf(stage, stage.manager);
    const revoke = (token: string, client_id: string) =>
      fetch(`${stage.url}/oauth/revoke`, { method: "POST", body: new URLSearchParams({ token, client_id }) });
    expect((await revoke(access_token, "nobody")).status).toBe(401);
    expect((await callMcp(stage, bearer(access_token))).status).toBe(200);
    expect((await revoke(refresh_token, "test-client")).status).toBe(200);
    expect((await callMcp(stage, bearer(access_token))).status).toBe(401);
  });

  it("cannot be made by a program", async () => {
    const { access_token } = await tokensOf(stage, stage.manager, {
      scope: "profile:write",
      resource: stage.resources.rest,
    });
    const answer = await fetch(`${stage.url}/api/v1/people/me/connections`, {
      method: "POST",
      headers: { ...bearer(access_token), "content-type": "application/json" },
      body: "{}",
    });
    expect(answer.status).toBe(404);
  });
});

describe("step-up", () => {
  it("names what the one operation needs, and a new consent gives it", async () => {
    const little = await tokensOf(stage, stage.manager);
    const call = { name: "campaigns_create", arguments: { name: "Glow", language: "id" } };
    const refused = await callMcp(stage, bearer(little.access_token), "tools/call", call);
    expect(refused.status).toBe(403);
    const challenge = refused.headers.get("www-authenticate") ?? "";
    expect(challenge).toContain('error="insufficient_scope"');
    expect(challenge).toContain('scope="campaigns:write"');
    expect(challenge).toContain(`resource_metadata="${stage.url}/.well-known/oauth-protected-resource/mcp"`);
    const more = await tokensOf(stage, stage.manager, { scope: "campaigns:read campaigns:write" });
    expect((await callMcp(stage, bearer(more.access_token), "tools/call", call)).status).toBe(200);
    const byViewer = await tokensOf(stage, stage.viewer, { scope: "campaigns:write" });
    const notTheirs = await callMcp(stage, bearer(byViewer.access_token), "tools/call", call);
    expect(await notTheirs.text()).toContain('"isError":true');
  });
});
