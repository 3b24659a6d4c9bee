import { z } from "zod";
import { personOf } from "../kernel/actor.ts";
import { notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import { defineUseCase } from "../usecase/define.ts";

/** A person shows a program the door: every consent they gave it, and with them its tokens. */
export const revokeConnection = defineUseCase({
  name: "connections.revoke",
  version: 1,
  title: "Disconnect a program from me",
  describe:
    "Disconnects a program (AI assistant, MCP client) from the person who asks; its tokens stop working at once and it must ask for consent again. Use it when they no longer want or trust it; get the id from connections.list. It does not touch API keys or chat accounts.",
  input: z.object({ connectionId: z.string().regex(idPattern("connection")).describe("From connections.list") }),
  output: z.object({
    clientId: z.string().describe("Who it said it is"),
    clientName: z.string().describe("The name it gave itself"),
  }),
  effect: "write",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "profile:write" },
  idempotency: "caller",
  errors: ["not_found"],
  rest: { method: "delete", path: "/people/me/connections/{connectionId}" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { connectionId: "con_01h455vb4pexf90000000000aa" },
  present: {
    card: (output, p) => ({
      title: p.t("connections.revoked", { name: output.clientName }),
      tone: "good",
      body: p.t("connections.revoked_note"),
      facts: [{ label: p.t("connections.client"), value: output.clientName, required: true }],
      actions: [{ kind: "call", useCase: "connections.list", input: {}, label: p.t("connections.list") }],
    }),
    summary: (output, p) => p.t("connections.revoked", { name: output.clientName }),
  },
  async run(ctx, input) {
    const rows = await ctx.tx.query<{ id: string; clientId: string; clientName: string }>(
      `UPDATE oauth_connection SET revoked_at = $3 WHERE person = $1 AND revoked_at IS NULL
         AND client_id = (SELECT client_id FROM oauth_connection WHERE id = $2 AND person = $1)
       RETURNING id, client_id, client_name`,
      [personOf(ctx.actor), input.connectionId, ctx.now()],
    );
    const named = rows.find((row) => row.id === input.connectionId) ?? rows[0];
    if (!named) throw notFound("connection");
    return { clientId: named.clientId, clientName: named.clientName };
  },
});
