import { z } from "zod";
import { LOCALES, personOf } from "../kernel/actor.ts";
import { notFound } from "../kernel/errors.ts";
import { defineUseCase } from "../usecase/define.ts";

/** A person says which language Kolega speaks with them. */
export const setLanguage = defineUseCase({
  name: "people.set_language",
  version: 1,
  title: "Set my language",
  describe:
    "Sets the language Kolega uses with the person who asks: id (Bahasa Indonesia) or en (English). Use it when they ask for another language. It changes nobody else's language and not the language of a campaign.",
  input: z.object({ language: z.enum(LOCALES).describe("id or en") }),
  output: z.object({
    personId: z.string().describe("Whose language it is"),
    language: z.enum(LOCALES).describe("The language from now on"),
  }),
  effect: "write",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "profile:write" },
  idempotency: "caller",
  errors: ["not_found"],
  rest: { method: "patch", path: "/people/me/language" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { language: "en" },
  present: {
    // Said in the new language, whichever the reader had before.
    card: (output, p) => ({
      title: p.t(`organizations.now.${output.language}`),
      tone: "good",
      actions: LOCALES.filter((language) => language !== output.language).map((language) => ({
        kind: "call",
        useCase: "people.set_language",
        input: { language },
        label: p.t(`organizations.language.${language}`),
        priority: 1,
      })),
    }),
    summary: (output, p) => p.t(`organizations.now.${output.language}`),
  },
  async run(ctx, input) {
    const personId = personOf(ctx.actor);
    const changed =
      ctx.actor.kind === "influencer"
        ? await ctx.tx.execute("UPDATE influencer SET locale = $2, updated_at = $3 WHERE id = $1", [
            personId,
            input.language,
            ctx.now(),
          ])
        : await ctx.tx.execute("UPDATE member SET locale = $2 WHERE id = $1", [personId, input.language]);
    if (changed !== 1) throw notFound("person");
    return { personId, language: input.language };
  },
});
