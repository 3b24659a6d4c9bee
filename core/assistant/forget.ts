import { z } from "zod";
import { personOf, tenantOf } from "../kernel/actor.ts";
import { notFound } from "../kernel/errors.ts";
import { idPattern } from "../kernel/ids.ts";
import { defineUseCase } from "../usecase/define.ts";
import { listPreferences, preferencesCard, preferencesOutput } from "./preferences.ts";

/** Removes one thing that is remembered about a person. */
export const forget = defineUseCase({
  name: "assistant.forget",
  version: 1,
  title: "Forget something about me",
  describe:
    "Removes one thing the assistant remembers about the person, by its id from assistant.preferences. Use it when they ask to forget or say that something is not true any more (to correct it use assistant.remember with its id). It removes no campaign, message or account.",
  input: z.object({
    preferenceId: z.string().regex(idPattern("preference")).describe("What to forget, from assistant.preferences"),
  }),
  output: preferencesOutput,
  effect: "write",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "profile:write" },
  idempotency: "caller",
  errors: ["not_found"],
  rest: { method: "delete", path: "/people/me/preferences/{preferenceId}" },
  expose: { mcp: "catalog", rest: false, chat: true },
  private: true,
  example: { preferenceId: "prf_01h455vb4pexf90000000000aa" },
  present: { card: preferencesCard, summary: (_output, p) => p.t("ai.memory.forgotten") },
  async run(ctx, input) {
    const removed = await ctx.tx.execute(
      "DELETE FROM person_preference WHERE tenant = $1 AND person = $2 AND id = $3",
      [tenantOf(ctx.actor), personOf(ctx.actor), input.preferenceId],
    );
    if (removed !== 1) throw notFound("preference");
    return listPreferences(ctx);
  },
});
