import { z } from "zod";
import { personOf } from "../kernel/actor.ts";
import { defineUseCase } from "../usecase/define.ts";
import { hashOfLink, MAX_TRIES, TRY_WINDOW_MINUTES } from "./link-code.ts";
import { accountOf, askingAccount, type LinkRequest } from "./link-request.ts";
import { askCard } from "./notifications.ts";

const output = z.object({
  result: z
    .enum(["confirm", "wrong", "blocked"])
    .describe("confirm: the account waits for the person's yes; wrong: no such code; blocked: too many wrong codes"),
  triesLeft: z.number().describe("How many wrong codes are left within the hour"),
  request: z
    .object({ requestId: z.string().describe("Pass to people.link_channel"), ...askingAccount })
    .nullable()
    .describe("The chat account that asks; null unless there is one to confirm"),
});

/** A person types the code that a chat account was given. A wrong one is an answer, not an error: it is counted. */
export const checkLinkCode = defineUseCase({
  name: "people.check_link_code",
  version: 1,
  title: "Enter the code that a chat account was given",
  describe:
    "Takes the code (like KLM-4RT) that Kolega gave a chat account on Telegram, WhatsApp or Slack, and shows which account asks to be linked to the person. Use it when someone types such a code or 'hubungkan KLM-4RT'. It links nothing: the person confirms with the button of people.link_channel. Never guess a code.",
  input: z.object({
    code: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9]{3}[-\s]?[A-Za-z0-9]{3}$/)
      .describe("The code, six signs, e.g. KLM-4RT"),
  }),
  output,
  effect: "write",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "profile:write" },
  idempotency: "caller",
  errors: [],
  rest: { method: "post", path: "/people/me/link-codes" },
  expose: { mcp: "catalog", rest: true, chat: true },
  private: true,
  example: { code: "KLM-4RT" },
  present: {
    card: (answer, p) =>
      answer.request
        ? askCard(answer.request, p)
        : {
            title: p.t(`people.code.${answer.result === "blocked" ? "blocked" : "wrong"}`),
            tone: "warning",
            body: p.t("people.code.hint", { left: answer.triesLeft }),
          },
    summary: (answer, p) =>
      p.t(answer.request ? "people.code.found" : `people.code.${answer.result === "blocked" ? "blocked" : "wrong"}`),
  },
  async run(ctx, { code }) {
    const person = personOf(ctx.actor);
    const now = ctx.now();
    const tryNow = async (delta: number): Promise<number> => {
      const row = await ctx.tx.first<{ tries: number }>("SELECT link_try($1, $2, $3, $4) AS tries", [
        person,
        delta,
        now,
        TRY_WINDOW_MINUTES,
      ]);
      return row?.tries ?? MAX_TRIES + 1;
    };
    const tries = await tryNow(1);
    if (tries > MAX_TRIES) return { result: "blocked" as const, triesLeft: 0, request: null };
    const request = await ctx.tx.first<LinkRequest>("SELECT * FROM link_claim($1, $2, $3)", [
      person,
      hashOfLink(code),
      now,
    ]);
    if (!request) return { result: "wrong" as const, triesLeft: MAX_TRIES - tries, request: null };
    await tryNow(-1);
    return {
      result: "confirm" as const,
      triesLeft: MAX_TRIES - tries + 1,
      request: { requestId: request.id, ...accountOf(request) },
    };
  },
});
