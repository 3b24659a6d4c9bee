import { z } from "zod";
import { personOf } from "../kernel/actor.ts";
import { DAY_MS } from "../kernel/clock.ts";
import { AppError } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import { defineUseCase, SCOPES } from "../usecase/define.ts";
import { scopeWords } from "./connection-row.ts";

/** After this a program asks for consent again, however often it is used. */
const CONSENT_LIFE_MS = 90 * DAY_MS;

/** A person's yes on the consent page. No door but that page offers it: a program must not let in another. */
export const allowConnection = defineUseCase({
  name: "connections.allow",
  version: 1,
  title: "Let a program act for me",
  describe:
    "Writes down that the signed-in person let a program act for them with these scopes. Called by the consent page only, after the person pressed its button; not for models, programs or chats.",
  input: z.object({
    requestId: z.string().min(16).max(100).describe("The consent page's own id: the same press counts once"),
    clientId: z.string().min(1).max(500).describe("Who the program says it is"),
    clientName: z.string().trim().min(1).max(100).describe("The name it gives itself"),
    redirectHost: z.string().min(1).max(300).describe("Where it takes the person back to"),
    resource: z.url().max(500).describe("The address its tokens are for"),
    scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length).describe("What it may do"),
  }),
  output: z.object({
    connectionId: z.string().describe("The consent"),
    clientName: z.string().describe("The program"),
    scopes: z.array(z.string()).describe("What it may do"),
  }),
  effect: "write",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "profile:write" },
  idempotency: (input) => `consent:${input.requestId}`,
  errors: ["forbidden"],
  rest: { method: "post", path: "/people/me/connections" },
  expose: { mcp: false, rest: false, chat: false },
  example: {
    requestId: "consent-page-request",
    clientId: "https://client.example/oauth.json",
    clientName: "Asisten Contoh",
    redirectHost: "client.example",
    resource: "https://kolega.example/mcp",
    scopes: ["campaigns:read"],
  },
  present: {
    card: (output, p) => ({
      title: p.t("connections.allowed", { name: output.clientName }),
      tone: "good",
      facts: [
        {
          label: output.clientName,
          value: p.list(output.scopes.map((scope) => scopeWords(scope, p))),
          required: true,
        },
      ],
      actions: [{ kind: "call", useCase: "connections.list", input: {}, label: p.t("connections.list") }],
    }),
    summary: (output, p) => p.t("connections.allowed", { name: output.clientName }),
  },
  async run(ctx, input) {
    if (ctx.actor.via !== "page" || ctx.actor.onBehalfOf) throw new AppError("forbidden", "human_must_decide");
    const connectionId = newId("connection");
    const now = ctx.now();
    const influencer = ctx.actor.kind === "influencer" ? ctx.actor.id : null;
    await ctx.tx.execute(
      `INSERT INTO oauth_connection (id, org_id, influencer_id, person, client_id, client_name, redirect_host, resource, scopes, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        connectionId,
        ctx.actor.orgId ?? null,
        influencer,
        personOf(ctx.actor),
        input.clientId,
        input.clientName,
        input.redirectHost,
        input.resource,
        input.scopes,
        now,
        new Date(now.getTime() + CONSENT_LIFE_MS),
      ],
    );
    return { connectionId, clientName: input.clientName, scopes: input.scopes };
  },
});
