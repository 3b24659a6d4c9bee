import type { ServerContext } from "@modelcontextprotocol/server";
import type { Locale } from "../core/kernel/actor.ts";
import type { CallStage } from "../core/usecase/executor.ts";
import { MCP_WORDS } from "./words.ts";

const BEAT_MS = 2_000;
const TOTAL = 3;
/** Where each stage begins; the beats between go towards the next and never reach it. */
const STAGE_AT: Readonly<Record<CallStage, number>> = { prepare: 1, run: 2 };

/**
 * Runs work that may take long, and says how far it is to a client that asked for it (progressToken): when it begins,
 * at each stage, and every two seconds in between, so that clients which count the seconds go on waiting.
 */
export async function withProgress<T>(
  ctx: ServerContext,
  locale: Locale,
  work: (stage: (stage: CallStage) => void) => Promise<T>,
): Promise<T> {
  const token = ctx.mcpReq._meta?.progressToken;
  if (token === undefined) return work(() => undefined);
  let at = 0;
  let message = MCP_WORDS[locale].begun;
  let beats = 0;
  const say = (): void => {
    const progress = at + beats / (beats + 1);
    // Whoever hung up needs no progress; the call itself ends by its own signal.
    void ctx.mcpReq
      .notify({ method: "notifications/progress", params: { progressToken: token, progress, total: TOTAL, message } })
      .catch(() => undefined);
  };
  say();
  const timer = setInterval(() => {
    beats += 1;
    say();
  }, BEAT_MS);
  try {
    return await work((stage) => {
      at = STAGE_AT[stage];
      beats = 0;
      message = MCP_WORDS[locale][stage === "prepare" ? "preparing" : "running"];
      say();
    });
  } finally {
    clearInterval(timer);
  }
}
