import { afterEach, describe, expect, it } from "vitest";
import { authorizationQuery, openStage, pkce, type Stage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());

/** Asks to authorize until it is refused: how often it was not, and the refusal. */
async function askUntilRefused(from?: string): Promise<{ begun: number; refusal: Response }> {
  const address = `${stage.url}/oauth/authorize?${authorizationQuery(stage, pkce().challenge)}`;
  const headers = { accept: "text/html", "accept-language": "id", ...(from && { "x-forwarded-for": from }) };
  for (let begun = 0; begun < 500; begun += 1) {
    const answer = await fetch(address, { redirect: "manual", headers });
    if (answer.status === 429) return { begun, refusal: answer };
    await answer.arrayBuffer();
  }
  throw new Error("never refused");
}

describe("one address", () => {
  it("may ask so often a minute; beyond it nothing is kept, whoever it says it asks for", async () => {
    stage = await openStage();
    const { begun, refusal } = await askUntilRefused();
    expect(begun).toBe(120);
    expect(Number(refusal.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refusal.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await refusal.text()).toContain("temporarily_unavailable");
    expect((await askUntilRefused("203.0.113.7")).begun).toBe(0);
    const rows = await stage.house.db.transaction({ role: "platform" }, (tx) =>
      tx.query("SELECT 1 FROM oauth_artifact WHERE kind = 'Interaction'"),
    );
    expect(rows).toHaveLength(begun);

    const token = await fetch(`${stage.url}/oauth/token`, { method: "POST", body: new URLSearchParams({ code: "x" }) });
    expect([token.status, await token.json()]).toMatchObject([429, { error: "temporarily_unavailable" }]);
    // What keeps nothing stays open: a client must be able to find its way.
    expect((await fetch(`${stage.url}/.well-known/oauth-authorization-server`)).status).toBe(200);
  });

  it("is the one that a trusted proxy names", async () => {
    stage = await openStage({ trustedProxies: 1 });
    expect((await askUntilRefused("203.0.113.7")).begun).toBe(120);
    expect((await askUntilRefused("203.0.113.8")).begun).toBe(120);
  });
});
